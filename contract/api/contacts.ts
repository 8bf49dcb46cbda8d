import { Type, type Static } from 'typebox';
import { AttributeInput, AttributeValues } from './attributes.ts';
import { Id, IdParams, Limit, Nullable, OneOf, Time } from './common.ts';
import { route } from './route.ts';

/** A person whom the business knows. */
export const Contact = Type.Object({
  id: Id,
  /** The full name. */
  name: Type.String(),
  firstName: Type.String(),
  lastName: Type.String(),
  jobTitle: Nullable(Type.String()),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  companyId: Nullable(Id),
  /** The company's name, linked or written. */
  company: Nullable(Type.String()),
  city: Nullable(Type.String()),
  country: Nullable(Type.String()),
  language: Nullable(Type.String()),
  relationship: Nullable(Type.String()),
  note: Nullable(Type.String()),
  /** One that is not active is neither identified nor suggested. */
  active: Type.Boolean(),
  attributes: AttributeValues,
  createdAt: Time,
  updatedAt: Time,
});
export type Contact = Static<typeof Contact>;

/** Holds the last name of a page. */
export const NameCursor = Type.String({ maxLength: 800 });

const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });
const Words = (most: number) => Type.Optional(Nullable(Type.String({ maxLength: most })));
export const EmailInput = Type.Optional(Nullable(Type.String({ format: 'email', maxLength: 200 })));

const fields = {
  firstName: Type.Optional(Type.String({ maxLength: 100 })),
  lastName: Type.Optional(Type.String({ maxLength: 100 })),
  jobTitle: Words(100),
  email: EmailInput,
  phone: Words(50),
  /** Links a company; null unlinks it. */
  companyId: Type.Optional(Nullable(Id)),
  /** A name that exactly one company has links it; any other is kept as words. */
  company: Words(100),
  city: Words(100),
  country: Words(100),
  language: Words(35),
  relationship: Words(100),
  note: Words(2_000),
  active: Type.Optional(Type.Boolean()),
  attributes: Type.Optional(AttributeInput),
};
export const ContactInput = Type.Object({ name: Name, ...fields });
export const ContactChange = Type.Object({ name: Type.Optional(Name), ...fields });
export type ContactChange = Static<typeof ContactChange>;

/** The fields of which a merge keeps one of two values. */
export const MergeField = OneOf([
  'name',
  'jobTitle',
  'email',
  'phone',
  'company',
  'city',
  'country',
  'language',
  'relationship',
  'note',
]);
export type MergeField = Static<typeof MergeField>;

const Side = OneOf(['kept', 'gone']);
/** Two contacts that are one person. */
export const MergeInput = Type.Object({
  keptId: Id,
  goneId: Id,
  /** Whose value survives. Unnamed: the kept one's, or the other's where that is empty. */
  values: Type.Optional(
    Type.Object({
      name: Type.Optional(Side),
      jobTitle: Type.Optional(Side),
      email: Type.Optional(Side),
      phone: Type.Optional(Side),
      company: Type.Optional(Side),
      city: Type.Optional(Side),
      country: Type.Optional(Side),
      language: Type.Optional(Side),
      relationship: Type.Optional(Side),
      note: Type.Optional(Side),
    }),
  ),
});

export const MergePreview = Type.Object({
  contact: Contact,
  /** Links that move. */
  moves: Type.Object({
    customers: Type.Integer(),
    cases: Type.Integer(),
    companies: Type.Integer(),
    notes: Type.Integer(),
  }),
});
export type MergePreview = Static<typeof MergePreview>;

export const ContactMerge = Type.Object({
  id: Id,
  keptId: Id,
  goneName: Type.String(),
  at: Time,
  /** Until then it can be taken back. */
  dueAt: Time,
});
export type ContactMerge = Static<typeof ContactMerge>;

/** Which column of a file goes into which field; `attributes.<key>` for the workspace's own. */
const ImportColumns = Type.Array(Nullable(Type.String({ maxLength: 70 })), { maxItems: 100 });

const ImportProblem = Type.Object({
  /** As a spreadsheet counts: the head is row 1. */
  row: Type.Integer(),
  message: Type.String(),
});

const ImportBody = Type.Object({
  csv: Type.String({ minLength: 1, maxLength: 900_000 }),
  /** By the head's names when absent. */
  columns: Type.Optional(ImportColumns),
  /** What happens to a row whose e-mail a contact has already. */
  known: OneOf(['skip', 'update', 'create']),
});

