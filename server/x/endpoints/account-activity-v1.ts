import type { XClient } from '../client.ts';
import { type Endpoint, perApp, perUser } from '../endpoint.ts';
import { asList, asRecord, asXId } from '../json.ts';
import { unreadable } from '../requests.ts';
import { nothingIfUnknown } from './account-activity.ts';
import { readWebhook, type XWebhookFound } from './webhooks.ts';

/** Account Activity v1.1 with an environment name (premium); enterprise has the same without one. */
const limits = [perUser(15), perApp(15)];
const base = { host: 'api', limits } as const;
const env = '/1.1/account_activity/all/:environment';

const create: Endpoint = {
  ...base,
  name: 'account_activity_v1_webhook_create',
  method: 'POST',
  path: `${env}/webhooks.json`,
  auth: ['oauth1'],
  timeoutMs: 20_000,
};
const list: Endpoint = {
  ...base,
  name: 'account_activity_v1_webhook_list',
  method: 'GET',
  path: `${env}/webhooks.json`,
  auth: ['app'],
};
const revalidate: Endpoint = {
  ...base,
  name: 'account_activity_v1_webhook_revalidate',
  method: 'PUT',
  path: `${env}/webhooks/:webhookId.json`,
  auth: ['oauth1'],
  timeoutMs: 20_000,
  changes: false,
};
const remove: Endpoint = {
  ...base,
  name: 'account_activity_v1_webhook_delete',
  method: 'DELETE',
  path: `${env}/webhooks/:webhookId.json`,
  auth: ['oauth1'],
};
const subscribe: Endpoint = {
  ...base,
  name: 'account_activity_v1_subscribe',
  method: 'POST',
  path: `${env}/subscriptions.json`,
  auth: ['oauth1'],
};
const check: Endpoint = {
  ...base,
  name: 'account_activity_v1_check',
  method: 'GET',
  path: `${env}/subscriptions.json`,
  auth: ['oauth1'],
};
const unsubscribe: Endpoint = {
  ...base,
  name: 'account_activity_v1_unsubscribe',
  method: 'DELETE',
  path: `${env}/subscriptions/:xUserId.json`,
  auth: ['app'],
};

/** Registers the URL in an environment; X calls it with a challenge first. @throws XProblem `x_webhook_…` */
export async function createWebhookV1(
  client: XClient,
  environment: string,
  url: string,
): Promise<XWebhookFound> {
  const answer = await client.call(create, { params: { environment }, query: { url } });
  const webhook = readWebhook(answer.body);
  if (!webhook) throw unreadable(true, JSON.stringify(answer.body));
  return webhook;
}

/** @throws XProblem */
export async function listWebhooksV1(
  client: XClient,
  environment: string,
): Promise<readonly XWebhookFound[]> {
  const answer = await client.call(list, { params: { environment } });
  return asList(answer.body)
    .map(readWebhook)
    .filter((webhook) => webhook !== undefined);
}

/** @throws XProblem */
export async function revalidateWebhookV1(
  client: XClient,
  environment: string,
  webhookId: string,
): Promise<void> {
  await client.call(revalidate, { params: { environment, webhookId } });
}

/** @throws XProblem */
export async function deleteWebhookV1(
  client: XClient,
  environment: string,
  webhookId: string,
): Promise<void> {
  await client.call(remove, { params: { environment, webhookId } });
}

/** Subscribes the user whose token this is. @throws XProblem `x_subscription_exists`, … */
export async function subscribeAccountActivityV1(client: XClient, environment: string): Promise<void> {
  await client.call(subscribe, { params: { environment } });
}

/** Whether the user whose token this is is subscribed. @throws XProblem */
export async function isSubscribedToAccountActivityV1(
  client: XClient,
  environment: string,
): Promise<boolean> {
  const answer = await client.call(check, { params: { environment } }).catch(nothingIfUnknown);
  return answer !== undefined;
}

/** The ids of all subscribed users of an environment. @throws XProblem */
export async function listAccountActivitySubscribersV1(
  client: XClient,
  environment: string,
): Promise<readonly string[]> {
  const answer = await client.call(listSubscribers, { params: { environment } });
  return asList(asRecord(answer.body)?.['subscriptions'])
    .map((subscription) => asXId(asRecord(subscription)?.['user_id']))
    .filter((id) => id !== undefined);
}

const listSubscribers: Endpoint = {
  ...base,
  name: 'account_activity_v1_list',
  method: 'GET',
  path: `${env}/subscriptions/list.json`,
  auth: ['app'],
};

/** @throws XProblem */
export async function unsubscribeAccountActivityV1(
  client: XClient,
  environment: string,
  xUserId: string,
): Promise<void> {
  await client.call(unsubscribe, { params: { environment, xUserId } });
}
