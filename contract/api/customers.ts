import { Type, type Static } from 'typebox';
import { AttributeInput, AttributeValues } from './attributes.ts';
import { Company } from './companies.ts';
import { Contact } from './contacts.ts';
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

/** Whom the customer may be, and why we think so. */
export const LinkSuggestion = Type.Object({
  kind: OneOf(['contact', 'company']),
  id: Id,
  name: Type.String(),
  /** E-mail, company or city, to tell namesakes apart. */
  detail: Type.String(),
  reason: OneOf(['same_name', 'name_alike', 'email_written']),
});
export type LinkSuggestion = Static<typeof LinkSuggestion>;

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
  company: Nullable(Company),
  /** When nobody is linked. */
  suggestions: Type.Array(LinkSuggestion),
  attributes: AttributeValues,
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
    summary: 'Links a contact or a company, or unlinks with null.',
    params: IdParams,
    body: Type.Object({ contactId: Nullable(Id), companyId: Type.Optional(Nullable(Id)) }),
    response: CustomerDetail,
  }),
  ofContact: route({
    id: 'customers.ofContact',
    method: 'GET',
    path: '/api/contacts/:id/customers',
    access: 'agent',
    summary: 'Customers who are linked to a contact (at most 100).',
    params: IdParams,
    response: Type.Object({ customers: Type.Array(CustomerSummary) }),
  }),
  ofCompany: route({
    id: 'customers.ofCompany',
    method: 'GET',
    path: '/api/companies/:id/customers',
    access: 'agent',
    summary: 'Customers who are linked to a company (at most 100).',
    params: IdParams,
    response: Type.Object({ customers: Type.Array(CustomerSummary) }),
  }),
  update: route({
    id: 'customers.update',
    method: 'PATCH',
    path: '/api/customers/:id',
    access: 'agent',
    permission: 'contacts.manage',
    summary: "Sets values of the workspace's own attributes.",
    params: IdParams,
    body: Type.Object({ attributes: AttributeInput }),
    response: CustomerDetail,
  }),
};
