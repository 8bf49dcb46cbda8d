import type { FastifyInstance } from 'fastify';
import type { DeliveryStory, Redelivered } from '../../contract/control/deliveries.ts';
import type { Delivery } from './delivery.ts';
import type { Outgoing } from './deliverer.ts';

/** One delivery with all its attempts, and sending it once more by hand. */
export function registerOneDelivery(control: FastifyInstance, delivery: Delivery): void {
  const { book, deliverer, history, pending, webhooks } = delivery;
  type ById = { Params: { deliveryId: string } };

  control.get<ById>('/deliveries/:deliveryId', async ({ params }, reply) => {
    const { deliveryId } = params;
    const attempts = book.attemptsOf(deliveryId);
    const kept = history.find(deliveryId);
    const known = kept ?? book.findLatest(deliveryId)?.attempt;
    if (!known) return reply.code(404).send({ error: `no delivery ${deliveryId}` });
    const next = pending.find(deliveryId);
    const story: DeliveryStory = {
      deliveryId,
      webhookId: known.webhookId,
      product: known.product,
      eventType: known.eventType,
      userId: known.userId,
      isOver: next === undefined,
      nextAttemptAtMs: next?.dueAtMs ?? null,
      isReplayable: kept !== undefined,
      attempts,
    };
    return story;
  });

  /** The body whole: of the kept event, or of the latest attempt unless that was cut. */
  const find = (deliveryId: string): Omit<Outgoing, 'appId' | 'signed' | 'retry'> | 'cut' | null => {
    const kept = history.find(deliveryId);
    if (kept) return kept;
    const found = book.findLatest(deliveryId);
    if (!found) return null;
    return found.isWhole ? found.attempt : 'cut';
  };

  control.post<ById>(
    '/deliveries/:deliveryId/redeliver',
    async ({ params }, reply): Promise<Redelivered | undefined> => {
      const { deliveryId } = params;
      const found = find(deliveryId);
      if (!found) return reply.code(404).send({ error: `no delivery ${deliveryId}` });
      if (found === 'cut')
        return reply.code(409).send({ error: 'the body of this delivery is no longer kept whole' });
      const { webhookId, product, eventType, userId, body } = found;
      const webhook = webhooks.find(webhookId);
      if (!webhook) return reply.code(409).send({ error: 'the webhook of this delivery is gone' });
      const outgoing = { deliveryId, webhookId, appId: webhook.appId, product, eventType, userId, body };
      return { delivery: await deliverer.send({ ...outgoing, signed: true, retry: false }) };
    },
  );
}
