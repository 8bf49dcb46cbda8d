import type { FieldChoice, FieldType, Operator, ValueShape } from '../../contract/api/conditions.ts';

/** A field that conditions may use, as its owner declares it. */
export interface Field {
  readonly key: string;
  readonly label: string;
  readonly group: string;
  readonly type: FieldType;
  readonly hint?: string;
  /** Of a choice: all values. Of tags: those that are suggested. */
  readonly choices?: readonly FieldChoice[] | undefined;
  /** Of tags: only the choices may be used, they are ids. */
  readonly closed?: boolean;
  readonly least?: number;
  /** Holds what somebody wrote: never copied into a trace. */
  readonly hidden?: boolean;
}

export type Schema = ReadonlyMap<string, Field>;

/** Values by field key. What is absent, or of another type than its field, counts as no data. */
export type Facts = Readonly<Record<string, unknown>>;

export function schemaOf(fields: readonly Field[]): Schema {
  return new Map(fields.map((field) => [field.key, field]));
}

const presence = { has_data: 'none', no_data: 'none' } as const;

/** Which operators a type of field has, and what value each wants. */
export const OPERATORS: {
  readonly [T in FieldType]: { readonly [O in Operator]?: ValueShape };
} = {
  text: {
    equals: 'one',
    not_equals: 'one',
    contains: 'one',
    not_contains: 'one',
    begins_with: 'one',
    ends_with: 'one',
    one_of: 'list',
    not_one_of: 'list',
    ...presence,
  },
  number: {
    equals: 'one',
    not_equals: 'one',
    greater: 'one',
    at_least: 'one',
    less: 'one',
    at_most: 'one',
    between: 'range',
    ...presence,
  },
  boolean: { is: 'one', ...presence },
  time: {
    before: 'one',
    after: 'one',
    within_last: 'span',
    not_within_last: 'span',
    ...presence,
  },
  clock: { before: 'one', after: 'one', between: 'range' },
  choice: { equals: 'one', not_equals: 'one', one_of: 'list', not_one_of: 'list', ...presence },
  tags: { has_any: 'list', has_all: 'list', has_none: 'list', ...presence },
};

/** What the operator wants of its value, or nothing when the type has no such operator. */
export function shapeOf(type: FieldType, operator: Operator): ValueShape | undefined {
  return OPERATORS[type][operator];
}
