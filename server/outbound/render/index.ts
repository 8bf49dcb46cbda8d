export {
  type Answer,
  matchAnswer,
  type MatchedAnswer,
  matchNumberedAnswer,
  numberedText,
} from './numbered.ts';
export { OPTION_LIMITS, type Option, problemOfOptions } from './options.ts';
export {
  type Ability,
  type Rendered,
  render,
  type Saying,
  type V1Button,
  type V1QuickReply,
} from './render.ts';
export { sentAs } from './sent-as.ts';
export { isShort, LONGEST_TEXT, longestForm, splitRich } from './split.ts';
export { splitLongText } from './split-text.ts';
export { fallbackText, storedChoices, wordsOf } from './words.ts';
