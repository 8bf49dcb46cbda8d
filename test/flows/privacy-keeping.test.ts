import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type ApiUser, type Product, signIn, startProduct } from '../product.ts';

const DAY_MS = 86_400_000;
let product: Product;
let ben: ApiUser;
let conversation: string;

beforeAll(async () => {
  product = await startProduct();
  await product.x.user('bakery');
  await product.connect('bakery');
  ben = await product.invite('Ben Agent', 'agent');
  await product.x.user('anna', { name: 'Anna' });
  await product.x.write('anna', 'bakery', 'Where is my xylophone?');
  const row = await until(async () => (await ben.call('GET', '/api/inbox?view=all')).body['rows']?.[0]);
  conversation = String(row['conversationId']);
});

afterAll(() => product?.close());

const audit = async (query: string) =>
  (
    await product.admin.ask<{
      entries: { action: string; actorId: string; subjectId: string }[];
      intact: boolean;
    }>('GET', `/api/audit?${query}`)
  ).entries;

describe('who looked at what', () => {
  it('is on record once an hour for each person and conversation', async () => {
    for (let n = 0; n < 3; n += 1) await ben.ask('GET', `/api/conversations/${conversation}`);
    await ben.ask('GET', '/api/search?q=xylophone');
    const looks = () => audit(`action=conversation.viewed&actorId=${ben.memberId}`);
    expect(await looks()).toHaveLength(1);
    expect(await audit(`subjectId=${conversation}&actorId=${ben.memberId}`)).toMatchObject([
      { action: 'conversation.viewed' },
    ]);
    expect(await audit(`action=messages.&actorId=${ben.memberId}`)).toMatchObject([
      { action: 'messages.searched' },
    ]);
    await product.app.parts.clock.advance(3_600_001);
    await ben.ask('GET', `/api/conversations/${conversation}`);
    expect(await looks()).toHaveLength(2);
    expect(await audit('from=2199-01-01T00:00:00.000Z')).toEqual([]);
  });

  it('can be taken out as CSV, and checked as a whole', async () => {
    const answer = await fetch(`${product.url}/api/audit/csv?action=conversation.`, {
      headers: product.admin.headers,
    });
    const lines = (await answer.text()).trim().split('\r\n');
    expect(lines[0]).toBe('seq,at,actor kind,actor,action,subject kind,subject,subject name,facts,hash');
    expect(lines.slice(1).every((line) => line.includes('conversation.viewed'))).toBe(true);
    const check = await product.admin.call('POST', '/api/audit/verify', { after: '0' });
    expect(check.body).toMatchObject({
      next: null,
      brokenAt: null,
      head: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect((await ben.call('POST', '/api/audit/verify', { after: '0' })).status).toBe(403);
  });
});

describe('#105 what is kept', () => {
  it('says beforehand how much would go, and belongs to those who manage privacy', async () => {
    await product.app.parts.clock.advance(3 * DAY_MS);
    const preview = await product.admin.call('POST', '/api/privacy/retention/preview', {
      kind: 'messages',
      days: 2,
    });
    expect(preview.body['count']).toBeGreaterThanOrEqual(1);
    const later = await product.admin.call('POST', '/api/privacy/retention/preview', {
      kind: 'messages',
      days: 30,
    });
    expect(later.body).toEqual({ count: 0 });
    const { rules } = await product.admin.ask<{ rules: { days: number | null }[] }>(
      'GET',
      '/api/privacy/retention',
    );
    expect(rules.every((rule) => rule.days === null)).toBe(true);
    expect((await ben.call('GET', '/api/privacy/retention')).status).toBe(403);
  });

  it('goes by its age: text, search, files and the list, while the numbers stay', async () => {
    const { db } = product.app.parts;
    const workspaceId = (await db.row(sql<{ id: string }>`select id from workspace`)).id;
    await product.app.parts.blobs.put(workspaceId, 'photo-old', Buffer.from('xylophone'));
    const message = await db.row(sql<{ id: string }>`select id from message where text <> ''`);
    await db.execute(sql`
      insert into media (workspace_id, id, message_id, conversation_id, kind, state, blob_key, created_at)
      values (${workspaceId}, ${'e'.repeat(24)}, ${message.id}, ${conversation}, 'photo', 'stored', 'photo-old', '2020-01-01')`);
    await product.admin.ask('PUT', '/api/privacy/retention', { kind: 'messages', days: 2 });
    await product.app.parts.clock.advance(1);
    const left = async () =>
      (await db.row(sql<{ count: number }>`select count(*)::int as count from message where text <> ''`))
        .count;
    await until(async () => (await left()) === 0);
    const ends = await db.row(sql<{ words: number; files: number; preview: string; items: number }>`
      select (select count(*)::int from message_search) as words, (select count(*)::int from media) as files,
        (select last_preview from conversation) as preview, (select incoming + 1 from work_item) as items`);
    expect(ends).toMatchObject({ words: 0, files: 0, preview: '' });
    expect(ends.items).toBeGreaterThan(0);
    const blobs = await readdir(product.app.config.blobDir, { recursive: true });
    expect(blobs.filter((name) => name.includes('photo-old'))).toEqual([]);
    const again = await signIn(product.url, 'ben.agent@house.example');
    expect((await again.call('GET', `/api/conversations/${conversation}`)).status).toBe(200);
  });

  it('takes the bytes of old files alone, and the thread says so', async () => {
    const { db, blobs } = product.app.parts;
    const workspaceId = (await db.row(sql<{ id: string }>`select id from workspace`)).id;
    await blobs.put(workspaceId, 'photo-other', Buffer.from('bytes'));
    await db.execute(sql`
      insert into media (workspace_id, id, message_id, conversation_id, kind, state, blob_key, created_at)
      values (${workspaceId}, ${'d'.repeat(24)}, ${'f'.repeat(24)}, ${conversation}, 'photo', 'stored', 'photo-other', '2020-01-01')`);
    await product.admin.ask('PUT', '/api/privacy/retention', { kind: 'media', days: 365 });
    await product.app.parts.clock.advance(1);
    const file = await until(async () => {
      const row = await db.row(sql<{ blob_key: string | null; failure: string | null }>`
        select blob_key, failure from media where id = ${'d'.repeat(24)}`);
      return row.blob_key === null && row;
    });
    expect(file.failure).toBe('Deleted, as files of this age are.');
    expect(await blobs.findSize(workspaceId, 'photo-other')).toBeUndefined();
  });
});

describe('the audit log', () => {
  it('shows what was changed, what was taken out, and an end that was cut off', async () => {
    const { db } = product.app.parts;
    const check = async () =>
      (await product.admin.call('POST', '/api/audit/verify', { after: '0' })).body['brokenAt'];
    expect(await check()).toBeNull();
    const end = await db.row(sql<{ seq: string }>`select max(seq) as seq from audit`);
    await db.execute(sql`update audit set actor_id = 'somebody' where seq = 3`);
    expect(await check()).toBe('3');
    await db.execute(sql`delete from audit where seq = 3`);
    expect(await check()).toBe('3');
    await db.execute(sql`delete from audit where seq < 3`);
    expect(await check()).toBe('1');
    expect(Number(end.seq)).toBeGreaterThan(3);
  });
});
