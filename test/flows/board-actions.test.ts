import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BoardAgent, BulkAction, BulkRow, Queue } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { make, queueInput } from './configure-house.ts';
import { until } from '../harness.ts';
import { openTeamHouse, type TeamHouse } from './teamwork-house.ts';

let house: TeamHouse;

beforeAll(async () => {
  house = await openTeamHouse();
  await house.come(house.ben);
  await house.come(house.cleo);
}, 90_000);
afterAll(() => house.close());

const path = (id: string, action: string) => `/api/board/conversations/${id}/${action}`;

it('#97 an open conversation is assigned, over capacity only when wanted, and says by how much', async () => {
  const { ben, dora, product } = house;
  const id = await house.writes('anna');
  await product.db.execute(sql`update work_item set units = 130 where conversation_id = ${id}`);
  const to = { memberId: ben.memberId };
  const refused = await dora.call('POST', path(id, 'assign'), { to });
  expect(refused).toMatchObject({ status: 409, body: { error: { code: 'over_capacity' } } });
  expect(await dora.ask('POST', path(id, 'assign'), { to, override: true })).toMatchObject({
    exceededUnits: 30,
    workItem: { state: 'active', assigneeId: ben.memberId },
  });
  const { presence } = await ben.ask<{ presence: object }>('GET', '/api/presence/mine');
  expect(presence).toMatchObject({ usedUnits: 130, capacityUnits: 100 });
  const again = await dora.call('POST', path(id, 'assign'), { to: { memberId: house.cleo.memberId } });
  expect(again).toMatchObject({ status: 409, body: { error: { code: 'action_in_state' } } });
});

it('#97 an active one is transferred when the agent says yes, or force closed by whom it is no business of', async () => {
  const { ben, cleo, dora, entries } = house;
  const id = await house.writes('berta');
  const early = await dora.call('POST', path(id, 'transfer'), { memberId: cleo.memberId });
  expect(early).toMatchObject({ status: 409, body: { error: { code: 'action_in_state' } } });
  await ben.ask('POST', `/api/conversations/${id}/pick`);
  expect(await dora.ask('POST', path(id, 'transfer'), { memberId: cleo.memberId })).toMatchObject({
    pending: true,
  });
  const offer = await house.offerTo(cleo);
  await cleo.ask('POST', `/api/offers/${offer.sessionId}/accept`);
  expect(await house.item(id)).toMatchObject({ assigneeId: cleo.memberId, transfers: 1 });
  expect(await dora.ask('POST', path(id, 'force-close'))).toMatchObject({
    workItem: { state: 'closed', closeReason: 'force_closed' },
  });
  const line = (await entries(cleo, id)).findLast((entry) => entry.content.system?.what === 'closed');
  expect(line).toMatchObject({
    authorId: dora.memberId,
    content: { system: { facts: { reason: 'force_closed' } } },
  });
});

it('#97 what the workspace switched off is refused', async () => {
  const { dora, product } = house;
  const id = await house.writes('carla');
  const off = sql`jsonb_build_object('distribution', jsonb_build_object('supervisorForceClose', false))`;
  await product.db.execute(sql`update workspace set settings = settings || ${off}`);
  await product.db.execute(sql`update setup_version set version = version + 1`);
  const refused = await dora.call('POST', path(id, 'force-close'));
  expect(refused).toMatchObject({ status: 403, body: { error: { code: 'action_off' } } });
  await product.db.execute(sql`update workspace set settings = settings - 'distribution'`);
  await product.db.execute(sql`update setup_version set version = version + 1`);
});

async function bulk(
  order: object,
  conversationIds: string[],
): Promise<{ action: BulkAction; rows: BulkRow[] }> {
  const { id } = await house.dora.ask<BulkAction>('POST', '/api/board/bulk', { order, conversationIds });
  return until(async () => {
    const found = await house.dora.ask<{ action: BulkAction; rows: BulkRow[] }>(
      'GET',
      `/api/board/bulk/${id}`,
    );
    return found.action.endedAt !== null && found;
  });
}

it('#98 many at once: each conversation has its outcome, and all of it its history', async () => {
  const { ben, dora, entries } = house;
  const [first, second] = [await house.writes('dana'), await house.writes('elsa')];
  await ben.ask('POST', `/api/conversations/${second}/pick`);
  const noted = await bulk({ kind: 'note', text: 'refunds are off today' }, [first, second]);
  expect(noted.action).toMatchObject({ total: 2, done: 2, failed: 0 });
  expect((await entries(ben, second)).some((entry) => entry.text === 'refunds are off today')).toBe(true);
  const { mentions } = await ben.ask<{ mentions: { text: string }[] }>('GET', '/api/mentions?unread=true');
  expect(mentions.map((one) => one.text)).toEqual(['refunds are off today']);

  const said = await bulk({ kind: 'message', text: 'we answer tomorrow' }, [first]);
  expect(said.action).toMatchObject({ done: 1 });
  expect(await house.item(first)).toMatchObject({ state: 'waiting', assigneeId: null });

  const queue = await house.product.db.row(sql<{ id: string }>`select id from queue where is_default`);
  const moved = await bulk({ kind: 'assign', queueId: queue.id }, [first, second]);
  expect(moved.rows).toMatchObject([
    { state: 'done' },
    { state: 'failed', message: expect.stringContaining('active') },
  ]);
  const closed = await bulk({ kind: 'force_close' }, [first, second, first]);
  expect(closed.action).toMatchObject({ total: 2, done: 2, failed: 0 });
  const history = await dora.ask<{ actions: BulkAction[] }>('GET', '/api/board/bulk');
  expect(history.actions.map((one) => one.kind)).toEqual(['force_close', 'assign', 'message', 'note']);
  expect(history.actions.every((one) => one.byMemberId === dora.memberId)).toBe(true);
});

