import { createHmac, randomBytes } from 'node:crypto';
import { type Simulator, startSimulator } from '../../simulator/main.ts';
import { sendMessage } from '../../simulator/acts/messages.ts';
import type { SimApp } from '../../simulator/state/apps.ts';
import type { SimUser } from '../../simulator/state/users.ts';
import { type Receiver, startReceiver } from './x-receiver.ts';

export type Answered = { status: number; body: unknown; headers: Headers; text: string };

/** A local X with one app, a business that authorised it, a customer, and a receiver of its webhooks. */
export type World = {
  simulator: Simulator;
  app: SimApp;
  bearer: string;
  shop: SimUser;
  customer: SimUser;
  receiver: Receiver;
  asApp(method: string, path: string, body?: unknown): Promise<Answered>;
  /** Signed with OAuth 1.0a by this user. */
  asUser(user: SimUser, method: string, path: string, body?: unknown): Promise<Answered>;
  control(method: string, path: string, body?: unknown): Promise<Answered>;
  write(text: string): string;
  close(): Promise<void>;
};

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** OAuth 1.0a, written from its description, apart from the simulator's own code. */
const oauthHeader = (
  app: SimApp,
  token: { token: string; secret: string },
  method: string,
  url: string,
): string => {
  const target = new URL(url);
  const oauth: Record<string, string> = {
    oauth_consumer_key: app.consumerKey,
    oauth_nonce: randomBytes(16).toString('hex'),
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(Math.floor(Date.now() / 1000)),
    oauth_token: token.token,
    oauth_version: '1.0',
  };
  const pairs = [...Object.entries(oauth), ...target.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const base = [method, encode(`${target.origin}${target.pathname}`), encode(pairs.join('&'))].join('&');
  const key = `${encode(app.consumerSecret)}&${encode(token.secret)}`;
  const signature = createHmac('sha1', key).update(base).digest('base64');
  return `OAuth ${Object.entries({ ...oauth, oauth_signature: signature })
    .map(([name, value]) => `${encode(name)}="${encode(value)}"`)
    .join(', ')}`;
};

export const startWorld = async (
  options: { tier?: SimApp['tier']; environments?: string[] } = {},
): Promise<World> => {
  const simulator = await startSimulator({ port: 0 });
  const { sim } = simulator;
  const bearer = `AAAA${randomBytes(30).toString('hex')}`;
  const app = sim.apps.create({ name: 'Test app', bearerToken: bearer, ...options });
  const shop = sim.users.create({ username: 'shop', name: 'The Shop' });
  const customer = sim.users.create({ username: 'ann', name: 'Ann' });
  sim.tokens.issueAccess(app.id, shop.id, 'read-write-dm', sim.clock.now());
  const receiver = await startReceiver(() => app.consumerSecret);

  const call = async (method: string, path: string, headers: Record<string, string>, body?: unknown) => {
    const response = await fetch(`${simulator.url}${path}`, {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
  };

  return {
    simulator,
    app,
    bearer,
    shop,
    customer,
    receiver,
    asApp: (method, path, body) => call(method, path, { authorization: `Bearer ${bearer}` }, body),
    asUser(user, method, path, body) {
      const token = sim.tokens.issueAccess(app.id, user.id, 'read-write-dm', sim.clock.now());
      return call(
        method,
        path,
        { authorization: oauthHeader(app, token, method, `${simulator.url}${path}`) },
        body,
      );
    },
    control: (method, path, body) => call(method, `/_control${path}`, {}, body),
    write: (text) => sendMessage(sim, { senderId: customer.id, to: { userId: shop.id }, text }).id,
    async close() {
      await simulator.close();
      await receiver.close();
    },
  };
};
