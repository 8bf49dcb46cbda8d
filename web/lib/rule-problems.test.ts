import { expect, it } from 'vitest';
import { stillWrong } from './rule-problems.ts';

const leaf = (value: string, field = 'message.text') => ({ field, operator: 'contains', value });
const rule = (...conditions: object[]) => ({ condition: { match: 'all', conditions } });
const problems = new Map([
  ['condition/conditions/0/value', 'Give a text.'],
  ['condition/conditions/1/value', 'Give a number.'],
]);
const then = rule(leaf(''), leaf('many', 'engagement.followers'));

it('a problem stands while nothing at its place has changed', () => {
  expect(stillWrong(problems, then, then)).toEqual(problems);
});

it('a problem goes with the value that it was about, and the other stays', () => {
  const now = rule(leaf('seeds'), leaf('many', 'engagement.followers'));
  expect([...stillWrong(problems, then, now).values()]).toEqual(['Give a number.']);
});

it('a problem goes when another field is asked for, or its condition is removed', () => {
  const other = rule(leaf('', 'message.language'), leaf('many', 'engagement.followers'));
  expect([...stillWrong(problems, then, other).values()]).toEqual(['Give a number.']);
  expect(stillWrong(problems, then, rule(leaf('seeds'))).size).toBe(0);
});
