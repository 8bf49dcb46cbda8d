import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Condition, Operator } from '../../contract/api/conditions.ts';
import { evaluate, type Facts, type Field, schemaOf, validateCondition } from './index.ts';

const fields: Field[] = [
  { key: 'name', label: 'Name', group: 'G', type: 'text' },
  { key: 'secret', label: 'Message', group: 'G', type: 'text', hidden: true },
  { key: 'followers', label: 'Followers', group: 'G', type: 'number', least: 0 },
  { key: 'verified', label: 'Verified', group: 'G', type: 'boolean' },
  { key: 'seen_at', label: 'Last seen', group: 'G', type: 'time' },
  { key: 'clock', label: 'Time of day', group: 'G', type: 'clock' },
  {
    key: 'language',
    label: 'Language',
    group: 'G',
    type: 'choice',
    choices: [
      { value: 'en', label: 'English' },
      { value: 'ja', label: 'Japanese' },
    ],
  },
  { key: 'tags', label: 'Tags', group: 'G', type: 'tags' },
];
const schema = schemaOf(fields);
const NOW = new Date('2026-11-30T12:00:00Z');
const holds = (condition: Condition, facts: Facts) => evaluate(schema, condition, facts, NOW).holds;
const leaf = (field: string, operator: Operator, value?: Condition extends infer _ ? unknown : never) =>
  // Tests give values of any kind on purpose.
  ({ field, operator, value }) as Condition;

