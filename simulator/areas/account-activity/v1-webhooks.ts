import { v1Error } from '../../core/errors.ts';
import type { Delivery } from '../../events/delivery.ts';
import type { Sim } from '../../sim.ts';
import type { SimApp } from '../../state/apps.ts';
import type { ChallengeResult } from '../webhooks/challenge.ts';
import { type WebhookRow, webhookLimit } from '../webhooks/registry.ts';
import { isAcceptableWebhookUrl } from '../webhooks/url-rules.ts';

const RULES = 'Webhook URL does not meet the requirements.';

const refuse = (message: string) => v1Error(403, 214, message);

/** Throws v1.1's sentence for a check that did not pass. */
export const refuseUnlessPassed = (result: ChallengeResult): void => {
  if (result.outcome === 'passed') return;
  if (result.because === 'timeout')
    throw refuse('High latency on CRC GET request. Your webhook should respond in less than 3 seconds.');
  if (result.because === 'token') throw refuse(`${RULES} Invalid CRC token or json response format.`);
  if (result.because === 'status' || result.because === 'redirect')
    throw refuse('Non-200 response code during CRC GET request (i.e. 404, 500, etc).');
  throw refuse(RULES);
};

/** `2016-06-02T23:54:02Z`, v1.1's form of a time; premium calls the field `created_timestamp`. */
export const presentV1Webhook = (row: WebhookRow) => {
  const created = `${new Date(row.createdAt).toISOString().slice(0, 19)}Z`;
  return {
    id: row.id,
    url: row.url,
    valid: row.valid,
    ...(row.environment === null ? { created_at: created } : { created_timestamp: created }),
  };
};

/** Registers a webhook of v1.1: address rules, count, challenge, in this order. */
export const createV1Webhook = async (
  sim: Sim,
  delivery: Delivery,
  app: SimApp,
  url: string,
  environment: string | null,
): Promise<WebhookRow> => {
  if (!isAcceptableWebhookUrl(url)) throw refuse(RULES);
  const refuseOneMore = () => {
    const own = delivery.webhooks.listOf(app.id, environment);
    const most = environment === null ? webhookLimit(app.tier) : 1;
    if (own.some((row) => row.url === url) || own.length >= most)
      throw refuse('Too many resources already created.');
  };
  refuseOneMore();
  const api = environment === null ? 'enterprise' : 'premium';
  refuseUnlessPassed(await delivery.challengeUrl(app, url, api));
  // Another request may have come in while the address was asked.
  refuseOneMore();
  const now = sim.clock.now();
  return delivery.webhooks.table.put({
    id: sim.ids.next(),
    appId: app.id,
    url,
    api,
    environment,
    valid: true,
    createdAt: now,
    lastCheckedAt: now,
    lastValidAt: now,
    lastProblem: null,
  });
};

/** A webhook of this app in this environment, or v1.1's 404. */
export const getV1Webhook = (
  delivery: Delivery,
  app: SimApp,
  id: string,
  environment: string | null,
): WebhookRow => {
  const row = delivery.webhooks.find(id);
  if (row && row.appId === app.id && row.environment === environment) return row;
  throw v1Error(404, 34, 'Sorry, that page does not exist.');
};

/** The one webhook of an environment, which its subscriptions go to. */
export const getEnvironmentWebhook = (delivery: Delivery, app: SimApp, environment: string): WebhookRow => {
  const [row] = delivery.webhooks.listOf(app.id, environment);
  if (row) return row;
  throw v1Error(404, 34, 'Sorry, that page does not exist.');
};

/** Environments are named in the developer portal before they can be used. */
export const requireEnvironment = (app: SimApp, environment: string): void => {
  if (app.environments.includes(environment)) return;
  throw v1Error(403, 200, 'Forbidden.');
};
