import { declareErrors } from './declare.ts';

export const contactErrors = declareErrors({
  record_in_use: {
    status: 409,
    who: 'caller',
    sentence: 'This {what} cannot be deleted: {links}. Unlink them first, or merge it into another.',
  },
  attribute_not_valid: { status: 400, who: 'caller', sentence: '{label}: {problem}' },
  attribute_unknown: { status: 400, who: 'caller', sentence: 'There is no attribute "{key}" here.' },
  attribute_key_taken: {
    status: 409,
    who: 'caller',
    sentence: 'There is an attribute with the key "{key}" already.',
  },
  attribute_needs_choices: { status: 400, who: 'caller', sentence: 'Give at least one choice.' },
  attributes_full: { status: 409, who: 'caller', sentence: 'A kind of record can have 100 attributes.' },
  merge_with_itself: { status: 400, who: 'caller', sentence: 'Choose two different contacts to merge.' },
  merge_final: {
    status: 409,
    who: 'caller',
    sentence: 'This merge cannot be taken back: {problem}',
  },
  import_not_readable: { status: 400, who: 'caller', sentence: 'The file cannot be read: {problem}' },
  case_of_another: {
    status: 409,
    who: 'caller',
    sentence: 'This case belongs to another customer.',
  },
});
