import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Queue, WorkspaceRole } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import type { ApiUser } from '../product.ts';
import { make, queueInput } from './configure-house.ts';
import { openTeamHouse, type TeamHouse } from './teamwork-house.ts';

let house: TeamHouse;
let closed: string;
let narrow: ApiUser;

beforeAll(async () => {
  house = await openTeamHouse();
  closed = await house.writes('anna');
  await house.product.x.write('anna', 'shop', 'The blue kettle arrived without its lid');
  const other = await house.writes('boris');
  await house.product.x.write('boris', 'shop', 'My kettle is blue, its lid arrived');
  await until(async () => (await search(house.ben, 'kettle')).length === 2);
  await house.ben.ask('PATCH', `/api/conversations/${closed}`, { state: 'closed' });
  // Somebody who sees the own queues only, and is in none of these.
  narrow = await house.product.invite('Nora Narrow', 'agent');
  const role = await make<WorkspaceRole>(house.product.admin, 'roles', {
    name: 'Own queues only',
    description: '',
    rank: 'agent',
    permissions: ['conversations.answer'],
  });
  const queue = await make<Queue>(house.product.admin, 'queues', queueInput('Elsewhere'));
  for (const id of [closed, other])
    await house.product.db.execute(
      sql`update work_item set queue_id = ${queue.id}, assignee_id = null where conversation_id = ${id}`,
    );
  await house.product.admin.ask('PATCH', `/api/members/${narrow.memberId}`, { customRoleId: role.id });
});
afterAll(() => house?.close());

const search = async (who: ApiUser, q: string) =>
  (
    await who.ask<{ hits: { conversationId: string; snippet: string }[] }>(
      'GET',
      `/api/search?q=${encodeURIComponent(q)}`,
    )
  ).hits;

it('#92 a phrase in quotation marks finds a closed conversation, and not what has its words in another order', async () => {
  expect(await search(house.ben, 'blue kettle lid')).toHaveLength(2);
  const hits = await search(house.ben, '"blue kettle arrived"');
  expect(hits.map((hit) => hit.conversationId)).toEqual([closed]);
  expect(await search(house.ben, '“lid arrived”')).toHaveLength(1);
  expect(await search(house.ben, '"kettle blue"')).toEqual([]);
});

it('finds customers by any word of their name, with or without marks', async () => {
  const { db } = house.product;
  const named = async (username: string, name: string) =>
    db.execute(sql`update customer set name = ${name} where username = ${username}`);
  await named('anna', 'Anna-Lena Müller O’Brien');
  await named('boris', 'Борис Годунов');
  const people = async (q: string) =>
    (
      await house.ben.ask<{ customers: { username: string }[] }>(
        'GET',
        `/api/search?q=${encodeURIComponent(q)}`,
      )
    ).customers.map((one) => one.username);
  for (const q of ['muller', 'Müll', 'brien', 'lena', 'müller anna', 'anna', '@ann', "o'b"]) {
    expect([q, await people(q)]).toEqual([q, ['anna']]);
  }
  expect(await people('годун')).toEqual(['boris']);
  expect(await people('mull er')).toEqual([]);
});

it('#92 finds nothing for who may not see the conversation', async () => {
  expect(await search(narrow, '"blue kettle arrived"')).toEqual([]);
  const transcript = await narrow.call('GET', `/api/conversations/${closed}/transcript?format=json`);
  expect([403, 404]).toContain(transcript.status);
});

it('#54 messages of one person by several devices and ways stay in one conversation', async () => {
  // X's id of the person tells, not the device: a second event of the same thread, and a name that changed between.
  const id = await house.writes('cleo_x');
  await house.product.x.control('PATCH', '/users/@cleo_x', {
    username: 'cleo_phone',
    name: 'Cleo on the phone',
  });
  await house.product.x.write('cleo_phone', 'shop', 'and from my phone');
  await until(async () =>
    (await house.entries(house.ben, id)).some((one) => one.text === 'and from my phone'),
  );
  const { rows } = await house.ben.ask<{ rows: { conversationId: string }[] }>('GET', '/api/inbox?view=all');
  expect(rows.filter((row) => row.conversationId === id)).toHaveLength(1);
  const { count } = await house.product.db.row(sql<{ count: number }>`
    select count(*)::int as count from conversation c join customer u on u.id = c.customer_id
    where u.username in ('cleo_x', 'cleo_phone')`);
  expect(count).toBe(1);
});
