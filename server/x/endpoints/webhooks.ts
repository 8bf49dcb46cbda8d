import type { XClient } from '../client.ts';
import { type Endpoint, perApp, perUser } from '../endpoint.ts';
import { asList, asRecord, asText, asTime, asXId } from '../json.ts';
import { unreadable } from '../requests.ts';

/** X documents 450 per quarter hour and app, however the call is signed; a user's token counts the same here. */
const limits = [perUser(450), perApp(450)];
const base = { host: 'api', limits } as const;

export const createWebhookEndpoint: Endpoint = {
  ...base,
  name: 'webhook_create',
  method: 'POST',
  path: '/2/webhooks',
  auth: ['app', 'oauth1'],
  // X calls us back before it answers.
  timeoutMs: 20_000,
};
export const listWebhooksEndpoint: Endpoint = {
  ...base,
  name: 'webhook_list',
  method: 'GET',
  path: '/2/webhooks',
  auth: ['app'],
};
const revalidate: Endpoint = {
  ...base,
  name: 'webhook_revalidate',
  method: 'PUT',
  path: '/2/webhooks/:webhookId',
  auth: ['app', 'oauth1'],
  timeoutMs: 20_000,
  changes: false,
};
const remove: Endpoint = {
  ...base,
  name: 'webhook_delete',
  method: 'DELETE',
  path: '/2/webhooks/:webhookId',
  auth: ['app', 'oauth1'],
};
const replay: Endpoint = {
  ...base,
  name: 'webhook_replay',
  method: 'POST',
  path: '/2/webhooks/replay',
  auth: ['app'],
  limits: [perApp(100)],
};

export interface XWebhookFound {
  readonly id: string;
  readonly url: string;
  readonly valid: boolean;
  readonly createdAt?: Date;
}

/** Registers the URL; X calls it with a challenge before it answers. @throws XProblem `x_webhook_…` */
export async function createWebhook(client: XClient, url: string): Promise<XWebhookFound> {
  const answer = await client.call(createWebhookEndpoint, { json: { url } });
  const body = asRecord(answer.body);
  // Up to version 2.166 the webhook stands at the top.
  const webhook = readWebhook(body?.['data'] ?? body);
  if (!webhook) throw unreadable(true, JSON.stringify(answer.body));
  return webhook;
}

/** @throws XProblem */
export async function listWebhooks(client: XClient): Promise<readonly XWebhookFound[]> {
  const query = { 'webhook_config.fields': 'created_at,id,url,valid' };
  const answer = await client.call(listWebhooksEndpoint, { query });
  return asList(asRecord(answer.body)?.['data'] ?? answer.body)
    .map(readWebhook)
    .filter((webhook) => webhook !== undefined);
}

/** Makes X send its challenge again; an invalid webhook gets no events until then. @throws XProblem */
export async function revalidateWebhook(client: XClient, webhookId: string): Promise<{ valid: boolean }> {
  const answer = await client.call(revalidate, { params: { webhookId } });
  const data = asRecord(asRecord(answer.body)?.['data']);
  // Older documentation answers `attempted` instead; a 2xx without a word means that the challenge was met.
  return { valid: data?.['valid'] !== false };
}

/** @throws XProblem */
export async function deleteWebhook(client: XClient, webhookId: string): Promise<void> {
  await client.call(remove, { params: { webhookId } });
}

/**
 * Asks X to send the events between two times once more: at most 24 hours back, `from` at least 31 minutes and `to`
 * at least 10 minutes ago, whole minutes. @throws XProblem `x_replay_refused`
 */
export async function replayWebhook(
  client: XClient,
  webhookId: string,
  from: Date,
  to: Date,
): Promise<{ jobId: string }> {
  const json = { webhook_id: webhookId, from_date: minuteStamp(from), to_date: minuteStamp(to) };
  const answer = await client.call(replay, { json });
  const data = asRecord(asRecord(answer.body)?.['data']) ?? asRecord(answer.body);
  return { jobId: asText(data?.['job_id']) ?? '' };
}

/** `yyyymmddhhmm` in UTC. */
export function minuteStamp(at: Date): string {
  return at.toISOString().replace(/\D/g, '').slice(0, 12);
}

export function readWebhook(value: unknown): XWebhookFound | undefined {
  const raw = asRecord(value);
  const id = asXId(raw?.['id']);
  if (!raw || id === undefined) return undefined;
  const createdAt = asTime(raw['created_at']);
  return {
    id,
    url: asText(raw['url']) ?? '',
    valid: raw['valid'] === true,
    ...(createdAt && { createdAt }),
  };
}
