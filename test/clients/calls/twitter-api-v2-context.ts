import { TwitterApi } from 'twitter-api-v2';
import { plainAgent } from '../local-x.ts';
import type { World } from './client.ts';

/** What the calls of twitter-api-v2 start with. */
export interface V2Context {
  x: World;
  keys: { appKey: string; appSecret: string };
  settings: { httpAgent: ReturnType<typeof plainAgent> };
  /** With OAuth 1.0a of the business, and of the customer. */
  shop: TwitterApi;
  customer: TwitterApi;
  /** App-only. */
  app: TwitterApi;
  /** A user nobody has met before. */
  newcomer: () => { id: string; username: string };
}

export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFfgJ+lO6UJwAAAABJRU5ErkJggg==',
  'base64',
);

export async function openV2(x: World): Promise<{ context: V2Context }> {
  const keys = { appKey: x.app.consumerKey, appSecret: x.app.consumerSecret };
  const settings = { httpAgent: plainAgent(x.simulator.port) };
  const { sim } = x.simulator;
  const as = (userId: string) => {
    const { token, secret } = sim.tokens.issueAccess(x.app.id, userId, 'read-write-dm', sim.clock.now());
    return new TwitterApi({ ...keys, accessToken: token, accessSecret: secret }, settings);
  };
  let newcomers = 0;
  return {
    context: {
      x,
      keys,
      settings,
      shop: as(x.shop.id),
      customer: as(x.customer.id),
      app: await new TwitterApi(keys, settings).appLogin(),
      newcomer: () => sim.users.create({ username: `newcomer${++newcomers}` }),
    },
  };
}

/** What the library throws, or a failure when it does not. */
export async function refusalOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('X did not refuse');
}
