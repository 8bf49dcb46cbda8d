export { type MatchedAnswer, matchNumberedAnswer, numberedText } from './numbered.ts';
export { OPTION_LIMITS, type Option, problemOfOptions } from './options.ts';
export { type Ability, type Rendered, render, type Saying, type V1QuickReply } from './render.ts';
