import type { FastifyReply, FastifyRequest } from 'fastify';
import { baseErrors } from '../../../contract/errors/base.ts';
import { sqlStateOf } from '../db/index.ts';
import { AppError } from '../errors.ts';

/** Anything thrown, as an error with a declared code. What nobody declared is ours and tells the caller nothing. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const fields: Readonly<Record<string, unknown>> =
    error instanceof Error ? Object.fromEntries(Object.entries(error)) : {};
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
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new AppError(baseErrors.route_not_found, { cause: error });
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
