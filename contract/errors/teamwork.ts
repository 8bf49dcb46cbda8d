import { declareErrors } from './declare.ts';

export const teamworkErrors = declareErrors({
  not_your_conversation: {
    status: 403,
    who: 'caller',
    sentence: 'A colleague has this conversation: only they, or a supervisor, can do that.',
  },
  queue_closed: {
    status: 409,
    who: 'time',
    sentence: 'The queue {queue} is closed now; it opens {opens}.',
  },
  agent_unavailable: {
    status: 409,
    who: 'caller',
    sentence: '{name} is {presence} now. Ask anyway, or choose somebody else.',
  },
  to_yourself: { status: 400, who: 'caller', sentence: 'You cannot ask yourself.' },
  already_here: { status: 409, who: 'caller', sentence: '{name} takes part in this conversation already.' },
  too_many_colleagues: {
    status: 409,
    who: 'caller',
    sentence: 'There are {most} colleagues in this conversation already; end one of the talks first.',
  },
  talk_not_found: { status: 404, who: 'caller', sentence: 'There is no such talk that you take part in.' },
  talk_over: { status: 409, who: 'caller', sentence: 'This talk is over.' },
  talk_not_begun: { status: 409, who: 'time', sentence: 'Nobody has come into this talk yet.' },
  reads_only: {
    status: 403,
    who: 'caller',
    sentence: 'You read along here. Ask {name} to add you to the chat before you write to the customer.',
  },
});
