import {
  createWebhookV1,
  deleteWebhookV1,
  isSubscribedToAccountActivityV1,
  listWebhooksV1,
  revalidateWebhookV1,
  subscribeAccountActivityV1,
  unsubscribeAccountActivityV1,
  type XClient,
} from '../../../x/index.ts';
import { skipped } from '../checks/check.ts';
import { ignoreExisting } from './account-activity-v2.ts';
import { subscribeAll } from './subscribe.ts';
import type { Way, WayInput, WayOutcome } from './way.ts';
import { ensureWebhook, type WebhookKeeper } from './webhook-v2.ts';

/** Account Activity v1.1 in an environment with a name: needs accounts signed in with OAuth 1.0a. */
export const accountActivityV1: Way = {
  transport: 'account_activity_v1',
  setUp: async (input) => {
    const environment = input.app.environmentName;
    if (environment === null) return refused('The X app has no environment name here.');
    const signer = input.accounts.find(({ account }) => account.authKind === 'oauth1');
    if (!signer) return refused('Account Activity v1.1 needs an account that signed in with OAuth 1.0a.');
    const step = await ensureWebhook(webhooksV1(input, signer.client, environment), input);
    if (step.state !== 'works') return { ...step, transport: 'account_activity_v1', accounts: new Map() };
    const rest = await subscribeAll(input, async ({ client }) => {
      if (await isSubscribedToAccountActivityV1(client, environment)) return { stood: true };
      await subscribeAccountActivityV1(client, environment).catch(ignoreExisting);
      return { stood: false };
    });
    return {
      ...rest,
      transport: 'account_activity_v1',
      webhook: step.webhook,
      checks: [...step.checks, ...rest.checks],
    };
  },
  leave: async (input, account) => {
    const environment = input.app.environmentName;
    if (environment === null || account.xUserId === null) return;
    await unsubscribeAccountActivityV1(input.appClient, environment, account.xUserId);
  },
};

function webhooksV1(input: WayInput, signer: XClient, environment: string): WebhookKeeper {
  return {
    list: () => listWebhooksV1(input.appClient, environment),
    create: (url) => createWebhookV1(signer, environment, url),
    revalidate: async (id) => {
      await revalidateWebhookV1(signer, environment, id);
      return { valid: true };
    },
    remove: (id) => deleteWebhookV1(signer, environment, id),
  };
}

function refused(reason: string): WayOutcome {
  return {
    transport: 'account_activity_v1',
    state: 'refused',
    reason,
    webhook: undefined,
    accounts: new Map(),
    checks: [skipped('webhook', { detail: reason }), skipped('crc'), skipped('subscription')],
  };
}
