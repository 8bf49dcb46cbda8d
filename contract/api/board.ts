import { Type, type Static } from 'typebox';
import { Id, IdParams, Nullable, OneOf, Time } from './common.ts';
import { Priority, WorkItem, WorkItemState } from './conversations.ts';
import { BasePresence } from './distribution.ts';
import { Entry } from './messages.ts';
import { PresenceId } from './presence.ts';
import { route } from './route.ts';
import { SideTalk } from './teamwork.ts';

/** An agent as the board shows them. */
export const BoardAgent = Type.Object({
  memberId: Id,
  name: Type.String(),
  base: BasePresence,
  presenceId: PresenceId,
  presenceText: Type.String(),
  since: Time,
  usedUnits: Type.Integer(),
  capacityUnits: Type.Integer(),
  sessions: Type.Integer(),
  /** Since when the customer who has waited longest of theirs waits for an answer. */
  oldestWait: Nullable(Time),
  queueIds: Type.Array(Id),
});
export type BoardAgent = Static<typeof BoardAgent>;

export const BoardQueue = Type.Object({
  queueId: Id,
  name: Type.String(),
  /** Open, with nobody who has them. */
  waiting: Type.Integer(),
  longestSince: Nullable(Time),
  /** Active with an agent. */
  inService: Type.Integer(),
  slaAtRisk: Type.Integer(),
  slaBreached: Type.Integer(),
  agentsAvailable: Type.Integer(),
  agents: Type.Integer(),
});
export type BoardQueue = Static<typeof BoardQueue>;

export const SlaState = OneOf(['none', 'in_time', 'at_risk', 'breached']);
export type SlaState = Static<typeof SlaState>;

/** A conversation that is not closed. */
export const BoardRow = Type.Object({
  conversationId: Id,
  number: Type.Integer(),
  /** The customer's name, else their @name, else a group's. */
  title: Type.String(),
  state: WorkItemState,
  queueId: Id,
  handleId: Id,
  assigneeId: Nullable(Id),
  offeredTo: Nullable(Id),
  priority: Priority,
  tags: Type.Array(Type.String()),
  units: Type.Integer(),
  stateAt: Time,
  waitingSince: Nullable(Time),
  sla: SlaState,
  slaDueAt: Nullable(Time),
});
export type BoardRow = Static<typeof BoardRow>;

export const AlertLevel = OneOf(['warning', 'critical']);
export const AlertKind = OneOf([
  'wait_exceeds',
  'queue_exceeds',
  'breach_rate',
  'no_agent',
  'agent_inactive',
  'programs_stopped',
  /** Their last run failed, or their DataSet is older than somebody expects. */
  'reports_troubled',
]);
export type AlertKind = Static<typeof AlertKind>;

/** A threshold that is passed now, or was. */
export const Alert = Type.Object({
  id: Id,
  ruleId: Id,
  ruleName: Type.String(),
  kind: AlertKind,
  level: AlertLevel,
  queueId: Nullable(Id),
  memberId: Nullable(Id),
  /** Minutes, conversations, per cent; of the last look. */
  value: Type.Number(),
  since: Time,
  until: Nullable(Time),
});
export type Alert = Static<typeof Alert>;

/** What the board's stream sends: everything at first, then what changed. */
export const BoardChange = Type.Object({
  type: OneOf(['all', 'change']),
  at: Time,
  agents: Type.Array(BoardAgent),
  queues: Type.Array(BoardQueue),
  rows: Type.Array(BoardRow),
  /** Conversations that are closed. */
  gone: Type.Array(Id),
  /** All that are passed now; absent when none came or went. */
  alerts: Type.Optional(Type.Array(Alert)),
});
export type BoardChange = Static<typeof BoardChange>;

/** What the list shows; kept for each supervisor. */
export const BoardFilter = Type.Object({
  queueIds: Type.Array(Id, { maxItems: 100 }),
  memberIds: Type.Array(Id, { maxItems: 100 }),
  handleIds: Type.Array(Id, { maxItems: 100 }),
  states: Type.Array(WorkItemState, { maxItems: 5 }),
  slas: Type.Array(SlaState, { maxItems: 4 }),
  tags: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 50 }),
});
export type BoardFilter = Static<typeof BoardFilter>;

const Target = Type.Union([Type.Object({ memberId: Id }), Type.Object({ queueId: Id })]);
const access = 'supervisor';

export const boardRoutes = {
  now: route({
    id: 'board.now',
    method: 'GET',
    path: '/api/board',
    access,
    permission: 'board.see',
    summary: 'Agents, queues, open conversations and alerts as they are now.',
    response: BoardChange,
  }),
  stream: route({
    id: 'board.stream',
    method: 'GET',
    path: '/api/board/live',
    access,
    permission: 'board.see',
    summary: 'The same as server-sent events: all of it, then what changed, at most once a second.',
    special: 'events',
  }),
  filter: route({
    id: 'board.filter',
    method: 'GET',
    path: '/api/board/filter',
    access,
    permission: 'board.see',
    summary: "The caller's default filter of the list; null when none is kept.",
    response: Type.Object({ filter: Nullable(BoardFilter) }),
  }),
  saveFilter: route({
    id: 'board.saveFilter',
    method: 'PUT',
    path: '/api/board/filter',
    access,
    permission: 'board.see',
    summary: "Keeps a filter as the caller's default.",
    body: BoardFilter,
    response: Type.Object({ filter: BoardFilter }),
  }),
  monitor: route({
    id: 'board.monitor',
    method: 'POST',
    path: '/api/board/conversations/:id/monitor',
    access,
    permission: 'board.monitor',
    summary: 'Looks on in a conversation, to read; joining is adding oneself to the chat of the talk.',
    params: IdParams,
    response: SideTalk,
  }),
  whisper: route({
    id: 'board.whisper',
    method: 'POST',
    path: '/api/board/conversations/:id/whispers',
    access,
    permission: 'board.monitor',
    summary: 'Says something to the agent who has the conversation: only they see it, at once.',
    params: IdParams,
    body: Type.Object({
      text: Type.String({ minLength: 1, maxLength: 5_000, pattern: '\\S' }),
      idempotencyKey: Type.String({ minLength: 8, maxLength: 100 }),
    }),
    response: Entry,
    status: 201,
  }),
  assign: route({
    id: 'board.assign',
    method: 'POST',
    path: '/api/board/conversations/:id/assign',
    access,
    permission: 'board.assign',
    summary:
      'Gives an open or waiting conversation to an agent or a queue. Beyond presence and capacity only with `override`; the answer says by how many units.',
    params: IdParams,
    body: Type.Object({ to: Target, override: Type.Optional(Type.Boolean()) }),
    response: Type.Object({ workItem: WorkItem, exceededUnits: Type.Integer() }),
  }),
  transfer: route({
    id: 'board.transfer',
    method: 'POST',
    path: '/api/board/conversations/:id/transfer',
    access,
    permission: 'board.transfer',
    summary:
      'Takes an active or waiting conversation to another agent, who is asked first where that is set.',
    params: IdParams,
    body: Type.Object({ memberId: Id, override: Type.Optional(Type.Boolean()) }),
    response: Type.Object({ workItem: WorkItem, pending: Type.Boolean() }),
  }),
  forceClose: route({
    id: 'board.forceClose',
    method: 'POST',
    path: '/api/board/conversations/:id/force-close',
    access,
    permission: 'board.force_close',
    summary: 'Closes a conversation whatever its state; everybody in it is told.',
    params: IdParams,
    response: Type.Object({ workItem: WorkItem }),
  }),
};
