import type { Check } from '../../../contract/api/x-apps.ts';
import {
  isSubscribedToAccountActivity,
  isSubscribedToAccountActivityV1,
  listActivitySubscriptions,
  listWebhooks,
  listWebhooksV1,
  revalidateWebhook,
  revalidateWebhookV1,
  walkPages,
  type XClient,
  type XWebhookFound,
} from '../../x/index.ts';
import type { AccountRecord } from '../account.ts';
import { attempt, type CheckAbout, failed, passed } from './outcome.ts';

const webhookCheck: CheckAbout = { id: 'webhook', title: 'The webhook is registered at X' };
const crcCheck: CheckAbout = { id: 'crc', title: 'X’s challenge is answered' };

/** `environment` for Account Activity v1.1. */
export async function checkWebhook(
  client: XClient,
  webhookUrl: string,
  environment?: string,
): Promise<{ check: Check; webhook: XWebhookFound | undefined }> {
  let webhook: XWebhookFound | undefined;
  const check = await attempt(webhookCheck, async () => {
    const all =
      environment === undefined ? await listWebhooks(client) : await listWebhooksV1(client, environment);
    webhook = all.find((candidate) => candidate.url === webhookUrl);
    if (!webhook) return failed(webhookCheck, `X has no webhook for ${webhookUrl}.`, 'Register it.');
    return webhook.valid
      ? passed(webhookCheck, webhookUrl)
      : failed(
          webhookCheck,
          'X has switched the webhook off: its challenges were not answered.',
          'Run its challenge again.',
        );
  });
  return { check, webhook };
}

/** Makes X call the webhook now. `client` must be a user's (OAuth 1.0a) for v1.1. */
export function checkCrc(client: XClient, webhookId: string, environment?: string): Promise<Check> {
  return attempt(crcCheck, async () => {
    if (environment !== undefined) {
      await revalidateWebhookV1(client, environment, webhookId);
      return passed(crcCheck);
    }
    const { valid } = await revalidateWebhook(client, webhookId);
    return valid
      ? passed(crcCheck)
      : failed(
          crcCheck,
          'X got no right answer to its challenge.',
          'The API secret must be that of this app.',
        );
  });
}

export type SubscriptionWay =
  | { readonly by: 'account_activity_v2'; readonly webhookId: string }
  | { readonly by: 'account_activity_v1'; readonly environment: string }
  | { readonly by: 'activity'; readonly eventTypes: readonly string[] };

const MAX_PAGES = 10;

/** Whether X sends an account's events. `client` is the account's, for the activity API the app's or the account's. */
export function checkSubscription(
  client: XClient,
  account: AccountRecord,
  way: SubscriptionWay,
): Promise<Check> {
  const about: CheckAbout = {
    id: 'subscription',
    title: `Events of @${account.username ?? '?'} are subscribed`,
    accountId: account.id,
  };
  return attempt(about, async () => {
    const missing = await missingSubscriptions(client, account, way);
    return missing.length === 0
      ? passed(about)
      : failed(about, `X does not send ${missing.join(', ')} for this account.`, 'Subscribe it again.');
  });
}

async function missingSubscriptions(
  client: XClient,
  account: AccountRecord,
  way: SubscriptionWay,
): Promise<readonly string[]> {
  switch (way.by) {
    case 'account_activity_v2':
      return (await isSubscribedToAccountActivity(client, way.webhookId)) ? [] : ['its events'];
    case 'account_activity_v1':
      return (await isSubscribedToAccountActivityV1(client, way.environment)) ? [] : ['its events'];
    case 'activity': {
      const found = new Set<string>();
      const pages = walkPages((token) => listActivitySubscriptions(client, token), { maxPages: MAX_PAGES });
      for await (const page of pages) {
        const own = page.items.filter((item) => item.xUserId === account.xUserId);
        for (const item of own) found.add(item.eventType);
      }
      return way.eventTypes.filter((eventType) => !found.has(eventType));
    }
  }
}
