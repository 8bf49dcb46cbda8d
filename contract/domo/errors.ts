import { declareErrors } from '../errors/declare.ts';

/** What the Domo API says; `sentence` is its `message`. Form: developer documentation of the DataSet API. */
export const domoErrors = declareErrors({
  domo_bad_request: { status: 400, who: 'caller', sentence: '{why}' },
  domo_invalid_client: { status: 400, who: 'caller', sentence: 'Bad client credentials' },
  domo_unsupported_grant: { status: 400, who: 'caller', sentence: 'Unsupported grant type: {grant}' },
  domo_invalid_scope: { status: 400, who: 'caller', sentence: 'Invalid scope: {scope}' },
  domo_unauthorized: {
    status: 401,
    who: 'caller',
    sentence: 'Full authentication is required to access this resource',
  },
  domo_invalid_token: { status: 401, who: 'caller', sentence: '{why}' },
  domo_forbidden: { status: 403, who: 'caller', sentence: 'Insufficient scope for this resource' },
  domo_not_found: { status: 404, who: 'caller', sentence: 'Not Found' },
  domo_import_failed: {
    status: 400,
    who: 'caller',
    sentence: 'Data import failed for dataset {id}: {why}',
  },
  domo_execution_closed: { status: 409, who: 'caller', sentence: 'The execution {id} is {state} already.' },
  domo_parts_not_consecutive: {
    status: 400,
    who: 'caller',
    sentence: 'Too many non-consecutive part ids. Make consecutive or upload multiple data versions',
  },
});
