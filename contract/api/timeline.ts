import { Type, type Static } from 'typebox';
import { CaseStatus } from './cases.ts';
import { Id, IdParams, Limit, Nullable, OneOf, Time } from './common.ts';
import { route } from './route.ts';

/** What happened with a record: a conversation's stretch of service, a case, a note. */
export const TimelineEntry = Type.Object({
  kind: OneOf(['conversation', 'case', 'note']),
  /** The work item, the case or the note. */
  id: Id,
  at: Time,
  conversationId: Nullable(Id),
  /** Of a conversation or case. */
  number: Nullable(Type.Integer()),
  title: Nullable(Type.String()),
  state: Nullable(Type.String()),
  /** Of a note. */
  text: Nullable(Type.String()),
  authorId: Nullable(Type.String()),
});
export type TimelineEntry = Static<typeof TimelineEntry>;

export const RecordKind = OneOf(['contact', 'company', 'case', 'customer']);
export type RecordKind = Static<typeof RecordKind>;
const RecordParams = Type.Object({ kind: RecordKind, id: Id });

export const timelineRoutes = {
  list: route({
    id: 'timeline.list',
    method: 'GET',
    path: '/api/timeline/:kind/:id',
    access: 'agent',
    summary: 'Conversations, cases and notes of a record, newest first.',
    params: RecordParams,
    query: Type.Object({
      only: Type.Optional(OneOf(['conversation', 'case', 'note'])),
      before: Type.Optional(Time),
      limit: Limit(100, 30),
    }),
    response: Type.Object({ entries: Type.Array(TimelineEntry), next: Nullable(Time) }),
  }),
  addNote: route({
    id: 'timeline.addNote',
    method: 'POST',
    path: '/api/timeline/:kind/:id/notes',
    access: 'agent',
    permission: 'contacts.manage',
    summary: 'Writes a note on a contact, company or case.',
    params: Type.Object({ kind: OneOf(['contact', 'company', 'case']), id: Id }),
    body: Type.Object({ text: Type.String({ minLength: 1, maxLength: 10_000, pattern: '\\S' }) }),
    response: TimelineEntry,
    status: 201,
  }),
  removeNote: route({
    id: 'timeline.removeNote',
    method: 'DELETE',
    path: '/api/record-notes/:id',
    access: 'agent',
    permission: 'contacts.manage',
    summary: 'Removes a note of a record; the own one, or any for who may merge contacts.',
    params: IdParams,
  }),
};

/** Facts of the open work item that a person fills in, with what they choose from. */
export const WorkItemRecord = Type.Object({
  workItemId: Id,
  number: Type.Integer(),
  title: Nullable(Type.String()),
  queue: Nullable(Type.Object({ id: Id, name: Type.String() })),
  workStream: Nullable(Type.Object({ id: Id, name: Type.String() })),
  /** Of the handle. */
  language: Type.String(),
  openedAt: Time,
  waitingSince: Nullable(Time),
  skills: Type.Array(Type.Object({ name: Type.String(), rating: Type.Integer() })),
  context: Type.Array(
    Type.Object({
      name: Type.String(),
      label: Type.String(),
      value: Type.Union([Type.String(), Type.Number()]),
    }),
  ),
  case: Nullable(Type.Object({ id: Id, number: Type.Integer(), title: Type.String(), status: CaseStatus })),
  dispositions: Type.Array(Type.String()),
  dispositionChoices: Type.Array(Type.String()),
  dispositionRequired: Type.Boolean(),
  attributes: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
});
export type WorkItemRecord = Static<typeof WorkItemRecord>;

export const workItemRecordRoutes = {
  get: route({
    id: 'conversations.record',
    method: 'GET',
    path: '/api/conversations/:id/record',
    access: 'agent',
    summary: 'Title, case, dispositions, skills, context and attributes of the open or newest work item.',
    params: IdParams,
    response: Type.Object({ record: Nullable(WorkItemRecord) }),
  }),
  update: route({
    id: 'conversations.setRecord',
    method: 'PATCH',
    path: '/api/conversations/:id/record',
    access: 'agent',
    permission: 'conversations.answer',
    summary: 'Sets title, case, dispositions or attributes of the open work item.',
    params: IdParams,
    body: Type.Object({
      title: Type.Optional(Nullable(Type.String({ maxLength: 200 }))),
      caseId: Type.Optional(Nullable(Id)),
      dispositions: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 12, uniqueItems: true }),
      ),
      attributes: Type.Optional(
        Type.Record(
          Type.String({ maxLength: 50 }),
          Nullable(Type.Union([Type.String({ maxLength: 1_000 }), Type.Number(), Type.Boolean()])),
          { maxProperties: 100 },
        ),
      ),
    }),
    response: Type.Object({ record: Nullable(WorkItemRecord) }),
  }),
};
