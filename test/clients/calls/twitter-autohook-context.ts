import type { AddressInfo } from 'node:net';
import { type Tunnel, startTunnel } from '../../flows/tls-tunnel.ts';
import { waitFor } from '../../flows/x-receiver.ts';
import type { World } from './client.ts';
import { loadOld, preload } from './preload.ts';

/** The part of the package that is used here; it has no types of its own. */
interface Autohook {
  server: { address(): AddressInfo | null; close(): void; closeAllConnections(): void; listening: boolean };
  startServer(): void;
  start(url: string): Promise<void>;
  getWebhooks(): Promise<{ id: string; url: string }[]>;
  removeWebhooks(): Promise<void>;
  subscribe(user: UserToken): Promise<boolean>;
  unsubscribe(userId: string): Promise<boolean>;
  on(event: 'event', listener: (body: Record<string, unknown>) => void): void;
}
interface UserToken {
  oauth_token: string;
  oauth_token_secret: string;
}
interface Package {
  Autohook: new (options: {
    token: string;
    token_secret: string;
    consumer_key: string;
    consumer_secret: string;
    env: string;
    port: string;
  }) => Autohook;
}

/** What the calls of twitter-autohook start with. */
export interface AutohookContext {
  x: World;
  hook: Autohook;
  /** It wants an https address and serves http: what a tunnel does for it elsewhere. */
  tunnel: Tunnel;
  tokenOf: (userId: string) => UserToken;
  /** What it has emitted so far. */
  heard: Record<string, unknown>[];
}

export async function openAutohook(x: World): Promise<{ context: AutohookContext; close: () => void }> {
  preload(x);
  const { Autohook } = loadOld<Package>('twitter-autohook');
  const { sim } = x.simulator;
  sim.apps.update(x.app.id, { environments: ['dev'] });
  const tokenOf = (userId: string) => {
    const { token, secret } = sim.tokens.issueAccess(x.app.id, userId, 'read-write-dm', sim.clock.now());
    return { oauth_token: token, oauth_token_secret: secret };
  };
  const own = tokenOf(x.shop.id);
  const hook = new Autohook({
    token: own.oauth_token,
    token_secret: own.oauth_token_secret,
    consumer_key: x.app.consumerKey,
    consumer_secret: x.app.consumerSecret,
    env: 'dev',
    // A free one; the number would be taken for none.
    port: '0',
  });
  const heard: Record<string, unknown>[] = [];
  hook.on('event', (body) => heard.push(body));
  hook.startServer();
  await waitFor('its server', () => hook.server.listening);
  const tunnel = await startTunnel(hook.server.address()?.port ?? 0);
  tunnel.trust();
  return {
    context: { x, hook, tunnel, tokenOf, heard },
    close() {
      tunnel.close();
      hook.server.close();
      hook.server.closeAllConnections();
    },
  };
}
