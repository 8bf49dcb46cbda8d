import { expect, it } from 'vitest';
import { judge, type Level } from './judge.ts';

const rule = { warning: 10, critical: 20 };

function course(...values: number[]): (Level | null)[] {
  let stands: Level | null = null;
  return values.map((value) => {
    stands = judge(rule, value, stands);
    return stands;
  });
}

it('is raised at its threshold and gets worse at the next', () => {
  expect(course(9, 10, 15, 20, 40)).toEqual([null, 'warning', 'warning', 'critical', 'critical']);
});

it('does not flap around a threshold', () => {
  expect(course(10, 9, 10, 9, 8.1)).toEqual(['warning', 'warning', 'warning', 'warning', 'warning']);
  expect(course(20, 19, 17, 16, 16.5)).toEqual(['critical', 'critical', 'critical', 'warning', 'warning']);
});

it('ends well inside, and is raised again at the threshold only', () => {
  expect(course(10, 8, 9, 10)).toEqual(['warning', null, null, 'warning']);
});

it('a threshold of nothing is passed by anything, and over when there is nothing', () => {
  expect(judge({ warning: 0, critical: null }, 0, null)).toBeNull();
  expect(judge({ warning: 0, critical: null }, 0.5, null)).toBe('warning');
  expect(judge({ warning: 0, critical: null }, 0, 'warning')).toBeNull();
});
