import { createHmac } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBase, type TestBase, until } from '../../test/harness.ts';
import { createHttpServer, type HttpServer, newId, sql, type WorkspaceDb } from '../base/index.ts';
import { addDoor, createDeliveryLog, createDoors, createProjector } from './index.ts';

const SECRET = 'consumer secret';
const ours = '100';
const alsoOurs = '101';
let nextCustomer = 5_000;
let nextEvent = 1_600_000_000_000_000_000n;
let base: TestBase;
let http: HttpServer;
let url: string;
const door = newId();
const typing: string[] = [];
const revoked: string[] = [];
let failOn: string | undefined;
const nothing = () => undefined;
const quiet = { onPosts: async () => [], onArrivals: async () => {}, onHeard: nothing, onFiles: nothing };

beforeAll(async () => {
  base = await openTestBase();
  const { db, bus, clock, metrics, logger, log } = base;
  http = await createHttpServer({ logger, metrics, https: false });
  const deliveries = createDeliveryLog({ db, bus, clock, metrics });
  const doors = createDoors(db, () => Promise.resolve({ consumerSecret: SECRET, clientSecret: undefined }));
  await addDoor(http, { doors, log: deliveries, metrics });
  log.follow(
    createProjector({
      clock,
      logger,
      metrics,
      ports: {
        append: (tx, events) => log.append(tx, events),
        onTyping: (_workspace, conversationId) => typing.push(conversationId),
        onRevoked: (_tx, { xUserId }) => {
          if (xUserId === failOn) return Promise.reject(new Error('no such luck'));
          revoked.push(xUserId);
          return Promise.resolve();
        },
        ...quiet,
        matchAnswer: (choices, { text }) => (choices[Number(text) - 1] ? { index: Number(text) - 1 } : null),
      },
    }),
  );
  await connect(base.workspace, [ours, alsoOurs], door);
  await log.start();
  await http.app.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(http.app.server.address() as AddressInfo).port}/x/webhooks/${door}`;
});

afterAll(async () => {
  await http.app.close();
  await base.close();
});

async function connect(workspace: WorkspaceDb, xUserIds: readonly string[], doorKey: string): Promise<void> {
  const appId = newId();
  const now = base.clock.now();
  await workspace.execute(sql`
    insert into x_app (workspace_id, id, name, network, consumer_key, door_key, created_at)
    values (${workspace.workspaceId}, ${appId}, 'App', 'local', ${doorKey}, ${doorKey}, ${now})`);
  await workspace.execute(sql`
    insert into x_app_door (door_key, workspace_id, app_id, network, consumer_key)
    values (${doorKey}, ${workspace.workspaceId}, ${appId}, 'local', ${doorKey})`);
  for (const xUserId of xUserIds) {
    const accountId = newId();
    await workspace.execute(sql`
      insert into account (workspace_id, id, app_id, kind, x_user_id, auth_kind, status, status_at, created_at)
      values (${workspace.workspaceId}, ${accountId}, ${appId}, 'user', ${xUserId}, 'oauth1', 'active', ${now}, ${now})`);
    await workspace.execute(sql`
      insert into handle (workspace_id, id, account_id, name, work_stream_id, created_at)
      values (${workspace.workspaceId}, ${newId()}, ${accountId}, ${`handle ${xUserId}`}, ${newId()}, ${now})`);
  }
}

function post(body: Buffer | string, headers: Record<string, string> = {}, to = url): Promise<Response> {
  const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('base64')}`;
  return fetch(to, {
    method: 'POST',
    body: Buffer.from(body),
    headers: { 'content-type': 'application/json', 'x-twitter-webhooks-signature': signature, ...headers },
  });
}

interface Written {
  readonly from: string;
  readonly to: string;
  readonly text?: string;
  readonly id?: string;
  readonly data?: object;
}

function event({ from, to, text = 'hi', id = newXId(), data = {} }: Written) {
  return {
    type: 'message_create',
    id,
    created_timestamp: String(base.clock.now().getTime()),
    message_create: {
      target: { recipient_id: to },
      sender_id: from,
      message_data: { text, entities: {}, ...data },
    },
  };
}

