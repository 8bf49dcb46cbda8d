import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import {
  ChatEventInput,
  type ControlWebhook,
  type DeliveryList,
  type DeliveryOutcome,
  type DeliveryRecord,
  DeliverySettingsInput,
  RawDeliveryInput,
} from '../../contract/control/deliveries.ts';
import type { WebhookRow } from '../areas/webhooks/registry.ts';
import { registerFaultControl } from '../faults/control.ts';
import type { Sim } from '../sim.ts';
import { registerActivityActs } from './activity-acts.ts';
import { chatPayload } from './activity-body.ts';
import type { Delivery } from './delivery.ts';
import { registerOneDelivery } from './one-delivery.ts';
import { told } from './told.ts';

const MAX_LISTED = 2000;
const RAW_BODY_LIMIT = 16 * 1024 * 1024;

const present = (delivery: Delivery, row: WebhookRow): ControlWebhook => ({
  id: row.id,
  appId: row.appId,
  url: row.url,
  valid: row.valid,
  api: row.api,
  environment: row.environment,
  createdAtMs: row.createdAt,
  lastCheckedAtMs: row.lastCheckedAt,
  lastValidAtMs: row.lastValidAt,
  lastProblem: row.lastProblem,
  subscriptions: [
    ...delivery.subscribers
      .ofWebhook(row.id)
      .map(({ userId }) => ({ product: 'account_activity' as const, userId, eventType: 'all' })),
    ...delivery.subscriptions
      .listOf(row.appId)
      .filter(({ webhookId }) => webhookId === row.id)
      .map(({ filter, eventType }) => ({
        product: 'activity' as const,
        userId: filter.user_id ?? null,
        eventType,
      })),
  ],
});

const withoutBodies = (record: DeliveryRecord): DeliveryRecord => ({
  ...record,
  requestBody: '',
  responseBody: null,
  requestHeaders: {},
  responseHeaders: {},
});

type ListQuery = {
  limit?: string;
  webhookId?: string;
  outcome?: DeliveryOutcome;
  deliveryId?: string;
  after?: string;
  /** `false` leaves bodies and headers out, for lists. */
  bodies?: string;
};

/** Control of what X sends out: its book, its webhooks, its pace, its faults, and bodies of one's own. */
export function registerDeliveryControl(control: FastifyInstance, sim: Sim, delivery: Delivery): void {
  registerFaultControl(control, delivery);
  registerOneDelivery(control, delivery);
  registerActivityActs(control, sim, delivery);

  control.get<{ Querystring: ListQuery }>('/deliveries', async ({ query }): Promise<DeliveryList> => {
    const limit = Math.min(Math.max(Number(query.limit ?? 100) || 100, 1), MAX_LISTED);
    const { webhookId, outcome, deliveryId } = query;
    const afterId = query.after === undefined ? undefined : Number(query.after);
    const found = delivery.book.list(limit, { webhookId, outcome, deliveryId, afterId });
    return {
      deliveries: query.bodies === 'false' ? found.map(withoutBodies) : found,
      totals: { ...delivery.book.totals, pending: delivery.deliverer.pending() },
    };
  });

  control.delete('/deliveries', async () => {
    delivery.book.clear();
    return { cleared: true };
  });

  control.delete<{ Params: { id: string } }>('/webhooks/:id', async (request, reply) => {
    const row = delivery.webhooks.find(request.params.id);
    if (!row) return reply.code(404).send({ error: `no webhook ${request.params.id}` });
    delivery.removeWebhook(row);
    return { deleted: true };
  });

  control.get('/webhooks', async () => ({
    webhooks: delivery.webhooks.all().map((row) => present(delivery, row)),
  }));

  control.post<{ Params: { id: string } }>('/webhooks/:id/check', async (request, reply) => {
    const row = delivery.webhooks.find(request.params.id);
    if (!row) return reply.code(404).send({ error: `no webhook ${request.params.id}` });
    const result = await delivery.checkWebhook(row, false);
    return { result, webhook: present(delivery, delivery.webhooks.find(row.id) ?? row) };
  });

  control.patch<{ Params: { id: string }; Body: { valid: boolean } }>(
    '/webhooks/:id',
    {
      schema: {
        body: {
          type: 'object',
          properties: { valid: { type: 'boolean' } },
          required: ['valid'],
          additionalProperties: false,
        },
      },
    },
    async (request, reply) => {
      const row = delivery.webhooks.find(request.params.id);
      if (!row) return reply.code(404).send({ error: `no webhook ${request.params.id}` });
      return present(delivery, delivery.webhooks.table.put({ ...row, valid: request.body.valid }));
    },
  );

  control.get('/settings', async () => delivery.settings);
  control.patch<{ Body: DeliverySettingsInput }>(
    '/settings',
    { schema: { body: DeliverySettingsInput } },
    async ({ body }) => Object.assign(delivery.settings, body),
  );

  control.post<{ Body: RawDeliveryInput }>(
    '/deliver',
    { schema: { body: RawDeliveryInput }, bodyLimit: RAW_BODY_LIMIT },
    async ({ body: input }, reply) => {
      const webhook = delivery.webhooks.find(input.webhookId);
      if (!webhook) return reply.code(404).send({ error: `no webhook ${input.webhookId}` });
      const body =
        input.bodyBase64 === undefined
          ? Buffer.from(input.body ?? '')
          : Buffer.from(input.bodyBase64, 'base64');
      const sent = delivery.deliverer.send({
        deliveryId: sim.ids.next(),
        webhookId: webhook.id,
        appId: webhook.appId,
        product: 'raw',
        eventType: 'raw',
        userId: null,
        body,
        signed: input.signed ?? true,
        retry: input.retry ?? false,
      });
      if (input.wait === false) return reply.code(202).send({ accepted: true });
      return sent;
    },
  );

  control.post<{ Body: ChatEventInput }>('/chat', { schema: { body: ChatEventInput } }, async ({ body }) => {
    const { senderId, recipientId, encodedEvent } = body;
    const payload = chatPayload(randomUUID(), senderId, recipientId, sim.clock.now(), encodedEvent);
    const event = told(() => ({ payload }));
    delivery.teller.tellActivity(recipientId, 'chat.received', 'inbound', event);
    delivery.teller.tellActivity(senderId, 'chat.sent', 'outbound', event);
    return { id: payload.id };
  });
}
