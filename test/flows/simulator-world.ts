import { createHmac, randomBytes } from 'node:crypto';
import type { Simulator } from '../../simulator/main.ts';
import { startCheckedSimulator } from '../check-answers.ts';
import { sendMessage } from '../../simulator/acts/messages.ts';
import type { PermissionLevel, SimApp } from '../../simulator/state/apps.ts';
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
  asUser(
    user: SimUser,
    method: string,
    path: string,
    body?: unknown,
    permission?: PermissionLevel,
  ): Promise<Answered>;
  /** The same with a form, whose fields are signed too. */
  asUserForm(user: SimUser, method: string, path: string, fields: Record<string, string>): Promise<Answered>;
  /** The same with a body as it stands: JSON unless it is a form with files. */
  asUserRaw(user: SimUser, method: string, path: string, body: string | FormData): Promise<Answered>;
  control(method: string, path: string, body?: unknown): Promise<Answered>;
  write(text: string): string;
  close(): Promise<void>;
};

/** As OAuth 1.0a writes names and values. */
export const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** OAuth 1.0a, written from its description, apart from the simulator's own code. Without a token the app signs alone. */
export const oauthHeader = (
  app: SimApp,
  token: { token: string; secret: string } | undefined,
  method: string,
  url: string,
  fields: Record<string, string> = {},
): string => {
  const target = new URL(url);
  const oauth: Record<string, string> = {
    oauth_consumer_key: app.consumerKey,
    oauth_nonce: randomBytes(16).toString('hex'),
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(Math.floor(Date.now() / 1000)),
    ...(token ? { oauth_token: token.token } : {}),
    oauth_version: '1.0',
  };
  const pairs = [...Object.entries(oauth), ...target.searchParams, ...Object.entries(fields)]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const base = [method, encode(`${target.origin}${target.pathname}`), encode(pairs.join('&'))].join('&');
  const key = `${encode(app.consumerSecret)}&${encode(token?.secret ?? '')}`;
  const signature = createHmac('sha1', key).update(base).digest('base64');
  return `OAuth ${Object.entries({ ...oauth, oauth_signature: signature })
    .map(([name, value]) => `${encode(name)}="${encode(value)}"`)
    .join(', ')}`;
};

export interface WorldOptions {
  tier?: SimApp['tier'];
  environments?: string[];
  /** False for those who ask more often than X allows. */
  limits?: boolean;
}

export const startWorld = async ({ limits = true, ...options }: WorldOptions = {}): Promise<World> => {
  const simulator = await startCheckedSimulator({ port: 0 });
  const { sim } = simulator;
  sim.limits.enabled = limits;
  const bearer = `AAAA${randomBytes(30).toString('hex')}`;
  const app = sim.apps.create({ name: 'Test app', bearerToken: bearer, ...options });
  const shop = sim.users.create({ username: 'shop', name: 'The Shop' });
  const customer = sim.users.create({ username: 'ann', name: 'Ann' });
  sim.tokens.issueAccess(app.id, shop.id, 'read-write-dm', sim.clock.now());
  const receiver = await startReceiver(() => app.consumerSecret);

  const callRaw = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string | FormData,
  ) => {
    const response = await fetch(`${simulator.url}${path}`, { method, headers, body });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
  };
  const call = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
    body === undefined
      ? callRaw(method, path, headers)
      : callRaw(method, path, { ...headers, 'content-type': 'application/json' }, JSON.stringify(body));
  const sign = (
    user: SimUser,
    method: string,
    path: string,
    permission: PermissionLevel = 'read-write-dm',
    fields: Record<string, string> = {},
  ) => {
    const token = sim.tokens.issueAccess(app.id, user.id, permission, sim.clock.now());
    return oauthHeader(app, token, method, `${simulator.url}${path}`, fields);
  };

  return {
    simulator,
    app,
    bearer,
    shop,
    customer,
    receiver,
    asApp: (method, path, body) => call(method, path, { authorization: `Bearer ${bearer}` }, body),
    asUser: (user, method, path, body, permission) =>
      call(method, path, { authorization: sign(user, method, path, permission) }, body),
    asUserForm(user, method, path, fields) {
      const headers = {
        authorization: sign(user, method, path, undefined, fields),
        'content-type': 'application/x-www-form-urlencoded',
      };
      return callRaw(method, path, headers, new URLSearchParams(fields).toString());
    },
    asUserRaw(user, method, path, body) {
      const authorization = sign(user, method, path);
      const isText = typeof body === 'string';
      return callRaw(
        method,
        path,
        isText ? { authorization, 'content-type': 'application/json' } : { authorization },
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
