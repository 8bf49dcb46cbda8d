import { declareErrors } from './declare.ts';

export const noticeErrors = declareErrors({
  notice_language_missing: {
    status: 400,
    who: 'caller',
    sentence: 'There is no text in {language}, which is the language for everybody else.',
  },
  notice_slug_unknown: {
    status: 400,
    who: 'caller',
    sentence: 'Nothing can be put in for {slug}. These can be used: {slugs}.',
  },
  word_means_both: {
    status: 400,
    who: 'caller',
    sentence: 'The word “{word}” cannot both end and restore automatic messages.',
  },
});
