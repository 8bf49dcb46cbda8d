import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';

let product: Product;
let ben: ApiUser;

interface Row {
  readonly conversationId: string;
  readonly lastPosition: string;
  readonly unread: boolean;
  readonly workItem: { readonly state: string; readonly tags: string[] };
  readonly customer: { readonly id: string; readonly username: string };
}
interface Page {
  readonly rows: Row[];
  readonly next: string | null;
}

const PEOPLE = ['anna', 'boris', 'carla', 'dmitri', 'elena', 'farid', 'gloria'];

beforeAll(async () => {
  product = await startProduct();
  await product.x.user('bakery');
  await product.connect('bakery');
  ben = await product.invite('Ben Agent', 'agent');
  for (const name of PEOPLE) {
    await product.x.user(name, { name: `${name} Tester` });
    await product.x.write(name, 'bakery', `Hello from ${name}, about crème brûlée`);
  }
  await until(async () => (await page('view=all')).rows.length === PEOPLE.length);
});

afterAll(() => product?.close());

const page = (query: string, as: ApiUser = ben) => as.ask<Page>('GET', `/api/inbox?${query}`);

async function idOf(username: string): Promise<string> {
  const row = (await page('view=all&limit=100')).rows.find((one) => one.customer.username === username);
  if (!row) throw new Error(`no row of ${username}`);
  return row.conversationId;
}

describe('the inbox', () => {
  it('is paged without loss or repetition, newest activity first', async () => {
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const { rows, next } = await page(`view=all&limit=3${cursor}`);
      seen.push(...rows.map((row) => row.customer.username));
      if (next === null) break;
      cursor = `&cursor=${next}`;
    }
    expect(seen).toHaveLength(PEOPLE.length);
    expect(new Set(seen)).toEqual(new Set(PEOPLE));
    expect(seen[0]).toBe('gloria');
  });

  it('refuses a cursor that it did not give, in a sentence', async () => {
    const answer = await ben.call('GET', '/api/inbox?view=all&cursor=bm90IG9uZQ');
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'cursor_not_valid' } } });
    expect((await ben.call('GET', '/api/inbox?view=nonsense')).body['error']?.['message']).toMatch(
      /view must be one of/,
    );
    expect((await ben.call('GET', '/api/inbox/rows?ids=1,2')).status).toBe(400);
  });

  it('moves conversations between views as they are assigned, snoozed and closed, and counts them', async () => {
    const id = await idOf('anna');
    const change = (body: object) => ben.ask('PATCH', `/api/conversations/${id}`, body);
    const inView = async (view: string) =>
      (await page(`view=${view}`)).rows.some((row) => row.conversationId === id);
    expect(await inView('unassigned')).toBe(true);
    await change({ assigneeId: ben.memberId });
    expect([await inView('mine'), await inView('unassigned')]).toEqual([true, false]);
    await change({ snoozedUntil: new Date(Date.now() + 3_600_000).toISOString() });
    expect([await inView('snoozed'), await inView('mine')]).toEqual([true, false]);
    const counts = await ben.ask<Record<string, number>>('GET', '/api/inbox/counts');
    expect(counts).toMatchObject({ snoozed: 1, all: PEOPLE.length - 1, mine: 0 });
    await product.app.parts.clock.advance(3_700_000);
    await until(() => inView('mine'));
    await change({ state: 'closed' });
    expect([await inView('closed'), await inView('all')]).toEqual([true, false]);
  });

  it('filters by tag, priority and unread', async () => {
    const id = await idOf('boris');
    await ben.ask('PATCH', `/api/conversations/${id}`, { addTags: [' Refund '], priority: 'urgent' });
    expect((await page('view=all&tag=refund')).rows.map((row) => row.customer.username)).toEqual(['boris']);
    expect((await page('view=all&priority=urgent')).rows.map((row) => row.customer.username)).toEqual([
      'boris',
    ]);
    expect((await ben.ask<{ tags: string[] }>('GET', '/api/tags')).tags).toEqual(['refund']);
    const row = (await page('view=all')).rows.find((one) => one.conversationId === id);
    await ben.ask('PUT', `/api/conversations/${id}/read`, { position: row?.lastPosition });
    const unread = async () => (await page('view=all&unread=true')).rows.map((one) => one.customer.username);
    expect(await unread()).not.toContain('boris');
    await ben.ask('PUT', `/api/conversations/${id}/read`, { unread: true });
    expect(await unread()).toContain('boris');
    // What one reads, another has not read.
    expect((await page('view=all&unread=true', product.admin)).rows).toHaveLength(
      (await page('view=all')).rows.length,
    );
  });

  it('changes many at once, and each answers for itself', async () => {
    const ids = [await idOf('carla'), await idOf('dmitri'), 'a'.repeat(24)];
    const { results } = await ben.ask<{ results: { id: string; ok: boolean; message: string | null }[] }>(
      'POST',
      '/api/conversations/bulk',
      { ids, change: { assigneeId: ben.memberId, addTags: ['bulk'] } },
    );
    expect(results.map((one) => one.ok)).toEqual([true, true, false]);
    expect(results[2]?.message).toMatch(/\.$/);
    expect((await page('view=mine&tag=bulk')).rows).toHaveLength(2);
  });
});

