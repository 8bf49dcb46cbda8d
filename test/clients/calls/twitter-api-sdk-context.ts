import { Client, auth } from 'twitter-api-sdk';
import type { World } from './client.ts';
import { bearerOf, preload } from './preload.ts';

/** What the calls of twitter-api-sdk start with. */
export interface SdkContext {
  x: World;
  /** With OAuth 2.0 of the business, and app-only. */
  shop: Client;
  app: Client;
  /** A sign-in with PKCE in the making. */
  signIn: () => auth.OAuth2User;
  callback: string;
  newcomer: () => { id: string; username: string };
}

const scopes = [
  'tweet.read',
  'tweet.write',
  'users.read',
  'follows.read',
  'follows.write',
  'like.read',
  'like.write',
  'list.read',
  'list.write',
  'block.read',
  'mute.read',
  'mute.write',
  'offline.access',
] as const;

export async function openSdk(x: World): Promise<{ context: SdkContext }> {
  preload(x);
  const { sim } = x.simulator;
  const [callback = ''] = x.app.callbacks;
  const options = {
    client_id: x.app.clientId,
    client_secret: x.app.clientSecret,
    callback,
    scopes: [...scopes],
  };
  const { access } = sim.tokens.issuePair(
    { appId: x.app.id, userId: x.shop.id, scopes: [...scopes] },
    sim.clock.now(),
  );
  const token = { access_token: access.token, expires_at: Date.now() + 3_600_000 };
  let newcomers = 0;
  return {
    context: {
      x,
      shop: new Client(new auth.OAuth2User({ ...options, token })),
      app: new Client(await bearerOf(x)),
      signIn: () => new auth.OAuth2User(options),
      callback,
      newcomer: () => sim.users.create({ username: `newcomer${++newcomers}` }),
    },
  };
}
