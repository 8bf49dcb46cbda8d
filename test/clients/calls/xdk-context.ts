import { Client, OAuth1 } from '@xdevplatform/xdk';
import { type Receiver, startReceiver } from '../../flows/x-receiver.ts';
import { callback, redirectFetch } from '../local-x.ts';
import type { World } from './client.ts';

/** What the calls of the XDK start with. */
export interface XdkContext {
  x: World;
  /** OAuth 1.0a of the business, OAuth 2.0 of it with every scope, and app-only. */
  signed: Client;
  shop: Client;
  app: Client;
  newcomer: () => { id: string; username: string };
  /** A webhook receiver that answers X's challenges. */
  receiver: Receiver;
}

const scopes = [
  'dm.read',
  'dm.write',
  'tweet.read',
  'tweet.write',
  'users.read',
  'media.write',
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
];

export async function openXdk(x: World): Promise<{ context: XdkContext; close(): Promise<void> }> {
  const { sim, port } = x.simulator;
  const receiver = await startReceiver(() => x.app.consumerSecret);
  const restore = await redirectFetch(port);
  const issued = sim.tokens.issueAccess(x.app.id, x.shop.id, 'read-write-dm', sim.clock.now());
  const { access } = sim.tokens.issuePair({ appId: x.app.id, userId: x.shop.id, scopes }, sim.clock.now());
  const basic = Buffer.from(`${x.app.consumerKey}:${x.app.consumerSecret}`).toString('base64');
  const answer = await fetch('https://api.x.com/oauth2/token', {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
  const { access_token: bearerToken } = (await answer.json()) as { access_token: string };
  let newcomers = 0;
  return {
    context: {
      x,
      signed: new Client({
        oauth1: new OAuth1({
          apiKey: x.app.consumerKey,
          apiSecret: x.app.consumerSecret,
          callback,
          accessToken: issued.token,
          accessTokenSecret: issued.secret,
        }),
      }),
      shop: new Client({ accessToken: access.token }),
      app: new Client({ bearerToken }),
      newcomer: () => sim.users.create({ username: `newcomer${++newcomers}` }),
      receiver,
    },
    async close() {
      await restore();
      await receiver.close();
    },
  };
}
