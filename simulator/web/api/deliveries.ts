import type {
  ControlWebhook,
  DeliveryList,
  DeliveryRecord,
  RawDeliveryInput,
  Redelivered,
} from '../../../contract/control/deliveries.ts';
import { ask, queryOf } from './ask.ts';

export const listDeliveries = (filter: { webhookId?: string; outcome?: string; limit: number }) =>
  ask<DeliveryList>('GET', `/deliveries${queryOf({ ...filter, bodies: false })}`);
/** Every attempt of one delivery, newest first, whole. */
export const listAttempts = (deliveryId: string) =>
  ask<DeliveryList>('GET', `/deliveries${queryOf({ deliveryId, limit: 50 })}`).then(
    ({ deliveries }) => deliveries,
  );
export const forgetDeliveries = () => ask('DELETE', '/deliveries');
export const redeliver = (deliveryId: string) =>
  ask<Redelivered>('POST', `/deliveries/${deliveryId}/redeliver`).then(({ delivery }) => delivery);

export const listWebhooks = () =>
  ask<{ webhooks: ControlWebhook[] }>('GET', '/webhooks').then(({ webhooks }) => webhooks);
export type CheckAnswer = { result: { outcome: string; problem?: string }; webhook: ControlWebhook };
export const checkWebhook = (id: string) => ask<CheckAnswer>('POST', `/webhooks/${id}/check`);
export const setWebhookValid = (id: string, valid: boolean) =>
  ask<ControlWebhook>('PATCH', `/webhooks/${id}`, { valid });
export const deleteWebhook = (id: string) => ask('DELETE', `/webhooks/${id}`);
export const deliverRaw = (input: RawDeliveryInput) => ask<DeliveryRecord>('POST', '/deliver', input);