describe('a thread', () => {
  it('is read page by page in both directions and around a place', async () => {
    const id = await idOf('elena');
    for (let n = 1; n <= 12; n += 1) await product.x.write('elena', 'bakery', `line ${n}`);
    interface Entries {
      entries: { text: string; position: string }[];
      hasBefore: boolean;
      hasAfter: boolean;
    }
    const read = (query: string) => ben.ask<Entries>('GET', `/api/conversations/${id}/entries?${query}`);
    await until(async () => (await read('limit=100')).entries.length === 13);
    const newest = await read('limit=5');
    expect(newest.entries.map((one) => one.text)).toEqual([8, 9, 10, 11, 12].map((n) => `line ${n}`));
    expect(newest).toMatchObject({ hasBefore: true, hasAfter: false });
    const before = await read(`limit=5&before=${newest.entries[0]?.position}`);
    expect(before.entries.map((one) => one.text)).toEqual([3, 4, 5, 6, 7].map((n) => `line ${n}`));
    const after = await read(`limit=3&after=${before.entries[4]?.position}`);
    expect(after.entries.map((one) => one.text)).toEqual([8, 9, 10].map((n) => `line ${n}`));
    const around = await read(`limit=5&around=${before.entries[2]?.position}`);
    expect(around.entries.map((one) => one.text)).toContain('line 5');
    expect(around).toMatchObject({ hasBefore: true, hasAfter: true });
  });

  it('keeps drafts per person and mode, and lets no older tab overwrite a newer text', async () => {
    const id = await idOf('farid');
    const save = (as: ApiUser, text: string, version: number, mode = 'reply') =>
      as.call('PUT', `/api/conversations/${id}/drafts/${mode}`, { text, mediaIds: [], version });
    const first = await save(ben, 'Dear F', 0);
    expect(first.body['version']).toBe(1);
    expect((await save(ben, 'Dear Farid', 1)).body['version']).toBe(2);
    const stale = await save(ben, 'Dear old tab', 1);
    expect(stale).toMatchObject({
      status: 409,
      body: { error: { code: 'draft_outdated', details: { text: 'Dear Farid' } } },
    });
    await save(ben, 'Careful', 0, 'note');
    const drafts = (
      await ben.ask<{ drafts: { mode: string; text: string }[] }>('GET', `/api/conversations/${id}/drafts`)
    ).drafts;
    expect(drafts.map((one) => `${one.mode}: ${one.text}`).sort()).toEqual([
      'note: Careful',
      'reply: Dear Farid',
    ]);
    expect(
      (await product.admin.ask<{ drafts: unknown[] }>('GET', `/api/conversations/${id}/drafts`)).drafts,
    ).toEqual([]);
    await ben.ask('POST', `/api/conversations/${id}/messages`, {
      text: 'Dear Farid!',
      idempotencyKey: 'draft-gone-1',
    });
    const left = (await ben.ask<{ drafts: { mode: string }[] }>('GET', `/api/conversations/${id}/drafts`))
      .drafts;
    expect(left.map((one) => one.mode)).toEqual(['note']);
  });

  it('shows who else has it open, and forgets who left', async () => {
    const id = await idOf('gloria');
    const present = async () =>
      (
        await product.admin.ask<{ present: { memberId: string; doing: string }[] }>(
          'GET',
          `/api/conversations/${id}`,
        )
      ).present;
    await ben.ask('PUT', `/api/conversations/${id}/present`, { doing: 'replying' });
    expect(await present()).toEqual([{ memberId: ben.memberId, doing: 'replying' }]);
    await ben.ask('PUT', `/api/conversations/${id}/present`, { doing: 'gone' });
    expect(await present()).toEqual([]);
    await ben.ask('PUT', `/api/conversations/${id}/present`, { doing: 'viewing' });
    await product.app.parts.clock.advance(21_000);
    expect(await present()).toEqual([]);
  });
});

