import { expect, it } from 'vitest';
import type { TraceBodies, TraceStep } from '../../contract/api/index.ts';
import { sayTrace } from './trace-words.ts';

let count = 0;
function step<S extends keyof TraceBodies>(stage: S, body: TraceBodies[S]): TraceStep {
  count += 1;
  return { id: String(count).padStart(24, '0'), at: '2026-11-30T12:00:00.000Z', stage, body };
}
const names = { q1: 'VIP', q2: 'Everybody', m1: 'Ada', m2: 'Ben', name: 'Customer name' };

it('#108 says every stage in sentences, with the values seen and who was excluded by what', () => {
  const words = sayTrace(
    [
      step('route', {
        rules: [
          {
            ruleId: 'r',
            name: 'Twitter',
            result: 'not_matched',
            match: 'all',
            seen: [
              {
                path: '',
                field: 'name',
                operator: 'equals',
                value: 'Twitter',
                seen: 'Grace',
                hidden: false,
                holds: false,
              },
            ],
            more: 0,
            problem: null,
            queueId: null,
            percent: null,
            overflow: [],
          },
          {
            ruleId: 's',
            name: 'Small',
            result: 'passed_over',
            match: null,
            seen: [],
            more: 0,
            problem: null,
            queueId: 'q1',
            percent: 50,
            overflow: [{ queueId: 'q1', condition: 'items_exceed', value: 3, seen: 4, holds: true }],
          },
        ],
      }),
      step('queue', { queueId: 'q2', reason: 'no_match', ruleName: null, problem: null }),
      step('assignment', {
        queueId: 'q2',
        memberId: 'm1',
        how: 'automatic',
        method: 'highest_capacity',
        candidates: 1,
        excluded: [{ reason: 'capacity', count: 1, memberIds: ['m2'] }],
      }),
      step('assignment', {
        queueId: 'q2',
        memberId: null,
        how: 'automatic',
        method: 'highest_capacity',
        candidates: 0,
        excluded: [{ reason: 'not_connected', count: 1, memberIds: ['m2'] }],
      }),
      step('overflow', { queueId: 'q2', minutes: 5, waitedMinutes: 6, action: 'transfer', toQueueId: 'q1' }),
    ],
    names,
  );
  expect(
    words.flatMap(({ title, lines }) => [title, ...lines.flatMap((one) => [one.text, ...one.details])]),
  ).toEqual([
    'Which queue',
    'Rule “Twitter” did not match.',
    '✗ Customer name is “Twitter”: it was “Grace”',
    'Rule “Small” matched, but VIP was overflowing.',
    'It has no condition.',
    'The split gave it to VIP (50 %).',
    '4 waited in VIP; it takes 3.',
    'Decision',
    'No rule matched, so it went to the fallback queue Everybody.',
    'Who was asked',
    'Ada was asked, from Everybody.',
    'One agent could have been asked.',
    'Ben: not enough capacity left.',
    'Who was asked',
    'Nobody of Everybody is connected, so it waits there.',
    '0 agents could have been asked.',
    'Ben: not at the desk.',
    'Waited too long',
    'It waited 6 minutes in Everybody, which allows 5.',
    'Overflow sent it to VIP.',
  ]);
});
