import {
  type Condition,
  type ConditionGroup,
  type ConditionLeaf,
  type ConditionProblem,
  type ConditionValue,
  MOST_CONDITIONS,
  MOST_DEPTH,
  type ValueShape,
} from '../../contract/api/conditions.ts';
import { type Field, type Schema, shapeOf } from './fields.ts';

/**
 * What is wrong with a condition, in plain words at the place where it is; empty when it can be stored.
 * @returns paths like `conditions/1/conditions/0/value`; '' is the condition itself.
 */
export function validateCondition(schema: Schema, condition: Condition): ConditionProblem[] {
  const problems: ConditionProblem[] = [];
  let leaves = 0;
  const visit = (part: Condition, path: string, depth: number): void => {
    if (!isGroup(part)) {
      leaves += 1;
      problems.push(...checkLeaf(schema, part, path));
      return;
    }
    if (depth > MOST_DEPTH) {
      problems.push({ path, sentence: `Groups can lie in groups ${MOST_DEPTH} deep at most.` });
      return;
    }
    if (part.conditions.length === 0) {
      problems.push({ path, sentence: 'A group needs at least one condition.' });
    }
    for (const [index, inner] of part.conditions.entries()) {
      visit(inner, `${path}${path === '' ? '' : '/'}conditions/${index}`, depth + 1);
    }
  };
  visit(condition, '', 1);
  if (leaves > MOST_CONDITIONS) {
    problems.push({ path: '', sentence: `There can be ${MOST_CONDITIONS} conditions at most.` });
  }
  return problems;
}

export function isGroup(condition: Condition): condition is ConditionGroup {
  return 'conditions' in condition;
}

function checkLeaf(schema: Schema, leaf: ConditionLeaf, path: string): ConditionProblem[] {
  const at = (place: string) => (path === '' ? place : `${path}/${place}`);
  const field = schema.get(leaf.field);
  if (!field) {
    const sentence = leaf.field === '' ? 'Choose a field.' : `There is no field “${leaf.field}” any more.`;
    return [{ path: at('field'), sentence }];
  }
  const shape = shapeOf(field.type, leaf.operator);
  if (shape === undefined) {
    return [{ path: at('operator'), sentence: `“${field.label}” cannot be compared that way.` }];
  }
  const sentence = problemOfValue(field, shape, leaf.value ?? null);
  return sentence === undefined ? [] : [{ path: at('value'), sentence }];
}

/** The sentence of what is wrong with a value, or nothing. */
export function problemOfValue(field: Field, shape: ValueShape, value: ConditionValue): string | undefined {
  switch (shape) {
    case 'none':
      return value === null ? undefined : 'This needs no value.';
    case 'one':
      return problemOfOne(field, value);
    case 'list':
      return problemOfList(field, value);
    case 'range':
      return problemOfRange(field, value);
    case 'span':
      return problemOfSpan(value);
  }
}

function problemOfOne(field: Field, value: unknown): string | undefined {
  switch (field.type) {
    case 'text':
      if (typeof value !== 'string') return 'Give a text.';
      return value.trim() === '' ? 'Give a text.' : undefined;
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) return 'Give a number.';
      return field.least !== undefined && value < field.least
        ? `Give a number of at least ${field.least}.`
        : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'Choose yes or no.';
    case 'time':
      return isTime(value) ? undefined : 'Give a date.';
    case 'clock':
      return isClock(value) ? undefined : 'Give a time of day, like 08:30.';
    case 'choice':
      return typeof value === 'string' && isChoice(field, value) ? undefined : 'Choose one of the list.';
    case 'tags':
      return typeof value === 'string' && value.trim() !== '' && (!field.closed || isChoice(field, value))
        ? undefined
        : 'Choose one of the list.';
  }
}

function problemOfList(field: Field, value: ConditionValue): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return 'Give at least one.';
  if (value.length > 100) return 'Give 100 at most.';
  for (const one of value) {
    const problem = problemOfOne(field, one);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function problemOfRange(field: Field, value: ConditionValue): string | undefined {
  if (value === null || typeof value !== 'object' || !('from' in value)) return 'Give both ends.';
  const { from, to } = value;
  const problem = problemOfOne(field, from) ?? problemOfOne(field, to);
  if (problem !== undefined) return problem;
  // A time of day may go over midnight.
  if (typeof from === 'number' && typeof to === 'number' && from > to) {
    return 'The first end must not be larger than the second.';
  }
  return undefined;
}

function problemOfSpan(value: ConditionValue): string | undefined {
  if (value === null || typeof value !== 'object' || !('amount' in value))
    return 'Say how many hours or days.';
  const most = value.unit === 'days' ? 3_650 : 87_600;
  return Number.isInteger(value.amount) && value.amount >= 1 && value.amount <= most
    ? undefined
    : `Give a whole number from 1 to ${most}.`;
}

function isChoice(field: Field, value: string): boolean {
  return field.choices === undefined || field.choices.some((choice) => choice.value === value);
}

const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;

/** A day (its beginning in UTC), or a moment with its offset. */
function isTime(value: unknown): value is string {
  if (typeof value !== 'string' || !DATE.test(value)) return false;
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return false;
  // 2026-02-30 is taken for the 2nd of March otherwise.
  return value.length > 10 || at.toISOString().startsWith(value);
}

export function isClock(value: unknown): value is string {
  return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}
