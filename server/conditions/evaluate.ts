import type {
  Condition,
  ConditionLeaf,
  ConditionValue,
  SeenCondition,
} from '../../contract/api/conditions.ts';
import { type Facts, type Field, type Schema, shapeOf } from './fields.ts';
import { foldText } from './fold.ts';
import { isClock, isGroup, problemOfValue } from './validate.ts';

export interface Outcome {
  readonly holds: boolean;
  /** Every leaf in order, with what it saw. */
  readonly seen: readonly SeenCondition[];
  /** Leaves that cannot be answered any more: their field or choice has gone. */
  readonly problems: readonly string[];
}

/**
 * Whether a condition holds, and what each of its leaves saw. Never throws, whatever the facts are: a value that is absent
 * or of another type counts as no data. "Is not", "does not …" and "has none" hold where there is no data.
 * @param now what "within the last …" counts from.
 */
export function evaluate(schema: Schema, condition: Condition, facts: Facts, now: Date): Outcome {
  const seen: SeenCondition[] = [];
  const problems: string[] = [];
  const visit = (part: Condition, path: string): boolean => {
    if (!isGroup(part)) {
      const leaf = evaluateLeaf(schema, part, facts, now, path);
      if (typeof leaf === 'string') problems.push(leaf);
      else seen.push(leaf);
      return typeof leaf !== 'string' && leaf.holds;
    }
    // Every leaf is looked at, so that the trace shows them all.
    const results = part.conditions.map((inner, index) =>
      visit(inner, `${path}${path === '' ? '' : '/'}conditions/${index}`),
    );
    return part.match === 'all' ? results.every(Boolean) : results.some(Boolean);
  };
  const holds = visit(condition, '');
  return { holds: holds && problems.length === 0, seen, problems };
}

function evaluateLeaf(
  schema: Schema,
  leaf: ConditionLeaf,
  facts: Facts,
  now: Date,
  path: string,
): SeenCondition | string {
  const field = schema.get(leaf.field);
  if (!field) return `There is no field “${leaf.field}” any more.`;
  const value = leaf.value ?? null;
  const shape = shapeOf(field.type, leaf.operator);
  if (shape === undefined) return `“${field.label}” cannot be compared that way.`;
  // A choice that is no longer offered is simply never met.
  const problem = problemOfValue({ ...field, choices: undefined }, shape, value);
  if (problem !== undefined) return `“${field.label}”: ${problem}`;
  const fact = readFact(field, facts);
  const holds = compare(leaf, value, fact, now);
  const hidden = field.hidden === true;
  return {
    path,
    field: leaf.field,
    operator: leaf.operator,
    value,
    seen: hidden ? null : presentFact(fact),
    hidden,
    holds,
  };
}

type Fact =
  | { readonly kind: 'none' }
  | { readonly kind: 'text' | 'choice'; readonly text: string; readonly folded: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'boolean'; readonly yes: boolean }
  | { readonly kind: 'time'; readonly at: number }
  | { readonly kind: 'clock'; readonly text: string }
  | { readonly kind: 'tags'; readonly tags: readonly string[]; readonly folded: ReadonlySet<string> };

const NONE: Fact = { kind: 'none' };
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function readFact(field: Field, facts: Facts): Fact {
  const value = Object.hasOwn(facts, field.key) ? facts[field.key] : undefined;
  switch (field.type) {
    case 'text':
    case 'choice':
      if (typeof value !== 'string' || value.trim() === '') return NONE;
      return { kind: field.type, text: value, folded: field.type === 'text' ? foldText(value) : value };
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? { kind: 'number', number: value } : NONE;
    case 'boolean':
      return typeof value === 'boolean' ? { kind: 'boolean', yes: value } : NONE;
    case 'time': {
      // A day is its beginning in UTC.
      const at = typeof value === 'string' && DAY.test(value) ? new Date(value) : value;
      return at instanceof Date && !Number.isNaN(at.getTime()) ? { kind: 'time', at: at.getTime() } : NONE;
    }
    case 'clock':
      return isClock(value) ? { kind: 'clock', text: value } : NONE;
    case 'tags': {
      if (!Array.isArray(value)) return NONE;
      const tags = value.filter((tag): tag is string => typeof tag === 'string' && tag !== '');
      return tags.length === 0 ? NONE : { kind: 'tags', tags, folded: new Set(tags.map(foldText)) };
    }
  }
}

const MOST_SEEN_TEXT = 120;

