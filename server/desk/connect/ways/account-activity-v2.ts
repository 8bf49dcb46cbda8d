import { xErrors } from '../../../../contract/errors/x.ts';
import { isError } from '../../../base/index.ts';
import {
  isSubscribedToAccountActivity,
  subscribeAccountActivity,
  unsubscribeAccountActivity,
} from '../../../x/index.ts';
import { subscribeAll } from './subscribe.ts';
import type { Way } from './way.ts';
import { ensureWebhook, webhooksV2 } from './webhook-v2.ts';

/** Account Activity v2 to our webhook. */
export const accountActivityV2: Way = {
  transport: 'account_activity_v2',
  setUp: async (input) => {
    const step = await ensureWebhook(webhooksV2(input.appClient), input);
    const { webhook } = step;
    if (step.state !== 'works' || !webhook) {
      return { ...step, transport: 'account_activity_v2', accounts: new Map() };
    }
    const rest = await subscribeAll(input, async ({ client }) => {
      if (await isSubscribedToAccountActivity(client, webhook.id)) return { stood: true };
      await subscribeAccountActivity(client, webhook.id).catch(ignoreExisting);
      return { stood: false };
    });
    return { ...rest, transport: 'account_activity_v2', webhook, checks: [...step.checks, ...rest.checks] };
  },
  leave: async (input, account) => {
    if (input.app.xWebhookId === null || account.xUserId === null) return;
    await unsubscribeAccountActivity(input.appClient, input.app.xWebhookId, account.xUserId);
  },
};

export function ignoreExisting(error: unknown): void {
  if (!isError(error, xErrors.x_subscription_exists)) throw error;
}
