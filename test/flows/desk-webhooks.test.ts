import { afterAll, beforeAll, expect, it } from 'vitest';
import { deskTriggers, type SideTalk } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { openReceiver, type Receiver } from '../clients/sunshine/receiver.ts';
import { until } from '../harness.ts';
import { switchOn } from './life-house.ts';
import { openTeamHouse, type TeamHouse } from './teamwork-house.ts';

let house: TeamHouse;
let receiver: Receiver;

beforeAll(async () => {
  house = await openTeamHouse();
  receiver = await openReceiver();
  const hook = (name: string, triggers: readonly string[]) =>
    house.product.admin.ask('POST', '/api/webhooks', { name, target: receiver.urlOf(name), triggers });
  await hook('desk', deskTriggers);
  await hook('all', ['*']);
  await house.come(house.ben);
  await house.come(house.cleo);
}, 90_000);
afterAll(async () => {
  await house?.close();
  await receiver?.close();
});

interface Told {
  readonly type: string;
  readonly payload: {
    readonly conversation: { readonly id: string; readonly type: string };
    readonly workItem: { readonly id: string };
    readonly agent?: { readonly id: string; readonly displayName: string };
    readonly by?: { readonly id: string; readonly displayName: string };
    readonly reason?: string;
  };
}

/** What the webhook of the desk was told of a conversation, in its order. */
const told = (id: string): Told[] =>
  receiver.heard
    .filter((one) => one.at === 'desk')
    // The bodies are what this test is about.
    .flatMap((one) => one.body['events'] as unknown as Told[])
    .filter((one) => one.payload.conversation.id === id);
const shortly = ({ type, payload: { agent, by, reason } }: Told) =>
  [type, agent?.displayName, by?.displayName, reason].filter((word) => word !== undefined).join(' · ');
const count = (id: string, wanted: number) =>
  until(() => told(id).length >= wanted, { what: `${wanted} things are told` });

it('#114 work is told as it goes from hand to hand: accepted, advised, transferred, ended, closed', async () => {
  const { ben, cleo } = house;
  const id = await house.writes('anna');
  await ben.ask('POST', `/api/conversations/${id}/pick`);
  const talk = await ben.ask<SideTalk>('POST', `/api/conversations/${id}/side-talks`, {
    kind: 'consult',
    to: { memberId: cleo.memberId },
    note: 'may I?',
  });
  await cleo.ask('POST', `/api/offers/${(await house.offerTo(cleo)).sessionId}/accept`);
  await until(async () => (await house.talks(id)).some((one) => one.state === 'active'));
  await ben.ask('POST', `/api/side-talks/${talk.id}/end`);
  await count(id, 4);
  await ben.ask('POST', `/api/conversations/${id}/transfer`, { to: { memberId: cleo.memberId } });
  const offer = await until(async () => {
    const next = await house.offerTo(cleo);
    return next.scenario === 'transfer' && next;
  });
  await cleo.ask('POST', `/api/offers/${offer.sessionId}/accept`);
  await count(id, 8);
  await cleo.ask('POST', `/api/conversations/${id}/close`);
  await until(() => told(id).some((one) => one.type === 'desk:closed'));

  const all = told(id).map(shortly);
  expect(all.slice(0, 2)).toEqual([
    'desk:accepted · Ben Agent',
    'desk:consult:requested · Cleo Agent · Ben Agent',
  ]);
  expect(all[2]).toMatch(/^desk:consult:accepted · Cleo Agent/);
  expect(all[3]).toMatch(/^desk:consult:ended · Cleo Agent/);
  expect(all[4]).toBe('desk:assigned · Cleo Agent · Ben Agent');
  expect(all[5]).toBe('desk:session:ended · Ben Agent · agent_transferred');
  expect(all[6]).toBe('desk:transferred · Ben Agent · agent_transferred');
  expect(all[7]).toMatch(/^desk:accepted · Cleo Agent/);
  await until(() => told(id).length === 10);
  expect(told(id).slice(8).map(shortly).toSorted()).toEqual([
    'desk:closed · Cleo Agent',
    'desk:session:ended · Cleo Agent · conversation_closed',
  ]);
  const [first] = told(id);
  expect(first?.payload).toMatchObject({
    conversation: { id, type: 'personal' },
    workItem: { id: (await workItem(id)).id },
    agent: { id: ben.memberId },
  });
});

const workItem = async (id: string) =>
  (await house.product.admin.ask<{ workItem: { id: string } }>('GET', `/api/conversations/${id}`)).workItem;

it('#114 what a supervisor closes by force has a word of its own', async () => {
  const { ben, dora } = house;
  const id = await house.writes('berta');
  await ben.ask('POST', `/api/conversations/${id}/pick`);
  await dora.ask('POST', `/api/board/conversations/${id}/force-close`);
  await until(() => told(id).some((one) => one.type === 'desk:forceClosed'));
  const all = told(id).map(shortly);
  expect(all).toContain('desk:forceClosed · Dora Supervisor');
  expect(all.some((one) => one.startsWith('desk:closed'))).toBe(false);
});

it('#114 that somebody wrote out of hours is told, where automatic messages are in use', async () => {
  const { admin, db } = house.product;
  const never = { name: 'Never', description: '', timeZone: 'Europe/Berlin', periods: [], holidays: [] };
  const { id: hoursId } = await admin.ask<{ id: string }>('POST', '/api/hours', { ...never, openings: [] });
  await db.execute(sql`update handle set hours_id = ${hoursId}`);
  await switchOn(admin, 'out_of_hours', { en: 'Closed until {NextOpening}.' });
  const id = await house.writes('cora');
  const outOfHours = await until(() => told(id).find((one) => one.type === 'desk:outOfHours'));
  expect(outOfHours.payload).toMatchObject({
    reason: 'out_of_hours',
    workItem: { id: (await workItem(id)).id },
  });
});

it('who asked for everything hears nothing that another product does not know', async () => {
  await until(() =>
    receiver
      .events('all', 'conversation:message')
      .some((one) => one['payload']?.['message']?.['content']?.['text'] === 'hello from cora'),
  );
  const types = receiver.heard
    .filter((one) => one.at === 'all')
    .flatMap((one) => (one.body['events'] as unknown as Told[]).map(({ type }) => type));
  expect(types.filter((type) => type.startsWith('desk:'))).toEqual([]);
});
