import { Type, type Static } from 'typebox';
import { Cursor, Id, IdParams, Limit, Nullable, OneOf, Position, Time } from './common.ts';
import { CustomerSummary } from './customers.ts';
import { RequiredSkill, WorkStreamMode } from './distribution.ts';
import { Entry } from './messages.ts';
import { route } from './route.ts';

export const WorkItemState = OneOf(['open', 'active', 'waiting', 'wrap_up', 'closed']);
export type WorkItemState = Static<typeof WorkItemState>;
export const Priority = OneOf(['low', 'normal', 'high', 'urgent']);
export type Priority = Static<typeof Priority>;

/** One stretch of service on a conversation. */
export const WorkItem = Type.Object({
  id: Id,
  number: Type.Integer(),
  state: WorkItemState,
  stateReason: Type.String(),
  assigneeId: Nullable(Id),
  queueId: Id,
  priority: Priority,
  tags: Type.Array(Type.String()),
  waitingSince: Nullable(Time),
  snoozedUntil: Nullable(Time),
  openedAt: Time,
  closedAt: Nullable(Time),
  closeReason: Nullable(Type.String()),
  workStreamId: Id,
  mode: WorkStreamMode,
  /** Who is asked to take it now. */
  offeredTo: Nullable(Id),
  /** Since when it waits in its queue. */
  queuedAt: Nullable(Time),
  /** Why nobody is asked by itself any more. */
  heldBack: Nullable(Type.String()),
  units: Type.Integer(),
  profileIds: Type.Array(Id),
  skills: Type.Array(RequiredSkill),
  context: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  transfers: Type.Integer(),
  /** Messages of the customer, and answers. */
  incoming: Type.Integer(),
  outgoing: Type.Integer(),
  firstAnswerAt: Nullable(Time),
  firstAcceptedAt: Nullable(Time),
  wrapUpAt: Nullable(Time),
  closeDueAt: Nullable(Time),
  /** The earliest service level that is not met yet. */
  slaDueAt: Nullable(Time),
  firstAnswerDueAt: Nullable(Time),
  nextAnswerDueAt: Nullable(Time),
  resolutionDueAt: Nullable(Time),
  /** From then on the earliest of them that can still be kept shows a warning. */
  slaWarnAt: Nullable(Time),
  /** Service levels that were missed: first_answer, next_answer, resolution. */
  breached: Type.Array(Type.String()),
  title: Nullable(Type.String()),
  caseId: Nullable(Id),
  dispositions: Type.Array(Type.String()),
});
export type WorkItem = Static<typeof WorkItem>;

export const HandleBrief = Type.Object({
  id: Id,
  name: Type.String(),
  username: Nullable(Type.String()),
  avatarUrl: Nullable(Type.String()),
});

/** Of a conversation of several people on X, in a list: what it is called, or who is in it. */
export const GroupBrief = Type.Object({
  name: Nullable(Type.String()),
  /** Of the first few. */
  memberNames: Type.Array(Type.String()),
  members: Type.Integer(),
});
export type GroupBrief = Static<typeof GroupBrief>;

/** One row of the inbox. */
export const InboxRow = Type.Object({
  conversationId: Id,
  /** In a group: whoever was heard of first. */
  customer: CustomerSummary,
  group: Nullable(GroupBrief),
  handle: HandleBrief,
  workItem: Nullable(WorkItem),
  preview: Type.String(),
  /** The customer has not agreed to be read: the preview is empty when the last word is theirs. */
  withheld: Type.Boolean(),
  previewDirection: OneOf(['in', 'out', 'none']),
  lastAt: Time,
  lastPosition: Position,
  unread: Type.Boolean(),
  /** Unread messages of the customer, counted to 10. */
  unreadCount: Type.Integer(),
  /** When what is offered to somebody goes on to the next. */
  offerExpiresAt: Nullable(Time),
  /** Newest outbound message failed or its outcome is unknown. */
  trouble: Nullable(OneOf(['failed', 'uncertain'])),
  /** Which program the customer speaks to; null: the desk. */
  program: Nullable(Type.String()),
  /** A program was stopped here: nobody answered it, or programs answered each other. */
  stopped: Type.Boolean(),
});
export type InboxRow = Static<typeof InboxRow>;

/**
 * `mine` is assigned to the caller; `unassigned` is what nobody has in the caller's queues; `all` is every open one that
 * the caller may see; `recent` was closed in the last 24 hours; `programs` are those that a program has.
 */
