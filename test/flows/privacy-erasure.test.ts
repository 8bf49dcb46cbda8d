import { Uint8ArrayReader, ZipReader, TextWriter } from '@zip.js/zip.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErasureCertificate, HeldPerson, PrivacyRequest } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';
import { everything } from './everything.ts';

const SECRET = 'xylophone-4711';
let product: Product;
let ben: ApiUser;
let anna: HeldPerson;
let conversation: string;

beforeAll(async () => {
  product = await startProduct();
  await product.x.user('bakery');
  await product.connect('bakery');
  ben = await product.invite('Ben Agent', 'agent');
  for (const name of ['anna', 'boris']) {
    await product.x.user(name, { name: `${name} Tester`, description: `${name} likes ${SECRET}` });
    await product.x.write(name, 'bakery', `${name} says ${SECRET}`);
  }
  const row = await until(async () => {
    const { rows } = await ben.ask<{ rows: { conversationId: string; customer: { username: string } }[] }>(
      'GET',
      '/api/inbox?view=all',
    );
    return rows.length === 2 && rows.find((one) => one.customer.username === 'anna');
  });
  conversation = row.conversationId;
  await ben.ask('POST', `/api/conversations/${conversation}/notes`, {
    text: `anna told ${SECRET}`,
    idempotencyKey: 'erasure-note',
  });
  await ben.ask('POST', `/api/conversations/${conversation}/messages`, {
    text: `We know, anna: ${SECRET}`,
    idempotencyKey: 'erasure-answer',
  });
  await ben
    .ask('POST', '/api/contacts', { name: 'Anna Contact', email: 'anna@private.example' })
    .then(async (made) => {
      const { customer } = await ben.ask<{ customer: { id: string } }>(
        'GET',
        `/api/conversations/${conversation}`,
      );
      await ben.ask('PUT', `/api/customers/${customer.id}/contact`, {
        contactId: (made as { id: string }).id,
      });
    });
  await ben.ask('PUT', `/api/conversations/${conversation}/drafts/reply`, {
    text: `Dear anna, ${SECRET}`,
    mediaIds: [],
    version: 0,
  });
  await until(async () => (await ben.call('GET', '/api/search?q=xylophone')).body['hits']?.[3]);
  await until(async () => {
    const { entries } = await ben.ask<{ entries: { state: string }[] }>(
      'GET',
      `/api/conversations/${conversation}/entries`,
    );
    return entries.some((entry) => entry.state === 'sent');
  });
  anna = await product.admin.ask('POST', '/api/privacy/person', { who: '@anna' });
});

afterAll(() => product?.close());

const stored = () => ({ db: product.db, blobDir: product.app.config.blobDir });
const ask = (body: object) => product.admin.ask<PrivacyRequest>('POST', '/api/privacy/requests', body);
/** The first job of a database lays the job library's tables first. */
const PATIENT = { timeoutMs: 50_000, everyMs: 100 };
const done = (id: string) =>
  until(async () => {
    const request = await product.admin.ask<PrivacyRequest>('GET', `/api/privacy/requests/${id}`);
    return request.state === 'done' && request;
  }, PATIENT);

