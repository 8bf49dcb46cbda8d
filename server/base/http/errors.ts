import type { FastifyReply, FastifyRequest } from 'fastify';
import { baseErrors } from '../../../contract/errors/base.ts';
import { sqlStateOf } from '../db/index.ts';
import { AppError } from '../errors.ts';

interface ValidationProblem {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** Anything thrown, as an error with a declared code. What nobody declared is ours and tells the caller nothing. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const fields: Readonly<Record<string, unknown>> = error instanceof Error ? { ...error } : {};
  const first = Array.isArray(fields['validation'])
    ? (fields['validation'][0] as ValidationProblem | undefined)
    : undefined;
  if (first) {
    const where = typeof fields['validationContext'] === 'string' ? fields['validationContext'] : 'body';
    return new AppError(baseErrors.invalid_request, {
      values: { problem: problemSentence(first, where) },
      details: { in: where, field: fieldName(first) },
      cause: error,
    });
  }
  switch (fields['code']) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
    case 'FST_REQ_FILE_TOO_LARGE':
      return new AppError(baseErrors.body_too_large, { cause: error });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return new AppError(baseErrors.media_type_not_supported, { cause: error });
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new AppError(baseErrors.body_not_json, { cause: error });
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'ENOENT':
      if (error instanceof Error && 'syscall' in error && error.syscall === 'connect') {
        return new AppError(baseErrors.database_unavailable, { cause: error });
      }
      break;
    default:
      break;
  }
  const state = sqlStateOf(error);
  // 57P: the server is stopping or starting. 08: the connection broke. 22021/22P05: a character it cannot store.
  if (state?.startsWith('57P') || state?.startsWith('08')) {
    return new AppError(baseErrors.database_unavailable, { cause: error });
  }
  if (state === '22021' || state === '22P05') {
    return new AppError(baseErrors.invalid_request, {
      values: { problem: 'The text holds a character that cannot be stored.' },
      cause: error,
    });
  }
  const status = fields['statusCode'];
  if (status === 400) {
    return new AppError(baseErrors.invalid_request, {
      values: { problem: 'The request is malformed.' },
      cause: error,
    });
  }
  if (status === 413) return new AppError(baseErrors.body_too_large, { cause: error });
  return new AppError(baseErrors.internal_error, { cause: error });
}

/** Writes the error in the form of our own API. */
export function answerError(error: AppError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .status(error.status)
    .type('application/json; charset=utf-8')
    .send(
      JSON.stringify({
        error: {
          code: error.code,
          message:
            error.status >= 500 && error.code === 'internal_error'
              ? baseErrors.internal_error.sentence
              : error.message,
          ...(error.details === undefined ? {} : { details: error.details }),
          requestId: request.id,
        },
      }),
    );
}

function fieldName(problem: ValidationProblem): string {
  const path = problem.instancePath.split('/').filter(Boolean);
  const missing = problem.params['missingProperty'];
  if (problem.keyword === 'required' && typeof missing === 'string') path.push(missing);
  return path.join('.');
}

function problemSentence(problem: ValidationProblem, where: string): string {
  const field = fieldName(problem) || `the ${where === 'querystring' ? 'query' : where}`;
  const limit = String(problem.params['limit'] ?? '');
  switch (problem.keyword) {
    case 'required':
      return `${field} is missing.`;
    case 'type':
      return `${field} must be ${article(String(problem.params['type']))}.`;
    case 'enum': {
      const allowed = problem.params['allowedValues'];
      return `${field} must be one of ${Array.isArray(allowed) ? allowed.join(', ') : 'the listed words'}.`;
    }
    case 'minLength':
      return limit === '1'
        ? `${field} must not be empty.`
        : `${field} must have at least ${limit} characters.`;
    case 'maxLength':
      return `${field} must have at most ${limit} characters.`;
    case 'minimum':
      return `${field} must be at least ${limit}.`;
    case 'maximum':
      return `${field} must be at most ${limit}.`;
    case 'minItems':
      return `${field} must hold at least ${limit}.`;
    case 'maxItems':
      return `${field} must hold at most ${limit}.`;
    case 'format':
      return `${field} is not a valid ${formatName(String(problem.params['format']))}.`;
    case 'pattern':
      return problem.params['pattern'] === '\\S'
        ? `${field} must not be blank.`
        : `${field} is not well formed.`;
    default:
      return `${field} is not valid.`;
  }
}

function formatName(format: string): string {
  return format === 'email' ? 'e-mail address' : format === 'date-time' ? 'time (RFC 3339)' : format;
}

function article(type: string): string {
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}
