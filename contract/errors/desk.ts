import { declareErrors } from './declare.ts';

export const deskErrors = declareErrors({
  cursor_not_valid: {
    status: 400,
    who: 'caller',
    sentence: 'The cursor is not one that this list gave; start from the first page.',
  },
  draft_outdated: {
    status: 409,
    who: 'caller',
    sentence: 'This draft was changed in another window; the newer text is kept.',
  },
  search_has_no_words: { status: 400, who: 'caller', sentence: 'Type a word to search for.' },
  profile_not_found: {
    status: 404,
    who: 'caller',
    sentence: 'X does not show this profile: it is gone, suspended, or blocks us.',
  },
});
