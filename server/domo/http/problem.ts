import { STATUS_CODES } from 'node:http';
import { domoErrors } from '../../../contract/domo/errors.ts';
import { AppError } from '../../base/index.ts';

/** What went wrong, in the form that Domo's clients read. `toe` names the request, for support. */
export interface ProblemBody {
  readonly status: number;
  readonly statusReason: string;
  readonly message: string;
  readonly path?: string;
  readonly toe: string;
}

export const badRequest = (why: string): AppError =>
  new AppError(domoErrors.domo_bad_request, { values: { why } });

export const notFound = (): AppError => new AppError(domoErrors.domo_not_found);

export function bodyOf(status: number, message: string, path: string, toe: string): ProblemBody {
  return { status, statusReason: STATUS_CODES[status] ?? 'Error', message, path, toe };
}

/** Fastify's own refusals have a status; anything else is ours to mend and is told to nobody. */
export function readProblem(error: unknown): { readonly status: number; readonly message: string } {
  if (error instanceof AppError) return { status: error.status, message: error.message };
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') {
    if (error.statusCode >= 400 && error.statusCode < 500) {
      return { status: error.statusCode, message: error.message };
    }
  }
  return { status: 500, message: 'Something went wrong on our side.' };
}
