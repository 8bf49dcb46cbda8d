import { declareErrors } from './declare.ts';

export const routingErrors = declareErrors({
  work_item_closed: {
    status: 409,
    who: 'caller',
    sentence: 'This conversation is closed. Reopen it first.',
  },
  work_item_state: {
    status: 409,
    who: 'caller',
    sentence: 'A conversation that is {state} cannot be changed that way.',
  },
  snooze_in_past: { status: 400, who: 'caller', sentence: 'The time to snooze until has passed already.' },
  assignee_unknown: {
    status: 400,
    who: 'caller',
    sentence: 'There is no active member with that id to assign to.',
  },
  work_item_taken: {
    status: 409,
    who: 'caller',
    sentence: 'A colleague has this conversation already.',
  },
  pick_refused: {
    status: 403,
    who: 'caller',
    sentence: 'Conversations of this work stream are given out; they cannot be taken from the list.',
  },
  not_in_queue: {
    status: 403,
    who: 'caller',
    sentence: 'This conversation waits in a queue that you are not a member of.',
  },
  queue_unknown: { status: 400, who: 'caller', sentence: 'There is no queue with that id.' },
  offer_gone: {
    status: 409,
    who: 'caller',
    sentence: 'This offer is gone: it ran out, was taken back, or a colleague has it.',
  },
  offer_not_found: { status: 404, who: 'caller', sentence: 'Nothing with that id is offered to you.' },
  offer_not_declinable: {
    status: 409,
    who: 'caller',
    sentence: 'This conversation was assigned; it cannot be declined.',
  },
  presence_unknown: { status: 400, who: 'caller', sentence: 'There is no such presence to choose.' },
  agent_unknown: { status: 404, who: 'caller', sentence: 'There is no active agent with that id.' },
  disposition_missing: {
    status: 409,
    who: 'caller',
    sentence: 'Say how it ended before you close: choose a disposition in the customer panel.',
  },
  disposition_unknown: {
    status: 400,
    who: 'caller',
    sentence: '"{disposition}" is not one of the dispositions of this work stream.',
  },
});