function told(forUserId: string, ...events: object[]): string {
  return JSON.stringify({ for_user_id: forUserId, direct_message_events: events, users: {} });
}

function newXId(): string {
  nextEvent += 1n;
  return nextEvent.toString();
}

function newCustomer(): string {
  nextCustomer += 1;
  return String(nextCustomer);
}

function messagesOf(xUserId: string, workspace: WorkspaceDb = base.workspace) {
  return workspace.rows(sql<{
    text: string;
    direction: string;
    x_event_id: string;
    conversation_id: string;
    kind: string;
    author_kind: string;
    state: string;
  }>`
    select m.text, m.direction, m.x_event_id, m.conversation_id, m.kind, m.author_kind, m.state from message m
    join conversation c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
    join customer u on u.workspace_id = c.workspace_id and u.id = c.customer_id
    where m.workspace_id = ${workspace.workspaceId} and u.x_user_id = ${xUserId} order by m.position`);
}

const arrived = (xUserId: string, count: number) =>
  until(async () => {
    const found = await messagesOf(xUserId);
    return found.length >= count && found;
  });

describe('the webhook door', () => {
  it('refuses an unknown door, a missing or wrong signature, and takes nothing in', async () => {
    const customer = newCustomer();
    const body = told(ours, event({ from: customer, to: ours }));
    expect((await post(body, {}, url.replace(door, newId()))).status).toBe(404);
    expect((await post(body, { 'x-twitter-webhooks-signature': 'sha256=AAAA' })).status).toBe(403);
    expect(
      (await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } })).status,
    ).toBe(403);
    expect((await post(Buffer.alloc(2_200_000, 'a'))).status).toBe(413);
    expect(await base.db.rows(sql`select 1 from delivery`)).toEqual([]);
  });

  it('answers a challenge, and signs nothing that could be an event', async () => {
    const ask = (query: string, headers = {}) => fetch(`${url}?${query}`, { headers });
    const answer = await ask('crc_token=abc-_1%3D%3D&nonce=5');
    expect(await answer.json()).toEqual({
      response_token: `sha256=${createHmac('sha256', SECRET).update('abc-_1==').digest('base64')}`,
    });
    for (const odd of [
      '',
      'crc_token=',
      'crc_token=%7B%22a%22%3A1%7D',
      `crc_token=${'a'.repeat(257)}`,
      'nonce=1',
    ]) {
      expect((await ask(odd)).status).toBe(400);
    }
    const query = 'crc_token=abc&nonce=6';
    const signature = `sha256=${createHmac('sha256', SECRET).update(query).digest('base64')}`;
    expect((await ask(query, { 'x-twitter-webhooks-signature': signature })).status).toBe(200);
    expect((await ask(query, { 'x-twitter-webhooks-signature': 'sha256=AAAA' })).status).toBe(403);
  });
});