describe('search', () => {
  interface Found {
    customers: { username: string }[];
    hits: { snippet: string; customerUsername: string }[];
    next: string | null;
  }
  const search = (q: string, more = '') =>
    ben.ask<Found>('GET', `/api/search?q=${encodeURIComponent(q)}${more}`);

  it('finds messages by words without their accents, and by the beginning of the last word', async () => {
    await until(async () => (await search('brulee')).hits.length === PEOPLE.length);
    const { hits } = await search('creme bru');
    expect(hits).toHaveLength(PEOPLE.length);
    expect(hits[0]?.snippet).toContain('\u0002crème\u0003 \u0002brûlée\u0003');
    expect((await search('bru creme ')).hits).toEqual([]);
  });

  it('finds people by name and user name, and notes', async () => {
    expect((await search('@carl')).customers.map((one) => one.username)).toEqual(['carla']);
    expect((await search('carla te')).customers.map((one) => one.username)).toEqual(['carla']);
    const id = await idOf('carla');
    await ben.ask('POST', `/api/conversations/${id}/notes`, {
      text: 'Prefers Thursdays',
      idempotencyKey: 'note-thursday',
    });
    await until(async () => (await search('thursdays')).hits.length === 1);
  });

  it('pages, newest first', async () => {
    const first = await search('hello', '&limit=4');
    expect(first.hits).toHaveLength(4);
    const rest = await search('hello', `&limit=4&cursor=${first.next}`);
    expect(rest.next).toBeNull();
    expect(new Set([...first.hits, ...rest.hits].map((one) => one.customerUsername)).size).toBe(
      PEOPLE.length,
    );
  });
});

describe('a customer', () => {
  it('shows the profile, suggests contacts of exactly that name, links, unlinks and makes them', async () => {
    const row = (await page('view=all&limit=100')).rows.find((one) => one.customer.username === 'farid');
    const path = `/api/customers/${row?.customer.id}`;
    const namesake = await ben.ask<{ id: string }>('POST', '/api/contacts', {
      name: 'Farid TESTER',
      company: 'Acme',
    });
    await ben.ask('POST', '/api/contacts', { name: 'Farid Tester Junior' });
    const before = await ben.call('GET', path);
    expect(before.body).toMatchObject({
      username: 'farid',
      contact: null,
      suggestions: [{ id: namesake.id }],
    });
    const linked = await ben.call('PUT', `${path}/contact`, { contactId: namesake.id });
    expect(linked.body).toMatchObject({
      contact: { company: 'Acme' },
      contactLinkedBy: 'person',
      suggestions: [],
    });
    expect(
      (await ben.call('PATCH', `/api/contacts/${namesake.id}`, { company: null, email: 'f@acme.example' }))
        .body,
    ).toMatchObject({
      company: null,
      email: 'f@acme.example',
    });
    expect((await ben.call('PUT', `${path}/contact`, { contactId: null })).body['contact']).toBeNull();
    expect((await ben.call('PUT', `${path}/contact`, { contactId: 'f'.repeat(24) })).status).toBe(404);
    const { contacts } = await ben.ask<{ contacts: unknown[] }>('GET', '/api/contacts?q=farid');
    expect(contacts).toHaveLength(2);
    expect((await ben.call('POST', '/api/contacts', { name: ' ' })).body['error']?.['message']).toBe(
      'name must not be blank.',
    );
  });

  it('is read from X again on request', async () => {
    await product.x.control('PATCH', '/users/@gloria', { name: 'Gloria Renamed', description: 'New here' });
    const row = (await page('view=all&limit=100')).rows.find((one) => one.customer.username === 'gloria');
    const fresh = await ben.call('POST', `/api/customers/${row?.customer.id}/refresh`);
    expect(fresh.body).toMatchObject({ name: 'Gloria Renamed', description: 'New here' });
  });
});
