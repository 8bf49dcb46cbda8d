import { declareErrors } from './declare.ts';

export const timeoutRuleErrors = declareErrors({
  timeout_rule_text_missing: {
    status: 400,
    who: 'caller',
    sentence: 'A rule that sends a message needs its text in {language}.',
  },
  timeout_rule_name_taken: {
    status: 409,
    who: 'caller',
    sentence: 'There is a timeout rule of that name already.',
  },
  timeout_rule_wait: {
    status: 400,
    who: 'caller',
    sentence:
      'A customer who waits for an agent cannot be made to wait for themselves: choose another action.',
  },
});
