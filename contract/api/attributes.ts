import { Type, type Static } from 'typebox';
import { Id, IdParams, Nullable, OneOf } from './common.ts';
import { route } from './route.ts';

/** What can be extended by attributes of the workspace's own. */
export const AttributeKind = OneOf(['contact', 'company', 'case', 'customer', 'work_item']);
export type AttributeKind = Static<typeof AttributeKind>;

export const AttributeType = OneOf(['text', 'number', 'date', 'boolean', 'choice']);
export type AttributeType = Static<typeof AttributeType>;

const Key = Type.String({ pattern: '^[a-z][a-z0-9_]{0,49}$', description: 'As rules and exports name it' });
const Value = Type.Union([Type.String({ maxLength: 1_000 }), Type.Number(), Type.Boolean()]);

/** Values by key. A date is `2026-11-30`. */
export const AttributeValues = Type.Record(Type.String(), Value);
export type AttributeValues = Static<typeof AttributeValues>;

/** Values to set; null empties one. Keys not named stay as they are. */
export const AttributeInput = Type.Record(Type.String({ maxLength: 50 }), Nullable(Value), {
  maxProperties: 100,
});
export type AttributeInput = Static<typeof AttributeInput>;

const Choices = Type.Array(Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }), {
  maxItems: 100,
  uniqueItems: true,
});

export const AttributeDefinition = Type.Object({
  id: Id,
  recordKind: AttributeKind,
  key: Key,
  label: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  type: AttributeType,
  /** Of a `choice`. */
  choices: Choices,
  description: Type.String({ maxLength: 500 }),
  position: Type.Integer(),
});
export type AttributeDefinition = Static<typeof AttributeDefinition>;

export const attributeRoutes = {
  list: route({
    id: 'attributes.list',
    method: 'GET',
    path: '/api/attributes',
    access: 'agent',
    summary: 'Attributes that the workspace added to its records, in order (at most 100 a kind).',
    query: Type.Object({ recordKind: Type.Optional(AttributeKind) }),
    response: Type.Object({ attributes: Type.Array(AttributeDefinition) }),
  }),
  create: route({
    id: 'attributes.create',
    method: 'POST',
    path: '/api/attributes',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Adds an attribute to a kind of record. Its key and type stay.',
    body: Type.Object({
      recordKind: AttributeKind,
      key: Key,
      label: AttributeDefinition.properties.label,
      type: AttributeType,
      choices: Type.Optional(Choices),
      description: Type.Optional(AttributeDefinition.properties.description),
    }),
    response: AttributeDefinition,
    status: 201,
  }),
  update: route({
    id: 'attributes.update',
    method: 'PATCH',
    path: '/api/attributes/:id',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Changes how an attribute is called, its choices and its place.',
    params: IdParams,
    body: Type.Object({
      label: Type.Optional(AttributeDefinition.properties.label),
      choices: Type.Optional(Choices),
      description: Type.Optional(AttributeDefinition.properties.description),
      position: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
    }),
    response: AttributeDefinition,
  }),
  remove: route({
    id: 'attributes.remove',
    method: 'DELETE',
    path: '/api/attributes/:id',
    access: 'administrator',
    permission: 'setup.manage',
    summary:
      'Removes an attribute. Values that records have are no longer shown; the same key shows them again.',
    params: IdParams,
  }),
};