describe('#106 one person', () => {
  it('is found by @name and X id, with counts of what is held', async () => {
    expect(anna).toMatchObject({ username: 'anna', confirm: '@anna', contact: { name: 'Anna Contact' } });
    const counts = Object.fromEntries(anna.counts.map(({ table, count }) => [table, count]));
    expect(counts).toMatchObject({ customer: 1, conversation: 1, draft: 1, contact: 1 });
    expect(counts['message']).toBeGreaterThanOrEqual(3);
    const byId = await product.admin.ask<HeldPerson>('POST', '/api/privacy/person', { who: anna.xUserId });
    expect(byId.customerId).toBe(anna.customerId);
    expect((await product.admin.call('POST', '/api/privacy/person', { who: '@nobody' })).status).toBe(404);
    expect((await ben.call('POST', '/api/privacy/person', { who: '@anna' })).status).toBe(403);
  });

  it('is given out whole: every table as JSON in a zip', async () => {
    const { id } = await ask({ customerId: anna.customerId, kind: 'export', includeContact: true });
    const request = await done(id);
    expect(request.byteSize).toBeGreaterThan(500);
    const answer = await fetch(`${product.url}/api/privacy/requests/${id}/file`, {
      headers: product.admin.headers,
    });
    expect(answer.headers.get('content-type')).toBe('application/zip');
    const zip = new ZipReader(new Uint8ArrayReader(new Uint8Array(await answer.arrayBuffer())));
    const files = new Map<string, string>();
    for (const entry of await zip.getEntries()) {
      if (!entry.directory) files.set(entry.filename, await entry.getData(new TextWriter()));
    }
    expect(files.get('message.json')).toContain(`We know, anna: ${SECRET}`);
    expect(files.get('contact.json')).toContain('anna@private.example');
    expect(files.get('delivery.json')).toContain(SECRET);
    expect(files.get('customer.json')).toContain('anna Tester');
    expect([...files.values()].join()).not.toContain('boris');
  });

  it('is erased only by typing the name', async () => {
    const wrong = await product.admin.call('POST', '/api/privacy/requests', {
      customerId: anna.customerId,
      kind: 'erase',
      includeContact: true,
      confirm: '@ana',
    });
    expect(wrong).toMatchObject({
      status: 400,
      body: { error: { message: 'To confirm, type @anna exactly.' } },
    });
  });

  it('is erased everywhere: no word is left in the database and among the files', async () => {
    expect(await everything(stored())).toContain(`anna says ${SECRET}`);
    const { id } = await ask({
      customerId: anna.customerId,
      kind: 'erase',
      includeContact: true,
      confirm: '@anna',
    });
    await done(id);
    const left = (await everything(stored()))
      .split('\n')
      .filter((line) => /anna/i.test(line) || line.includes(anna.xUserId));
    expect(left).toEqual([]);
    expect(await everything(stored())).toContain(`boris says ${SECRET}`);
    const { rows } = await ben.ask<{ rows: object[] }>('GET', '/api/inbox?view=all');
    expect(rows).toHaveLength(1);
    expect((await ben.call('GET', `/api/conversations/${conversation}`)).status).toBe(404);
    // The number that reports stand on is there.
    const { count } = await product.app.parts.db.row(
      sql<{
        count: number;
      }>`select count(*)::int as count from work_item where conversation_id = ${conversation}`,
    );
    expect(count).toBe(1);
  });

  it('is counted in no report as work that was closed', async () => {
    const facts = () =>
      product.db.rows(sql<{ conversation_id: string }>`select conversation_id from fact_conversation`);
    const { rows } = await ben.ask<{ rows: { conversationId: string }[] }>('GET', '/api/inbox?view=all');
    const [boris] = rows;
    await ben.ask('PATCH', `/api/conversations/${boris?.conversationId}`, { state: 'closed' });
    // What was closed before is counted before.
    await until(async () => (await facts()).some((one) => one.conversation_id === boris?.conversationId));
    expect((await facts()).map((one) => one.conversation_id)).toEqual([boris?.conversationId]);
  });

  it('leaves a certificate that can be checked, and shows when it was changed', async () => {
    const { requests } = await product.admin.ask<{ requests: PrivacyRequest[] }>(
      'GET',
      '/api/privacy/requests',
    );
    const [erased] = requests.filter((one) => one.kind === 'erase');
    const certificate = await product.admin.ask<ErasureCertificate>(
      'GET',
      `/api/privacy/requests/${erased?.id}/certificate`,
    );
    expect(certificate.erased.find((one) => one.table === 'message')).toMatchObject({
      count: expect.any(Number),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(certificate.kept.map((one) => one.table)).toContain('audit');
    const verify = (value: object) =>
      product.admin.ask('POST', '/api/privacy/certificates/verify', {
        certificate: JSON.stringify(value, undefined, 2),
      });
    expect(await verify(certificate)).toEqual({ valid: true, problem: null });
    expect(await verify({ ...certificate, files: 7 })).toMatchObject({
      valid: false,
      problem: expect.stringMatching(/changed/),
    });
    expect(await verify({ nonsense: true })).toMatchObject({ valid: false });
  });

  it('does not come back by a gap fill, but is a new customer who writes again', async () => {
    await product.app.parts.db.execute(sql`delete from seen_event`);
    await product.app.parts.db.execute(sql`update account_feed set complete_to = 1`);
    await product.restart(() => product.x.write('anna', 'bakery', 'Hello, I am new here'));
    const row = await until(async () => {
      const { rows } = await ben.ask<{
        rows: { conversationId: string; customer: { id: string; username: string } }[];
      }>('GET', '/api/inbox?view=all');
      return rows.find((one) => one.customer.username === 'anna');
    });
    expect(row.customer.id).not.toBe(anna.customerId);
    const { entries } = await ben.ask<{ entries: { text: string }[] }>(
      'GET',
      `/api/conversations/${row.conversationId}/entries`,
    );
    expect(entries.map((entry) => entry.text)).toEqual(['Hello, I am new here']);
  });
});
