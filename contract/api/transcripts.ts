import { Type, type Static } from 'typebox';
import { Cursor, Id, IdParams, Limit, Nullable, OneOf, Time } from './common.ts';
import { route } from './route.ts';

export const TranscriptFormat = OneOf(['html', 'json', 'csv']);
export type TranscriptFormat = Static<typeof TranscriptFormat>;

/** Conversations with a stretch of service that fits all of this. */
export const TranscriptFilter = Type.Object({
  conversationIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 200 })),
  /** Opened at or after this time, and before that. */
  from: Type.Optional(Time),
  until: Type.Optional(Time),
  handleId: Type.Optional(Id),
  queueId: Type.Optional(Id),
  agentId: Type.Optional(Id),
  tag: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
});
export type TranscriptFilter = Static<typeof TranscriptFilter>;

export const TranscriptExport = Type.Object({
  id: Id,
  state: OneOf(['waiting', 'running', 'done', 'failed']),
  format: TranscriptFormat,
  withFiles: Type.Boolean(),
  withNotes: Type.Boolean(),
  /** Conversations, of so many. */
  done: Type.Integer(),
  total: Type.Integer(),
  failure: Nullable(Type.String()),
  byteSize: Nullable(Type.Integer()),
  requestedBy: Nullable(Id),
  requestedAt: Time,
  finishedAt: Nullable(Time),
  /** Deleted then; null when there is no file. */
  expiresAt: Nullable(Time),
});
export type TranscriptExport = Static<typeof TranscriptExport>;

/** One line of a transcript as JSON. */
export const TranscriptLine = Type.Object({
  id: Id,
  at: Time,
  /** `public`: the customer has it too. `private`: a note among colleagues. `system`: what happened. */
  tag: OneOf(['public', 'private', 'system']),
  from: OneOf(['customer', 'agent', 'program', 'x', 'system']),
  name: Nullable(Type.String()),
  text: Type.String(),
  /** Of a system line: what happened. */
  what: Nullable(Type.String()),
  state: Type.String(),
  deletedAt: Nullable(Time),
  /** `path` in the archive; null where files were not asked for, or there is none. */
  files: Type.Array(Type.Object({ id: Id, kind: Type.String(), path: Nullable(Type.String()) })),
});
export type TranscriptLine = Static<typeof TranscriptLine>;

export const Transcript = Type.Object({
  version: Type.Literal(1),
  conversationId: Id,
  handle: Type.String(),
  customer: Type.Object({ id: Id, name: Nullable(Type.String()), username: Nullable(Type.String()) }),
  masked: Type.Boolean(),
  lines: Type.Array(TranscriptLine),
});
export type Transcript = Static<typeof Transcript>;

const exporting = { access: 'agent', permission: 'conversations.export' } as const;

export const transcriptRoutes = {
  one: route({
    id: 'transcripts.one',
    method: 'GET',
    path: '/api/conversations/:id/transcript',
    ...exporting,
    summary:
      'A conversation as a file (HTML unless said), masked as the reader sees it; the newest 5,000 entries, without files.',
    params: IdParams,
    query: Type.Object({ format: Type.Optional(TranscriptFormat), notes: Type.Optional(Type.Boolean()) }),
    special: 'bytes',
  }),
  create: route({
    id: 'transcripts.create',
    method: 'POST',
    path: '/api/transcripts',
    ...exporting,
    summary: 'Makes transcripts of all conversations that fit, as a zip, in the background; kept for 7 days.',
    body: Type.Object({
      filter: TranscriptFilter,
      format: TranscriptFormat,
      withFiles: Type.Boolean(),
      withNotes: Type.Boolean(),
    }),
    response: TranscriptExport,
    status: 201,
  }),
  list: route({
    id: 'transcripts.list',
    method: 'GET',
    path: '/api/transcripts',
    ...exporting,
    summary: 'Own exports of transcripts, newest first.',
    query: Type.Object({ cursor: Type.Optional(Cursor), limit: Limit(100, 20) }),
    response: Type.Object({ exports: Type.Array(TranscriptExport), next: Nullable(Cursor) }),
  }),
  get: route({
    id: 'transcripts.get',
    method: 'GET',
    path: '/api/transcripts/:id',
    ...exporting,
    summary: 'One export of transcripts.',
    params: IdParams,
    response: TranscriptExport,
  }),
  file: route({
    id: 'transcripts.file',
    method: 'GET',
    path: '/api/transcripts/:id/file',
    ...exporting,
    summary: 'The zip of a finished export.',
    params: IdParams,
    special: 'bytes',
  }),
};
