import { declareErrors } from './declare.ts';

/** What administrators set up: queues, work streams, skills, roles … */
export const setupErrors = declareErrors({
  setup_name_taken: {
    status: 409,
    who: 'caller',
    sentence: 'There is a {what} called “{name}” already. Choose another name.',
  },
  setup_changed_meanwhile: {
    status: 409,
    who: 'caller',
    sentence:
      'This {what} was changed by somebody else meanwhile. Close it and open it again to see what is stored now; nothing of yours was saved.',
  },
  setup_in_use: {
    status: 409,
    who: 'caller',
    sentence: '“{name}” is in use and cannot be deleted: {uses}.',
  },
  setup_undeletable: {
    status: 409,
    who: 'caller',
    sentence: '“{name}” is the standard {what}: it can be changed, but not deleted.',
  },
  setup_limit: {
    status: 409,
    who: 'caller',
    sentence: 'There can be at most {most} of these ({what}). Delete one that is not needed.',
  },
  setup_unknown: {
    status: 400,
    who: 'caller',
    sentence: 'There is no such {what} any more. Choose another.',
  },
  setup_immutable: {
    status: 409,
    who: 'caller',
    sentence: 'The {what} cannot be changed once it is set. Make a copy, which may have another.',
  },
  deleted_gone: {
    status: 404,
    who: 'caller',
    sentence:
      'This can no longer be brought back: that is possible for 10 minutes, for the one who deleted it, and once.',
  },
  deleted_lacks: {
    status: 409,
    who: 'caller',
    sentence: 'It belongs to a {what} that was deleted after it. Bring that one back first.',
  },
  deleted_name_taken: {
    status: 409,
    who: 'caller',
    sentence: 'Its name or its place was given to another one meanwhile, so it cannot come back.',
  },
  setup_contradiction: { status: 400, who: 'caller', sentence: '{problem}' },
  setup_file_wrong: { status: 400, who: 'caller', sentence: 'This file cannot be imported: {problem}' },
});
