/** `/_control/users`, `/_control/follows`, `/_control/blocks`: the people on the local X. */
import { type Static, Type } from 'typebox';
import { Moment, PageLimit, UserRef, XId, closed } from './ids.ts';

const userFields = {
  username: Type.String({ pattern: '^[A-Za-z0-9_]{1,15}$' }),
  name: Type.String({ minLength: 1, maxLength: 50 }),
  description: Type.String({ maxLength: 400 }),
  location: Type.String({ maxLength: 100 }),
  url: Type.String({ maxLength: 300 }),
  /** Takes messages from everyone. */
  dmOpen: Type.Boolean(),
  /** Conversations that others begin wait to be accepted; until then the API does not return them. */
  messageRequests: Type.Boolean(),
  protected: Type.Boolean(),
  suspended: Type.Boolean(),
  locked: Type.Boolean(),
  verified: Type.Boolean(),
  verifiedType: Type.Union([
    Type.Literal('blue'),
    Type.Literal('business'),
    Type.Literal('government'),
    Type.Literal('none'),
  ]),
  email: Type.String({ maxLength: 200 }),
  /** The business whose badge the user wears. */
  affiliation: Type.Object(
    {
      userId: XId,
      description: Type.String({ minLength: 1, maxLength: 100 }),
      url: Type.String({ maxLength: 300 }),
    },
    closed,
  ),
  profileImageUrl: Type.String({ maxLength: 500 }),
  profileBannerUrl: Type.String({ maxLength: 500 }),
  /** Added to what the follow graph counts. */
  extraFollowers: Type.Integer({ minimum: 0 }),
  extraFollowing: Type.Integer({ minimum: 0 }),
  postCount: Type.Integer({ minimum: 0 }),
  listedCount: Type.Integer({ minimum: 0 }),
  likeCount: Type.Integer({ minimum: 0 }),
  mediaCount: Type.Integer({ minimum: 0 }),
  /** What `user.fields` of the same names tell. */
  parody: Type.Boolean(),
  identityVerified: Type.Boolean(),
  subscriptionType: Type.Union([
    Type.Literal('Basic'),
    Type.Literal('Premium'),
    Type.Literal('PremiumPlus'),
    Type.Literal('None'),
  ]),
  /** Two-letter codes of the countries in which X does not show the user. */
  withheldIn: Type.Array(Type.String({ pattern: '^[A-Z]{2}$' }), { maxItems: 250 }),
};
const optional = Type.Partial(Type.Object(userFields)).properties;
/** What the user signs in with, `password` until it is set; never shown again. */
const password = Type.Optional(Type.String({ minLength: 1, maxLength: 200 }));

export const ControlUser = Type.Object(
  {
    id: XId,
    ...userFields,
    email: Type.Optional(userFields.email),
    affiliation: Type.Optional(userFields.affiliation),
    parody: Type.Optional(userFields.parody),
    identityVerified: Type.Optional(userFields.identityVerified),
    subscriptionType: Type.Optional(userFields.subscriptionType),
    withheldIn: Type.Optional(userFields.withheldIn),
    pinnedPostId: Type.Optional(XId),
    profileBannerUrl: Type.Optional(userFields.profileBannerUrl),
    createdAt: Moment,
  },
  closed,
);
export type ControlUser = Static<typeof ControlUser>;

/** Everything but the username has a default; `dmOpen` is true. */
export const NewControlUser = Type.Object(
  {
    ...optional,
    id: Type.Optional(XId),
    createdAt: Type.Optional(Moment),
    username: userFields.username,
    password,
  },
  closed,
);
export type NewControlUser = Static<typeof NewControlUser>;

export const ControlUserChanges = Type.Object({ ...optional, password }, closed);
export type ControlUserChanges = Static<typeof ControlUserChanges>;

export const ControlUserQuery = Type.Object(
  {
    after: Type.Optional(XId),
    limit: PageLimit,
    /** Part of a name, `@username`, or an id. */
    search: Type.Optional(Type.String({ maxLength: 60 })),
  },
  closed,
);
export type ControlUserQuery = Static<typeof ControlUserQuery>;

export const ControlRelationsQuery = Type.Object({ limit: PageLimit }, closed);

type KnownUsers = { count: number; users: Pick<ControlUser, 'id' | 'username' | 'name'>[] };
/** How somebody stands to others; the first of each kind. `requests`: who asks to follow them. */
export type ControlRelations = Record<
  'following' | 'followers' | 'requests' | 'blocking' | 'muting',
  KnownUsers
>;

/** Source follows or blocks target. */
export const ControlRelation = Type.Object({ source: UserRef, target: UserRef }, closed);
export type ControlRelation = Static<typeof ControlRelation>;