export const InboxView = OneOf(['mine', 'unassigned', 'all', 'programs', 'snoozed', 'recent', 'closed']);
export type InboxView = Static<typeof InboxView>;

/** Newest activity, whoever waits longest, priority, what is due soonest, newest first contact. */
export const InboxSort = OneOf(['activity', 'waiting', 'priority', 'sla', 'created']);
export type InboxSort = Static<typeof InboxSort>;

export const InboxCounts = Type.Object({
  mine: Type.Integer(),
  unassigned: Type.Integer(),
  all: Type.Integer(),
  programs: Type.Integer(),
  snoozed: Type.Integer(),
  recent: Type.Integer(),
  mineUnread: Type.Integer(),
  /** The caller's queues by their priority, with what nobody has there (at most 100 queues). */
  queues: Type.Array(Type.Object({ id: Id, name: Type.String(), unassigned: Type.Integer() })),
});
export type InboxCounts = Static<typeof InboxCounts>;

export const inboxRoutes = {
  list: route({
    id: 'inbox.list',
    method: 'GET',
    path: '/api/inbox',
    access: 'agent',
    summary: 'A view of the inbox, in one of its orders. What an order does not rank follows by activity.',
    query: Type.Object({
      view: InboxView,
      sort: Type.Optional(InboxSort),
      queueId: Type.Optional(Id),
      workStreamId: Type.Optional(Id),
      handleId: Type.Optional(Id),
      tag: Type.Optional(Type.String({ maxLength: 60 })),
      priority: Type.Optional(Priority),
      unread: Type.Optional(Type.Boolean()),
      cursor: Type.Optional(Cursor),
      limit: Limit(100, 50),
    }),
    response: Type.Object({ rows: Type.Array(InboxRow), next: Nullable(Cursor) }),
  }),
  rows: route({
    id: 'inbox.rows',
    method: 'GET',
    path: '/api/inbox/rows',
    access: 'agent',
    summary: 'The rows of some conversations, to refresh a list after live events.',
    query: Type.Object({
      ids: Type.String({ maxLength: 2600, description: 'Up to 100 conversation ids, comma separated' }),
    }),
    response: Type.Object({ rows: Type.Array(InboxRow) }),
  }),
  counts: route({
    id: 'inbox.counts',
    method: 'GET',
    path: '/api/inbox/counts',
    access: 'agent',
    summary: 'How many conversations each view holds (counted to 1,000).',
    response: InboxCounts,
  }),
};

/** Somebody in a group on X, beside our account. */
export const Participant = Type.Object({
  customer: CustomerSummary,
  joinedAt: Time,
  leftAt: Nullable(Time),
});
export type Participant = Static<typeof Participant>;

/** A conversation of several people on X. */
export const GroupDetail = Type.Object({
  ...GroupBrief.properties,
  /** Our account left it. */
  leftAt: Nullable(Time),
  /** Those who are there before those who left, each by joining. */
  participants: Type.Array(Participant),
});
export type GroupDetail = Static<typeof GroupDetail>;

export const ConversationDetail = Type.Object({
  id: Id,
  customer: CustomerSummary,
  group: Nullable(GroupDetail),
  handle: HandleBrief,
  /** The open one, else the newest closed one. */
  workItem: Nullable(WorkItem),
  earlierWorkItems: Type.Integer(),
  /** By what the customer came to write first, as far as X tells; null: nobody knows. */
  source: Nullable(
    Type.Object({
      /** `answer`: our public answer to a post of theirs; `post`: another post with a link to us. */
      kind: OneOf(['link', 'answer', 'post', 'welcome']),
      linkName: Nullable(Type.String()),
      postUrl: Nullable(Type.String()),
    }),
  ),
  /** When what is offered to somebody goes on to the next. */
  offerExpiresAt: Nullable(Time),
  /** What the wrap-up takes of its agent's capacity, and until when; null when it takes none, or is none. */
  wrapUp: Nullable(Type.Object({ units: Type.Integer(), until: Nullable(Time) })),
  customerReadPosition: Position,
  readPosition: Position,
  lastPosition: Position,
  lastInboundAt: Nullable(Time),
  /** Whether the customer agreed to be read, where the handle asks; and how many messages are kept back until then. */
  consent: OneOf(['none', 'waiting', 'given', 'refused']),
  withheldMessages: Type.Integer(),
  /** Why nothing can be sent now, in a sentence; null when it can. */
  cannotSend: Nullable(Type.Object({ code: Type.String(), message: Type.String() })),
  /** When the next message to this account's customers can leave; null: at once. */
  sendsAt: Nullable(Time),
  capabilities: Type.Object({ files: Type.Boolean(), typing: Type.Boolean(), markRead: Type.Boolean() }),
  present: Type.Array(Type.Object({ memberId: Id, doing: OneOf(['viewing', 'replying', 'noting']) })),
});
export type ConversationDetail = Static<typeof ConversationDetail>;

