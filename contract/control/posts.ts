/** `/_control/posts`: what people post, like and repost on the local X. */
import { type Static, Type } from 'typebox';
import type { ControlPrivateMessageButton } from './threads.ts';
import { Moment, PageLimit, UserRef, XId, closed } from './ids.ts';

const ReplySettings = Type.Union(
  (['everyone', 'following', 'mentionedUsers', 'subscribers', 'verified'] as const).map((value) =>
    Type.Literal(value),
  ),
);

/** A post, an answer (`replyTo`) or a quote (`quote`). `at` puts it into the past. `text` may be empty beside media. */
export const NewControlPost = Type.Object(
  {
    author: UserRef,
    text: Type.String({ maxLength: 25_000 }),
    id: Type.Optional(XId),
    replyTo: Type.Optional(XId),
    quote: Type.Optional(XId),
    mediaIds: Type.Optional(Type.Array(XId, { minItems: 1, maxItems: 4 })),
    replySettings: Type.Optional(ReplySettings),
    at: Type.Optional(Moment),
  },
  closed,
);
export type NewControlPost = Static<typeof NewControlPost>;

export const NewControlPosts = Type.Object(
  { posts: Type.Array(NewControlPost, { minItems: 1, maxItems: 10_000 }) },
  closed,
);
export type NewControlPosts = Static<typeof NewControlPosts>;

export const ControlPosted = Type.Object({ id: XId, url: Type.String() }, closed);
export type ControlPosted = Static<typeof ControlPosted>;

/** Newest first; `before` is the last id of the page before. */
export const ControlPostQuery = Type.Object(
  {
    author: Type.Optional(UserRef),
    mentioning: Type.Optional(UserRef),
    /** Who looks: what they like and have reposted is marked. */
    as: Type.Optional(UserRef),
    before: Type.Optional(XId),
    limit: PageLimit,
  },
  closed,
);
export type ControlPostQuery = Static<typeof ControlPostQuery>;

/** Who looks at one post. */
export const ControlViewer = Type.Object({ as: Type.Optional(UserRef) }, closed);

/** Who likes or reposts. */
export const ControlReaction = Type.Object({ user: UserRef }, closed);
export type ControlReaction = Static<typeof ControlReaction>;

/** Which post the user's profile shows first; null takes it away. */
export const ControlPin = Type.Object({ postId: Type.Union([XId, Type.Null()]) }, closed);
export type ControlPin = Static<typeof ControlPin>;

/** One post as people see it. */
export type ControlPost = {
  id: string;
  url: string;
  authorId: string;
  author: string;
  text: string;
  at: number;
  urls?: { start: number; end: number; url: string; expandedUrl: string; displayUrl: string }[];
  mediaIds?: string[];
  conversationId: string;
  replyTo?: string;
  quote?: string;
  repostOf?: string;
  mentionedIds?: string[];
  appName?: string;
  counts: { likes: number; reposts: number; replies: number; quotes: number };
  /** The button that X makes of a link into a conversation. */
  button?: ControlPrivateMessageButton;
  /** For the one who looks (`as`). */
  liked?: boolean;
  reposted?: boolean;
};
export type ControlPosts = { posts: ControlPost[] };
