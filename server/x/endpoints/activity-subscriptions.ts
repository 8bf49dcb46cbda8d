import type { XClient } from '../client.ts';
import { type AuthKind, type Endpoint, perApp, perUser } from '../endpoint.ts';
import { asList, asRecord, asText, asXId } from '../json.ts';
import type { XPage } from '../page.ts';
import { unreadable } from '../requests.ts';

/** https://docs.x.com/x-api/activity: 500 calls per quarter hour each. */
const limits = [perUser(500), perApp(500)];
const base = { host: 'api', limits, path: '/2/activity/subscriptions' } as const;

/** Private events need the user's own sign-in: some took OAuth 2.0 only, some OAuth 1.0a only. */
const createAs = (auth: readonly AuthKind[]): Endpoint => ({
  ...base,
  name: 'activity_subscription_create',
  method: 'POST',
  auth,
});
const list: Endpoint = {
  ...base,
  name: 'activity_subscription_list',
  method: 'GET',
  auth: ['app', 'oauth1', 'oauth2'],
};
const update: Endpoint = {
  ...base,
  name: 'activity_subscription_update',
  method: 'PUT',
  path: '/2/activity/subscriptions/:subscriptionId',
  auth: ['app'],
};
const remove: Endpoint = {
  ...base,
  name: 'activity_subscription_delete',
  method: 'DELETE',
  path: '/2/activity/subscriptions/:subscriptionId',
  auth: ['app'],
};

export interface NewActivitySubscription {
  /** `dm.received`, … */
  readonly eventType: string;
  readonly xUserId?: string;
  readonly direction?: 'inbound' | 'outbound';
  /** At most 200 characters; comes with each event. */
  readonly tag?: string;
  /** Absent: events go to the stream only. */
  readonly webhookId?: string;
}

export interface ActivitySubscription {
  readonly subscriptionId: string;
  readonly eventType: string;
  readonly xUserId?: string;
  readonly tag?: string;
  readonly webhookId?: string;
}

/** @throws XProblem `x_subscription_exists`, `x_subscription_limit`, … */
export async function createActivitySubscription(
  client: XClient,
  wanted: NewActivitySubscription,
): Promise<ActivitySubscription> {
  const answer = await client.call(createAs(['oauth2', 'oauth1', 'app']), {
    json: {
      event_type: wanted.eventType,
      filter: {
        ...(wanted.xUserId !== undefined && { user_id: wanted.xUserId }),
        ...(wanted.direction && { direction: wanted.direction }),
      },
      ...(wanted.tag !== undefined && { tag: wanted.tag }),
      ...(wanted.webhookId !== undefined && { webhook_id: wanted.webhookId }),
    },
  });
  const subscription = readCreated(answer.body, wanted);
  if (!subscription) throw unreadable(true, JSON.stringify(answer.body));
  return subscription;
}

/**
 * X's documents show three answers: `{data:{subscription:{…}}}`, `{data:{subscription_id,…}}` and
 * `{data:[{…}], meta}`. All are read. In a list the new one is the one that matches what was asked for.
 */
export function readCreated(
  body: unknown,
  wanted: NewActivitySubscription,
): ActivitySubscription | undefined {
  const data = asRecord(body)?.['data'];
  if (!Array.isArray(data)) {
    const flat = asRecord(data);
    return readSubscription(asRecord(flat?.['subscription']) ?? flat);
  }
  const found = data.map(readSubscription).filter((subscription) => subscription !== undefined);
  const matching = found.filter(
    (subscription) =>
      subscription.eventType === wanted.eventType &&
      (subscription.xUserId === undefined || subscription.xUserId === wanted.xUserId),
  );
  return matching.at(-1) ?? (found.length === 1 ? found[0] : undefined);
}

/** One page of up to 1,000. @throws XProblem */
export async function listActivitySubscriptions(
  client: XClient,
  token?: string,
): Promise<XPage<ActivitySubscription>> {
  const answer = await client.call(list, { query: { max_results: '1000', pagination_token: token } });
  const body = asRecord(answer.body);
  const data = body?.['data'];
  const nextToken = asText(asRecord(body?.['meta'])?.['next_token']);
  return {
    items: asList(Array.isArray(data) ? data : asRecord(data)?.['subscriptions'])
      .map((item) => readSubscription(asRecord(item)?.['subscription'] ?? item))
      .filter((subscription) => subscription !== undefined),
    ...(nextToken !== undefined && { nextToken }),
  };
}

/** Sends the events of a subscription to another webhook, or names it anew. @throws XProblem */
export async function updateActivitySubscription(
  client: XClient,
  subscriptionId: string,
  change: { readonly tag?: string; readonly webhookId?: string },
): Promise<void> {
  await client.call(update, {
    params: { subscriptionId },
    json: {
      ...(change.tag !== undefined && { tag: change.tag }),
      ...(change.webhookId !== undefined && { webhook_id: change.webhookId }),
    },
  });
}

/** @throws XProblem */
export async function deleteActivitySubscription(client: XClient, subscriptionId: string): Promise<void> {
  await client.call(remove, { params: { subscriptionId } });
}

function readSubscription(value: unknown): ActivitySubscription | undefined {
  const raw = asRecord(value);
  const subscriptionId = asText(raw?.['subscription_id']) ?? asText(raw?.['id']);
  if (!raw || subscriptionId === undefined) return undefined;
  const xUserId = asXId(asRecord(raw['filter'])?.['user_id']);
  const tag = asText(raw['tag']);
  const webhookId = asXId(raw['webhook_id']);
  return {
    subscriptionId,
    eventType: asText(raw['event_type']) ?? '',
    ...(xUserId !== undefined && { xUserId }),
    ...(tag !== undefined && { tag }),
    ...(webhookId !== undefined && { webhookId }),
  };
}
