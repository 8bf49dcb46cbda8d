import type {
  Condition,
  ConditionGroup,
  ConditionLeaf,
  ConditionValue,
  Operator,
  QueueShare,
  RuleField,
  RuleFields,
  RuleOutput,
} from '../../contract/api/index.ts';
import { nameOperator, ruleTexts } from '../texts/rules.ts';

const figures = new Intl.NumberFormat();

type Fields = ReadonlyMap<string, RuleField>;

export const fieldsByKey = (fields: readonly RuleField[]): Fields =>
  new Map(fields.map((field) => [field.key, field]));

export function isGroup(condition: Condition): condition is ConditionGroup {
  return 'conditions' in condition;
}

/** A condition in words: `Customer name equals “Twitter” and (Followers count > 10 or …)`. */
export function sayCondition(condition: Condition, fields: Fields, depth = 0): string {
  if (!isGroup(condition)) return sayLeaf(condition, fields.get(condition.field));
  const word = condition.match === 'all' ? ruleTexts.and : ruleTexts.or;
  const parts = condition.conditions.map((part) => sayCondition(part, fields, depth + 1));
  const said = parts.join(` ${word} `);
  return depth > 0 && parts.length > 1 ? `(${said})` : said;
}

function sayLeaf(leaf: ConditionLeaf, field: RuleField | undefined): string {
  const value = sayValue(leaf.value ?? null, field);
  const operator = nameOperator(leaf.operator, field?.type ?? 'text');
  return [field?.label ?? leaf.field, operator, value].filter((part) => part !== '').join(' ');
}

/** A value as people read it. */
export function sayValue(value: ConditionValue, field: RuleField | undefined): string {
  const one = (item: string | number) => {
    const choice = field?.choices?.find((each) => each.value === item);
    if (choice) return choice.label;
    return typeof item === 'number' ? figures.format(item) : `“${item}”`;
  };
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? ruleTexts.yes : ruleTexts.no;
  if (Array.isArray(value)) return value.map(one).join(', ');
  if (typeof value !== 'object') return one(value);
  if ('amount' in value) return `${figures.format(value.amount)} ${ruleTexts.units[value.unit]}`;
  return `${one(value.from)} ${ruleTexts.and} ${one(value.to)}`;
}

/** What a rule sets, in a line. */
export function sayOutputs(outputs: readonly RuleOutput[], around: RuleFields): string {
  const name = (choices: RuleFields['skills'], id: string) =>
    choices.find(({ value }) => value === id)?.label ?? `…${id.slice(-4)}`;
  return outputs
    .map((output) => {
      const what = ruleTexts.outputs[output.kind];
      switch (output.kind) {
        case 'priority':
          return `${what} ${output.priority}`;
        case 'skills':
          return `${what} ${output.skills.map(({ skillId, rating }) => `${name(around.skills, skillId)} ≥ ${rating}`).join(', ')}`;
        case 'profiles':
          return `${what} ${output.profileIds.map((id) => name(around.profiles, id)).join(', ')}`;
        case 'units':
          return `${what} ${output.units}`;
        case 'tags':
          return `${what} ${output.tags.join(', ')}`;
        case 'context':
          return `${around.variables.find((each) => each.name === output.name)?.label ?? output.name} ${output.value}`;
        case 'language':
          return `${what} ${output.language}`;
      }
    })
    .join('; ');
}

export function sayQueues(queues: readonly QueueShare[], around: RuleFields): string {
  const name = (id: string) => around.queues.find(({ value }) => value === id)?.label ?? ruleTexts.gone;
  return queues
    .map(({ queueId, percent }) => (queues.length > 1 ? `${percent} % ${name(queueId)}` : name(queueId)))
    .join(', ');
}

/** The value to begin with for an operator: nothing that would pass unseen. */
export function emptyValue(field: RuleField, operator: Operator): ConditionValue {
  const shape = field.operators.find((each) => each.operator === operator)?.value ?? 'none';
  if (shape === 'list') return [];
  if (shape === 'span') return { amount: 24, unit: 'hours' };
  if (shape === 'one' && field.type === 'boolean') return true;
  return null;
}
