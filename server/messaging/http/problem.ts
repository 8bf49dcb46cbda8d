import { type SunshineProblem, sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { AppError, toAppError } from '../../base/index.ts';

/** An error of the foreign API, with its own code and title. */
export class SunshineError extends Error {
  override readonly name = 'SunshineError';
  readonly status: number;
  readonly code: string;

  constructor(problem: SunshineProblem, title: string = problem.title) {
    super(title);
    this.status = problem.status;
    this.code = problem.code;
  }
}

/** A request that cannot be understood, in a sentence. */
export function badRequest(title: string): SunshineError {
  return new SunshineError({ status: 400, code: 'bad_request', title });
}

/** A request that is understood and not allowed, in a sentence. */
export function forbidden(title: string = sunshineErrors.forbidden.title): SunshineError {
  return new SunshineError(sunshineErrors.forbidden, title);
}

const TRANSLATED: Readonly<Record<string, SunshineProblem>> = {
  conversation_not_found: sunshineErrors.conversation_not_found,
  message_not_found: sunshineErrors.message_not_found,
  customer_not_found: sunshineErrors.user_not_found,
  body_too_large: sunshineErrors.too_large,
  body_not_json: sunshineErrors.body_not_json,
};

/** Bounds of the contract, which it refuses as it does a wrong body. */
const BOUNDS: ReadonlySet<string> = new Set(['webhook_limit', 'program_key_limit']);

/** Anything thrown, as this API says it. What is ours tells the caller nothing. */
export function toSunshineError(thrown: unknown): SunshineError {
  if (thrown instanceof SunshineError) return thrown;
  const error = toAppError(thrown);
  const known = TRANSLATED[error.code];
  if (known) return new SunshineError(known);
  if (error.status === 503) return new SunshineError(sunshineErrors.unavailable);
  if (error.status >= 500) return new SunshineError(sunshineErrors.internal);
  if (error.status === 415) return new SunshineError(sunshineErrors.media_kind);
  if (error.status === 429) return new SunshineError(sunshineErrors.too_many_requests, error.message);
  // Our own sentences say what is wrong; the status stays in the families that clients of this API know.
  if (error.status === 400 || error.status === 422 || BOUNDS.has(error.code))
    return badRequest(error.message);
  if (error.status === 404) return new SunshineError(sunshineErrors.not_found, error.message);
  return error instanceof AppError ? forbidden(error.message) : new SunshineError(sunshineErrors.internal);
}

/** The body of an error, by the version of the API. */
export function bodyOf(error: SunshineError, version: 'v2' | 'v1.1'): object {
  return version === 'v2'
    ? { errors: [{ code: error.code, title: error.message }] }
    : { error: { code: error.code, description: error.message } };
}
