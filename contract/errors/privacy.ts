import { declareErrors } from './declare.ts';

export const privacyErrors = declareErrors({
  person_not_found: {
    status: 404,
    who: 'caller',
    sentence: 'Nobody with this @name or X id has written to you.',
  },
  confirmation_differs: {
    status: 400,
    who: 'caller',
    sentence: 'To confirm, type {wanted} exactly.',
  },
  request_under_way: {
    status: 409,
    who: 'time',
    sentence: 'A request about this person is being worked on already.',
  },
  export_gone: {
    status: 410,
    who: 'caller',
    sentence: 'This file was deleted, as every export is after 7 days. Ask for it again.',
  },
  export_not_ready: { status: 409, who: 'time', sentence: 'This file is not ready yet.' },
  transcripts_restricted: {
    status: 403,
    who: 'operator',
    sentence: 'The work stream of this conversation does not let transcripts out.',
  },
  nothing_to_export: { status: 404, who: 'caller', sentence: 'No conversation fits this filter.' },
  too_much_to_export: {
    status: 400,
    who: 'caller',
    sentence: 'More than 10,000 conversations fit; narrow the filter, by dates for example.',
  },
});
