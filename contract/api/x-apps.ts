import { Type, type Static } from 'typebox';
import { Id, IdParams, Nullable, OneOf, Time, XId } from './common.ts';
import { route } from './route.ts';

export const Transport = OneOf([
  'none',
  'activity_webhook',
  'account_activity_v2',
  'account_activity_v1',
  'activity_stream',
  'polling',
]);
export type Transport = Static<typeof Transport>;

/** One live check, as it went. */
export const Check = Type.Object({
  id: Type.String({
    description:
      'keys, permission, callback, environment, webhook, crc, subscription, dm_open, last_event, token, test_dm',
  }),
  title: Type.String(),
  state: OneOf(['ok', 'failed', 'skipped', 'manual']),
  detail: Nullable(Type.String()),
  /** X's own answer, shortened; no secrets. */
  xAnswer: Nullable(Type.String()),
  remedy: Nullable(Type.String()),
  accountId: Nullable(Id),
});
export type Check = Static<typeof Check>;

export const Account = Type.Object({
  id: Id,
  appId: Id,
  kind: OneOf(['user', 'app']),
  xUserId: Nullable(XId),
  username: Nullable(Type.String()),
  name: Nullable(Type.String()),
  avatarUrl: Nullable(Type.String()),
  authKind: OneOf(['oauth1', 'oauth2', 'app']),
  scopes: Type.Array(Type.String()),
  status: OneOf(['active', 'reconnect', 'revoked', 'removed']),
  statusReason: Nullable(Type.String()),
  feed: Type.Object({
    health: OneOf(['unknown', 'healthy', 'degraded', 'down']),
    reason: Nullable(Type.String()),
    transport: Transport,
    subscribed: Type.Boolean(),
    lastEventAt: Nullable(Time),
    gapSince: Nullable(Time),
  }),
  limits: Type.Array(
    Type.Object({
      bucket: Type.String(),
      window: OneOf(['quarter', 'day']),
      limit: Type.Integer(),
      used: Type.Integer(),
      resetsAt: Nullable(Time),
    }),
  ),
  createdAt: Time,
});
export type Account = Static<typeof Account>;

export const Handle = Type.Object({
  id: Id,
  name: Type.String(),
  account: Account,
  language: Type.String(),
  workStreamId: Id,
  /** When it is open, where a conversation's queue keeps no hours of its own; null: always. */
  hoursId: Nullable(Id),
  filesFromCustomers: Type.Boolean(),
  filesFromAgents: Type.Boolean(),
  /** Hears of posts that name it in public; with the X Activity API, X bills each one. */
  publicMentions: Type.Boolean(),
  enabled: Type.Boolean(),
});
export type Handle = Static<typeof Handle>;

export const XApp = Type.Object({
  id: Id,
  name: Type.String(),
  network: OneOf(['x', 'local']),
  /** The key is not secret; the secrets are never returned. */
  consumerKey: Type.String(),
  hasConsumerSecret: Type.Boolean(),
  clientId: Nullable(Type.String()),
  hasClientSecret: Type.Boolean(),
  environmentName: Nullable(Type.String()),
  callbackUrl: Type.String(),
  oauth2CallbackUrl: Type.String(),
  webhookUrl: Type.String(),
  /** The webhook URL can be reached from X (https, no port, not private; or the local X). */
  webhookUsable: Type.Boolean(),
  transport: Transport,
  transportReason: Nullable(Type.String()),
  transportWanted: Nullable(Transport),
  privacyAcceptedAt: Nullable(Time),
  createdAt: Time,
});
export type XApp = Static<typeof XApp>;

