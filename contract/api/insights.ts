import { Type, type Static } from 'typebox';
import { Cursor, Id, Limit, Nullable, OneOf, Time } from './common.ts';
import { route } from './route.ts';

/** What can be measured; measures.ts says what each means. */
export const MeasureId = OneOf([
  'opened',
  'closed',
  'incoming',
  'engaged',
  'unanswered',
  'unanswered_rate',
  'first_wait_avg',
  'first_wait_max',
  'queue_wait_avg',
  'service_level',
  'within_10',
  'within_20',
  'within_30',
  'within_40',
  'within_60',
  'within_120',
  'first_response_avg',
  'first_response_median',
  'first_response_p90',
  'response_avg',
  'handle_avg',
  'wrap_up_avg',
  'conversation_avg',
  'effort_avg',
  'transfer_rate',
  'messages_in',
  'messages_out',
  'first_answer_met',
  'next_answer_met',
  'resolution_met',
  'survey_avg',
  'sessions_offered',
  'sessions_accepted',
  'sessions_rejected',
  'sessions_timed_out',
  'rejection_rate',
  'timeout_rate',
  'accept_time_avg',
  'reject_time_avg',
  'session_handle_avg',
  'session_transfer_rate',
  'consults',
  'consults_accepted',
  'consults_rejected',
  'consults_timed_out',
  'consult_time_avg',
  'monitorings',
  'monitor_time_avg',
  'time_signed_in',
  'time_available',
  'time_busy',
  'time_do_not_disturb',
  'time_away',
]);
export type MeasureId = Static<typeof MeasureId>;

export const ReportGroup = OneOf([
  'none',
  'date',
  'hour_of_day',
  'handle',
  'queue',
  'agent',
  'work_stream',
  'tag',
  'priority',
]);
export type ReportGroup = Static<typeof ReportGroup>;

export const ReportInterval = OneOf(['hour', 'day', 'week', 'month']);
export type ReportInterval = Static<typeof ReportInterval>;

/** Which conversations count. */
export const ReportFilter = {
  from: Time,
  until: Time,
  timeZone: Type.String({ maxLength: 64, pattern: '^[A-Za-z0-9_+/-]+$', description: 'IANA name' }),
  handleId: Type.Optional(Id),
  queueId: Type.Optional(Id),
  agentId: Type.Optional(Id),
  workStreamId: Type.Optional(Id),
  tag: Type.Optional(Type.String({ maxLength: 60 })),
};

const ReportQuery = Type.Object({
  ...ReportFilter,
  groupBy: ReportGroup,
  interval: Type.Optional(ReportInterval),
});

/** Numbers by measure; null: nothing to measure. Counts are numbers, rates 0 to 1, times milliseconds. */
export const Numbers = Type.Record(Type.String(), Nullable(Type.Number()));
export type Numbers = Static<typeof Numbers>;

export const ReportRow = Type.Object({
  /** A date (2026-11-30, 2026-11-30T14:00), an hour (0 to 23), an id, a tag; empty with `none`. */
  key: Type.String(),
  /** Null for something that is no longer there. */
  name: Nullable(Type.String()),
  numbers: Numbers,
});
export type ReportRow = Static<typeof ReportRow>;

export const Report = Type.Object({
  rows: Type.Array(ReportRow),
  total: Numbers,
  /** The same length of time before, for comparison. */
  before: Numbers,
  /** More groups than are shown (the 1,000 largest are). */
  cut: Type.Boolean(),
});
export type Report = Static<typeof Report>;

export const ReportConversation = Type.Object({
  conversationId: Id,
  workItemId: Id,
  number: Type.Integer(),
  customerName: Nullable(Type.String()),
  customerUsername: Nullable(Type.String()),
  handleId: Id,
  queueId: Id,
  agentId: Nullable(Id),
  openedAt: Time,
  closedAt: Time,
  tags: Type.Array(Type.String()),
  /** Of the measure that was asked for. */
  value: Nullable(Type.Number()),
});
export type ReportConversation = Static<typeof ReportConversation>;

/** How it stands at this moment, and what today came to. */
export const Today = Type.Object({
  at: Time,
  since: Time,
  states: Type.Object({
    open: Type.Integer(),
    active: Type.Integer(),
    waiting: Type.Integer(),
    wrapUp: Type.Integer(),
  }),
  waitingLongerThanFive: Type.Integer(),
  activeLongerThanFive: Type.Integer(),
  longestWaitMs: Nullable(Type.Integer()),
  agents: Type.Object({
    available: Type.Integer(),
    busy: Type.Integer(),
    doNotDisturb: Type.Integer(),
    away: Type.Integer(),
    inactive: Type.Integer(),
  }),
  numbers: Numbers,
  byHour: Type.Array(ReportRow),
});
export type Today = Static<typeof Today>;

export const AgentTimeline = Type.Object({
  presences: Type.Array(
    Type.Object({ base: Type.String(), presenceId: Type.String(), from: Time, until: Nullable(Time) }),
  ),
  sessions: Type.Array(
    Type.Object({
      sessionId: Id,
      conversationId: Id,
      participation: Type.String(),
      how: Type.String(),
      offeredAt: Nullable(Time),
      acceptedAt: Nullable(Time),
      endedAt: Nullable(Time),
      endReason: Nullable(Type.String()),
    }),
  ),
});
export type AgentTimeline = Static<typeof AgentTimeline>;

const access = { access: 'supervisor', permission: 'insights.see' } as const;

export const insightsRoutes = {
  report: route({
    id: 'insights.report',
    method: 'GET',
    path: '/api/insights/report',
    ...access,
    summary: 'All measures of a time, grouped; at most two years.',
    query: ReportQuery,
    response: Report,
  }),
  csv: route({
    id: 'insights.csv',
    method: 'GET',
    path: '/api/insights/report.csv',
    ...access,
    summary: 'The same report as CSV: times in seconds, rates as shares.',
    query: ReportQuery,
    special: 'bytes',
  }),
  conversations: route({
    id: 'insights.conversations',
    method: 'GET',
    path: '/api/insights/conversations',
    ...access,
    summary: 'The conversations behind a number, newest first.',
    query: Type.Object({
      ...ReportFilter,
      measure: MeasureId,
      groupBy: Type.Optional(ReportGroup),
      interval: Type.Optional(ReportInterval),
      key: Type.Optional(Type.String({ maxLength: 60 })),
      cursor: Type.Optional(Cursor),
      limit: Limit(100, 50),
    }),
    response: Type.Object({ conversations: Type.Array(ReportConversation), next: Nullable(Cursor) }),
  }),
  today: route({
    id: 'insights.today',
    method: 'GET',
    path: '/api/insights/today',
    ...access,
    summary: 'How it stands now, and the last 24 hours.',
    query: Type.Object({
      timeZone: ReportFilter.timeZone,
      queueId: Type.Optional(Id),
      handleId: Type.Optional(Id),
    }),
    response: Today,
  }),
  timeline: route({
    id: 'insights.timeline',
    method: 'GET',
    path: '/api/insights/agents/:id/timeline',
    ...access,
    summary:
      "An agent's presences and sessions of a time of at most 31 days, the last day without one (the newest 2,000 of each).",
    params: Type.Object({ id: Id }),
    query: Type.Object({ from: Type.Optional(Time), until: Type.Optional(Time) }),
    response: AgentTimeline,
  }),
};
