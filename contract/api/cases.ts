import { Type, type Static } from 'typebox';
import { AttributeInput, AttributeValues } from './attributes.ts';
import { Cursor, Id, IdParams, Limit, Nullable, OneOf, Time } from './common.ts';
import { route } from './route.ts';

export const CaseStatus = OneOf(['active', 'resolved', 'cancelled']);
export type CaseStatus = Static<typeof CaseStatus>;
const CasePriority = OneOf(['low', 'normal', 'high', 'urgent']);

/** A matter of a contact or company, beyond one conversation. */
export const Case = Type.Object({
  id: Id,
  /** Counted by workspace. */
  number: Type.Integer(),
  title: Type.String(),
  status: CaseStatus,
  priority: CasePriority,
  product: Nullable(Type.String()),
  ownerId: Nullable(Id),
  contactId: Nullable(Id),
  contactName: Nullable(Type.String()),
  companyId: Nullable(Id),
  companyName: Nullable(Type.String()),
  description: Type.String(),
  attributes: AttributeValues,
  createdAt: Time,
  updatedAt: Time,
  resolvedAt: Nullable(Time),
});
export type Case = Static<typeof Case>;

const Title = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const fields = {
  status: Type.Optional(CaseStatus),
  priority: Type.Optional(CasePriority),
  product: Type.Optional(Nullable(Type.String({ maxLength: 100 }))),
  ownerId: Type.Optional(Nullable(Id)),
  contactId: Type.Optional(Nullable(Id)),
  companyId: Type.Optional(Nullable(Id)),
  description: Type.Optional(Type.String({ maxLength: 10_000 })),
  attributes: Type.Optional(AttributeInput),
};
export const CaseInput = Type.Object({ title: Title, ...fields });
export const CaseChange = Type.Object({ title: Type.Optional(Title), ...fields });
export type CaseChange = Static<typeof CaseChange>;

export const caseRoutes = {
  list: route({
    id: 'cases.list',
    method: 'GET',
    path: '/api/cases',
    access: 'agent',
    summary: 'Cases, last changed first; those whose number, title or product has the words of `q`.',
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 100 })),
      status: Type.Optional(CaseStatus),
      ownerId: Type.Optional(Id),
      contactId: Type.Optional(Id),
      companyId: Type.Optional(Id),
      cursor: Type.Optional(Cursor),
      limit: Limit(100, 50),
    }),
    response: Type.Object({ cases: Type.Array(Case), next: Nullable(Cursor) }),
  }),
  get: route({
    id: 'cases.get',
    method: 'GET',
    path: '/api/cases/:id',
    access: 'agent',
    summary: 'A case.',
    params: IdParams,
    response: Case,
  }),
  create: route({
    id: 'cases.create',
    method: 'POST',
    path: '/api/cases',
    access: 'agent',
    permission: 'contacts.manage',
    summary: "Opens a case, linked to a conversation if given; it is then its customer's.",
    body: Type.Object({ ...CaseInput.properties, conversationId: Type.Optional(Id) }),
    response: Case,
    status: 201,
  }),
  update: route({
    id: 'cases.update',
    method: 'PATCH',
    path: '/api/cases/:id',
    access: 'agent',
    permission: 'contacts.manage',
    summary: 'Changes a case; resolves, cancels or reopens it.',
    params: IdParams,
    body: CaseChange,
    response: Case,
  }),
  remove: route({
    id: 'cases.remove',
    method: 'DELETE',
    path: '/api/cases/:id',
    access: 'supervisor',
    permission: 'contacts.merge',
    summary: 'Deletes a case to which no conversation is linked.',
    params: IdParams,
  }),
};
