import { standardSafeguards } from '../../contract/api/index.ts';
import { demoHandles } from './local-x.ts';
import type { DemoStaff } from './people.ts';

interface Made {
  readonly id: string;
  readonly datasetId: string;
}

/** Three reports of the main account: what was written to it, who wrote, and how its posts were met. They run by themselves. */
export async function makeReports({ ada }: Pick<DemoStaff, 'ada'>): Promise<void> {
  const { handles } = await ada.ask<{ handles: { account: { id: string; username: string } }[] }>(
    'GET',
    '/api/handles',
  );
  const accountId = handles.find(({ account }) => account.username === demoHandles.main.username)?.account.id;
  if (accountId === undefined) throw new Error('the demo has lost its account');
  const make = (report: object) =>
    ada.ask<Made>('POST', '/api/reports', {
      accountId,
      keys: [],
      partitionBy: [],
      safeguards: standardSafeguards,
      schedules: [],
      zone: 'UTC',
      retry: { most: 3, delayMinutes: 15 },
      onInput: false,
      paused: false,
      mostPerRun: 5_000_000,
      mostPerDay: null,
      lateAfterHours: null,
      run: true,
      ...report,
    });
  const every = (unit: 'hour' | 'day', at: string) => ({
    kind: 'every',
    unit,
    every: 1,
    from: '2026-01-01',
    at,
    activeFrom: null,
    activeUntil: null,
  });
  await make({
    kind: 'engagement',
    name: 'How our posts were met',
    description: 'Impressions, likes and clicks of the newest posts, by day, for the last four weeks.',
    options: {
      tweetCount: 20,
      groupBy: ['tweet', 'type', 'date'],
      duration: 'range',
      daysBackFrom: 28,
      daysBackTo: 1,
      tweetColumns: true,
    },
    method: 'replace',
    schedules: [every('day', '06:00')],
    lateAfterHours: 48,
  });
  const messages = await make({
    kind: 'direct_messages',
    name: 'Messages to the shop',
    description: 'Every direct message that customers sent, from our own messages.',
    options: { report: 'received', which: 'new', source: 'store' },
    method: 'upsert',
    schedules: [every('hour', '00:10')],
    run: false,
  });
  await make({
    kind: 'users_lookup',
    name: 'Who writes to the shop',
    description: 'What X knows of the people in “Messages to the shop”, looked up when that is updated.',
    options: { input: messages.datasetId },
    method: 'upsert',
    onInput: true,
    run: false,
  });
  await ada.ask('POST', `/api/reports/${messages.id}/runs`);
}
