import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type InboundHouse, openInboundHouse } from './inbound-house.ts';

let house: InboundHouse;
const shop = 'photoshop';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEElEQVR4nGP4z8DwHwyRKADMugf5o5vEWAAAAABJRU5ErkJggg==';
const GIF = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

beforeAll(async () => {
  house = await openInboundHouse();
  await house.control('POST', '/users', { username: shop, name: shop, dmOpen: true });
  await house.connect(shop, 'activity_webhook');
}, 60_000);
afterAll(() => house.close());

async function customer(username: string): Promise<string> {
  await house.control('POST', '/users', { username, name: username, dmOpen: true });
  return username;
}

async function attach(owner: string, bytes: string, category: string): Promise<string> {
  const { id } = await house.control<{ id: string }>('POST', '/media', {
    owner: `@${owner}`,
    bytes,
    category,
    altText: 'a thing',
  });
  return id;
}

interface FileRow {
  id: string;
  kind: string;
  state: string;
  failure: string | null;
  content_type: string | null;
  byte_size: string | null;
  alt_text: string | null;
}

const fileOf = (messageId: string | undefined, state: string) =>
  until(async () => {
    const row = await house.db.findRow(sql<FileRow>`select * from media where message_id = ${messageId}`);
    return row?.state === state && row;
  });

describe('a file of a customer', () => {
  it('#84 is fetched at receipt, and shown from our own copy', async () => {
    const kim = await customer('photokim');
    await house.write(kim, shop, 'look', { mediaId: await attach(kim, PNG, 'dm_image') });
    const [entry] = await house.entries(kim, 1);
    expect(entry?.text).toBe('look');
    const file = await fileOf(entry?.id, 'stored');
    expect(file).toMatchObject({ kind: 'photo', content_type: 'image/png', alt_text: 'a thing' });
    const { entries } = await house.admin.ask<{ entries: { media: { url: string; state: string }[] }[] }>(
      'GET',
      `/api/conversations/${entry?.conversation_id}/entries`,
    );
    expect(entries[0]?.media).toMatchObject([{ state: 'stored', url: `/api/media/${file.id}/bytes` }]);
    const answer = await house.admin.call('GET', `/api/media/${file.id}/bytes`);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('content-length')).toBe(String(Buffer.from(PNG, 'base64').length));
  });

  it('that is a GIF is one, even when X made a video of it', async () => {
    const kim = await customer('gifkim');
    await house.write(kim, shop, '', { mediaId: await attach(kim, GIF, 'dm_gif') });
    const [entry] = await house.entries(kim, 1);
    expect(await fileOf(entry?.id, 'stored')).toMatchObject({ kind: 'gif' });
  });

  it('that cannot be had at once is tried again, also after a restart', async () => {
    const kim = await customer('latekim');
    await house.control('POST', '/faults', {
      on: 'request',
      kind: 'status',
      path: '/1.1/ton/data/dm/*',
      status: 503,
    });
    await house.write(kim, shop, 'soon', { mediaId: await attach(kim, PNG, 'dm_image') });
    const [entry] = await house.entries(kim, 1);
    await until(async () => {
      const row = await house.db.row(
        sql<{ tries: number }>`select fetch_tries as tries from media where message_id = ${entry?.id}`,
      );
      return row.tries > 0;
    });
    await house.stop();
    await house.control('DELETE', '/faults');
    await house.start();
    expect(await fileOf(entry?.id, 'stored')).toMatchObject({ failure: null });
  });

  it('that is gone is given up with a sentence, and fetched again when asked', async () => {
    const kim = await customer('gonekim');
    await house.control('POST', '/faults', {
      on: 'request',
      kind: 'status',
      path: '/1.1/ton/data/dm/*',
      status: 403,
    });
    await house.write(kim, shop, 'gone', { mediaId: await attach(kim, PNG, 'dm_image') });
    const [entry] = await house.entries(kim, 1);
    const file = await fileOf(entry?.id, 'failed');
    expect(file.failure).toMatch(/X/);
    await house.control('DELETE', '/faults');
    expect((await house.admin.call('POST', `/api/media/${file.id}/retry`)).status).toBe(200);
    await fileOf(entry?.id, 'stored');
  });

  it('#10 stays at X where the handle takes no files, until somebody asks for it', async () => {
    const kim = await customer('nofilekim');
    const { handles } = await house.admin.ask<{ handles: { id: string; account: { username: string } }[] }>(
      'GET',
      '/api/handles',
    );
    const path = `/api/handles/${handles.find((one) => one.account.username === shop)?.id}`;
    await house.admin.ask('PATCH', path, { filesFromCustomers: false });
    await house.write(kim, shop, 'look', { mediaId: await attach(kim, PNG, 'dm_image') });
    const [entry] = await house.entries(kim, 1);
    const file = await fileOf(entry?.id, 'failed');
    expect(file.failure).toBe('This handle does not take files from customers.');
    await house.admin.ask('PATCH', path, { filesFromCustomers: true });
    await house.admin.ask('POST', `/api/media/${file.id}/retry`);
    await fileOf(entry?.id, 'stored');
  });
});

