import { Type, type Static } from 'typebox';
import { AttributeInput, AttributeValues } from './attributes.ts';
import { Id, IdParams, Limit, Nullable, Time } from './common.ts';
import { EmailInput, NameCursor } from './contacts.ts';
import { route } from './route.ts';

export const Company = Type.Object({
  id: Id,
  name: Type.String(),
  number: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  email: Nullable(Type.String()),
  city: Nullable(Type.String()),
  primaryContactId: Nullable(Id),
  primaryContactName: Nullable(Type.String()),
  note: Nullable(Type.String()),
  active: Type.Boolean(),
  attributes: AttributeValues,
  createdAt: Time,
  updatedAt: Time,
});
export type Company = Static<typeof Company>;

const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });
const Words = (most: number) => Type.Optional(Nullable(Type.String({ maxLength: most })));
const fields = {
  number: Words(50),
  phone: Words(50),
  email: EmailInput,
  city: Words(100),
  primaryContactId: Type.Optional(Nullable(Id)),
  note: Words(2_000),
  active: Type.Optional(Type.Boolean()),
  attributes: Type.Optional(AttributeInput),
};
export const CompanyInput = Type.Object({ name: Name, ...fields });
export const CompanyChange = Type.Object({ name: Type.Optional(Name), ...fields });
export type CompanyChange = Static<typeof CompanyChange>;

export const companyRoutes = {
  list: route({
    id: 'companies.list',
    method: 'GET',
    path: '/api/companies',
    access: 'agent',
    summary: 'Companies by name; those whose name, number, e-mail or phone has the words of `q`.',
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 100 })),
      active: Type.Optional(Type.Boolean()),
      cursor: Type.Optional(NameCursor),
      limit: Limit(100, 50),
    }),
    response: Type.Object({ companies: Type.Array(Company), next: Nullable(NameCursor) }),
  }),
  get: route({
    id: 'companies.get',
    method: 'GET',
    path: '/api/companies/:id',
    access: 'agent',
    summary: 'A company.',
    params: IdParams,
    response: Company,
  }),
  create: route({
    id: 'companies.create',
    method: 'POST',
    path: '/api/companies',
    access: 'agent',
    permission: 'contacts.manage',
    summary: 'Makes a company, linked to a customer if given.',
    body: Type.Object({ ...CompanyInput.properties, customerId: Type.Optional(Id) }),
    response: Company,
    status: 201,
  }),
  update: route({
    id: 'companies.update',
    method: 'PATCH',
    path: '/api/companies/:id',
    access: 'agent',
    permission: 'contacts.manage',
    summary: 'Changes a company.',
    params: IdParams,
    body: CompanyChange,
    response: Company,
  }),
  remove: route({
    id: 'companies.remove',
    method: 'DELETE',
    path: '/api/companies/:id',
    access: 'agent',
    permission: 'contacts.manage',
    summary: 'Deletes a company to which nothing is linked.',
    params: IdParams,
  }),
};
