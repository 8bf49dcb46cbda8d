import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { openTeamHouse, type TeamHouse } from './teamwork-house.ts';

let house: TeamHouse;

beforeAll(async () => {
  house = await openTeamHouse();
  await house.come(house.ben);
  await house.come(house.cleo);
}, 90_000);
afterAll(() => house.close());

async function addQueue(name: string, hours?: { closed: boolean }): Promise<string> {
  const id = newId();
  const { db } = house.product;
  const { ws } = await db.row(sql<{ ws: string }>`select id as ws from workspace limit 1`);
  const hoursId = hours ? newId() : null;
  if (hours)
    await db.execute(sql`
      insert into operating_hours (workspace_id, id, name, time_zone, periods, holidays, openings, created_at, updated_at)
      values (${ws}, ${hoursId}, 'Never', 'Europe/Berlin', '[]', '[]', '[]', current_timestamp, current_timestamp)`);
  await db.execute(sql`
    insert into queue (workspace_id, id, name, open_to_all, hours_id, created_at)
    values (${ws}, ${id}, ${name}, true, ${hoursId}, current_timestamp)`);
  return id;
}

it('#81 a transfer to a queue opens the conversation there, counts, and takes it from who had it', async () => {
  const { ben, entries } = house;
  const id = await house.writes('anna');
  const queueId = await addQueue('Returns');
  await ben.ask('POST', `/api/conversations/${id}/pick`);
  const answer = await ben.ask<{ pending: boolean }>('POST', `/api/conversations/${id}/transfer`, {
    to: { queueId },
    note: 'she wants her money back',
  });
  expect(answer).toMatchObject({
    pending: false,
    workItem: { state: 'open', assigneeId: null, queueId, transfers: 1 },
  });
  const thread = await entries(ben, id);
  expect(thread.find((entry) => entry.kind === 'note')?.text).toBe('she wants her money back');
  expect(thread.some((entry) => entry.content.system?.what === 'to_queue')).toBe(true);
  const { sessions } = await ben.ask<{ sessions: object[] }>('GET', `/api/conversations/${id}/sessions`);
  expect(sessions).toMatchObject([
    { memberId: ben.memberId, state: 'ended', endReason: 'agent_transfer_to_queue' },
  ]);
});

interface Target {
  readonly id: string;
  readonly opensAt: string | null;
}

it('#81 a queue out of hours is shown with the reason and refused', async () => {
  const { ben } = house;
  const id = await house.writes('berta');
  const queueId = await addQueue('Night', { closed: true });
  await ben.ask('POST', `/api/conversations/${id}/pick`);
  let { queues } = await ben.ask<{ queues: Target[] }>('GET', `/api/conversations/${id}/targets`);
  const shown = () => queues.find((one) => one.id === queueId);
  expect(shown()).toMatchObject({
    open: false,
    reason: 'Closed, and no opening is planned.',
    opensAt: null,
  });
  // Open for one minute a week: the time of the next is told.
  await house.product.db.execute(sql`
    update operating_hours set periods = '[{"day":1,"fromMinute":0,"untilMinute":1}]' where name = 'Never'`);
  await house.product.db.execute(sql`update setup_version set version = version + 1`);
  ({ queues } = await ben.ask<{ queues: Target[] }>('GET', `/api/conversations/${id}/targets`));
  expect(new Date(shown()?.opensAt ?? '').getTime()).toBeGreaterThan(
    house.product.app.parts.clock.now().getTime(),
  );
  const refused = await ben.call('POST', `/api/conversations/${id}/transfer`, { to: { queueId } });
  expect(refused).toMatchObject({ status: 409, body: { error: { code: 'queue_closed' } } });
});