const Secret = Type.String({ minLength: 1, maxLength: 100, pattern: '^\\S+$' });
const AppFields = {
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  consumerKey: Secret,
  consumerSecret: Secret,
  clientId: Type.Optional(Nullable(Secret)),
  clientSecret: Type.Optional(Nullable(Secret)),
  environmentName: Type.Optional(
    Nullable(Type.String({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9_-]+$' })),
  ),
};

export const xAppRoutes = {
  list: route({
    id: 'xApps.list',
    method: 'GET',
    path: '/api/x-apps',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'X apps with their handles.',
    response: Type.Object({ apps: Type.Array(XApp), handles: Type.Array(Handle) }),
  }),
  create: route({
    id: 'xApps.create',
    method: 'POST',
    path: '/api/x-apps',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Records an X app. Its callback and webhook URLs are in the answer.',
    body: Type.Object({
      ...AppFields,
      network: OneOf(['x', 'local']),
      transportWanted: Type.Optional(Nullable(Transport)),
    }),
    response: XApp,
    status: 201,
  }),
  createLocal: route({
    id: 'xApps.createLocal',
    method: 'POST',
    path: '/api/x-apps/local',
    access: 'administrator',
    permission: 'setup.manage',
    summary:
      'Makes an app at the local X and records it here, or takes up one that has no handle yet: the demo button of the wizard.',
    body: Type.Object({ name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })) }),
    response: XApp,
    status: 201,
  }),
  update: route({
    id: 'xApps.update',
    method: 'PATCH',
    path: '/api/x-apps/:id',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Changes an app; a secret that is given replaces the old one.',
    params: IdParams,
    body: Type.Object({
      name: Type.Optional(AppFields.name),
      consumerSecret: Type.Optional(Secret),
      clientId: AppFields.clientId,
      clientSecret: AppFields.clientSecret,
      environmentName: AppFields.environmentName,
      transportWanted: Type.Optional(Nullable(Transport)),
    }),
    response: XApp,
  }),
  remove: route({
    id: 'xApps.remove',
    method: 'DELETE',
    path: '/api/x-apps/:id',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Removes an app without handles; its webhook at X is deleted.',
    params: IdParams,
  }),
  acceptPrivacy: route({
    id: 'xApps.acceptPrivacy',
    method: 'POST',
    path: '/api/x-apps/:id/privacy',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Accepts the privacy notice; logged with who and when.',
    params: IdParams,
    body: Type.Object({ noticeVersion: Type.String({ maxLength: 20 }) }),
    response: XApp,
  }),
  check: route({
    id: 'xApps.check',
    method: 'POST',
    path: '/api/x-apps/:id/check',
    access: 'administrator',
    permission: 'setup.manage',
    summary:
      'Runs every check live, sets up webhook and subscriptions where missing, and chooses the transport.',
    params: IdParams,
    response: Type.Object({ app: XApp, checks: Type.Array(Check) }),
  }),
  startSignIn: route({
    id: 'xApps.startSignIn',
    method: 'POST',
    path: '/api/x-apps/:id/sign-in',
    access: 'administrator',
    permission: 'setup.manage',
    summary:
      'Begins "Sign in with X": answers the address for the pop-up. The result comes by live update and by `signInResult`.',
    params: IdParams,
    body: Type.Object({
      authKind: OneOf(['oauth1', 'oauth2']),
      handleName: Type.Optional(Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })),
      workStreamId: Type.Optional(Id),
      language: Type.Optional(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' })),
      /** Reconnects this account; another X user is refused. */
      accountId: Type.Optional(Id),
      /** X's own chooser is asked for, so that another user can sign in. */
      switchUser: Type.Optional(Type.Boolean()),
    }),
    response: Type.Object({ signInId: Id, authorizeUrl: Type.String() }),
  }),
  signInResult: route({
    id: 'xApps.signInResult',
    method: 'GET',
    path: '/api/x-sign-ins/:id',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'How a "Sign in with X" went.',
    params: IdParams,
    response: Type.Object({
      state: OneOf(['pending', 'done', 'failed']),
      handle: Nullable(Handle),
      username: Nullable(Type.String()),
      failure: Nullable(
        Type.Object({
          message: Type.String(),
          remedy: Nullable(Type.String()),
          xAnswer: Nullable(Type.String()),
          /** The account over which this X user is connected already. */
          accountId: Nullable(Id),
        }),
      ),
    }),
  }),
  /** X sends the browser back here; answers a small page that closes the pop-up. */
  callback: route({
    id: 'xApps.callback',
    method: 'GET',
    path: '/x/callback',
    access: 'public',
    summary: "X's answer to OAuth 1.0a sign-in.",
    query: Type.Object({
      oauth_token: Type.Optional(Type.String({ maxLength: 200 })),
      oauth_verifier: Type.Optional(Type.String({ maxLength: 200 })),
      denied: Type.Optional(Type.String({ maxLength: 200 })),
    }),
    special: 'bytes',
  }),
  callback2: route({
    id: 'xApps.callback2',
    method: 'GET',
    path: '/x/callback2',
    access: 'public',
    summary: "X's answer to OAuth 2.0 sign-in.",
    query: Type.Object({
      state: Type.Optional(Type.String({ maxLength: 500 })),
      code: Type.Optional(Type.String({ maxLength: 2000 })),
      error: Type.Optional(Type.String({ maxLength: 200 })),
    }),
    special: 'bytes',
  }),
};

export const handleRoutes = {
  list: route({
    id: 'handles.list',
    method: 'GET',
    path: '/api/handles',
    access: 'agent',
    summary: 'Handles with the state of their accounts: the strip at the foot of the desk.',
    response: Type.Object({ handles: Type.Array(Handle) }),
  }),
  update: route({
    id: 'handles.update',
    method: 'PATCH',
    path: '/api/handles/:id',
    access: 'administrator',
    permission: 'setup.manage',
    summary: "Changes a handle's name, language, work stream, opening hours or switches.",
    params: IdParams,
    body: Type.Object({
      name: Type.Optional(Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })),
      language: Type.Optional(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' })),
      workStreamId: Type.Optional(Id),
      hoursId: Type.Optional(Nullable(Id)),
      filesFromCustomers: Type.Optional(Type.Boolean()),
      filesFromAgents: Type.Optional(Type.Boolean()),
      publicMentions: Type.Optional(Type.Boolean()),
      enabled: Type.Optional(Type.Boolean()),
    }),
    response: Handle,
  }),
  remove: route({
    id: 'handles.remove',
    method: 'DELETE',
    path: '/api/handles/:id',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Stops receiving and sending for a handle; its conversations stay. Unsubscribes at X.',
    params: IdParams,
  }),
  fillGap: route({
    id: 'handles.fillGap',
    method: 'POST',
    path: '/api/handles/:id/fill-gap',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Reads missed messages from X now, within the limits.',
    params: IdParams,
    status: 202,
    response: Type.Object({ started: Type.Boolean(), until: Nullable(Time) }),
  }),
  testDm: route({
    id: 'handles.testDm',
    method: 'POST',
    path: '/api/handles/:id/test-message',
    access: 'administrator',
    permission: 'setup.manage',
    summary:
      'At the local X: a made-up customer writes to this handle, so that the whole road is seen working.',
    params: IdParams,
    response: Type.Object({ sent: Type.Boolean() }),
  }),
};

export const workStreamRoutes = {
  list: route({
    id: 'workStreams.list',
    method: 'GET',
    path: '/api/work-streams',
    access: 'agent',
    summary: 'Work streams and queues.',
    response: Type.Object({
      workStreams: Type.Array(
        Type.Object({ id: Id, name: Type.String(), isDefault: Type.Boolean(), queueId: Id }),
      ),
      queues: Type.Array(Type.Object({ id: Id, name: Type.String(), isDefault: Type.Boolean() })),
    }),
  }),
};
