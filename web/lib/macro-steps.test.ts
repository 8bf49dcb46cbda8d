import { expect, it } from 'vitest';
import { macroTexts, type MacroStepType } from '../texts/macros.ts';
import { newStep, stepProblem } from './macro-steps.ts';

// Object.keys forgets the literal keys.
const types = Object.keys(macroTexts.types) as MacroStepType[];

it('asks of a new step for what only a person knows', () => {
  const asked = types.filter((type) => stepProblem(newStep(type)) !== undefined);
  expect(asked).toEqual([
    'send_message',
    'send_quick_reply',
    'insert_text',
    'insert_quick_reply',
    'add_note',
    'add_tags',
    'remove_tags',
    'set_title',
    'transfer_to_queue',
  ]);
});

it('lets nobody snooze for no time, or for longer than the server keeps', () => {
  expect(stepProblem({ type: 'snooze', minutes: 0 })).toBe(macroTexts.badHours);
  expect(stepProblem({ type: 'snooze', minutes: Number.NaN })).toBe(macroTexts.badHours);
  expect(stepProblem({ type: 'snooze', minutes: 129_601 })).toBe(macroTexts.badHours);
  expect(stepProblem({ type: 'snooze', minutes: 90 })).toBeUndefined();
  expect(stepProblem({ type: 'send_message', text: ' ' })).toBe(macroTexts.needsText);
});
