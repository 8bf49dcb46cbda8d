import { type Static, Type } from 'typebox';
import { DatasetId } from './datasets.ts';
import { Id, IdParams, Limit, Nullable, OneOf, Time } from './common.ts';
import { route } from './route.ts';

/**
 * What somebody may do with an account. Each holds what comes before it: read (see it, make reports with it), share
 * (give others what one has), edit (rename, reconnect, move its DataSets), owner (delete it, make other owners).
 */
export const AccountLevel = OneOf(['read', 'share', 'edit', 'owner']);
export type AccountLevel = Static<typeof AccountLevel>;

/** Whether X takes its sign-in, and whether somebody has to do something. */
export const AccountHealth = OneOf([
  'good',
  /** It cannot be renewed: it ends at `endsAt`. */
  'ends',
  /** It has ended; X could not be asked to renew it, and is asked again. */
  'not_renewed',
  'reconnect',
  'revoked',
]);
export type AccountHealth = Static<typeof AccountHealth>;

const listed = {
  id: Id,
  appId: Id,
  appName: Type.String(),
  network: OneOf(['x', 'local']),
  /** What the house calls it, else its name at X. */
  name: Type.String(),
  /** The name of the house's own. */
  label: Nullable(Type.String()),
  username: Nullable(Type.String()),
  avatarUrl: Nullable(Type.String()),
  /** How it is signed in. */
  kind: OneOf(['oauth1', 'oauth2', 'app']),
  health: AccountHealth,
  /** A sentence that says what happened. */
  reason: Nullable(Type.String()),
  endsAt: Nullable(Time),
  ownerIds: Type.Array(Id),
  /** DataSets that reports fill with it. */
  datasets: Type.Integer(),
  handle: Nullable(Type.Object({ id: Id, name: Type.String() })),
  lastUsedAt: Nullable(Time),
  createdAt: Time,
  /** What the caller may do. */
  level: AccountLevel,
};
export const ListedAccount = Type.Object(listed);
export type ListedAccount = Static<typeof ListedAccount>;

export const AccountDetail = Type.Object({
  ...listed,
  scopes: Type.Array(Type.String()),
  shares: Type.Array(Type.Object({ memberId: Id, level: AccountLevel, givenAt: Time })),
  /** What stops without it; the first 200. */
  reports: Type.Array(
    Type.Object({ id: Id, datasetId: DatasetId, datasetName: Type.String(), kind: Type.String() }),
  ),
});
export type AccountDetail = Static<typeof AccountDetail>;

const see = { access: 'supervisor', permission: 'data.see' } as const;
const manage = { access: 'administrator', permission: 'data.manage' } as const;
const ShareParams = Type.Object({ id: Id, memberId: Id });

export const accountRoutes = {
  list: route({
    id: 'accounts.list',
    method: 'GET',
    path: '/api/accounts',
    ...see,
    summary:
      'Accounts that are shared with the caller, or all for whoever may change the set-up; with the addresses to register at X.',
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 200 })),
      /** Only own ones. */
      owned: Type.Optional(Type.Boolean()),
      /** By a handle or a report. */
      used: Type.Optional(Type.Boolean()),
      /** X takes their sign-in. */
      valid: Type.Optional(Type.Boolean()),
      kind: Type.Optional(OneOf(['oauth1', 'oauth2', 'app'])),
      order: Type.Optional(OneOf(['name', 'kind', 'created_down', 'used_down', 'status'])),
      offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000, default: 0 })),
      limit: Limit(100, 100),
    }),
    response: Type.Object({
      accounts: Type.Array(ListedAccount),
      more: Type.Boolean(),
      /** To be registered at X, to the letter. */
      redirectUris: Type.Object({ oauth1: Type.String(), oauth2: Type.String() }),
    }),
  }),
  get: route({
    id: 'accounts.get',
    method: 'GET',
    path: '/api/accounts/:id',
    ...see,
    summary: 'An account: whom it is shared with, and what uses it.',
    params: IdParams,
    response: AccountDetail,
  }),
  rename: route({
    id: 'accounts.rename',
    method: 'PATCH',
    path: '/api/accounts/:id',
    ...manage,
    summary: 'Calls an account by a name of the house’s own; null: by its name at X.',
    params: IdParams,
    body: Type.Object({
      label: Nullable(Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })),
    }),
    response: AccountDetail,
  }),
  reconnect: route({
    id: 'accounts.reconnect',
    method: 'POST',
    path: '/api/accounts/:id/sign-in',
    ...manage,
    summary:
      'Begins "Sign in with X" for this account anew: answers the address for the pop-up. Only the same X user will do.',
    params: IdParams,
    response: Type.Object({ signInId: Id, authorizeUrl: Type.String() }),
  }),
  signIn: route({
    id: 'accounts.signIn',
    method: 'GET',
    path: '/api/account-sign-ins/:id',
    ...manage,
    summary: 'How the caller’s own "Sign in with X" went.',
    params: IdParams,
    response: Type.Object({
      state: OneOf(['pending', 'done', 'failed']),
      failure: Nullable(Type.Object({ message: Type.String(), remedy: Nullable(Type.String()) })),
    }),
  }),
  share: route({
    id: 'accounts.share',
    method: 'PUT',
    path: '/api/accounts/:id/shares/:memberId',
    ...manage,
    summary: 'Lets a member do something with an account; nobody gives more than they have.',
    params: ShareParams,
    body: Type.Object({ level: AccountLevel }),
    response: AccountDetail,
  }),
  unshare: route({
    id: 'accounts.unshare',
    method: 'DELETE',
    path: '/api/accounts/:id/shares/:memberId',
    ...manage,
    summary: 'Takes a member’s share of an account away; the last owner stays.',
    params: ShareParams,
  }),
  moveDatasets: route({
    id: 'accounts.moveDatasets',
    method: 'POST',
    path: '/api/accounts/:id/move-datasets',
    ...manage,
    summary: 'Lets reports go on with another account: all of this one’s, or those of some DataSets.',
    params: IdParams,
    body: Type.Object({
      to: Id,
      datasetIds: Type.Optional(Type.Array(DatasetId, { minItems: 1, maxItems: 1_000 })),
    }),
    response: Type.Object({ moved: Type.Integer() }),
  }),
  remove: route({
    id: 'accounts.remove',
    method: 'DELETE',
    path: '/api/accounts/:id',
    ...manage,
    summary:
      'Forgets an account’s sign-in. Its handle stops receiving and sending, its reports pause; conversations and DataSets stay.',
    params: IdParams,
  }),
};
