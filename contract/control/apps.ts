/** `/_control/apps`, `/_control/tokens`, `/_control/authorize`: developer apps and what users gave them. */
import { type Static, Type } from 'typebox';
import { Moment, UserRef, XId, closed } from './ids.ts';

const Permission = Type.Union([
  Type.Literal('read'),
  Type.Literal('read-write'),
  Type.Literal('read-write-dm'),
]);

const appFields = {
  name: Type.String({ minLength: 1, maxLength: 100 }),
  url: Type.String({ maxLength: 300 }),
  ownerUserId: XId,
  consumerKey: Type.String({ minLength: 1, maxLength: 100 }),
  consumerSecret: Type.String({ minLength: 1, maxLength: 100 }),
  clientId: Type.String({ minLength: 1, maxLength: 100 }),
  clientSecret: Type.String({ minLength: 1, maxLength: 100 }),
  clientType: Type.Union([Type.Literal('confidential'), Type.Literal('public')]),
  permission: Permission,
  /** At most ten; https, or http on this machine. */
  callbacks: Type.Array(Type.String({ maxLength: 500 }), { maxItems: 10 }),
  /** Whether `/oauth/authenticate` passes without asking again once the user has granted the app; default true. */
  signInWithX: Type.Boolean(),
  /** `453`: the v1.1 direct message endpoints refuse as on self-serve plans. */
  v1Dm: Type.Union([Type.Literal('enabled'), Type.Literal('453')]),
  /** Names of v1.1 premium environments. */
  environments: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 20 }),
  tier: Type.Union([Type.Literal('pay-per-use'), Type.Literal('enterprise')]),
  /** `enforced`: a pay-per-use app may not follow, like or quote, and answers only whoever names its user. */
  selfServeRules: Type.Union([Type.Literal('off'), Type.Literal('enforced')]),
  suspended: Type.Boolean(),
};

export const ControlApp = Type.Object(
  {
    id: XId,
    ...appFields,
    ownerUserId: Type.Optional(XId),
    bearerToken: Type.Optional(Type.String()),
    createdAt: Moment,
  },
  closed,
);
export type ControlApp = Static<typeof ControlApp>;

/** Everything but the name has a default; keys and secrets are made up. */
export const NewControlApp = Type.Object(
  { ...Type.Partial(Type.Object(appFields)).properties, name: appFields.name },
  closed,
);
export type NewControlApp = Static<typeof NewControlApp>;

export const ControlAppChanges = Type.Partial(Type.Object(appFields, closed));
export type ControlAppChanges = Static<typeof ControlAppChanges>;

/** Tokens without a consent page. */
export const NewControlToken = Type.Object(
  {
    appId: XId,
    user: UserRef,
    kind: Type.Union([Type.Literal('oauth1'), Type.Literal('oauth2')]),
    permission: Type.Optional(Permission),
    /** OAuth 2.0; default: everything that direct messages need. */
    scopes: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 40 })),
    /** OAuth 2.0: life of the access token and of those that refreshing gives; default 7200. */
    ttlSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000_000 })),
  },
  closed,
);
export type NewControlToken = Static<typeof NewControlToken>;

export const ControlToken = Type.Union([
  Type.Object(
    { kind: Type.Literal('oauth1'), token: Type.String(), secret: Type.String(), userId: XId },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('oauth2'),
      accessToken: Type.String(),
      refreshToken: Type.Optional(Type.String()),
      scopes: Type.Array(Type.String()),
      expiresAt: Moment,
      userId: XId,
    },
    closed,
  ),
]);
export type ControlToken = Static<typeof ControlToken>;

export const ControlTokenQuery = Type.Object(
  { appId: Type.Optional(XId), user: Type.Optional(UserRef) },
  closed,
);

/** A token that users have given apps and that may still work. */
export type ControlIssuedToken = {
  kind: 'oauth1' | 'oauth2';
  /** OAuth 2.0 has both; OAuth 1.0a only access. */
  type: 'access' | 'refresh';
  token: string;
  /** OAuth 1.0a. */
  secret?: string;
  appId: string;
  userId: string;
  permission?: Static<typeof Permission>;
  scopes?: string[];
  createdAt: number;
  expiresAt?: number;
  /** A refresh token that has been used once. */
  isUsed?: boolean;
};

/** Decides on a consent page without a browser: `url` is the address that the browser would open. */
export const ControlConsent = Type.Object(
  { url: Type.String({ maxLength: 4000 }), user: UserRef, agree: Type.Optional(Type.Boolean()) },
  closed,
);
export type ControlConsent = Static<typeof ControlConsent>;

/** Where the browser would go, or the PIN that it would show. */
export const ControlConsentResult = Type.Object(
  {
    redirect: Type.Optional(Type.String()),
    pin: Type.Optional(Type.String()),
    denied: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type ControlConsentResult = Static<typeof ControlConsentResult>;

export const ControlRevocation = Type.Object({ appId: XId, user: UserRef }, closed);
export type ControlRevocation = Static<typeof ControlRevocation>;
