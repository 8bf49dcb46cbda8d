import { declareErrors } from './declare.ts';

export const dataClientErrors = declareErrors({
  data_client_limit: {
    status: 409,
    who: 'caller',
    sentence: 'There can be at most {most} clients. Delete one that is not needed.',
  },
});
