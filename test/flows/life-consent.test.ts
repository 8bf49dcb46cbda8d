import { afterAll, beforeAll, expect, it } from 'vitest';
import { standardPrivacy } from '../../server/notices/standard-texts.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type ApiUser, apiUser, type Product, startProduct } from '../product.ts';
import { findRow, linesOf, saidTo, untilSaid } from './life-house.ts';

let product: Product;
let admin: ApiUser;
let handleId: string;

/** A small picture. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEElEQVR4nGP4z8DwHwyRKADMugf5o5vEWAAAAABJRU5ErkJggg==';
const SECRET = 'My account number is 4711';

beforeAll(async () => {
  product = await startProduct();
  ({ admin } = product);
  await product.x.user('brandy');
  ({ handleId } = await product.connect('brandy'));
  for (const name of ['ana', 'bea', 'cyd', 'dan']) await product.x.user(name);
});
afterAll(() => product?.close());

const setMode = (mode: string) =>
  admin.ask('PUT', `/api/handles/${handleId}/privacy`, { ...standardPrivacy, mode });

interface Consent {
  optedOutAt: string | null;
  log: { what: string; at: string; wording: string | null }[];
}
const consentOf = (customerId: string) => admin.ask<Consent>('GET', `/api/customers/${customerId}/consent`);
const detailOf = (id: string) =>
  admin.ask<{ consent: string; withheldMessages: number }>('GET', `/api/conversations/${id}`);
const written = async (id: string) => (await linesOf(admin, id)).filter((line) => line.direction === 'in');

it('#104 says where the data goes on the first message, with a page for everybody, and keeps the wording', async () => {
  const nobody = apiUser(product.url, '', {});
  expect((await nobody.call('GET', `/api/public/privacy/${handleId}`)).status).toBe(404);
  await setMode('notice');
  await product.x.write('ana', 'brandy', SECRET);
  const row = await findRow(admin, 'ana');
  const [said] = await untilSaid(admin, row.conversationId, 1);
  expect(said).toBe(
    `Our team reads and keeps this conversation. What that means for you: ${product.url}/privacy/${handleId}`,
  );
  const page = await nobody.ask<{ businessName: string; pages: Record<string, string>; optOut: string[] }>(
    'GET',
    `/api/public/privacy/${handleId}`,
  );
  expect(page.businessName).toBe('Test house');
  expect(page.pages['en']).toContain('X Corp.');
  expect(page.optOut).toContain('stop');
  const { log } = await consentOf(row.customer.id);
  expect(log).toMatchObject([{ what: 'notice_sent', wording: said }]);
  // The notice alone hides nothing.
  expect((await written(row.conversationId)).map((line) => line.text)).toEqual([SECRET]);
});

it('keeps what a customer writes from agents until the yes', async () => {
  await setMode('ask');
  await product.x.write('bea', 'brandy', SECRET);
  const row = await findRow(admin, 'bea');
  const id = row.conversationId;
  expect(row).toMatchObject({ preview: '', withheld: true });
  const [question] = await untilSaid(admin, id, 1);
  expect(question).toContain('Is that all right?');
  await product.x.write('bea', 'brandy', 'Are you there?');
  await until(async () => (await detailOf(id)).withheldMessages === 2);
  expect(await detailOf(id)).toMatchObject({ consent: 'waiting' });
  expect((await written(id)).map(({ text, content }) => [text, content.withheld])).toEqual([
    ['', true],
    ['', true],
  ]);
  // Whoever may lift the house's own masks may not lift this.
  const [first] = await written(id);
  const revealed = await admin.call('POST', `/api/conversations/${id}/messages/${first?.id}/reveal`);
  expect(revealed.body['error']?.['code']).toBe('message_not_found');
  const hits = await admin.ask<{ hits: unknown[] }>('GET', '/api/search?q=4711');
  expect(JSON.stringify(hits)).not.toContain(id);

  await product.x.write('bea', 'brandy', 'Yes!');
  await until(async () => (await detailOf(id)).consent === 'given');
  expect((await written(id)).map((line) => line.text)).toEqual([SECRET, 'Are you there?', 'Yes!']);
  expect(await untilSaid(admin, id, 2)).toEqual([question, 'Thank you. We are reading your message now.']);
  const { log } = await consentOf(row.customer.id);
  expect(log.map(({ what, wording }) => [what, wording])).toEqual([
    ['given', question],
    ['asked', question],
  ]);
});

it('keeps a file from everybody as well, by its own address, until the yes', async () => {
  await setMode('ask');
  await product.x.user('eve');
  const { id: mediaId } = await product.x.control<{ id: string }>('POST', '/media', {
    owner: '@eve',
    bytes: PNG,
    category: 'dm_image',
  });
  await product.x.control('POST', '/messages', { from: '@eve', to: '@brandy', text: 'look', mediaId });
  const { conversationId: id } = await findRow(admin, 'eve');
  const file = await until(() =>
    product.db.findRow(sql<{ id: string }>`
      select id from media where conversation_id = ${id} and state = 'stored'`),
  );
  const [line] = await written(id);
  expect(line).toMatchObject({ text: '', media: [] });
  expect((await admin.call('GET', `/api/media/${file.id}/bytes`)).status).toBe(404);
  await product.x.write('eve', 'brandy', 'yes');
  await until(async () => (await detailOf(id)).consent === 'given');
  expect((await admin.call('GET', `/api/media/${file.id}/bytes`)).status).toBe(200);
});

it('keeps it hidden after a no, says so, and takes a later yes', async () => {
  await product.x.write('cyd', 'brandy', SECRET);
  const { conversationId: id, customer } = await findRow(admin, 'cyd');
  await untilSaid(admin, id, 1);
  await product.x.write('cyd', 'brandy', 'No');
  await until(async () => (await detailOf(id)).consent === 'refused');
  expect((await untilSaid(admin, id, 2))[1]).toBe(standardPrivacy.texts['en']?.refused);
  expect((await written(id)).map((line) => line.text)).toEqual(['', '']);
  await product.x.write('cyd', 'brandy', 'yes');
  await until(async () => (await detailOf(id)).consent === 'given');
  expect((await written(id))[0]?.text).toBe(SECRET);
  expect((await consentOf(customer.id)).log.map(({ what }) => what)).toEqual(['given', 'refused', 'asked']);
});

it('#107 obeys a word of opting out at once: one confirmation, then nothing automatic until they opt in', async () => {
  await setMode('notice');
  await product.x.write('dan', 'brandy', 'stop.');
  const { conversationId: id, customer } = await findRow(admin, 'dan');
  expect(await untilSaid(admin, id, 1)).toEqual([
    'You will get no more automatic messages from us. Write START to have them again.',
  ]);
  const out = await consentOf(customer.id);
  expect(out.optedOutAt).not.toBeNull();
  expect(out.log.map(({ what }) => what)).toEqual(['opted_out']);
  await product.x.write('dan', 'brandy', 'STOP');
  await product.x.write('dan', 'brandy', 'And where is my parcel?');
  await until(async () => (await written(id)).length === 3);
  // A person may still answer what the customer asks.
  await admin.ask('POST', `/api/conversations/${id}/messages`, {
    text: 'On its way.',
    idempotencyKey: 'answer-to-dan',
  });
  await product.x.write('dan', 'brandy', 'start');
  expect(await untilSaid(admin, id, 2)).toEqual([
    'You will get no more automatic messages from us. Write START to have them again.',
    'You will get our automatic messages again. Write STOP to end them.',
  ]);
  expect((await consentOf(customer.id)).optedOutAt).toBeNull();
  expect(await saidTo(admin, id)).toHaveLength(2);
});

it('refuses a word that would mean both', async () => {
  const words = { en: { out: ['stop'], in: ['STOP'], confirmOut: '', confirmIn: '' } };
  const answer = await admin.call('PUT', '/api/opt-out-words', { words });
  expect(answer.body['error']?.['code']).toBe('word_means_both');
});
