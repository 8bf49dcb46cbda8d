import type { FastifyInstance } from 'fastify';
import type { XWebhook, XWebhookReason } from '../../../contract/x/webhooks.ts';
import { jsonBody } from '../../core/body.ts';
import { type XError, invalidRequest, problem } from '../../core/errors.ts';
import { fieldsParameter } from '../../core/query.ts';
import { xRoute } from '../../core/route.ts';
import type { Delivery } from '../../events/delivery.ts';
import type { Sim } from '../../sim.ts';
import { type WebhookRow, webhookLimit } from './registry.ts';
import { V2_REPLAY, parseReplayWindow } from './replay-window.ts';
import { isAcceptableWebhookUrl } from './url-rules.ts';

const WEBHOOK_FIELDS = ['created_at', 'id', 'url', 'valid'];

const present = (row: WebhookRow): XWebhook => ({
  id: row.id,
  url: row.url,
  valid: row.valid,
  created_at: new Date(row.createdAt).toISOString(),
});

/** What is no text is refused like an empty one. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const refuse = (reason: XWebhookReason, parameter: string, value: string): XError =>
  invalidRequest({ [parameter]: [value] }, reason);

/** The webhook of an app that v2 sees, or X's refusal. */
export const getWebhook = (delivery: Delivery, appId: string, id: string): WebhookRow => {
  const row = delivery.webhooks.find(id);
  if (!row || row.appId !== appId || row.environment !== null)
    throw refuse('WebhookIdInvalid', 'webhook_id', id);
  return row;
};

/** `/2/webhooks`: register, list, check again and remove. */
export const registerWebhookRoutes = (x: FastifyInstance, sim: Sim, delivery: Delivery): void => {
  xRoute(x, sim, {
    method: 'POST',
    url: '/2/webhooks',
    allow: { oauth1: 'read', bearer: true },
    async handle({ caller, request }) {
      const { url } = jsonBody(request);
      if (typeof url !== 'string' || !isAcceptableWebhookUrl(url))
        throw refuse('UrlValidationFailed', 'url', textOf(url));
      const refuseOneMore = () => {
        const own = delivery.webhooks.listOf(caller.app.id, null);
        if (own.some((row) => row.url === url)) throw refuse('DuplicateUrlFailed', 'url', url);
        if (own.length >= webhookLimit(caller.app.tier)) throw refuse('WebhookLimitExceeded', 'url', url);
      };
      refuseOneMore();
      const result = await delivery.challengeUrl(caller.app, url, 'v2');
      if (result.outcome !== 'passed') throw refuse('CrcValidationFailed', 'url', url);
      // Another request may have come in while the address was asked.
      refuseOneMore();
      const now = sim.clock.now();
      const row = delivery.webhooks.table.put({
        id: sim.ids.next(),
        appId: caller.app.id,
        url,
        api: 'v2',
        environment: null,
        valid: true,
        createdAt: now,
        lastCheckedAt: now,
        lastValidAt: now,
        lastProblem: null,
      });
      return { data: present(row) };
    },
  });

  xRoute(x, sim, {
    method: 'GET',
    url: '/2/webhooks',
    allow: { bearer: true },
    handle({ caller, query }) {
      const rows = delivery.webhooks.listOf(caller.app.id, null).map(present);
      const asked = fieldsParameter(query, 'webhook_config.fields', WEBHOOK_FIELDS);
      const data =
        asked.size === 0
          ? rows
          : rows.map((row) =>
              Object.fromEntries(Object.entries(row).filter(([name]) => name === 'id' || asked.has(name))),
            );
      return { data, meta: { result_count: data.length } };
    },
  });

  xRoute(x, sim, {
    method: 'PUT',
    url: '/2/webhooks/:webhook_id',
    allow: { oauth1: 'read', bearer: true },
    async handle({ caller, params: { webhook_id: id = '' } }) {
      const result = await delivery.checkWebhook(getWebhook(delivery, caller.app.id, id), true);
      if (result.outcome !== 'passed') throw refuse('CrcValidationFailed', 'webhook_id', id);
      return { data: { valid: true } };
    },
  });

  xRoute(x, sim, {
    method: 'DELETE',
    url: '/2/webhooks/:webhook_id',
    allow: { oauth1: 'read', bearer: true },
    handle({ caller, params: { webhook_id: id = '' } }) {
      delivery.removeWebhook(getWebhook(delivery, caller.app.id, id));
      return { data: { deleted: true } };
    },
  });

  xRoute(x, sim, {
    method: 'POST',
    url: '/2/webhooks/replay',
    allow: { bearer: true },
    handle({ caller, request }) {
      const { webhook_id: id, from_date: from, to_date: to } = jsonBody(request);
      const webhook = getWebhook(delivery, caller.app.id, textOf(id));
      const window = parseReplayWindow(textOf(from), textOf(to), sim.clock.now(), V2_REPLAY);
      if ('wrong' in window)
        throw refuse('QueryParamInvalid', window.wrong, textOf(window.wrong === 'from_date' ? from : to));
      // https://docs.x.com/x-api/account-activity/introduction#replay-functionality
      if (!webhook.valid) throw refuse('CrcValidationFailed', 'webhook_id', webhook.id);
      if (delivery.replays.isRunning(webhook.id))
        throw problem(409, 'conflict', 'Conflict', 'ReplayConflictError', {
          errors: [{ parameters: { webhook_id: [webhook.id] }, message: 'ReplayConflictError' }],
        });
      const jobId = delivery.replays.start(webhook, window, null);
      return { data: { job_id: jobId, created_at: new Date(sim.clock.now()).toISOString() } };
    },
  });
};
