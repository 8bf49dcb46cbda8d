import { declareErrors } from './declare.ts';

export const maskingErrors = declareErrors({
  masking_pattern_not_valid: {
    status: 400,
    who: 'caller',
    sentence: 'The pattern cannot be read: {problem}.',
  },
  masking_pattern_finds_nothing: {
    status: 400,
    who: 'caller',
    sentence:
      'The pattern also fits an empty text, so it would find something everywhere. Ask for at least one character.',
  },
  masking_name_taken: {
    status: 409,
    who: 'caller',
    sentence: 'Another masking rule has this name.',
  },
});
