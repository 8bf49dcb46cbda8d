import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BoardChange, BoardFilter, Entry } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import type { ApiUser } from '../product.ts';
import { openTeamHouse, type TeamHouse } from './teamwork-house.ts';

let house: TeamHouse;
const open: AbortController[] = [];

beforeAll(async () => {
  house = await openTeamHouse();
  await house.come(house.ben);
}, 90_000);
afterAll(async () => {
  for (const one of open) one.abort();
  await house.close();
});

/** Everything that the board's stream said, joined as a browser joins it. */
async function watch(who: ApiUser): Promise<{ changes: BoardChange[]; heardAtMs: number[] }> {
  const stream = new AbortController();
  open.push(stream);
  const response = await fetch(`${house.product.url}/api/board/live`, {
    headers: who.headers,
    signal: stream.signal,
  });
  const heard = { changes: [] as BoardChange[], heardAtMs: [] as number[] };
  void (async () => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const piece of response.body ?? []) {
      const parts = (rest + decoder.decode(piece, { stream: true })).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const data = /^data: (.*)$/m.exec(part)?.[1];
        if (data === undefined) continue;
        heard.changes.push(JSON.parse(data) as BoardChange);
        heard.heardAtMs.push(performance.now());
      }
    }
  })().catch(() => undefined);
  await until(() => heard.changes.length > 0);
  return heard;
}

it('#95 the board pushes what happens within five seconds, to everybody who watches', async () => {
  const { ben, dora } = house;
  const id = await house.writes('anna');
  const [first, second] = [await watch(dora), await watch(dora)];
  expect(first.changes[0]).toMatchObject({
    type: 'all',
    rows: [{ conversationId: id, title: 'anna', state: 'open' }],
  });
  expect(first.changes[0]?.queues).toMatchObject([
    { waiting: 1, inService: 0, longestSince: expect.any(String) },
  ]);
  expect(first.changes[0]?.agents).toContainEqual(
    expect.objectContaining({ memberId: ben.memberId, name: 'Ben Agent', base: 'available' }),
  );
  const startedAtMs = performance.now();
  await ben.ask('POST', `/api/conversations/${id}/pick`);
  const isTold = ({ changes }: typeof first) =>
    changes.some((change) =>
      change.rows.some((row) => row.state === 'active' && row.assigneeId === ben.memberId),
    );
  await until(() => isTold(first) && isTold(second));
  expect(performance.now() - startedAtMs).toBeLessThan(5_000);
  await until(() => first.changes.some((change) => change.queues.some((queue) => queue.inService === 1)));
  await until(() => first.changes.some((change) => change.agents.some((agent) => agent.sessions === 1)));
  await ben.ask('POST', `/api/conversations/${id}/close`);
  await until(() => first.changes.some((change) => change.gone.includes(id)));
  const now = await dora.ask<BoardChange>('GET', '/api/board');
  expect(now.rows).toEqual([]);
});

it('#95 a filter is kept for each supervisor', async () => {
  const { dora, product } = house;
  const filter: BoardFilter = {
    queueIds: [],
    memberIds: [house.ben.memberId],
    handleIds: [],
    states: ['open', 'active'],
    slas: ['breached'],
    tags: ['refund'],
  };
  expect(await dora.ask('GET', '/api/board/filter')).toEqual({ filter: null });
  await dora.ask('PUT', '/api/board/filter', filter);
  expect(await dora.ask('GET', '/api/board/filter')).toEqual({ filter });
  expect(await product.admin.ask('GET', '/api/board/filter')).toEqual({ filter: null });
});

it('is not for agents', async () => {
  for (const path of ['/api/board', '/api/board/live', '/api/board/bulk', '/api/board/alerts'])
    expect((await house.ben.call('GET', path)).status).toBe(403);
});

it('#96 a supervisor looks on without a word, joins with one, and never at their own', async () => {
  const { ben, dora, entries } = house;
  const id = await house.writes('berta');
  const path = `/api/board/conversations/${id}/monitor`;
  expect(await dora.call('POST', path)).toMatchObject({
    status: 409,
    body: { error: { code: 'action_in_state' } },
  });
  await ben.ask('POST', `/api/conversations/${id}/pick`);
  const before = (await entries(ben, id)).length;
  const talk = await dora.ask<{ id: string }>('POST', path);
  expect(talk).toMatchObject({ kind: 'monitor', state: 'active', memberId: dora.memberId, canAnswer: false });
  expect(await dora.ask('POST', path)).toMatchObject({ id: talk.id });
  expect((await entries(ben, id)).length).toBe(before);
  const answer = { text: 'hello', idempotencyKey: 'dora-writes' };
  const refused = await dora.call('POST', `/api/conversations/${id}/messages`, answer);
  expect(refused).toMatchObject({ status: 403, body: { error: { code: 'reads_only' } } });
  await dora.ask('POST', `/api/side-talks/${talk.id}/add-to-chat`);
  const line = (await entries(ben, id)).find((entry) => entry.content.system?.what === 'joined_chat');
  expect(line?.content.system?.facts).toEqual({ member: dora.memberId });
  await dora.ask('POST', `/api/conversations/${id}/messages`, answer);
  const own = await house.writes('carla');
  await dora.ask('POST', `/api/conversations/${own}/pick`);
  const refusedOwn = await dora.call('POST', `/api/board/conversations/${own}/monitor`);
  expect(refusedOwn).toMatchObject({ status: 409, body: { error: { code: 'own_conversation' } } });
});

it('a whisper is heard by its agent alone, and never reaches X', async () => {
  const { ben, cleo, dora, entries } = house;
  const id = await house.writes('dana');
  const path = `/api/board/conversations/${id}/whispers`;
  const whisper = { text: 'offer her a refund', idempotencyKey: 'whisper-1' };
  const nobody = await dora.call('POST', path, whisper);
  expect(nobody).toMatchObject({ status: 409, body: { error: { code: 'nobody_to_whisper' } } });
  await ben.ask('POST', `/api/conversations/${id}/pick`);
  expect(await dora.ask<Entry>('POST', path, whisper)).toMatchObject({
    content: { whisperTo: ben.memberId },
  });
  const sees = async (who: ApiUser) => (await entries(who, id)).some((entry) => entry.text === whisper.text);
  expect([await sees(ben), await sees(dora), await sees(cleo)]).toEqual([true, true, false]);
  const { mentions } = await ben.ask<{ mentions: object[] }>('GET', '/api/mentions?unread=true');
  expect(mentions).toMatchObject([{ whispered: true, text: whisper.text }]);
  const { count } = await house.product.db.row(sql<{ count: string }>`
    select count(*) from attempt where conversation_id = ${id}`);
  expect(count).toBe('0');
});