it('#81 an agent is asked first: until the yes it stays, then it counts and is theirs', async () => {
  const { ben, cleo } = house;
  const id = await house.writes('carla');
  await ben.ask('POST', `/api/conversations/${id}/pick`);
  const asked = await ben.ask('POST', `/api/conversations/${id}/transfer`, {
    to: { memberId: cleo.memberId },
    note: 'you know her',
  });
  expect(asked).toMatchObject({
    pending: true,
    workItem: { state: 'active', assigneeId: ben.memberId, offeredTo: cleo.memberId, transfers: 0 },
  });
  const offer = await house.offerTo(cleo);
  expect(offer).toMatchObject({ scenario: 'transfer', byMemberId: ben.memberId });
  await cleo.ask('POST', `/api/offers/${offer.sessionId}/accept`);
  expect(await house.item(id)).toMatchObject({ assigneeId: cleo.memberId, transfers: 1 });
  const { mentions } = await cleo.ask<{ mentions: object[] }>('GET', '/api/mentions');
  expect(mentions).toMatchObject([{ byMemberId: ben.memberId, text: 'you know her' }]);
  const again = await ben.call('POST', `/api/conversations/${id}/transfer`, {
    to: { memberId: ben.memberId },
  });
  expect(again).toMatchObject({ status: 403, body: { error: { code: 'not_your_conversation' } } });
});

it('says in the thread that a colleague was asked and declined, missed it, or was asked no more', async () => {
  const { ben, cleo } = house;
  const id = await house.writes('carlo');
  await ben.ask('POST', `/api/conversations/${id}/pick`);
  const ask = () => ben.ask('POST', `/api/conversations/${id}/transfer`, { to: { memberId: cleo.memberId } });
  await ask();
  await cleo.ask('POST', `/api/offers/${(await house.offerTo(cleo)).sessionId}/decline`);
  expect(await house.item(id)).toMatchObject({ assigneeId: ben.memberId, offeredTo: null });
  await ask();
  await house.product.app.parts.clock.advance(121_000);
  await until(async () => (await house.item(id)).offeredTo === null);
  await ask();
  const stranger = await cleo.call('DELETE', `/api/conversations/${id}/transfer`);
  expect(stranger).toMatchObject({ status: 403, body: { error: { code: 'not_your_conversation' } } });
  for (let time = 1; time <= 2; time += 1) {
    const { workItem } = await ben.ask<{ workItem: object }>('DELETE', `/api/conversations/${id}/transfer`);
    expect(workItem).toMatchObject({ state: 'active', assigneeId: ben.memberId, offeredTo: null });
  }
  const { offers } = await cleo.ask<{ offers: object[] }>('GET', '/api/offers');
  expect(offers).toEqual([]);
  const lines = await house.product.db.rows(sql<{ what: string; to: string | null }>`
    select content->'system'->>'what' as what, content->'system'->'facts'->>'to' as "to"
    from message where conversation_id = ${id} and content->'system'->>'what' like 'handover%' order by position`);
  expect(lines.map((line) => line.what)).toEqual([
    'handover_asked',
    'handover_declined',
    'handover_asked',
    'handover_missed',
    'handover_asked',
    'handover_taken_back',
  ]);
  expect(new Set(lines.map((line) => line.to))).toEqual(new Set([cleo.memberId]));
});

it('#81 who is away is hidden by a warning, refused, and asked on demand', async () => {
  const { ben, cleo, dora } = house;
  const id = await house.writes('dana');
  await ben.ask('POST', `/api/conversations/${id}/pick`);
  await cleo.ask('PUT', '/api/presence/mine', { presenceId: 'do_not_disturb' });
  const { agents } = await ben.ask<{ agents: { memberId: string; warning: string | null }[] }>(
    'GET',
    `/api/conversations/${id}/targets`,
  );
  const warningOf = (memberId: string) => agents.find((one) => one.memberId === memberId)?.warning;
  expect(warningOf(cleo.memberId)).toBe('Cleo Agent is not to be disturbed now.');
  expect(warningOf(dora.memberId)).toBe('Dora Supervisor is offline now.');
  expect(warningOf(ben.memberId)).toBeUndefined();
  const body = { to: { memberId: cleo.memberId } };
  const refused = await ben.call('POST', `/api/conversations/${id}/transfer`, body);
  expect(refused).toMatchObject({ status: 409, body: { error: { code: 'agent_unavailable' } } });
  const asked = await ben.ask('POST', `/api/conversations/${id}/transfer`, { ...body, override: true });
  expect(asked).toMatchObject({ pending: true });
  await cleo.ask('PUT', '/api/presence/mine', { presenceId: 'available' });
});
