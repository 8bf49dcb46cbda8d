import { declareErrors } from './declare.ts';

/** What a server with Domo's API answers, or the way to it. */
export const dataServerErrors = declareErrors({
  data_server_limit: {
    status: 409,
    who: 'caller',
    sentence: 'There are {most} servers already, which is as many as can be. Remove one first.',
  },
  data_server_in_use: {
    status: 409,
    who: 'caller',
    sentence: 'Reports read from this server ({names}). Delete them or give them another input first.',
  },
  data_server_needs_secret: {
    status: 400,
    who: 'caller',
    sentence: 'Another host or client needs its secret, too.',
  },
  data_server_host_wrong: {
    status: 400,
    who: 'caller',
    sentence: '{host} is no server with Domo’s API: check the host. {why}',
  },
  data_server_away: {
    status: 503,
    who: 'time',
    sentence: '{host} cannot be reached, or does not answer now. {why}',
  },
  data_server_sign_in: {
    status: 400,
    who: 'caller',
    sentence: '{host} does not take this client id and secret.',
  },
  data_server_forbidden: {
    status: 403,
    who: 'operator',
    sentence:
      '{host} does not let this client read the DataSet {id}. The client needs the scope “data”, and its owner must see the DataSet.',
  },
  data_server_no_dataset: {
    status: 404,
    who: 'caller',
    sentence: '{host} has no DataSet {id} (any more).',
  },
  data_server_too_big: {
    status: 409,
    who: 'operator',
    sentence: 'The DataSet {id} of {host} is larger than {most} MB, which is as much as is read.',
  },
  data_server_answer: {
    status: 502,
    who: 'operator',
    sentence: '{host} answered what Domo’s API would not. {why}',
  },
});
