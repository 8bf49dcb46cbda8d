import type { World } from './client.ts';
import { bearerOf, loadOld, preload } from './preload.ts';

/** Answers are objects of their own kinds; each call looks at what it needs. */
export type LiteAnswer = Record<string, unknown> & { _headers?: { get(name: string): string | null } };

/** As twitter-lite's documentation describes it. */
export interface LiteClient {
  get(resource: string, parameters?: object): Promise<LiteAnswer>;
  post(resource: string, body: object): Promise<LiteAnswer>;
  put(resource: string, parameters: object, body: object): Promise<LiteAnswer>;
  getRequestToken(callback: string): Promise<Record<string, string>>;
  getAccessToken(options: { oauth_verifier: string; oauth_token: string }): Promise<Record<string, string>>;
  getBearerToken(): Promise<LiteAnswer>;
}

/** What the calls of twitter-lite start with. */
export interface LiteContext {
  x: World;
  /** Not signed in: for signing in. */
  nobody: LiteClient;
  /** The business on v1.1, on the host of uploads, and on v2. */
  shop: LiteClient;
  uploads: LiteClient;
  v2: LiteClient;
  /** A client of the given user on v1.1, or with the given wrong token. */
  as: (token: { token: string; secret: string }) => LiteClient;
  app: LiteClient;
  newcomer: () => { id: string; username: string };
}

export async function openLite(x: World): Promise<{ context: LiteContext }> {
  preload(x);
  const Lite = loadOld<new (options: object) => LiteClient>('twitter-lite');
  const { sim } = x.simulator;
  const keys = { consumer_key: x.app.consumerKey, consumer_secret: x.app.consumerSecret };
  const as = ({ token, secret }: { token: string; secret: string }, options: object = {}) =>
    new Lite({ ...keys, access_token_key: token, access_token_secret: secret, ...options });
  const shop = sim.tokens.issueAccess(x.app.id, x.shop.id, 'read-write-dm', sim.clock.now());
  let newcomers = 0;
  return {
    context: {
      x,
      nobody: new Lite(keys),
      shop: as(shop),
      uploads: as(shop, { subdomain: 'upload' }),
      v2: as(shop, { version: '2', extension: false }),
      as,
      app: new Lite({ ...keys, bearer_token: await bearerOf(x), version: '2', extension: false }),
      newcomer: () => sim.users.create({ username: `newcomer${++newcomers}` }),
    },
  };
}
