import { Type, type Static } from 'typebox';
import { AppSettings } from '../apps.ts';
import { DisplayName, Empty, Metadata, OrNull, SunshineId } from '../fields.ts';
import { operation } from '../operation.ts';
import { AppScopes, EveryScope, ofApp, Offset } from './declare.ts';

export const AppV1 = Type.Object({
  _id: SunshineId,
  name: Type.String(),
  settings: AppSettings,
  metadata: Metadata,
});
export type AppV1 = Static<typeof AppV1>;

const App = Type.Object({ app: AppV1 });
const Fields = {
  settings: Type.Optional(AppSettings),
  metadata: Type.Optional(OrNull(Metadata)),
};

const KeyV1 = Type.Object({ _id: Type.String(), name: Type.String(), secret: Type.String() });
export type KeyV1 = Static<typeof KeyV1>;
const Key = Type.Object({ key: KeyV1 });

export const appOperationsV1 = {
  create: operation({
    id: 'apps.create',
    version: 'v1.1',
    method: 'POST',
    path: '/v1.1/apps',
    scopes: ['account'],
    summary: 'Makes an app.',
    body: Type.Object({ name: DisplayName, ...Fields }),
    status: 201,
    response: App,
    refused: 'A further app is a further workspace, which an administrator makes: 402 `payment_required`.',
  }),
  list: operation({
    id: 'apps.list',
    version: 'v1.1',
    method: 'GET',
    path: '/v1.1/apps',
    scopes: ['account'],
    summary: 'The apps of an account: the workspace of the key.',
    query: Offset,
    status: 200,
    response: Type.Object({ apps: Type.Array(AppV1), hasMore: Type.Boolean(), offset: Type.Integer() }),
  }),
  get: operation({
    id: 'apps.get',
    version: 'v1.1',
    method: 'GET',
    path: '/v1.1/apps/:appId',
    scopes: AppScopes,
    summary: 'The app: our workspace.',
    status: 200,
    response: App,
  }),
  update: operation({
    id: 'apps.update',
    version: 'v1.1',
    method: 'PUT',
    path: '/v1.1/apps/:appId',
    scopes: AppScopes,
    summary: 'Changes name, settings and metadata; what is not named stays.',
    body: Type.Object({ name: Type.Optional(DisplayName), ...Fields }),
    status: 200,
    response: App,
  }),
  remove: operation({
    id: 'apps.delete',
    version: 'v1.1',
    method: 'DELETE',
    path: '/v1.1/apps/:appId',
    scopes: ['account'],
    summary: 'Deletes an app with all that is in it.',
    status: 200,
    response: Empty,
    refused: 'A workspace is deleted by an administrator: 403 `forbidden`.',
  }),
};

export const appKeyOperationsV1 = {
  create: ofApp('/keys', {
    id: 'apps.keys.create',
    method: 'POST',
    scopes: ['account'],
    summary: 'Makes a key; at most ten.',
    body: Type.Object({ name: DisplayName }),
    status: 201,
    response: Key,
  }),
  list: ofApp('/keys', {
    id: 'apps.keys.list',
    method: 'GET',
    scopes: ['account'],
    summary: 'Keys with their secrets.',
    status: 200,
    response: Type.Object({ keys: Type.Array(KeyV1) }),
  }),
  get: ofApp('/keys/:keyId', {
    id: 'apps.keys.get',
    method: 'GET',
    scopes: ['account'],
    summary: 'One key with its secret.',
    status: 200,
    response: Key,
  }),
  jwt: ofApp('/keys/:keyId/jwt', {
    id: 'apps.keys.getJwt',
    method: 'GET',
    scopes: ['account'],
    summary: 'A token that the key has signed.',
    status: 200,
    response: Type.Object({ jwt: Type.String() }),
  }),
  remove: ofApp('/keys/:keyId', {
    id: 'apps.keys.delete',
    method: 'DELETE',
    scopes: ['account'],
    summary: 'Takes a key away; whoever has it is refused from then on.',
    status: 200,
    response: Empty,
  }),
};

export const attachmentOperationsV1 = {
  upload: ofApp('/attachments', {
    id: 'attachments.create',
    method: 'POST',
    scopes: EveryScope,
    summary: 'Keeps a file of at most 50 MB, to be named in messages.',
    upload: true,
    query: Type.Object({
      access: Type.Optional(Type.Enum(['public'])),
      for: Type.Optional(Type.String({ maxLength: 40 })),
      userId: Type.Optional(Type.String({ maxLength: 1024 })),
      appUserId: Type.Optional(Type.String({ maxLength: 1024 })),
    }),
    status: 201,
    response: Type.Object({ mediaUrl: Type.String(), mediaType: Type.String() }),
  }),
  remove: ofApp('/attachments/remove', {
    id: 'attachments.delete',
    method: 'POST',
    scopes: EveryScope,
    summary: 'Deletes a file that was kept; messages that went out with it stay.',
    body: Type.Object({ mediaUrl: Type.String({ minLength: 1, maxLength: 2048 }) }),
    status: 200,
    response: Empty,
  }),
};
