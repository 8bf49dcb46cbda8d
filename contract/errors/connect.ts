import { declareErrors } from './declare.ts';

/** X apps, "Sign in with X" and handles. */
export const connectErrors = declareErrors({
  privacy_not_accepted: {
    status: 409,
    who: 'caller',
    sentence: 'Accept the privacy notice of this X app first.',
  },
  local_x_missing: {
    status: 409,
    who: 'operator',
    sentence: 'No local X is known here. Start it with “rookery simulator”, or start the demo.',
  },
  local_x_unreachable: {
    status: 502,
    who: 'operator',
    sentence: 'The local X does not answer. Start it with “rookery simulator”, or start the demo.',
  },
  app_has_handles: {
    status: 409,
    who: 'caller',
    sentence: 'This X app still has handles. Remove them first.',
  },
  only_at_local_x: {
    status: 409,
    who: 'caller',
    sentence:
      'Only at the local X can a customer be made up. At the real X, write to the handle from another account.',
  },
  link_name_taken: {
    status: 409,
    who: 'caller',
    sentence: 'This handle has a link called “{name}” already.',
  },
  link_not_told_apart: {
    status: 400,
    who: 'caller',
    sentence: 'Give first words or a welcome message: without either X tells nothing of this link.',
  },
  too_many_links: { status: 409, who: 'caller', sentence: 'A handle has at most {most} links; delete one.' },
});