describe('operators', () => {
  it.each([
    ['equals', 'TWITTER', true],
    ['equals', ' twitter ', true],
    ['equals', 'Twitte', false],
    ['not_equals', 'Ada', true],
    ['contains', 'WITT', true],
    ['not_contains', 'witt', false],
    ['begins_with', 'tw', true],
    ['ends_with', 'TER', true],
    ['one_of', ['a', 'twitter'], true],
    ['not_one_of', ['a', 'b'], true],
    ['has_data', undefined, true],
    ['no_data', undefined, false],
  ] as const)('text %s %j is %s', (operator, value, wanted) => {
    expect(holds(leaf('name', operator, value), { name: 'Twitter' })).toBe(wanted);
  });

  it('compares text without regard to case and to how Unicode composes it, but minds accents', () => {
    expect(holds(leaf('name', 'equals', 'Cafe\u0301'), { name: 'CAFÉ' })).toBe(true);
    expect(holds(leaf('name', 'equals', 'ＡＢＣ'), { name: 'abc' })).toBe(true);
    expect(holds(leaf('name', 'equals', 'STRASSE'), { name: 'Straße' })).toBe(true);
    expect(holds(leaf('name', 'ends_with', 'ΟΔΟΣ'), { name: 'η οδος' })).toBe(true);
    expect(holds(leaf('name', 'equals', 'Jose'), { name: 'José' })).toBe(false);
  });

  it('#37 numeric compare is numeric: 9 followers are fewer than 10, and 1,000 more than 999', () => {
    expect(holds(leaf('followers', 'less', 10), { followers: 9 })).toBe(true);
    expect(holds(leaf('followers', 'greater', 999), { followers: 1_000 })).toBe(true);
    // As text "9" > "10".
    expect(holds(leaf('followers', 'greater', 10), { followers: 9 })).toBe(false);
    expect(holds(leaf('followers', 'between', { from: 5, to: 9 }), { followers: 9 })).toBe(true);
    expect(holds(leaf('followers', 'equals', 0), { followers: 0 })).toBe(true);
    // A number that came as text is no number.
    expect(holds(leaf('followers', 'equals', 9), { followers: '9' })).toBe(false);
  });

  it('compares times with days, moments and spans', () => {
    const facts = { seen_at: new Date('2026-11-29T12:00:00Z') };
    expect(holds(leaf('seen_at', 'before', '2026-11-30'), facts)).toBe(true);
    expect(holds(leaf('seen_at', 'after', '2026-11-29T13:00:00+01:00'), facts)).toBe(false);
    expect(holds(leaf('seen_at', 'within_last', { amount: 24, unit: 'hours' }), facts)).toBe(true);
    expect(holds(leaf('seen_at', 'within_last', { amount: 23, unit: 'hours' }), facts)).toBe(false);
    expect(holds(leaf('seen_at', 'not_within_last', { amount: 1, unit: 'days' }), {})).toBe(true);
  });

  it('takes a time of day over midnight', () => {
    const night = leaf('clock', 'between', { from: '22:00', to: '06:00' });
    expect(['21:59', '22:00', '03:00', '06:00'].map((clock) => holds(night, { clock }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('asks tags for any, all and none', () => {
    const facts = { tags: ['Refund', 'vip'] };
    expect(holds(leaf('tags', 'has_any', ['refund', 'x']), facts)).toBe(true);
    expect(holds(leaf('tags', 'has_all', ['refund', 'x']), facts)).toBe(false);
    expect(holds(leaf('tags', 'has_none', ['x']), facts)).toBe(true);
    expect(holds(leaf('tags', 'has_none', ['x']), {})).toBe(true);
  });
});

describe('what it saw', () => {
  it('says of each leaf what the field held, also when the answer was settled before', () => {
    const condition: Condition = {
      match: 'any',
      conditions: [leaf('name', 'equals', 'ada'), leaf('followers', 'greater', 5)],
    };
    expect(evaluate(schema, condition, { name: 'Ada', followers: 3 }, NOW)).toEqual({
      holds: true,
      problems: [],
      seen: [
        {
          path: 'conditions/0',
          field: 'name',
          operator: 'equals',
          value: 'ada',
          seen: 'Ada',
          hidden: false,
          holds: true,
        },
        {
          path: 'conditions/1',
          field: 'followers',
          operator: 'greater',
          value: 5,
          seen: 3,
          hidden: false,
          holds: false,
        },
      ],
    });
  });

  it('never copies what somebody wrote', () => {
    const outcome = evaluate(
      schema,
      leaf('secret', 'contains', 'order'),
      { secret: 'My order is 4711' },
      NOW,
    );
    expect(outcome).toMatchObject({ holds: true, seen: [{ seen: null, hidden: true }] });
    expect(JSON.stringify(outcome)).not.toContain('4711');
  });

  it('does not hold, and says so, where a field has gone', () => {
    const outcome = evaluate(schema, leaf('gone', 'has_data'), {}, NOW);
    expect(outcome).toMatchObject({ holds: false, problems: ['There is no field “gone” any more.'] });
  });
});

const anyFact = fc.anything({ withDate: true, withBigInt: true, withMap: true, withNullPrototype: true });
const anyFacts = fc.dictionary(fc.constantFrom(...fields.map(({ key }) => key), 'other'), anyFact);
const anyValue = fc.oneof(
  fc.constant(null),
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.array(fc.string()),
  fc.record({ from: fc.double(), to: fc.double() }),
  fc.record({ amount: fc.double(), unit: fc.constantFrom('hours' as const, 'days' as const) }),
);
const anyLeaf = fc.record({
  field: fc.constantFrom(...fields.map(({ key }) => key), 'gone', '__proto__'),
  operator: fc.constantFrom(...Operator.enum),
  value: anyValue,
});
const { condition: anyCondition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    anyLeaf,
    fc.record({
      match: fc.constantFrom('all' as const, 'any' as const),
      conditions: fc.array(tie('condition'), { maxLength: 4 }),
    }),
  ),
}));

/** Pairs of which exactly one holds, whatever the facts. */
const OPPOSITES: Partial<Record<Operator, Operator>> = {
  equals: 'not_equals',
  not_equals: 'equals',
  contains: 'not_contains',
  one_of: 'not_one_of',
  within_last: 'not_within_last',
  has_any: 'has_none',
  has_data: 'no_data',
  no_data: 'has_data',
};

function negate(condition: Condition): Condition | undefined {
  if (!('conditions' in condition)) {
    const operator = OPPOSITES[condition.operator];
    return operator && { ...condition, operator };
  }
  const conditions = condition.conditions.map(negate);
  if (conditions.some((one) => one === undefined)) return undefined;
  return {
    match: condition.match === 'all' ? 'any' : 'all',
    conditions: conditions.filter((one) => one !== undefined),
  };
}

describe('whatever comes', () => {
  it('never throws, on any condition and any facts', () => {
    fc.assert(
      fc.property(anyCondition, anyFacts, (condition, facts) => {
        expect(Array.isArray(validateCondition(schema, condition))).toBe(true);
        const outcome = evaluate(schema, condition, facts, NOW);
        expect(typeof outcome.holds).toBe('boolean');
        JSON.stringify(outcome);
      }),
      { numRuns: 500 },
    );
  });

  it('a valid condition can always be answered', () => {
    fc.assert(
      fc.property(anyCondition, anyFacts, (condition, facts) => {
        const refused = validateCondition(schema, condition).length > 0;
        const { problems } = evaluate(schema, condition, facts, NOW);
        expect(refused ? [] : problems).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps De Morgan: not (A and B) is (not A) or (not B)', () => {
    const text = fc.constantFrom('a', 'A ', 'b', 'á', 'ab');
    const leafOf = fc.oneof(
      fc.record({
        field: fc.constant('name'),
        operator: fc.constantFrom('equals' as const, 'not_equals' as const, 'contains' as const),
        value: text,
      }),
      fc.record({
        field: fc.constant('followers'),
        operator: fc.constantFrom('equals' as const, 'not_equals' as const),
        value: fc.integer({ min: 0, max: 2 }),
      }),
      fc.record({
        field: fc.constant('tags'),
        operator: fc.constant('has_any' as const),
        value: fc.array(text, { minLength: 1, maxLength: 2 }),
      }),
      fc.record({
        field: fc.constantFrom('name', 'tags', 'verified'),
        operator: fc.constantFrom('has_data' as const, 'no_data' as const),
      }),
    );
    const group = fc.letrec<{ node: Condition }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        leafOf,
        fc.record({
          match: fc.constantFrom('all' as const, 'any' as const),
          conditions: fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
        }),
      ),
    })).node;
    const someFacts = fc.record(
      {
        name: fc.oneof(text, fc.constant(null)),
        followers: fc.integer({ min: 0, max: 2 }),
        tags: fc.array(text, { maxLength: 2 }),
        verified: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(group, someFacts, (condition, facts) => {
        const opposite = negate(condition);
        fc.pre(opposite !== undefined);
        expect(holds(opposite, facts)).toBe(!holds(condition, facts));
      }),
      { numRuns: 1_000 },
    );
  });

  it('#37 orders numbers as numbers for any two of them', () => {
    const number = fc.integer({ min: 0, max: 2_000_000_000 });
    fc.assert(
      fc.property(number, number, (followers, limit) => {
        const facts = { followers };
        expect(holds(leaf('followers', 'greater', limit), facts)).toBe(followers > limit);
        expect(holds(leaf('followers', 'at_least', limit), facts)).toBe(followers >= limit);
        expect(holds(leaf('followers', 'less', limit), facts)).toBe(followers < limit);
        expect(holds(leaf('followers', 'at_most', limit), facts)).toBe(followers <= limit);
        expect(holds(leaf('followers', 'not_equals', limit), facts)).toBe(followers !== limit);
      }),
    );
  });
});
