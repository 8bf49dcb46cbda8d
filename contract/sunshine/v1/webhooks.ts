import { Type, type Static } from 'typebox';
import { Empty, SunshineId } from '../fields.ts';
import { EveryScope, ofApp } from './declare.ts';

const Fields = Type.Object({
  target: Type.String({ minLength: 1, maxLength: 2048 }),
  triggers: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { minItems: 1, maxItems: 100 })),
  includeClient: Type.Optional(Type.Boolean()),
  includeFullAppUser: Type.Optional(Type.Boolean()),
});

export const WebhookV1 = Type.Object({
  _id: SunshineId,
  version: Type.Literal('v1.1'),
  target: Type.String(),
  triggers: Type.Array(Type.String()),
  secret: Type.String({ pattern: '^[0-9a-f]{40}$' }),
  includeClient: Type.Boolean(),
  includeFullAppUser: Type.Boolean(),
});
export type WebhookV1 = Static<typeof WebhookV1>;

const Webhook = Type.Object({ webhook: WebhookV1 });

/** An integration’s key sees those of its own. */
export const webhookOperationsV1 = {
  create: ofApp('/webhooks', {
    id: 'webhooks.create',
    method: 'POST',
    scopes: EveryScope,
    summary: 'Adds an address that is told what happens; without triggers, of messages.',
    body: Fields,
    status: 201,
    response: Webhook,
  }),
  list: ofApp('/webhooks', {
    id: 'webhooks.list',
    method: 'GET',
    scopes: EveryScope,
    summary: 'Addresses of version 1.1.',
    status: 200,
    response: Type.Object({ webhooks: Type.Array(WebhookV1) }),
  }),
  get: ofApp('/webhooks/:webhookId', {
    id: 'webhooks.get',
    method: 'GET',
    scopes: EveryScope,
    summary: 'One address.',
    status: 200,
    response: Webhook,
  }),
  update: ofApp('/webhooks/:webhookId', {
    id: 'webhooks.update',
    method: 'PUT',
    scopes: EveryScope,
    summary: 'Changes address, triggers or what is included; what is not named stays.',
    body: Type.Partial(Fields),
    status: 200,
    response: Webhook,
  }),
  remove: ofApp('/webhooks/:webhookId', {
    id: 'webhooks.delete',
    method: 'DELETE',
    scopes: EveryScope,
    summary: 'Takes an address away; what waits for it is not sent any more.',
    status: 200,
    response: Empty,
  }),
};
