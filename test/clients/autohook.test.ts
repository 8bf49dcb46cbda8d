import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sendMessage, typeTo } from '../../simulator/acts/messages.ts';
import { createPost, like } from '../../simulator/acts/posts.ts';
import { type Tunnel, startTunnel } from '../flows/tls-tunnel.ts';
import { waitFor } from '../flows/x-receiver.ts';
import { type LocalX, plainAgent, startLocalX } from './local-x.ts';

/** The part of the package that is used here; it has no types of its own. */
interface Autohook {
  server: { address(): AddressInfo | null; close(): void; closeAllConnections(): void; listening: boolean };
  startServer(): void;
  start(url: string): Promise<void>;
  getWebhooks(): Promise<{ id: string; url: string }[]>;
  removeWebhooks(): Promise<void>;
  subscribe(user: { oauth_token: string; oauth_token_secret: string }): Promise<boolean>;
  unsubscribe(userId: string): Promise<boolean>;
  on(event: 'event', listener: (body: Record<string, unknown>) => void): void;
}
interface AutohookOptions {
  token: string;
  token_secret: string;
  consumer_key: string;
  consumer_secret: string;
  env: string;
  port: string;
}
// A module without types: this is what it exports.
const { Autohook } = createRequire(import.meta.url)('twitter-autohook') as {
  Autohook: new (options: AutohookOptions) => Autohook;
};

describe('twitter-autohook, unmodified, on the endpoints with an environment', () => {
  let x: LocalX;
  let hook: Autohook;
  // It wants an https address and serves http: what a tunnel does for it elsewhere.
  let tunnel: Tunnel;
  const globalAgent = https.globalAgent;
  const heard: Record<string, unknown>[] = [];

  const tokensOf = (userId: string) => {
    const { sim } = x.simulator;
    const { token, secret } = sim.tokens.issueAccess(x.app.id, userId, 'read-write-dm', sim.clock.now());
    return { oauth_token: token, oauth_token_secret: secret };
  };

  beforeAll(async () => {
    x = await startLocalX();
    x.simulator.sim.apps.update(x.app.id, { environments: ['dev'] });
    https.globalAgent = plainAgent(x.simulator.port);
    const own = tokensOf(x.shop.id);
    hook = new Autohook({
      token: own.oauth_token,
      token_secret: own.oauth_token_secret,
      consumer_key: x.app.consumerKey,
      consumer_secret: x.app.consumerSecret,
      env: 'dev',
      // A free one; the number would be taken for none.
      port: '0',
    });
    hook.on('event', (body) => heard.push(body));
    hook.startServer();
    await waitFor('its server', () => hook.server.listening);
    tunnel = await startTunnel(hook.server.address()?.port ?? 0);
    tunnel.trust();
  });
  beforeEach(() => {
    vi.spyOn(console, 'log').mockReturnValue(undefined);
    heard.length = 0;
  });
  afterAll(async () => {
    https.globalAgent = globalAgent;
    await x.simulator.close();
    tunnel.close();
    hook.server.close();
    hook.server.closeAllConnections();
  });

  it('registers its server, which answers the signed challenge', async () => {
    await hook.start(tunnel.url);
    expect(await hook.getWebhooks()).toMatchObject([{ url: tunnel.url, valid: true }]);
  });

  it('subscribes a user and emits what happens, having checked each signature', async () => {
    const complaints = vi.spyOn(console, 'error');
    expect(await hook.subscribe(tokensOf(x.shop.id))).toBe(true);
    const { sim } = x.simulator;
    typeTo(sim, x.customer.id, x.shop.id);
    sendMessage(sim, { senderId: x.customer.id, to: { userId: x.shop.id }, text: 'é 中 😀' });
    const post = createPost(sim, { authorId: x.customer.id, text: 'Hello @shop' });
    like(sim, x.shop.id, post);
    await waitFor('four events', () => heard.length === 4);
    const all = Object.assign({}, ...heard);
    expect(all).toMatchObject({
      for_user_id: x.shop.id,
      direct_message_events: [{ message_create: { message_data: { text: 'é 中 😀' } } }],
      direct_message_indicate_typing_events: [{ sender_id: x.customer.id }],
      user_has_blocked: 'false',
      tweet_create_events: [{ id_str: post.id, user: { screen_name: 'ann' } }],
      favorite_events: [{ favorited_status: { id_str: post.id }, user: { screen_name: 'shop' } }],
    });
    expect(complaints).not.toHaveBeenCalled();
  });

  it('hears the error of a second subscription in its own words', async () => {
    await expect(hook.subscribe(tokensOf(x.shop.id))).rejects.toThrow(
      'Subscription already exists. (HTTP status: 409, Twitter code: 355)',
    );
  });

  it('unsubscribes and removes its webhook', async () => {
    expect(await hook.unsubscribe(x.shop.id)).toBe(true);
    sendMessage(x.simulator.sim, {
      senderId: x.customer.id,
      to: { userId: x.shop.id },
      text: 'nobody listens',
    });
    await hook.removeWebhooks();
    expect(await hook.getWebhooks()).toEqual([]);
    expect(heard).toEqual([]);
  });
});
