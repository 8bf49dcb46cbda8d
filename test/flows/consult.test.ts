import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SideMessage, SideTalk } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { openTeamHouse, type TeamHouse } from './teamwork-house.ts';

let house: TeamHouse;

beforeAll(async () => {
  house = await openTeamHouse();
  await house.come(house.ben);
  await house.come(house.cleo);
}, 90_000);
afterAll(() => house.close());

const path = (id: string) => `/api/conversations/${id}/side-talks`;

async function consult(id: string, to: object, kind = 'consult'): Promise<SideTalk> {
  return house.ben.ask('POST', path(id), { kind, to, note: 'may I give 20 %?' });
}

async function accepted(id: string, kind = 'consult'): Promise<SideTalk> {
  const talk = await consult(id, { memberId: house.cleo.memberId }, kind);
  const offer = await house.offerTo(house.cleo);
  expect(offer).toMatchObject({ scenario: 'consult', byMemberId: house.ben.memberId, conversationId: id });
  await house.cleo.ask('POST', `/api/offers/${offer.sessionId}/accept`);
  return until(async () =>
    (await house.talks(id)).find((one) => one.id === talk.id && one.state === 'active'),
  );
}

it('#80 a consultation is a private pane beside a thread to read, at no capacity', async () => {
  const { ben, cleo, entries } = house;
  const id = await house.writes('anna');
  await ben.ask('POST', `/api/conversations/${id}/pick`);
  const talk = await accepted(id);
  expect(talk).toMatchObject({ kind: 'consult', memberId: cleo.memberId, canAnswer: false });
  const said = await cleo.ask('POST', `/api/side-talks/${talk.id}/messages`, {
    text: 'yes, once',
    idempotencyKey: 'advice-1',
  });
  expect(said).toMatchObject({ authorId: cleo.memberId, text: 'yes, once' });
  // What was said is there after a reload, for both; nobody else sees it.
  const { messages } = await ben.ask<{ messages: SideMessage[] }>(
    'GET',
    `/api/side-talks/${talk.id}/messages`,
  );
  expect(messages.map((one) => one.text)).toEqual(['may I give 20 %?', 'yes, once']);
  const { sessions } = await cleo.ask<{ sessions: object[] }>('GET', '/api/sessions/mine');
  expect(sessions).toMatchObject([{ conversationId: id, participation: 'consult' }]);
  expect((await entries(cleo, id)).some((entry) => entry.text === 'hello from anna')).toBe(true);
  const { presence } = await cleo.ask<{ presence: { usedUnits: number } }>('GET', '/api/presence/mine');
  expect(presence.usedUnits).toBe(0);
  const answer = { text: 'hello, I am Cleo', idempotencyKey: 'cleo-writes' };
  const refused = await cleo.call('POST', `/api/conversations/${id}/messages`, answer);
  expect(refused).toMatchObject({ status: 403, body: { error: { code: 'reads_only' } } });

  await ben.ask('POST', `/api/side-talks/${talk.id}/add-to-chat`);
  await cleo.ask('POST', `/api/conversations/${id}/messages`, answer);
  const thread = await entries(ben, id);
  expect(thread.find((entry) => entry.content.system?.what === 'joined_chat')?.content.system?.facts).toEqual(
    {
      member: cleo.memberId,
    },
  );
  expect((await house.item(id)).assigneeId).toBe(ben.memberId);

  await cleo.ask('POST', `/api/side-talks/${talk.id}/end`);
  await cleo.ask('POST', `/api/side-talks/${talk.id}/end`);
  expect(await house.talks(id)).toEqual([]);
  const late = await ben.call('POST', `/api/side-talks/${talk.id}/messages`, {
    text: 'still there?',
    idempotencyKey: 'too-late-1',
  });
  expect(late).toMatchObject({ status: 409, body: { error: { code: 'talk_over' } } });
});

it('#80 the pane is for the two, whoever has the conversation, and supervisors', async () => {
  const { ben, dora, product } = house;
  const id = await house.writes('berta');
  await ben.ask('POST', `/api/conversations/${id}/pick`);
  const talk = await accepted(id);
  const stranger = await product.invite('Emil Agent', 'agent');
  const seen = await stranger.call('GET', `/api/side-talks/${talk.id}/messages`);
  expect(seen).toMatchObject({ status: 404, body: { error: { code: 'talk_not_found' } } });
  expect(await dora.ask('GET', `/api/side-talks/${talk.id}/messages`)).toMatchObject({
    talk: { id: talk.id },
  });
  await ben.ask('POST', `/api/side-talks/${talk.id}/end`);
});

it('#80 a colleague who declines ends the question, and one who was asked to help may answer', async () => {
  const { ben, cleo } = house;
  const id = await house.writes('carla');
  await ben.ask('POST', `/api/conversations/${id}/pick`);
  const talk = await consult(id, { memberId: cleo.memberId });
  const offer = await house.offerTo(cleo);
  await cleo.ask('POST', `/api/offers/${offer.sessionId}/decline`);
  await until(async () => (await house.talks(id)).length === 0);
  const { talk: over } = await ben.ask<{ talk: SideTalk }>('GET', `/api/side-talks/${talk.id}/messages`);
  expect(over).toMatchObject({ state: 'ended', outcome: 'declined' });
  const helper = await accepted(id, 'colleague');
  expect(helper.canAnswer).toBe(true);
  await cleo.ask('POST', `/api/conversations/${id}/messages`, { text: 'hi', idempotencyKey: 'helper-1' });
  const twice = await ben.call('POST', path(id), { kind: 'consult', to: { memberId: cleo.memberId } });
  expect(twice).toMatchObject({ status: 409, body: { error: { code: 'already_here' } } });
  await ben.ask('POST', `/api/conversations/${id}/close`);
  await until(async () => (await house.talks(id)).length === 0);
});

it('#80 a queue is asked one after the other, can be taken back, and gives up in time', async () => {
  const { ben, cleo, product } = house;
  const id = await house.writes('dana');
  await ben.ask('POST', `/api/conversations/${id}/pick`);
  const { id: queueId } = await product.db.row(sql<{ id: string }>`select id from queue where is_default`);
  const talk = await consult(id, { queueId });
  expect(talk).toMatchObject({ state: 'asked', queueId, dueAt: expect.any(String) });
  const offer = await house.offerTo(cleo);
  await cleo.ask('POST', `/api/offers/${offer.sessionId}/decline`);
  await until(async () => (await house.talks(id))[0]?.memberId === null);
  await ben.ask('POST', `/api/side-talks/${talk.id}/end`);
  expect(await house.talks(id)).toEqual([]);

  const second = await consult(id, { queueId });
  const again = await house.offerTo(cleo);
  await cleo.ask('POST', `/api/offers/${again.sessionId}/decline`);
  await product.db.execute(sql`update side_talk set due_at = asked_at where id = ${second.id}`);
  await until(async () => (await house.talks(id)).length === 0);
  const { talk: over } = await ben.ask<{ talk: SideTalk }>('GET', `/api/side-talks/${second.id}/messages`);
  expect(over.outcome).toBe('nobody');
});
