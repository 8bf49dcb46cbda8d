import type { ScenarioScript } from '../script.ts';
import { act, inOrder, minute, second, write } from './steps.ts';

const people = ['ola_strand', 'ida_falk', 'per_quist'];
const rounds = 6;

export const badHour: ScenarioScript = {
  title: 'X has a bad hour',
  about:
    'People go on writing while X doubles, delays and reorders what it delivers, refuses every third send, and drops its streams. Nothing may be lost or shown twice.',
  people: people.map((username) => ({ username })),
  steps: inOrder(
    [
      act(20 * second, '/faults', { on: 'delivery', kind: 'duplicate', size: 1, count: 10 }),
      act(40 * second, '/faults', { on: 'delivery', kind: 'reorder', size: 3, count: 9 }),
      act(60 * second, '/faults', { on: 'delivery', kind: 'delay', delayMs: 3_000, count: 5 }),
      act(60 * second, '/faults', {
        on: 'request',
        kind: 'status',
        status: 503,
        path: '/2/dm_conversations/*',
        method: 'POST',
        probability: 0.33,
        count: 20,
      }),
      act(80 * second, '/stream/disconnect', { how: 'reset' }),
      act(100 * second, '/faults', {
        on: 'request',
        kind: 'reset_after',
        path: '/2/dm_conversations/*',
        method: 'POST',
        count: 2,
      }),
    ],
    ...people.flatMap((username, n) =>
      Array.from({ length: rounds }, (_, round) =>
        write(
          8 * second + round * 20 * second + n * 3 * second,
          `@${username}`,
          `Message ${round + 1} of ${rounds}: is anybody there?`,
        ),
      ),
    ),
    [{ atMs: 3 * minute, method: 'DELETE', path: '/faults' }],
  ),
};