function presentFact(fact: Fact): SeenCondition['seen'] {
  switch (fact.kind) {
    case 'none':
      return null;
    case 'text':
    case 'choice':
    case 'clock':
      return fact.text.slice(0, MOST_SEEN_TEXT);
    case 'number':
      return fact.number;
    case 'boolean':
      return fact.yes;
    case 'time':
      return new Date(fact.at).toISOString();
    case 'tags':
      return fact.tags.slice(0, 20).map((tag) => tag.slice(0, MOST_SEEN_TEXT));
  }
}

/** The value has been checked against the field; the words below stand for what is not there. */
function compare(leaf: ConditionLeaf, value: ConditionValue, fact: Fact, now: Date): boolean {
  const { operator } = leaf;
  switch (operator) {
    case 'has_data':
      return fact.kind !== 'none';
    case 'no_data':
      return fact.kind === 'none';
    case 'not_equals':
      return !isEqual(fact, value);
    case 'equals':
    case 'is':
      return isEqual(fact, value);
    case 'one_of':
      return isOneOf(fact, value);
    case 'not_one_of':
      return !isOneOf(fact, value);
    case 'contains':
      return fact.kind === 'text' && fact.folded.includes(foldText(textOf(value)));
    case 'not_contains':
      return !(fact.kind === 'text' && fact.folded.includes(foldText(textOf(value))));
    case 'begins_with':
      return fact.kind === 'text' && fact.folded.startsWith(foldText(textOf(value)));
    case 'ends_with':
      return fact.kind === 'text' && fact.folded.endsWith(foldText(textOf(value)));
    case 'greater':
      return fact.kind === 'number' && fact.number > Number(value);
    case 'at_least':
      return fact.kind === 'number' && fact.number >= Number(value);
    case 'less':
      return fact.kind === 'number' && fact.number < Number(value);
    case 'at_most':
      return fact.kind === 'number' && fact.number <= Number(value);
    case 'between':
      return isBetween(fact, value);
    case 'before':
    case 'after':
      return isOnSide(operator, fact, value);
    case 'within_last':
      return isWithin(fact, value, now);
    case 'not_within_last':
      return !isWithin(fact, value, now);
    case 'has_any':
      return fact.kind === 'tags' && wordsOf(value).some((tag) => fact.folded.has(tag));
    case 'has_all':
      return fact.kind === 'tags' && wordsOf(value).every((tag) => fact.folded.has(tag));
    case 'has_none':
      return !(fact.kind === 'tags' && wordsOf(value).some((tag) => fact.folded.has(tag)));
  }
}

function isEqual(fact: Fact, value: ConditionValue): boolean {
  if (fact.kind === 'text') return fact.folded === foldText(textOf(value));
  if (fact.kind === 'choice') return fact.text === value;
  if (fact.kind === 'number') return fact.number === value;
  return fact.kind === 'boolean' && fact.yes === value;
}

function isOneOf(fact: Fact, value: ConditionValue): boolean {
  return Array.isArray(value) && value.some((one) => isEqual(fact, one));
}

function isBetween(fact: Fact, value: ConditionValue): boolean {
  if (value === null || typeof value !== 'object' || !('from' in value)) return false;
  const { from, to } = value;
  if (fact.kind === 'number') return fact.number >= Number(from) && fact.number <= Number(to);
  if (fact.kind !== 'clock') return false;
  const [first, last] = [String(from), String(to)];
  // 22:00 to 06:00 goes over midnight. The last minute does not belong.
  return first <= last ? fact.text >= first && fact.text < last : fact.text >= first || fact.text < last;
}

function isOnSide(side: 'before' | 'after', fact: Fact, value: ConditionValue): boolean {
  if (fact.kind === 'clock')
    return side === 'before' ? fact.text < textOf(value) : fact.text >= textOf(value);
  if (fact.kind !== 'time') return false;
  const limit = new Date(textOf(value)).getTime();
  return side === 'before' ? fact.at < limit : fact.at > limit;
}

const HOUR_MS = 3_600_000;

function isWithin(fact: Fact, value: ConditionValue, now: Date): boolean {
  if (fact.kind !== 'time' || value === null || typeof value !== 'object' || !('amount' in value))
    return false;
  const unitMs = value.unit === 'days' ? 24 * HOUR_MS : HOUR_MS;
  const ago = now.getTime() - fact.at;
  return ago >= 0 && ago <= value.amount * unitMs;
}

function wordsOf(value: ConditionValue): string[] {
  return Array.isArray(value) ? value.map(foldText) : [];
}

/** A checked value of text; the type cannot say so. */
function textOf(value: ConditionValue): string {
  return typeof value === 'string' ? value : '';
}