export const conversationRoutes = {
  get: route({
    id: 'conversations.get',
    method: 'GET',
    path: '/api/conversations/:id',
    access: 'agent',
    summary: 'A conversation without its entries.',
    params: IdParams,
    response: ConversationDetail,
  }),
  entries: route({
    id: 'conversations.entries',
    method: 'GET',
    path: '/api/conversations/:id/entries',
    access: 'agent',
    summary: 'A page of the thread in order; before, after, or around a position; newest page without one.',
    params: IdParams,
    query: Type.Object({
      before: Type.Optional(Position),
      after: Type.Optional(Position),
      around: Type.Optional(Position),
      limit: Limit(100, 50),
    }),
    response: Type.Object({
      entries: Type.Array(Entry),
      hasBefore: Type.Boolean(),
      hasAfter: Type.Boolean(),
    }),
  }),
  update: route({
    id: 'conversations.update',
    method: 'PATCH',
    path: '/api/conversations/:id',
    access: 'agent',
    summary:
      'Assigns, closes, reopens, snoozes, tags or ranks the open work item. Answers the state before, for undo.',
    params: IdParams,
    body: Type.Object({
      assigneeId: Type.Optional(Nullable(Id)),
      state: Type.Optional(OneOf(['open', 'closed', 'waiting'])),
      snoozedUntil: Type.Optional(Nullable(Time)),
      priority: Type.Optional(Priority),
      addTags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 20 })),
      removeTags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 20 })),
    }),
    response: Type.Object({ workItem: WorkItem, before: Nullable(WorkItem) }),
  }),
  bulkUpdate: route({
    id: 'conversations.bulkUpdate',
    method: 'POST',
    path: '/api/conversations/bulk',
    access: 'agent',
    summary: 'The same change for up to 200 conversations; each answers for itself.',
    body: Type.Object({
      ids: Type.Array(Id, { minItems: 1, maxItems: 200 }),
      change: Type.Object({
        assigneeId: Type.Optional(Nullable(Id)),
        state: Type.Optional(OneOf(['open', 'closed', 'waiting'])),
        snoozedUntil: Type.Optional(Nullable(Time)),
        priority: Type.Optional(Priority),
        addTags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 20 })),
        removeTags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 20 })),
      }),
    }),
    response: Type.Object({
      results: Type.Array(Type.Object({ id: Id, ok: Type.Boolean(), message: Nullable(Type.String()) })),
    }),
  }),
  markRead: route({
    id: 'conversations.markRead',
    method: 'PUT',
    path: '/api/conversations/:id/read',
    access: 'agent',
    summary: 'Moves the own read mark; `unread: true` shows the conversation as unread again.',
    params: IdParams,
    body: Type.Object({ position: Type.Optional(Position), unread: Type.Optional(Type.Boolean()) }),
  }),
  present: route({
    id: 'conversations.present',
    method: 'PUT',
    path: '/api/conversations/:id/present',
    access: 'agent',
    summary: 'Says that one is viewing or composing here; renewed every 10 s, forgotten after 20.',
    params: IdParams,
    body: Type.Object({ doing: OneOf(['viewing', 'replying', 'noting', 'gone']) }),
  }),
  renameGroup: route({
    id: 'conversations.renameGroup',
    method: 'PUT',
    path: '/api/conversations/:id/group',
    access: 'agent',
    summary: 'Names a group for the desk; null: by who is in it. X is told nothing.',
    params: IdParams,
    body: Type.Object({ name: Nullable(Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })) }),
    response: GroupDetail,
  }),
  items: route({
    id: 'conversations.items',
    method: 'GET',
    path: '/api/conversations/:id/work-items',
    access: 'agent',
    summary: 'All stretches of service on this conversation, newest first (at most 100).',
    params: IdParams,
    response: Type.Object({ workItems: Type.Array(WorkItem) }),
  }),
};

export const tagRoutes = {
  list: route({
    id: 'tags.list',
    method: 'GET',
    path: '/api/tags',
    access: 'agent',
    summary: 'Tags in use, most used first (at most 200).',
    response: Type.Object({ tags: Type.Array(Type.String()) }),
  }),
};
