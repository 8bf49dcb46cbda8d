import { declareErrors } from './declare.ts';

export const baseErrors = declareErrors({
  invalid_request: { status: 400, who: 'caller', sentence: '{problem}' },
  body_not_json: { status: 400, who: 'caller', sentence: 'The body is not valid JSON.' },
  body_too_large: { status: 413, who: 'caller', sentence: 'The body is larger than this address accepts.' },
  media_type_not_supported: {
    status: 415,
    who: 'caller',
    sentence: 'This address does not accept that content type.',
  },
  not_signed_in: { status: 401, who: 'caller', sentence: 'Sign in first.' },
  forbidden: { status: 403, who: 'caller', sentence: 'You are not allowed to do this.' },
  not_found: { status: 404, who: 'caller', sentence: 'There is no such {what}.' },
  route_not_found: { status: 404, who: 'caller', sentence: 'There is nothing at this address.' },
  method_not_allowed: { status: 405, who: 'caller', sentence: 'This address does not take that method.' },
  conflict: { status: 409, who: 'caller', sentence: '{problem}' },
  range_not_satisfiable: {
    status: 416,
    who: 'caller',
    sentence: 'The range asked for lies outside the file.',
  },
  too_many_requests: {
    status: 429,
    who: 'time',
    sentence: 'Too many requests; try again in {seconds} seconds.',
  },
  url_refused: { status: 400, who: 'caller', sentence: 'The address {url} cannot be used: {problem}' },
  internal_error: { status: 500, who: 'us', sentence: 'Something went wrong on our side.' },
  secret_unreadable: {
    status: 500,
    who: 'operator',
    sentence:
      'A stored secret cannot be opened with the master key {keyId}; put that key back or replace the secret.',
  },
  draining: { status: 503, who: 'time', sentence: 'The server is shutting down; try again in a moment.' },
  database_unavailable: {
    status: 503,
    who: 'time',
    sentence: 'The database is not reachable at the moment; try again shortly.',
  },
});
