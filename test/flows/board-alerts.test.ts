import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Alert, AlertRule, BoardChange } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { openTeamHouse, type TeamHouse } from './teamwork-house.ts';

let house: TeamHouse;

beforeAll(async () => {
  house = await openTeamHouse();
}, 90_000);
afterAll(() => house.close());

const RULE = { name: 'Full', kind: 'queue_exceeds', queueId: null, warning: 1, critical: 2, enabled: true };

const history = async () => (await house.dora.ask<{ alerts: Alert[] }>('GET', '/api/board/alerts')).alerts;

it('a threshold that is passed is on the board until it is well inside again, and in the history after', async () => {
  const { ben, dora } = house;
  const rule = await dora.ask<AlertRule>('POST', '/api/board/alert-rules', RULE);
  const first = await house.writes('anna');
  const raised = await until(async () => (await history()).find((alert) => alert.until === null), {
    timeoutMs: 20_000,
  });
  expect(raised).toMatchObject({ ruleId: rule.id, ruleName: 'Full', level: 'warning', value: 1 });
  const second = await house.writes('berta');
  await until(async () => (await history())[0]?.level === 'critical', { timeoutMs: 20_000 });
  const board = await dora.ask<BoardChange>('GET', '/api/board');
  expect(board.alerts).toHaveLength(1);
  for (const id of [first, second]) await ben.ask('POST', `/api/conversations/${id}/pick`);
  await until(async () => (await history())[0]?.until !== null, { timeoutMs: 20_000 });
  expect(await history()).toHaveLength(1);
});

it('rules that cannot be meant are refused, and agents change none', async () => {
  const { ben, dora } = house;
  const wrong = await dora.call('POST', '/api/board/alert-rules', { ...RULE, critical: 1 });
  expect(wrong).toMatchObject({ status: 400, body: { error: { code: 'alert_thresholds' } } });
  const unknown = await dora.call('POST', '/api/board/alert-rules', { ...RULE, queueId: 'a'.repeat(24) });
  expect(unknown).toMatchObject({ status: 400, body: { error: { code: 'queue_unknown' } } });
  expect((await ben.call('POST', '/api/board/alert-rules', RULE)).status).toBe(403);
  const { rules } = await dora.ask<{ rules: AlertRule[] }>('GET', '/api/board/alert-rules');
  await dora.ask('DELETE', `/api/board/alert-rules/${rules[0]?.id}`);
  expect(await dora.ask('GET', '/api/board/alert-rules')).toEqual({ rules: [] });
});
