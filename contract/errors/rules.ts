import { declareErrors } from './declare.ts';

export const rulesErrors = declareErrors({
  rules_wrong: {
    status: 400,
    who: 'caller',
    sentence: 'These rules cannot be saved: {problems}',
  },
  rules_changed: {
    status: 409,
    who: 'caller',
    sentence: 'Somebody else has changed these rules meanwhile. Load them again, then repeat the change.',
  },
  too_many_rule_sets: {
    status: 409,
    who: 'caller',
    sentence: 'A work stream can have {most} classification rulesets at most.',
  },
});
