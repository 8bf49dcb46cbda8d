import { expect, test } from 'vitest';
import { snoozeChoices } from './snooze-choices.ts';

test('no choice lies in the past, and Monday is always another week’s', () => {
  const lateOnMonday = new Date(2026, 4, 4, 19, 30);
  const choices = snoozeChoices(lateOnMonday);
  expect(choices.map((choice) => choice.id)).toEqual(['hour', 'tomorrow', 'monday']);
  expect(choices.at(-1)?.at).toEqual(new Date(2026, 4, 11, 9));
});
