import { Type, type Static } from 'typebox';
import { Empty, Metadata, OrNull, SunshineId, SunshineTime } from '../fields.ts';
import { EveryScope, ofApp } from './declare.ts';

const Field = Type.Optional(OrNull(Type.String({ maxLength: 128 })));

const AppUserFields = {
  givenName: Field,
  surname: Field,
  email: Type.Optional(OrNull(Type.String({ format: 'email', minLength: 1, maxLength: 128 }))),
  avatarUrl: Type.Optional(OrNull(Type.String({ maxLength: 2048 }))),
  signedUpAt: Type.Optional(SunshineTime),
  properties: Type.Optional(Metadata),
};
export type AppUserFields = Static<ReturnType<typeof Type.Object<typeof AppUserFields>>>;

export const ClientV1 = Type.Object({
  _id: SunshineId,
  platform: Type.Literal('twitter'),
  active: Type.Boolean(),
  primary: Type.Boolean(),
  integrationId: SunshineId,
  externalId: Type.String(),
  lastSeen: OrNull(SunshineTime),
  linkedAt: SunshineTime,
  displayName: OrNull(Type.String()),
  avatarUrl: OrNull(Type.String()),
  info: Type.Record(Type.String(), Type.Unknown()),
  raw: Type.Record(Type.String(), Type.Unknown()),
});
export type ClientV1 = Static<typeof ClientV1>;

export const AppUserV1 = Type.Object({
  _id: SunshineId,
  userId: Type.Optional(Type.String()),
  givenName: Type.Optional(Type.String()),
  surname: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  avatarUrl: Type.Optional(Type.String()),
  signedUpAt: SunshineTime,
  properties: Metadata,
  conversationStarted: Type.Boolean(),
  clients: Type.Array(ClientV1),
  pendingClients: Type.Array(Type.Object({})),
});
export type AppUserV1 = Static<typeof AppUserV1>;

const AppUser = Type.Object({ appUser: AppUserV1 });

const NamedUser = Type.Object({
  _id: Type.Optional(Type.String({ minLength: 1, maxLength: 1024 })),
  userId: Type.Optional(Type.String({ minLength: 1, maxLength: 1024 })),
});
export type NamedUser = Static<typeof NamedUser>;

export const appUserOperations = {
  create: ofApp('/appusers', {
    id: 'appUsers.create',
    method: 'POST',
    scopes: EveryScope,
    summary: 'Makes a user under an id of the caller’s own.',
    body: Type.Object({ userId: Type.String({ minLength: 1, maxLength: 1024 }), ...AppUserFields }),
    status: 201,
    response: AppUser,
  }),
  get: ofApp('/appusers/:userId', {
    id: 'appUsers.get',
    method: 'GET',
    scopes: EveryScope,
    summary: 'One user with their clients, by our id or the caller’s own.',
    status: 200,
    response: AppUser,
  }),
  update: ofApp('/appusers/:userId', {
    id: 'appUsers.update',
    method: 'PUT',
    scopes: EveryScope,
    summary: 'Changes profile and properties; what is not named stays, null takes away.',
    body: Type.Object(AppUserFields),
    status: 200,
    response: AppUser,
  }),
  remove: ofApp('/appusers/:userId', {
    id: 'appUsers.delete',
    method: 'DELETE',
    scopes: EveryScope,
    summary: 'Deletes a user with everything they wrote: for a person of X, an erasure.',
    status: 200,
    response: Empty,
  }),
  removeProfile: ofApp('/appusers/:userId/profile', {
    id: 'appUsers.deleteProfile',
    method: 'DELETE',
    scopes: EveryScope,
    summary: 'Forgets name, picture, address and properties; the conversation stays.',
    status: 200,
    response: AppUser,
  }),
  removePersonal: ofApp('/appusers/:userId/personalinformation', {
    id: 'deletePersonalInformation',
    method: 'DELETE',
    scopes: EveryScope,
    summary: 'The same, at its later address.',
    status: 200,
    response: AppUser,
  }),
  channels: ofApp('/appusers/:userId/channels', {
    id: 'appUsers.getChannels',
    method: 'GET',
    scopes: EveryScope,
    summary: 'The id of the user on X.',
    status: 200,
    response: Type.Object({
      channels: Type.Array(Type.Object({ type: Type.Literal('twitter'), userId: Type.String() })),
    }),
  }),
  businessSystems: ofApp('/appusers/:userId/businesssystems', {
    id: 'appUsers.getBusinessSystems',
    method: 'GET',
    scopes: EveryScope,
    summary: 'Ids of the user in Slack, Zendesk and Help Scout: none.',
    status: 200,
    response: Type.Object({ businessSystems: Type.Array(Type.Object({})) }),
  }),
  unlink: ofApp('/appusers/:userId/channels/:channel', {
    id: 'appUsers.unlinkChannel',
    method: 'DELETE',
    scopes: EveryScope,
    summary: 'Takes a user off a channel.',
    status: 200,
    response: Empty,
    refused: 'Who wrote to a handle stays there: 400 `bad_request`; another channel: 404 `client_not_found`.',
  }),
  merge: ofApp('/appusers/merge', {
    id: 'appUsers.mergeUsers',
    method: 'POST',
    scopes: EveryScope,
    summary: 'Makes two users one: the caller’s own user is merged into another, for example one of X.',
    body: Type.Object({ surviving: NamedUser, discarded: NamedUser }),
    status: 200,
    response: AppUser,
  }),
};
