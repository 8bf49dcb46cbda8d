import { expect, it } from 'vitest';
import { overflowTexts } from '../texts/overflow.ts';
import { newOverflow, overflowChecks, overflowProblems } from './overflow-rules.ts';

it('begins each condition with what can be saved, but for the queue that only a person knows', () => {
  expect(overflowProblems(newOverflow('out_of_hours'))).toEqual({});
  expect(overflowProblems(newOverflow('items_exceed'))).toEqual({});
  expect(overflowProblems(newOverflow('wait_exceeds'))).toEqual({ queueId: overflowTexts.needsQueue });
});

it('names what is wrong by the place that the server would name', () => {
  const full = newOverflow('items_exceed');
  const late = { ...newOverflow('wait_exceeds'), action: 'close' as const };
  expect(overflowChecks([full, { ...late, value: 2_881 }, { ...full, value: 1.5 }])).toEqual({
    'settings.overflow.1.value': overflowTexts.badMinutes,
    'settings.overflow.2.value': overflowTexts.badItems,
  });
});