it('#98 more than a thousand are refused, and what a stop interrupted goes on', async () => {
  const { dora, product } = house;
  const many = Array.from({ length: 1_001 }, (_, n) => n.toString(16).padStart(24, '0'));
  const refused = await dora.call('POST', '/api/board/bulk', {
    order: { kind: 'force_close' },
    conversationIds: many,
  });
  expect(refused.status).toBe(400);
  const id = await house.writes('frida');
  await product.restart(async () => {
    // As it was left when the process was stopped in the middle.
    const { ws } = await product.db.row(sql<{ ws: string }>`select id as ws from workspace`);
    const bulkId = 'b'.repeat(24);
    await product.db.execute(sql`
      insert into bulk_action (workspace_id, id, kind, by_member_id, total, created_at)
      values (${ws}, ${bulkId}, 'force_close', ${dora.memberId}, 1, current_timestamp)`);
    await product.db.execute(sql`
      insert into bulk_row (workspace_id, bulk_id, n, conversation_id) values (${ws}, ${bulkId}, 1, ${id})`);
  });
  await until(async () => (await house.item(id)).state === 'closed');
});

it('#99 a presence of an agent changes from the board at once', async () => {
  const { cleo, dora } = house;
  await house.come(cleo);
  await dora.ask('PUT', `/api/presence/${cleo.memberId}`, { presenceId: 'away' });
  expect(await cleo.ask('GET', '/api/presence/mine')).toMatchObject({
    presence: { base: 'away', chosen: true },
  });
  const refused = await cleo.call('PUT', `/api/presence/${dora.memberId}`, { presenceId: 'away' });
  expect(refused.status).toBe(403);
});

it('#99 #26 a presence of the workspace’s own is set from the board, and one that is not there is refused', async () => {
  const { cleo, dora, product } = house;
  await house.come(cleo);
  const lunch = await make<{ id: string }>(product.admin, 'presences', {
    name: 'Lunch',
    text: 'At lunch',
    base: 'away',
    description: '',
  });
  const set = (presenceId: string) =>
    dora.call('PUT', `/api/presence/${cleo.memberId}`, { presenceId }).then(({ status }) => status);
  expect(await set(lunch.id)).toBe(200);
  expect(await cleo.ask('GET', '/api/presence/mine')).toMatchObject({
    presence: { presenceId: lunch.id, text: 'At lunch', base: 'away', chosen: true },
  });
  const { agents } = await dora.ask<{ agents: BoardAgent[] }>('GET', '/api/board');
  expect(agents.find((agent) => agent.memberId === cleo.memberId)).toMatchObject({
    presenceId: lunch.id,
    presenceText: 'At lunch',
    base: 'away',
  });
  expect(await set('0123456789abcdef01234567')).toBe(400);
  expect(await set('inactive')).toBe(400);
});

it('#99 the queues of an agent change from the board, and the next assignment goes by them', async () => {
  const { ben, cleo, dora, product } = house;
  const queue = await make<Queue>(product.admin, 'queues', queueInput('Returns'));
  await product.db.execute(
    sql`update work_stream set mode = 'push', queue_id = ${queue.id} where is_default`,
  );
  await dora.ask('PUT', `/api/presence/${cleo.memberId}`, { presenceId: 'available' });
  const waiting = await house.writes('gina');
  expect((await cleo.ask<{ offers: object[] }>('GET', '/api/offers')).offers).toEqual([]);

  const path = `/api/agents/${cleo.memberId}/queues`;
  const refused = await ben.call('PUT', path, { queueIds: [queue.id] });
  expect(refused.status).toBe(403);
  await dora.ask('PUT', path, { queueIds: [queue.id] });
  expect(await house.offerTo(cleo)).toMatchObject({ conversationId: waiting });
  const { queues } = await dora.ask<{ queues: { queueId: string; via: string | null }[] }>('GET', path);
  expect(queues.find((one) => one.queueId === queue.id)?.via).toBe('name');
  expect(queues.some((one) => one.via === 'open')).toBe(true);
  const unknown = await dora.call('PUT', path, { queueIds: ['f'.repeat(24)] });
  expect(unknown).toMatchObject({ status: 400, body: { error: { code: 'setup_unknown' } } });

  await dora.ask('PUT', path, { queueIds: [] });
  const next = await house.writes('hanna');
  expect(await house.item(next)).toMatchObject({ offeredTo: null, state: 'open' });
  const audit = await product.admin.ask<{ entries: { action: string }[] }>('GET', '/api/audit?limit=10');
  expect(audit.entries.map((one) => one.action)).toContain('agent.changed');
});
