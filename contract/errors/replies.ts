import { declareErrors } from './declare.ts';

export const replyErrors = declareErrors({
  slug_taken: { status: 409, who: 'caller', sentence: 'There is a quick reply "/{slug}" already.' },
  placeholder_unknown: {
    status: 400,
    who: 'caller',
    sentence: 'Nothing is known of {placeholder}. Known are {known}.',
  },
  language_twice: { status: 400, who: 'caller', sentence: 'There are two messages in {language}.' },
  team_missing: { status: 400, who: 'caller', sentence: 'Choose a team to share it with.' },
  macro_step_failed: { status: 409, who: 'caller', sentence: 'Nothing was done. Step {step}: {problem}' },
});
