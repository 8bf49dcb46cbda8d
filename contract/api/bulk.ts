import { Type, type Static } from 'typebox';
import { Cursor, Id, IdParams, Limit, Nullable, OneOf, Time } from './common.ts';
import { route } from './route.ts';

/** What is done with many conversations. */
export const BulkOrder = Type.Union([
  Type.Object({ kind: Type.Literal('assign'), queueId: Id }),
  Type.Object({ kind: Type.Literal('force_close') }),
  Type.Object({
    kind: Type.Literal('message'),
    text: Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' }),
  }),
  Type.Object({
    kind: Type.Literal('note'),
    text: Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' }),
  }),
]);
export type BulkOrder = Static<typeof BulkOrder>;

export const BulkAction = Type.Object({
  id: Id,
  kind: OneOf(['assign', 'force_close', 'message', 'note']),
  queueId: Nullable(Id),
  text: Nullable(Type.String()),
  byMemberId: Id,
  total: Type.Integer(),
  done: Type.Integer(),
  failed: Type.Integer(),
  startedAt: Time,
  endedAt: Nullable(Time),
});
export type BulkAction = Static<typeof BulkAction>;

export const BulkRow = Type.Object({
  conversationId: Id,
  state: OneOf(['waiting', 'done', 'failed']),
  /** Of a failed one: why, in a sentence. */
  message: Nullable(Type.String()),
});
export type BulkRow = Static<typeof BulkRow>;

const access = 'supervisor';
const permission = 'board.bulk';

export const bulkRoutes = {
  start: route({
    id: 'bulk.start',
    method: 'POST',
    path: '/api/board/bulk',
    access,
    permission,
    summary: 'Does the same with up to 1,000 conversations, in the background; each has its own outcome.',
    body: Type.Object({
      order: BulkOrder,
      conversationIds: Type.Array(Id, { minItems: 1, maxItems: 1_000 }),
    }),
    response: BulkAction,
    status: 201,
  }),
  list: route({
    id: 'bulk.list',
    method: 'GET',
    path: '/api/board/bulk',
    access,
    permission,
    summary: 'What was done with many conversations, newest first.',
    query: Type.Object({ cursor: Type.Optional(Cursor), limit: Limit(100, 50) }),
    response: Type.Object({ actions: Type.Array(BulkAction), next: Nullable(Cursor) }),
  }),
  get: route({
    id: 'bulk.get',
    method: 'GET',
    path: '/api/board/bulk/:id',
    access,
    permission,
    summary: 'One of them with the outcome of each conversation.',
    params: IdParams,
    response: Type.Object({ action: BulkAction, rows: Type.Array(BulkRow) }),
  }),
};
