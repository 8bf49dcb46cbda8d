import { Type, type Static } from 'typebox';
import { Id, IdParams, Nullable, OneOf, Time, XId } from './common.ts';
import { route } from './route.ts';

/** What a list or a thread's head shows of a customer. */
export const CustomerSummary = Type.Object({
  id: Id,
  xUserId: XId,
  username: Nullable(Type.String()),
  name: Nullable(Type.String()),
  avatarUrl: Nullable(
    Type.String({ description: 'Ours or the local X; pictures of the real X pass through us' }),
  ),
  verified: Type.Boolean(),
});
export type CustomerSummary = Static<typeof CustomerSummary>;

export const Contact = Type.Object({
  id: Id,
  name: Type.String(),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  company: Nullable(Type.String()),
  note: Nullable(Type.String()),
});
export type Contact = Static<typeof Contact>;

export const ContactInput = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  email: Type.Optional(Nullable(Type.String({ format: 'email', maxLength: 200 }))),
  phone: Type.Optional(Nullable(Type.String({ maxLength: 50 }))),
  company: Type.Optional(Nullable(Type.String({ maxLength: 100 }))),
  note: Type.Optional(Nullable(Type.String({ maxLength: 2_000 }))),
});

export const CustomerDetail = Type.Object({
  ...CustomerSummary.properties,
  followers: Nullable(Type.Integer()),
  following: Nullable(Type.Integer()),
  posts: Nullable(Type.Integer()),
  description: Nullable(Type.String()),
  location: Nullable(Type.String()),
  url: Nullable(Type.String()),
  joinedXAt: Nullable(Time),
  profileAt: Nullable(Time),
  firstSeenAt: Time,
  contact: Nullable(Contact),
  contactLinkedBy: Nullable(OneOf(['person', 'rule'])),
  /** Contacts with exactly this name, when none is linked. */
  suggestions: Type.Array(Contact),
  conversations: Type.Array(
    Type.Object({
      id: Id,
      handleName: Type.String(),
      handleUsername: Nullable(Type.String()),
      lastAt: Time,
      open: Type.Boolean(),
    }),
  ),
});
export type CustomerDetail = Static<typeof CustomerDetail>;

export const customerRoutes = {
  get: route({
    id: 'customers.get',
    method: 'GET',
    path: '/api/customers/:id',
    access: 'agent',
    summary: "A customer's profile, contact and conversations.",
    params: IdParams,
    response: CustomerDetail,
  }),
  refresh: route({
    id: 'customers.refresh',
    method: 'POST',
    path: '/api/customers/:id/refresh',
    access: 'agent',
    summary: 'Reads the profile from X again, within the limits.',
    params: IdParams,
    response: CustomerDetail,
  }),
  linkContact: route({
    id: 'customers.linkContact',
    method: 'PUT',
    path: '/api/customers/:id/contact',
    access: 'agent',
    summary: 'Links a contact, or unlinks with null.',
    params: IdParams,
    body: Type.Object({ contactId: Nullable(Id) }),
    response: CustomerDetail,
  }),
};

export const contactRoutes = {
  search: route({
    id: 'contacts.search',
    method: 'GET',
    path: '/api/contacts',
    access: 'agent',
    summary: 'Contacts whose name, e-mail or company begins so (at most 20).',
    query: Type.Object({ q: Type.String({ minLength: 1, maxLength: 100 }) }),
    response: Type.Object({ contacts: Type.Array(Contact) }),
  }),
  create: route({
    id: 'contacts.create',
    method: 'POST',
    path: '/api/contacts',
    access: 'agent',
    summary: 'Makes a contact, linked to a customer if given.',
    body: Type.Object({ ...ContactInput.properties, customerId: Type.Optional(Id) }),
    response: Contact,
    status: 201,
  }),
  update: route({
    id: 'contacts.update',
    method: 'PATCH',
    path: '/api/contacts/:id',
    access: 'agent',
    summary: 'Changes a contact.',
    params: IdParams,
    body: Type.Partial(ContactInput),
    response: Contact,
  }),
};
