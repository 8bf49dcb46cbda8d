import { xErrors } from '../../../contract/errors/x.ts';
import type { XClient } from '../client.ts';
import { type Endpoint, perApp, perUser } from '../endpoint.ts';
import { asList, asRecord, asXId } from '../json.ts';
import { XProblem } from '../problem.ts';

/** Account Activity v2, which X has marked deprecated without a date. */
const limits = [perUser(450), perApp(450)];
const base = { host: 'api', limits } as const;
const path = '/2/account_activity/webhooks/:webhookId/subscriptions/all';

const subscribe: Endpoint = {
  ...base,
  name: 'account_activity_subscribe',
  method: 'POST',
  path,
  auth: ['oauth1', 'oauth2'],
};
const check: Endpoint = {
  ...base,
  name: 'account_activity_check',
  method: 'GET',
  path,
  auth: ['oauth1', 'oauth2'],
};
const list: Endpoint = {
  ...base,
  name: 'account_activity_list',
  method: 'GET',
  path: `${path}/list`,
  auth: ['app'],
};
const unsubscribe: Endpoint = {
  ...base,
  name: 'account_activity_unsubscribe',
  method: 'DELETE',
  path: '/2/account_activity/webhooks/:webhookId/subscriptions/:xUserId/all',
  auth: ['app'],
};

/** Subscribes the user whose token this is. @throws XProblem `x_subscription_exists`, … */
export async function subscribeAccountActivity(client: XClient, webhookId: string): Promise<void> {
  await client.call(subscribe, { params: { webhookId }, json: {} });
}

/** Whether the user whose token this is is subscribed. @throws XProblem */
export async function isSubscribedToAccountActivity(client: XClient, webhookId: string): Promise<boolean> {
  const answer = await client.call(check, { params: { webhookId } }).catch(nothingIfUnknown);
  return asRecord(asRecord(answer?.body)?.['data'])?.['subscribed'] === true;
}

/** X answers "no" in the data, or by not finding the subscription. */
export function nothingIfUnknown(error: unknown): undefined {
  const unknown: readonly string[] = [xErrors.x_not_found.code, xErrors.x_subscription_unknown.code];
  if (error instanceof XProblem && unknown.includes(error.code)) return undefined;
  throw error;
}

/** The ids of all subscribed users. @throws XProblem */
export async function listAccountActivitySubscribers(
  client: XClient,
  webhookId: string,
): Promise<readonly string[]> {
  const answer = await client.call(list, { params: { webhookId } });
  return asList(asRecord(asRecord(answer.body)?.['data'])?.['subscriptions'])
    .map((subscription) => asXId(asRecord(subscription)?.['user_id']))
    .filter((id) => id !== undefined);
}

/** @throws XProblem `x_subscription_unknown` */
export async function unsubscribeAccountActivity(
  client: XClient,
  webhookId: string,
  xUserId: string,
): Promise<void> {
  await client.call(unsubscribe, { params: { webhookId, xUserId } });
}
