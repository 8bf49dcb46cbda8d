import type { ScenarioStep } from '../script.ts';

export const second = 1_000;
export const minute = 60 * second;
export const account = '{{account}}';

/** Somebody types for a moment, then writes to the account. */
export function write(atMs: number, from: string, text: string): ScenarioStep[] {
  const typingMs = Math.min(atMs, Math.min(8, 1 + text.length / 25) * second);
  return [
    { atMs: Math.round(atMs - typingMs), method: 'POST', path: '/typing', body: { from, to: account } },
    { atMs, method: 'POST', path: '/messages', body: { from, to: account, text } },
  ];
}

/** The same, once the account has answered, `atMs` being when that is expected. */
export function answer(atMs: number, from: string, text: string): ScenarioStep[] {
  return [
    {
      atMs,
      method: 'POST',
      path: '/reads',
      body: { reader: from, other: account },
      afterAnswerTo: { user: from, atMostMs: 30 * minute },
    },
    { atMs: atMs + 2 * second, method: 'POST', path: '/typing', body: { from, to: account } },
    { atMs: atMs + 8 * second, method: 'POST', path: '/messages', body: { from, to: account, text } },
  ];
}

/** Any other act. */
export function act(
  atMs: number,
  path: string,
  body: object,
  more: Partial<Pick<ScenarioStep, 'method' | 'label' | 'afterAnswerTo'>> = {},
): ScenarioStep {
  return { atMs, method: 'POST', path, body, ...more };
}

/** In the order of time; steps of one moment stay as they are given. */
export function inOrder(...steps: ScenarioStep[][]): ScenarioStep[] {
  return steps.flat().toSorted((a, b) => a.atMs - b.atMs);
}
