import { Type, type Static } from 'typebox';
import { Empty, OrNull, SunshineId } from '../fields.ts';
import { SunshineWebhook } from '../integrations.ts';
import { AppScopes, ofApp, Offset } from './declare.ts';

export const IntegrationV1 = Type.Union([
  Type.Object({
    _id: SunshineId,
    type: Type.Literal('twitter'),
    status: Type.Enum(['active', 'inactive', 'error']),
    displayName: OrNull(Type.String()),
    /** As it was given, as far as it is known: `premium` with an environment, else `enterprise`. */
    tier: Type.Enum(['sandbox', 'premium', 'enterprise']),
    envName: Type.Optional(Type.String()),
    consumerKey: Type.String(),
    accessTokenKey: Type.String(),
    userId: Type.String(),
    username: Type.String(),
  }),
  Type.Object({
    _id: SunshineId,
    type: Type.Literal('custom'),
    status: Type.Literal('active'),
    displayName: OrNull(Type.String()),
    webhooks: Type.Array(
      Type.Intersect([Type.Omit(SunshineWebhook, ['id']), Type.Object({ _id: SunshineId })]),
    ),
  }),
]);
export type IntegrationV1 = Static<typeof IntegrationV1>;

const Integration = Type.Object({ integration: IntegrationV1 });

export const integrationOperationsV1 = {
  create: ofApp('/integrations', {
    id: 'integrations.create',
    method: 'POST',
    scopes: AppScopes,
    summary: 'Connects an X account by its keys, or adds a bot or business system with its webhook.',
    body: Type.Intersect([
      Type.Object({ type: Type.String({ maxLength: 40 }) }),
      Type.Record(Type.String(), Type.Unknown()),
    ]),
    status: 201,
    response: Integration,
  }),
  list: ofApp('/integrations', {
    id: 'integrations.list',
    method: 'GET',
    scopes: AppScopes,
    summary: 'Handles, bots and business systems.',
    query: Type.Intersect([Offset, Type.Object({ types: Type.Optional(Type.String({ maxLength: 500 })) })]),
    status: 200,
    response: Type.Object({
      integrations: Type.Array(IntegrationV1),
      hasMore: Type.Boolean(),
      offset: Type.Integer(),
    }),
  }),
  get: ofApp('/integrations/:integrationId', {
    id: 'integrations.get',
    method: 'GET',
    scopes: AppScopes,
    summary: 'One of them.',
    status: 200,
    response: Integration,
  }),
  update: ofApp('/integrations/:integrationId', {
    id: 'integrations.update',
    method: 'PUT',
    scopes: AppScopes,
    summary: 'Renames it; keys cannot be changed, only made anew.',
    body: Type.Object({ displayName: Type.Optional(OrNull(Type.String({ maxLength: 100 }))) }),
    status: 200,
    response: Integration,
  }),
  remove: ofApp('/integrations/:integrationId', {
    id: 'integrations.delete',
    method: 'DELETE',
    scopes: AppScopes,
    summary: 'Takes a handle out of use, or a bot or business system with its keys and webhook away.',
    status: 200,
    response: Empty,
  }),
};
