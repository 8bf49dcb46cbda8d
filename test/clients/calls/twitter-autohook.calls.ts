import { expect, vi } from 'vitest';
import { typeTo } from '../../../simulator/acts/messages.ts';
import { like } from '../../../simulator/acts/posts.ts';
import { waitFor } from '../../flows/x-receiver.ts';
import type { ClientUnderTest } from './client.ts';
import { refusalOf } from './preload.ts';
import type { AutohookContext } from './twitter-autohook-context.ts';

export const twitterAutohook: ClientUnderTest<AutohookContext> = {
  name: 'twitter-autohook',
  version: '1.7.2',
  pointed: 'the preload',
  without: 'everything but Account Activity with an environment',
  calls: {
    v1_premium: {
      how: 'start(), getWebhooks(), subscribe(), on("event"), unsubscribe(), removeWebhooks()',
      async run({ x, hook, tunnel, tokenOf, heard }) {
        vi.spyOn(console, 'log').mockReturnValue(undefined);
        const complaints = vi.spyOn(console, 'error');
        await hook.start(tunnel.url);
        expect(await hook.getWebhooks()).toMatchObject([{ url: tunnel.url, valid: true }]);
        expect(await hook.subscribe(tokenOf(x.shop.id))).toBe(true);

        const { sim } = x.simulator;
        typeTo(sim, x.customer.id, x.shop.id);
        x.write(x.customer.id, 'é 中 😀');
        const postId = x.post(x.customer.id, 'Hello @shop');
        const post = sim.posts.find(postId);
        if (!post) throw new Error('the post is not there');
        like(sim, x.shop.id, post);
        await waitFor('four events', () => heard.length === 4);
        expect(Object.assign({}, ...heard)).toMatchObject({
          for_user_id: x.shop.id,
          direct_message_events: [{ message_create: { message_data: { text: 'é 中 😀' } } }],
          direct_message_indicate_typing_events: [{ sender_id: x.customer.id }],
          user_has_blocked: 'false',
          tweet_create_events: [{ id_str: postId, user: { screen_name: 'ann' } }],
          favorite_events: [{ favorited_status: { id_str: postId }, user: { screen_name: 'shop' } }],
        });
        // It checks each signature, and complains of a wrong one.
        expect(complaints).not.toHaveBeenCalled();

        heard.length = 0;
        expect(await hook.unsubscribe(x.shop.id)).toBe(true);
        x.write(x.customer.id, 'nobody listens');
        await hook.removeWebhooks();
        expect(await hook.getWebhooks()).toEqual([]);
        expect(heard).toEqual([]);
      },
    },
    error_forbidden: {
      how: 'TwitterError.message',
      async run({ x, hook, tunnel, tokenOf }) {
        await hook.start(tunnel.url);
        await hook.subscribe(tokenOf(x.shop.id));
        expect(await refusalOf(hook.subscribe(tokenOf(x.shop.id)))).toMatchObject({
          message: 'Subscription already exists. (HTTP status: 409, Twitter code: 355)',
        });
      },
    },
  },
};
