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
});
