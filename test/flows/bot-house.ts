import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ConversationControl, ConversationDetail, Entry, InboxRow } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { type ApiBody, type ApiUser, type Product, type ProductOptions, startProduct } from '../product.ts';

export interface Told {
  readonly type: string;
  readonly payload: {
    readonly conversation: { readonly id: string };
    readonly message?: {
      readonly id: string;
      /** What is told of a delivery has the id only. */
      readonly author?: { readonly type: string };
      readonly content?: { readonly text: string };
    };
    readonly metadata?: Record<string, unknown>;
    readonly reason?: string;
  };
}

/** A bot at the switchboard, as its own program sees us. */
export interface Bot {
  readonly integrationId: string;
  readonly seatId: string;
  readonly webhookId: string;
  readonly keyId: string;
  readonly heard: Told[];
  /** How its webhook answers. */
  status: number;
  say(conversationId: string, text: string): Promise<{ status: number; title: string }>;
  act(conversationId: string, action: string, body?: object): Promise<number>;
  /** Has heard something of this type in this conversation. */
  hears(conversationId: string, type: string): Promise<Told>;
}

export interface BotHouse {
  readonly product: Product;
  readonly appId: string;
  readonly boardId: string;
  readonly deskSeatId: string;
  readonly bot: Bot;
  /** With a key of the whole app. */
  sc(method: string, path: string, body?: object): Promise<{ status: number; body: ApiBody }>;
  makeBot(name: string): Promise<Bot>;
  /** A person on X writes for the first time; answers the conversation. */
  meet(username: string, text: string): Promise<string>;
  control(conversationId: string): Promise<ConversationControl>;
  detail(conversationId: string): Promise<ConversationDetail>;
  lines(conversationId: string): Promise<string[]>;
  close(): Promise<void>;
}

/** A shop whose customers speak to a bot first; the desk sits at the switchboard too. */
export async function openBotHouse(options: ProductOptions = {}): Promise<BotHouse> {
  const product = await startProduct(options);
  await product.x.user('shopkeeper', { name: 'The Shop' });
  await product.connect('shopkeeper');
  const { admin } = product;
  const { appId } = await admin.ask<{ appId: string }>('GET', '/api/programs/keys');
  const closers: (() => Promise<unknown>)[] = [];
  const sign = async (scope: 'app' | 'integration', integrationId?: string) => {
    const { key, secret } = await admin.ask<{ key: { id: string }; secret: string }>(
      'POST',
      '/api/programs/keys',
      {
        name: 'Key',
        scope,
        ...(integrationId ? { integrationId } : {}),
      },
    );
    const authorization = `Basic ${Buffer.from(`${key.id}:${secret}`).toString('base64')}`;
    const call = async (method: string, path: string, body?: object) => {
      const response = await fetch(`${product.url}/sc/v2/apps/${appId}${path}`, {
        method,
        headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const text = await response.text();
      // The shape is what the tests are about.
      return { status: response.status, body: (text ? JSON.parse(text) : {}) as ApiBody };
    };
    return { keyId: key.id, call };
  };
  const { call: sc } = await sign('app');
  const boardId = (await sc('POST', '/switchboards')).body['switchboard']?.['id'] as string;
  const seats = `/switchboards/${boardId}/switchboardIntegrations`;
  const seat = async (body: object): Promise<string> =>
    (await sc('POST', seats, body)).body['switchboardIntegration']?.['id'] as string;

  const makeBot = async (name: string): Promise<Bot> => {
    const heard: Told[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (bot.status === 200) heard.push(...JSON.parse(Buffer.concat(chunks).toString()).events);
        response.writeHead(bot.status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => new Promise((resolve) => server.close(resolve)));
    // A TCP server's address is never a string.
    const { port } = server.address() as AddressInfo;
    const { integration } = await admin.ask<{ integration: { id: string; webhooks: { id: string }[] } }>(
      'POST',
      '/api/programs/integrations',
      { name, target: `http://127.0.0.1:${port}/`, triggers: ['*'] },
    );
    const { keyId, call } = await sign('integration', integration.id);
    const bot: Bot = {
      integrationId: integration.id,
      seatId: await seat({ name, integrationId: integration.id, deliverStandbyEvents: false }),
      webhookId: integration.webhooks[0]?.id ?? '',
      keyId,
      heard,
      status: 200,
      say: async (id, text) => {
        const body = { author: { type: 'business' }, content: { type: 'text', text } };
        const answer = await call('POST', `/conversations/${id}/messages`, body);
        return { status: answer.status, title: answer.body['errors']?.[0]?.['title'] ?? '' };
      },
      act: async (id, action, body) => (await call('POST', `/conversations/${id}/${action}`, body)).status,
      hears: (id, type) =>
        until(() => heard.find((one) => one.type === type && one.payload.conversation.id === id)),
    };
    return bot;
  };
  const bot = await makeBot('bot');
  const deskSeatId = await seat({ name: 'desk', integrationType: 'rookery:desk' });
  await sc('PATCH', `/switchboards/${boardId}`, {
    enabled: true,
    defaultSwitchboardIntegrationId: bot.seatId,
  });
  const detail = (id: string) => admin.ask<ConversationDetail>('GET', `/api/conversations/${id}`);
  return {
    product,
    appId,
    boardId,
    deskSeatId,
    bot,
    sc,
    makeBot,
    meet: async (username, text) => {
      await product.x.user(username, { name: username });
      await product.x.write(username, 'shopkeeper', text);
      return until(async () => {
        for (const view of ['programs', 'all']) {
          const { rows } = await admin.ask<{ rows: InboxRow[] }>('GET', `/api/inbox?view=${view}&limit=100`);
          const row = rows.find((one) => one.customer.username === username);
          if (row) return row.conversationId;
        }
        return undefined;
      });
    },
    control: (id) => admin.ask<ConversationControl>('GET', `/api/conversations/${id}/control`),
    detail,
    lines: async (id) => {
      const { entries } = await admin.ask<{ entries: Entry[] }>('GET', `/api/conversations/${id}/entries`);
      return entries.flatMap(({ content }) => content.system?.what ?? []);
    },
    close: async () => {
      await product.close();
      for (const close of closers) await close();
    },
  };
}

/** The row of a conversation in a view of the inbox. */
export async function rowIn(who: ApiUser, view: string, id: string): Promise<InboxRow | undefined> {
  const { rows } = await who.ask<{ rows: InboxRow[] }>('GET', `/api/inbox?view=${view}&limit=100`);
  return rows.find((row) => row.conversationId === id);
}
