import { Type, type Static, type TSchema } from 'typebox';
import { Nullable, OneOf } from './common.ts';

/** What a field holds; it decides the operators and the values that fit. */
export const FieldType = OneOf(['text', 'number', 'boolean', 'time', 'clock', 'choice', 'tags']);
export type FieldType = Static<typeof FieldType>;

export const Operator = OneOf([
  'equals',
  'not_equals',
  'contains',
  'not_contains',
  'begins_with',
  'ends_with',
  'one_of',
  'not_one_of',
  'greater',
  'at_least',
  'less',
  'at_most',
  'between',
  'is',
  'before',
  'after',
  'within_last',
  'not_within_last',
  'has_any',
  'has_all',
  'has_none',
  'has_data',
  'no_data',
]);
export type Operator = Static<typeof Operator>;

/** How an operator's value is put in. `list`: several of what the field holds. */
export const ValueShape = OneOf(['none', 'one', 'list', 'range', 'span']);
export type ValueShape = Static<typeof ValueShape>;

const Words = Type.String({ maxLength: 500 });

/** Which of these fits depends on field and operator; anything else is refused when it is stored. */
export const ConditionValue = Type.Union([
  Type.Null(),
  Words,
  Type.Number(),
  Type.Boolean(),
  Type.Array(Words, { maxItems: 100 }),
  Type.Object({ from: Type.Union([Type.Number(), Words]), to: Type.Union([Type.Number(), Words]) }),
  Type.Object({ amount: Type.Number(), unit: OneOf(['hours', 'days']) }),
]);
export type ConditionValue = Static<typeof ConditionValue>;

export const ConditionLeaf = Type.Object({
  field: Type.String({ maxLength: 120 }),
  operator: Operator,
  value: Type.Optional(ConditionValue),
});
export type ConditionLeaf = Static<typeof ConditionLeaf>;

export interface ConditionGroup {
  match: 'all' | 'any';
  conditions: Condition[];
}
export type Condition = ConditionLeaf | ConditionGroup;

/** Groups lie in groups at most so deep; a condition has at most so many leaves. */
export const MOST_DEPTH = 5;
export const MOST_CONDITIONS = 100;

function groupOf(depth: number): TSchema {
  const inside = depth >= MOST_DEPTH ? ConditionLeaf : Type.Union([ConditionLeaf, groupOf(depth + 1)]);
  return Type.Object({
    match: OneOf(['all', 'any']),
    conditions: Type.Array(inside, { maxItems: MOST_CONDITIONS }),
  });
}

/** AND or OR over conditions and further groups. */
export const ConditionGroup = Type.Unsafe<ConditionGroup>(groupOf(1));

export const FieldChoice = Type.Object({ value: Type.String(), label: Type.String() });
export type FieldChoice = Static<typeof FieldChoice>;

/** A field that conditions may use; an editor is built from these alone. */
export const RuleField = Type.Object({
  key: Type.String({ description: 'contact.company.city' }),
  label: Type.String(),
  /** Heading under which it is offered. */
  group: Type.String(),
  type: FieldType,
  /** What it holds exactly, where that is not plain. */
  hint: Nullable(Type.String()),
  /** Of a choice: all of them. Of tags: those known so far, others may be typed. */
  choices: Nullable(Type.Array(FieldChoice)),
  /** Others than the choices may be given. */
  free: Type.Boolean(),
  operators: Type.Array(Type.Object({ operator: Operator, value: ValueShape })),
});
export type RuleField = Static<typeof RuleField>;

/** What is wrong with a condition and where: `conditions/0/value`. */
export const ConditionProblem = Type.Object({ path: Type.String(), sentence: Type.String() });
export type ConditionProblem = Static<typeof ConditionProblem>;

/** A condition as it was met: what the field held then. */
export const SeenCondition = Type.Object({
  path: Type.String(),
  field: Type.String(),
  operator: Operator,
  value: Nullable(ConditionValue),
  /** Null: no data, or text that is not kept here. */
  seen: Nullable(Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Array(Type.String())])),
  /** The field holds what somebody wrote: it is read in the thread, not kept twice. */
  hidden: Type.Boolean(),
  holds: Type.Boolean(),
});
export type SeenCondition = Static<typeof SeenCondition>;