describe('the social profile', () => {
  it('comes with the first message and is read again when it is due', async () => {
    const kim = await customer('nowkim');
    await house.write(kim, shop, 'hello');
    const [entry] = await house.entries(kim, 1);
    const path = `/api/conversations/${entry?.conversation_id}`;
    const shown = async () =>
      (await house.admin.ask<{ customer: { id: string; name: string } }>('GET', path)).customer;
    const before = await shown();
    expect(before.name).toBe('nowkim');
    await house.control('PATCH', '/users/@nowkim', { name: 'Kim Now' });
    await house.db.execute(sql`update customer set profile_due_at = created_at where id = ${before.id}`);
    expect(await until(async () => (await shown()).name === 'Kim Now' && shown())).toMatchObject({
      id: before.id,
    });
  });
});

describe('other content', () => {
  it('places, links to posts and answers to choices are kept', async () => {
    const kim = await customer('placekim');
    await house.write(kim, shop, '', {
      location: { type: 'shared_coordinate', longitude: 13.4, latitude: 52.5 },
    });
    await house.write(kim, shop, 'https://x.com/photoshop/status/20 what is this?');
    await house.write(kim, shop, 'Yes', { answer: { metadata: 'yes' } });
    const entries = await house.entries(kim, 3);
    expect(entries[0]?.content).toMatchObject({ location: { longitude: 13.4, latitude: 52.5 } });
    expect(entries[1]?.content).toMatchObject({ post: { id: '20' } });
    expect(entries[2]?.content).toMatchObject({ quickReplyAnswer: { metadata: 'yes' } });
  });
});

describe('two connected handles in one thread', () => {
  it('each have their own entry of a message of one to the other', async () => {
    const other = await customer('othershop');
    await house.connect(other, 'activity_webhook');
    await house.write(other, shop, 'between us');
    expect(await house.entries(other, 1)).toMatchObject([{ handle_name: shop, direction: 'in' }]);
    expect(await house.entries(shop, 1)).toMatchObject([
      { handle_name: other, direction: 'out', author_kind: 'x' },
    ]);
  });
});

describe('an answer from the desk', () => {
  it('is one message, whether its echo or the answer of X comes first', async () => {
    const kim = await customer('echokim');
    await house.write(kim, shop, 'question');
    const [question] = await house.entries(kim, 1);
    await house.admin.ask('PUT', '/api/preferences', { undoSeconds: 0 }).catch(() => undefined);
    // The echo comes by the webhook while the answer to the call is held back.
    await house.control('POST', '/faults', {
      on: 'request',
      kind: 'delay',
      path: '/2/dm_conversations/with/:id/messages',
      delayMs: 10,
      count: 1,
    });
    for (const [n, kind] of ['delay', 'timeout_after', 'reset_after'].entries()) {
      await house.control('DELETE', '/faults');
      if (kind !== 'delay') {
        await house.control('POST', '/faults', {
          on: 'request',
          kind,
          path: '/2/dm_conversations/*',
          delayMs: 1_000,
          count: 1,
        });
      }
      await house.admin.ask('POST', `/api/conversations/${question?.conversation_id}/messages`, {
        text: `answer ${n} & https://example.com/${n}`,
        idempotencyKey: `echo-${n}-of-the-test`,
      });
      const entries = await until(
        async () => {
          const found = await house.entries(kim, 2 + n);
          return found.every((one) => one.state === 'sent' || one.state === 'received') && found;
        },
        { timeoutMs: 20_000 },
      );
      expect(entries.slice(1).map((one) => [one.author_kind, one.state])).toEqual(
        Array(n + 1).fill(['agent', 'sent']),
      );
    }
  }, 60_000);
});
