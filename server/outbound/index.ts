export type { AutomaticMessage } from './automatic.ts';
export type { OutboundDeps } from './deps.ts';
export { createOutbound, type Outbound } from './outbound.ts';
export type { NewMessage } from './new-message.ts';
export type { Post, PostResult, QueuedMessage } from './queue-posts.ts';
export {
  type Ability,
  fallbackText,
  isShort,
  LONGEST_TEXT,
  matchAnswer,
  type MatchedAnswer,
  OPTION_LIMITS,
  type Option,
  render,
  type Rendered,
  splitLongText,
  splitRich,
} from './render/index.ts';
export type { Senders } from './senders.ts';
export type { Patience } from './settle.ts';
export type { ThreadStatus } from './status.ts';
