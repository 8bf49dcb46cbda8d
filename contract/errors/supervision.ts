import { declareErrors } from './declare.ts';

export const supervisionErrors = declareErrors({
  own_conversation: {
    status: 409,
    who: 'caller',
    sentence: 'This is your own conversation: work on it in the inbox.',
  },
  action_off: {
    status: 403,
    who: 'operator',
    sentence: 'Your workspace has switched this off for supervisors: {action}.',
  },
  action_in_state: {
    status: 409,
    who: 'caller',
    sentence: 'A conversation that is {state} cannot be acted on that way: {action}.',
  },
  over_capacity: {
    status: 409,
    who: 'caller',
    sentence: '{name} would be {units} units over their capacity. Assign anyway, or choose somebody else.',
  },
  nobody_to_whisper: {
    status: 409,
    who: 'caller',
    sentence: 'No agent has this conversation: nobody would hear it.',
  },
  bulk_not_found: { status: 404, who: 'caller', sentence: 'There is no such bulk action.' },
  alert_rule_not_found: { status: 404, who: 'caller', sentence: 'There is no such alert rule.' },
  alert_thresholds: {
    status: 400,
    who: 'caller',
    sentence: 'The critical threshold has to be further out than the warning.',
  },
});
