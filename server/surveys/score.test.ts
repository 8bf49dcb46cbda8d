import { expect, it } from 'vitest';
import { scoreOf } from './score.ts';
import { standardSurvey } from './standard.ts';

const of = (answers: Parameters<typeof scoreOf>[1]) => scoreOf(standardSurvey, answers);

it('stretches each score to 0 to 1 and averages them; words and choices have none', () => {
  expect(of({ satisfaction: { score: 1 } })).toBe(0);
  expect(of({ satisfaction: { score: 5 } })).toBe(1);
  expect(of({ satisfaction: { score: 4 }, recommend: { score: 5 } })).toBe((0.75 + 0.5) / 2);
  expect(of({ comment: { text: 'Quick!' } })).toBeNull();
  expect(of({})).toBeNull();
});
