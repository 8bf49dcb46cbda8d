export type { AutomaticMessage } from './automatic.ts';
export { LONGEST_TEXT } from './checks.ts';
export type { OutboundDeps } from './deps.ts';
export { createOutbound, type Outbound } from './outbound.ts';
export type { NewMessage } from './queue.ts';
export { type MatchedAnswer, matchNumberedAnswer, OPTION_LIMITS, type Option } from './render/index.ts';
export type { Senders } from './senders.ts';
export type { Patience } from './settle.ts';
export type { ThreadStatus } from './status.ts';
