import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationDetail, Handle, Transport } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type InboundHouse, openInboundHouse } from './inbound-house.ts';

let house: InboundHouse;

beforeAll(async () => {
  house = await openInboundHouse();
}, 60_000);
afterAll(() => house.close());

const WEBHOOKS: Transport[] = ['activity_webhook', 'account_activity_v2', 'account_activity_v1'];

async function people(transport: string): Promise<{ shop: string; kim: string }> {
  const name = transport.replace('account_activity', 'aa').replace('activity', 'xa').slice(0, 10);
  const [shop, kim] = [`shop_${name}`, `kim_${name}`];
  for (const username of [shop, kim])
    await house.control('POST', '/users', { username, name: username, dmOpen: true });
  return { shop, kim };
}

describe.each<Transport>([...WEBHOOKS, 'activity_stream', 'polling'])('by %s', (transport) => {
  it('a message and an own answer come in, once, in order, with the profile', async () => {
    const { shop, kim } = await people(transport);
    await house.connect(shop, transport);
    if (transport === 'activity_stream') {
      await until(async () => (await house.metrics()).includes('rookery_activity_streams 1'));
    }
    await house.write(kim, shop, 'hello 🌱');
    await house.write(kim, shop, 'see https://example.com/a?b=1');
    await house.entries(kim, 2);
    await house.write(shop, kim, 'from the phone');
    const entries = await house.entries(kim, 3);
    expect(
      entries.map(({ text, direction, author_kind }) => [text.slice(0, 14), direction, author_kind]),
    ).toEqual([
      ['hello 🌱', 'in', 'customer'],
      ['see https://t.', 'in', 'customer'],
      ['from the phone', 'out', 'x'],
    ]);
    expect(entries[1]?.content).toMatchObject({
      entities: [{ kind: 'url', href: 'https://example.com/a?b=1', start: 4 }],
    });
    expect(new Set(entries.map((one) => one.conversation_id)).size).toBe(1);
    const { transports } = await house.db.row(sql<{ transports: string[] }>`
      select array_agg(distinct d.transport) as transports from delivery d
      join account a on a.workspace_id = d.workspace_id and a.app_id = d.app_id and a.username = ${shop}`);
    expect(transports).toContain(WEBHOOKS.includes(transport) ? 'webhook' : transport);
  });
});

describe('what the transports can tell beside messages', () => {
  it.each<Transport>(['activity_webhook', 'account_activity_v2'])(
    'reading comes by %s',
    async (transport) => {
      const { shop, kim } = await people(transport === 'activity_webhook' ? 'read1' : 'read2');
      await house.connect(shop, transport);
      await house.write(kim, shop, 'question');
      const [question] = await house.entries(kim, 1);
      const answer = await house.write(shop, kim, 'answer');
      await house.entries(kim, 2);
      await house.control('POST', '/reads', { reader: `@${kim}`, other: `@${shop}` });
      const mark = await until(async () => {
        const path = `/api/conversations/${question?.conversation_id}`;
        const { customerReadPosition } = await house.admin.ask<ConversationDetail>('GET', path);
        return customerReadPosition !== '0' && customerReadPosition;
      });
      expect(mark).toBe(answer);
    },
  );

  it('encrypted messages are shown as such', async () => {
    const { shop, kim } = await people('chat');
    await house.connect(shop, 'activity_webhook');
    await house.write(kim, shop, 'hi');
    await house.entries(kim, 1);
    const { users } = await house.control<{ users: { id: string; username: string }[] }>('GET', '/users');
    const idOf = (name: string) => users.find((user) => user.username === name)?.id;
    await house.control('POST', '/chat', { senderId: idOf(kim), recipientId: idOf(shop) });
    const entries = await house.entries(kim, 2);
    expect(entries[1]).toMatchObject({ kind: 'encrypted', text: '', direction: 'in' });
    const kinds = await house.admin.ask<{ kinds: object[] }>('GET', '/api/operations/unknown-kinds');
    expect(kinds.kinds).toEqual(expect.any(Array));
  });

  it('a revoked permission shows at the account', async () => {
    const { shop } = await people('revoke');
    const { app, handle } = await house.connect(shop, 'account_activity_v2');
    const { apps } = await house.control<{ apps: { id: string; consumerKey: string }[] }>('GET', '/apps');
    const atX = apps.find((one) => one.consumerKey === app.consumerKey);
    await house.control('POST', '/revocations', { appId: atX?.id, user: `@${shop}` });
    const status = await until(async () => {
      const { handles } = await house.admin.ask<{ handles: Handle[] }>('GET', '/api/handles');
      const found = handles.find((one) => one.id === handle.id)?.account.status;
      return found !== 'active' && found;
    });
    expect(status).toBe('revoked');
  });
});