describe('a message of a customer', () => {
  it('becomes a customer, a conversation, a message and an event', async () => {
    const customer = newCustomer();
    const body = JSON.parse(told(ours, event({ from: customer, to: ours, text: 'Where is my order?' })));
    body.users[customer] = {
      id: customer,
      name: 'Kim',
      screen_name: 'kim',
      followers_count: 3,
      verified: true,
    };
    expect((await post(JSON.stringify(body))).status).toBe(200);
    const [message] = await arrived(customer, 1);
    expect(message).toMatchObject({
      text: 'Where is my order?',
      direction: 'in',
      author_kind: 'customer',
      state: 'received',
    });
    const row = await base.workspace.row(sql`
      select u.username, u.name, u.profile, c.last_preview, c.last_direction, c.x_conversation_id from customer u
      join conversation c on c.workspace_id = u.workspace_id and c.customer_id = u.id where u.x_user_id = ${customer}`);
    expect(row).toEqual({
      username: 'kim',
      name: 'Kim',
      profile: { followers: 3, verified: true },
      last_preview: 'Where is my order?',
      last_direction: 'in',
      x_conversation_id: `100-${customer}`,
    });
    const told1 = await base.workspace.row(sql<{ body: object }>`
      select body from event where kind = 'message.received' and key = ${message?.conversation_id}`);
    expect(told1.body).toMatchObject({ direction: 'in', firstContact: true, late: false });
  });

  it('comes once, however often, in whatever form and batch X tells it', async () => {
    const customer = newCustomer();
    const one = event({ from: customer, to: ours, text: 'once' });
    const activity = {
      data: {
        event_type: 'dm.received',
        filter: { user_id: ours },
        payload: { direct_message_events: [one], users: {} },
      },
    };
    await Promise.all([
      post(told(ours, one)),
      post(told(ours, one)),
      post(told(ours, one, one)),
      post(JSON.stringify(activity)),
    ]);
    await post(told(ours, event({ from: customer, to: ours, text: 'last' })));
    expect((await arrived(customer, 2)).map(({ text }) => text)).toEqual(['once', 'last']);
  });

  it('stands in the order of X, whatever the order of arrival, and the list shows the newest', async () => {
    const customer = newCustomer();
    const events = ['1', '2', '3', '4', '5'].map((text) => event({ from: customer, to: ours, text }));
    for (const index of [4, 0, 3, 1, 2]) await post(told(ours, events[index] ?? {}));
    expect((await arrived(customer, 5)).map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5']);
    const { preview } = await base.workspace.row(sql<{ preview: string }>`
      select c.last_preview as preview from conversation c join customer u on u.id = c.customer_id where u.x_user_id = ${customer}`);
    expect(preview).toBe('5');
  });

  it('between two connected handles is an entry of each', async () => {
    const one = event({ from: ours, to: alsoOurs, text: 'from one of us to the other' });
    await post(told(ours, one));
    await post(told(alsoOurs, one));
    expect(await arrived(alsoOurs, 1)).toMatchObject([{ direction: 'out', author_kind: 'x', state: 'sent' }]);
    expect(await arrived(ours, 1)).toMatchObject([{ direction: 'in', author_kind: 'customer' }]);
  });

  it('of another workspace with the same X ids stays there', async () => {
    const twin = base.db.workspace(newId<'workspace'>());
    const twinDoor = newId();
    await connect(twin, [ours], twinDoor);
    const customer = newCustomer();
    const one = event({ from: customer, to: ours, text: 'theirs' });
    await post(told(ours, one), {}, url.replace(door, twinDoor));
    await until(async () => (await messagesOf(customer, twin)).length === 1);
    expect(await messagesOf(customer)).toEqual([]);
    await post(told(ours, { ...one }));
    expect(await arrived(customer, 1)).toHaveLength(1);
  });
});

describe('hostile and odd bodies', () => {
  it('are kept, counted, and stop nobody', async () => {
    const customer = newCustomer();
    const nested = `${'['.repeat(500_000)}${']'.repeat(500_000)}`;
    const odd = [
      Buffer.from([0xff, 0xfe, 0x00, 0x7b]),
      Buffer.from(nested),
      Buffer.from(''),
      Buffer.from('{"new_kind_of_events":[{"id":"1"}]}'),
      Buffer.from(told(ours, { type: 'message_create', id: 'x', message_create: null })),
    ];
    for (const body of odd) expect((await post(body)).status).toBe(200);
    await post(told(ours, event({ from: customer, to: ours, text: 'nul \u0000 here' })));
    await post(told(ours, event({ from: customer, to: ours })).replace('"hi"', '"lone \\udc00"'));
    expect((await arrived(customer, 2)).map(({ text }) => text)).toEqual(['nul \ufffd here', 'lone \ufffd']);
    const kinds = await until(async () => {
      const rows = await base.workspace.rows(
        sql<{ kind: string }>`select kind from unknown_kind order by kind`,
      );
      return rows.length >= 3 && rows.map(({ kind }) => kind);
    });
    expect(kinds).toEqual(
      expect.arrayContaining(['unreadable body', 'new_kind_of_events', 'direct_message_events.malformed']),
    );
    const { body } = await base.db.row(
      sql<{ body: Buffer }>`select body from delivery where octet_length(body) = 4`,
    );
    expect(body).toEqual(odd[0]);
  });

  it('that keep failing are parked with their neighbours taken in, and can be replayed', async () => {
    const customer = newCustomer();
    failOn = '777';
    const body = {
      ...JSON.parse(
        told(
          ours,
          event({ from: customer, to: ours, text: 'good neighbour' }),
          event({ from: customer, to: ours, text: 'another' }),
        ),
      ),
    };
    await post(
      JSON.stringify({ user_event: { revoke: { source: { user_id: failOn }, target: { app_id: '1' } } } }),
    );
    await post(JSON.stringify(body));
    await arrived(customer, 2);
    const parked = await until(async () => {
      const rows = await base.workspace.rows(
        sql<{ id: string; error: string }>`select id, error from parked_event where source = 'delivery'`,
      );
      return rows.length === 1 && rows[0];
    });
    expect(parked.error).toContain('no such luck');
    failOn = undefined;
    await base.db.execute(sql`update parked_event set replay_requested_at = now() where id = ${parked.id}`);
    await until(() => revoked.includes('777'));
    await until(async () => (await base.db.rows(sql`select 1 from parked_event`)).length === 0);
  });
});

describe('what else X tells', () => {
  it('typing is told live to whoever looks, and stored nowhere', async () => {
    const customer = newCustomer();
    await post(told(ours, event({ from: customer, to: ours })));
    const [message] = await arrived(customer, 1);
    const sign = {
      for_user_id: ours,
      direct_message_indicate_typing_events: [{ sender_id: customer, target: { recipient_id: ours } }],
    };
    await post(JSON.stringify(sign));
    await until(() => typing.length > 0);
    expect(typing).toEqual([message?.conversation_id]);
  });

  it("moves the customer's read mark, forward only", async () => {
    const customer = newCustomer();
    const id = newXId();
    await post(told(ours, event({ from: customer, to: ours })));
    await arrived(customer, 1);
    const read = (upTo: string) =>
      post(
        JSON.stringify({
          for_user_id: ours,
          direct_message_mark_read_events: [
            { sender_id: customer, target: { recipient_id: ours }, last_read_event_id: upTo },
          ],
        }),
      );
    const mark = async () =>
      (
        await base.workspace.row(sql<{ mark: string }>`
        select c.customer_read_position as mark from conversation c join customer u on u.id = c.customer_id where u.x_user_id = ${customer}`)
      ).mark;
    await read(id);
    await until(async () => (await mark()) === id);
    await read('5');
    await post(told(ours, event({ from: customer, to: ours, text: 'after' })));
    await arrived(customer, 2);
    expect(await mark()).toBe(id);
  });

  it('shows encrypted messages as such, once', async () => {
    const customer = newCustomer();
    const chat = {
      data: {
        event_type: 'chat.received',
        filter: { user_id: ours },
        payload: {
          id: newId(),
          created_at_msec: String(base.clock.now().getTime()),
          sender_id: customer,
          conversation_id: `${customer}:${ours}`,
          encoded_event: 'zzz',
        },
      },
    };
    await post(JSON.stringify(chat));
    await post(JSON.stringify(chat));
    expect(await arrived(customer, 1)).toMatchObject([{ kind: 'encrypted', text: '', x_event_id: null }]);
  });

  it('what the business wrote with the apps of X is shown as its own', async () => {
    const customer = newCustomer();
    await post(told(ours, event({ from: customer, to: ours, text: 'question' })));
    await arrived(customer, 1);
    await post(told(ours, event({ from: ours, to: customer, text: 'answer from the phone' })));
    expect((await arrived(customer, 2))[1]).toMatchObject({
      direction: 'out',
      author_kind: 'x',
      state: 'sent',
    });
  });
});