/** Rows under the head, counted from 0: a long file comes in part by part. */
const ImportRows = Type.Object({
  from: Type.Integer({ minimum: 0, maximum: 5_000 }),
  count: Type.Integer({ minimum: 1, maximum: 5_000 }),
});
/** 900,000 characters, whatever their bytes. */
const IMPORT_BYTES = 4 * 1_024 * 1_024;

const ListQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 100 })),
  active: Type.Optional(Type.Boolean()),
  companyId: Type.Optional(Id),
  cursor: Type.Optional(NameCursor),
  limit: Limit(100, 50),
});

export const contactRoutes = {
  list: route({
    id: 'contacts.list',
    method: 'GET',
    path: '/api/contacts',
    access: 'agent',
    summary:
      'Contacts by name; those whose name, e-mail, phone or company has the words of `q`, the last unfinished.',
    query: ListQuery,
    response: Type.Object({ contacts: Type.Array(Contact), next: Nullable(NameCursor) }),
  }),
  get: route({
    id: 'contacts.get',
    method: 'GET',
    path: '/api/contacts/:id',
    access: 'agent',
    summary: 'A contact.',
    params: IdParams,
    response: Contact,
  }),
  create: route({
    id: 'contacts.create',
    method: 'POST',
    path: '/api/contacts',
    access: 'agent',
    permission: 'contacts.manage',
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
    permission: 'contacts.manage',
    summary: 'Changes a contact.',
    params: IdParams,
    body: ContactChange,
    response: Contact,
  }),
  remove: route({
    id: 'contacts.remove',
    method: 'DELETE',
    path: '/api/contacts/:id',
    access: 'agent',
    permission: 'contacts.manage',
    summary: 'Deletes a contact to which nothing is linked.',
    params: IdParams,
  }),
  previewMerge: route({
    id: 'contacts.previewMerge',
    method: 'POST',
    path: '/api/contacts/merge/preview',
    access: 'supervisor',
    permission: 'contacts.merge',
    summary: 'Shows what a merge would leave and move.',
    body: MergeInput,
    response: MergePreview,
  }),
  merge: route({
    id: 'contacts.merge',
    method: 'POST',
    path: '/api/contacts/merge',
    access: 'supervisor',
    permission: 'contacts.merge',
    summary: 'Merges one contact into another: values, customers, cases, companies and notes, in one step.',
    body: MergeInput,
    response: Type.Object({ contact: Contact, merge: ContactMerge }),
  }),
  merges: route({
    id: 'contacts.merges',
    method: 'GET',
    path: '/api/contacts/:id/merges',
    access: 'agent',
    summary: 'Merges into this contact that can still be taken back (at most 20).',
    params: IdParams,
    response: Type.Object({ merges: Type.Array(ContactMerge) }),
  }),
  undoMerge: route({
    id: 'contacts.undoMerge',
    method: 'POST',
    path: '/api/contact-merges/:id/undo',
    access: 'supervisor',
    permission: 'contacts.merge',
    summary:
      'Takes a merge back: the other contact is there again with its links; values changed since stay.',
    params: IdParams,
    response: Contact,
  }),
  previewImport: route({
    id: 'contacts.previewImport',
    method: 'POST',
    path: '/api/contacts/import/preview',
    access: 'supervisor',
    permission: 'contacts.merge',
    summary: 'Reads a CSV file and says what each row would do, without doing it.',
    body: ImportBody,
    mostBytes: IMPORT_BYTES,
    response: Type.Object({
      head: Type.Array(Type.String()),
      columns: ImportColumns,
      rows: Type.Integer(),
      sample: Type.Array(Type.Array(Type.String())),
      create: Type.Integer(),
      update: Type.Integer(),
      skip: Type.Integer(),
      /** Of every row that has one, by row. */
      problems: Type.Array(ImportProblem),
      wrong: Type.Integer(),
    }),
  }),
  import: route({
    id: 'contacts.import',
    method: 'POST',
    path: '/api/contacts/import',
    access: 'supervisor',
    permission: 'contacts.merge',
    summary:
      'Takes in a CSV file of at most 5,000 rows, or some rows of it, all or none; rows with a problem are left out and named.',
    body: Type.Object({ ...ImportBody.properties, rows: Type.Optional(ImportRows) }),
    mostBytes: IMPORT_BYTES,
    response: Type.Object({
      created: Type.Integer(),
      updated: Type.Integer(),
      skipped: Type.Integer(),
      problems: Type.Array(ImportProblem),
      wrong: Type.Integer(),
    }),
  }),
};
