import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Queue } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';
import { make, queueInput } from './configure-house.ts';
import { findRow } from './life-house.ts';

let product: Product;
let admin: ApiUser;

beforeAll(async () => {
  product = await startProduct();
  ({ admin } = product);
}, 60_000);
afterAll(() => product?.close());

interface Entry {
  readonly action: string;
  readonly subjectId: string | null;
  readonly subjectName: string | null;
}
const entriesOf = async (subjectId: string, user = admin) =>
  (
    await user.ask<{ entries: Entry[]; intact: boolean }>('GET', `/api/audit?subjectId=${subjectId}`)
  ).entries.map(({ action, subjectName }) => [action, subjectName]);
const check = () => admin.ask<{ brokenAt: string | null }>('POST', '/api/audit/verify', { after: '0' });

it('#106 the log says what a thing was called then, after it was renamed and deleted too', async () => {
  const queue = await make<Queue>(admin, 'queues', queueInput('VIP'));
  await admin.ask('PUT', `/api/setup/queues/${queue.id}`, { ...queueInput('Very important'), version: 1 });
  await admin.ask('DELETE', `/api/setup/queues/${queue.id}`);
  expect(await entriesOf(queue.id)).toEqual([
    ['queue.removed', 'Very important'],
    ['queue.changed', 'Very important'],
    ['queue.created', 'VIP'],
  ]);
  const csv = await (await fetch(`${product.url}/api/audit/csv`, { headers: admin.headers })).text();
  expect(csv).toContain('queue.created,queue,');
  expect(csv).toMatch(/queue\.created,queue,[0-9a-f]{24},VIP,/);
  expect((await check()).brokenAt).toBeNull();
});

it('#106 a name that is changed in the log breaks the chain', async () => {
  const queue = await make<Queue>(admin, 'queues', queueInput('Night'));
  await product.db.execute(
    sql`update audit set facts = facts || '{"name": "Day"}' where subject_id = ${queue.id}`,
  );
  expect((await check()).brokenAt).not.toBeNull();
  await product.db.execute(
    sql`update audit set facts = facts || '{"name": "Night"}' where subject_id = ${queue.id}`,
  );
  expect((await check()).brokenAt).toBeNull();
});

it('#106 nobody’s own macro is named, and of people the log holds ids: their names are looked up', async () => {
  const own = await admin.ask<{ id: string }>('POST', '/api/macros', {
    name: 'For Ana only',
    scope: 'personal',
    actions: [{ type: 'add_tags', tags: ['x'] }],
  });
  expect(await entriesOf(own.id)).toEqual([['macro.created', null]]);
  const contact = await admin.ask<{ id: string }>('POST', '/api/contacts', { name: 'Ana Ruiz' });
  await admin.ask('PATCH', `/api/contacts/${contact.id}`, { name: 'Ana Lopez' });
  expect((await entriesOf(contact.id)).map(([, name]) => name)).toEqual(['Ana Lopez', 'Ana Lopez']);
  await admin.ask('DELETE', `/api/contacts/${contact.id}`);
  expect((await entriesOf(contact.id)).map(([, name]) => name)).toEqual([null, null, null]);
  const { facts } = await product.db.row(sql<{ facts: string }>`
    select string_agg(facts::text, ' ') as facts from audit`);
  expect(facts).not.toMatch(/Ana/);
});

it('#106 names a conversation by its customer, for who may see conversations', async () => {
  for (const name of ['brandy', 'cyd']) await product.x.user(name);
  await product.connect('brandy');
  await product.x.write('cyd', 'brandy', 'Hello');
  const { conversationId } = await findRow(admin, 'cyd');
  await admin.ask('GET', `/api/conversations/${conversationId}`);
  const seen = await until(async () => {
    const entries = await entriesOf(conversationId);
    return entries.length > 0 ? entries : undefined;
  });
  expect(new Set(seen.map(([, name]) => name))).not.toContain(null);
});
