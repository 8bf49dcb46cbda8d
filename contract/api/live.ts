import { Type, type Static } from 'typebox';
import { Id, Nullable, OneOf, Position } from './common.ts';
import { route } from './route.ts';

/**
 * What the browser hears. Durable ones carry an SSE id (a vector of log positions) and are resumed with
 * `Last-Event-ID`; `typing`, `present` and `send_window` are transient and carry none.
 * They say what changed, not the content: the browser fetches what it shows.
 */
export const LiveEvent = Type.Union([
  Type.Object({
    type: Type.Literal('entry'),
    conversationId: Id,
    messageId: Id,
    position: Position,
    kind: OneOf(['message', 'note', 'system', 'encrypted']),
    direction: OneOf(['in', 'out', 'none']),
    /** added, or changed (send state, media stored, deleted) */
    change: OneOf(['added', 'changed']),
  }),
  Type.Object({
    type: Type.Literal('conversation'),
    conversationId: Id,
    assigneeId: Nullable(Id),
    state: Nullable(Type.String()),
  }),
  Type.Object({ type: Type.Literal('read'), conversationId: Id, memberId: Nullable(Id), position: Position }),
  Type.Object({
    type: Type.Literal('record'),
    kind: OneOf(['contact', 'company', 'case']),
    recordId: Id,
  }),
  Type.Object({ type: Type.Literal('customer'), customerId: Id }),
  /** Something is offered to this member, or no longer; a session of theirs began or ended. */
  Type.Object({
    type: Type.Literal('session'),
    conversationId: Id,
    sessionId: Id,
    memberId: Id,
    state: Type.String(),
    /** Of an ended one: why, as in the sessions of a conversation. */
    reason: Nullable(Type.String()),
    /** Who asked this member to take it, or to help; null: routing did. */
    byMemberId: Nullable(Id),
  }),
  Type.Object({ type: Type.Literal('presence'), memberId: Id }),
  /** The set-up changed: which kind of thing (queue, work_stream, skill, template, …). */
  Type.Object({ type: Type.Literal('setup'), kind: Type.String() }),
  /** A webhook was set up, changed, paused or resumed. */
  Type.Object({ type: Type.Literal('webhook'), endpointId: Id }),
  Type.Object({ type: Type.Literal('account'), accountId: Id }),
  Type.Object({ type: Type.Literal('sign_in'), signInId: Id }),
  Type.Object({ type: Type.Literal('typing'), conversationId: Id }),
  Type.Object({
    type: Type.Literal('present'),
    conversationId: Id,
    memberId: Id,
    doing: OneOf(['viewing', 'replying', 'noting', 'gone']),
  }),
  /** A member came, changed, or lost a sign-in. */
  Type.Object({ type: Type.Literal('member'), memberId: Id }),
  /** A member is named in a note or whispered to (`messageId`), or has read that they were. */
  Type.Object({
    type: Type.Literal('mention'),
    memberId: Id,
    conversationId: Nullable(Id),
    messageId: Nullable(Id),
  }),
  /** Somebody named a handle in public, or what was done about it went on. */
  Type.Object({ type: Type.Literal('public_post'), postId: Id, isNew: Type.Boolean() }),
  /** A colleague came into a conversation, left, or said something in a private pane. */
  Type.Object({ type: Type.Literal('side_talk'), conversationId: Id, talkId: Id }),
  /** A program was given the conversation, gave it to the desk, or was stopped there. */
  Type.Object({ type: Type.Literal('control'), conversationId: Id }),
  /** A threshold was passed, or no longer is; for those who see the board. */
  Type.Object({ type: Type.Literal('alert') }),
  Type.Object({ type: Type.Literal('preferences') }),
  /** Too far behind to catch up: fetch everything shown again. */
  Type.Object({ type: Type.Literal('reset') }),
]);
export type LiveEvent = Static<typeof LiveEvent>;

export const liveRoutes = {
  stream: route({
    id: 'live.stream',
    method: 'GET',
    path: '/api/live',
    access: 'agent',
    summary: 'Server-sent events: what changed in the workspace, from now or from `Last-Event-ID` on.',
    query: Type.Object({ lastEventId: Type.Optional(Type.String({ maxLength: 500 })) }),
    special: 'events',
  }),
};
