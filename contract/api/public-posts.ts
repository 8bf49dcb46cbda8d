import { Type, type Static } from 'typebox';
import { Cursor, Id, IdParams, Limit, Nullable, OneOf, Time, XId } from './common.ts';
import { route } from './route.ts';

/** Our public answer to a post. */
export const PublicAnswer = Type.Object({
  id: Id,
  text: Type.String(),
  /** `uncertain`: X did not say whether it took it; this is looked up, and never sent again on a guess. */
  state: OneOf(['queued', 'sending', 'uncertain', 'sent', 'failed', 'taken_back']),
  byMemberId: Nullable(Id),
  at: Time,
  /** Of one that waits for X's limits: when it leaves. */
  sendsAt: Nullable(Time),
  /** Where it stands on X. */
  url: Nullable(Type.String()),
  failure: Nullable(Type.Object({ code: Type.String(), message: Type.String() })),
  /** It is not looked up any more: a person decides. */
  needsDecision: Type.Boolean(),
});
export type PublicAnswer = Static<typeof PublicAnswer>;

/** A post of somebody else that names one of our handles in public. */
export const PublicPost = Type.Object({
  id: Id,
  xPostId: XId,
  url: Type.String(),
  handle: Type.Object({
    id: Id,
    name: Type.String(),
    username: Nullable(Type.String()),
    xUserId: Nullable(XId),
  }),
  author: Type.Object({
    xUserId: XId,
    username: Nullable(Type.String()),
    name: Nullable(Type.String()),
    avatarUrl: Nullable(Type.String()),
  }),
  /** Their conversation with this handle, where there is one that the caller may see. */
  conversationId: Nullable(Id),
  text: Type.String(),
  at: Time,
  state: OneOf(['open', 'answered', 'dismissed']),
  /** Who answered or dismissed it, and when. */
  closedBy: Nullable(Id),
  closedAt: Nullable(Time),
  /** The newest one. */
  answer: Nullable(PublicAnswer),
});
export type PublicPost = Static<typeof PublicPost>;

const answering = { access: 'agent', permission: 'conversations.answer', params: IdParams } as const;

export const publicPostRoutes = {
  list: route({
    id: 'publicPosts.list',
    method: 'GET',
    path: '/api/public-posts',
    access: 'agent',
    summary: 'Public posts that name a handle, newest first.',
    query: Type.Object({
      state: Type.Optional(OneOf(['open', 'answered', 'dismissed'])),
      handleId: Type.Optional(Id),
      /** Words of the text or of the author’s names. */
      q: Type.Optional(Type.String({ maxLength: 200 })),
      cursor: Type.Optional(Cursor),
      limit: Limit(100, 50),
    }),
    response: Type.Object({ posts: Type.Array(PublicPost), next: Nullable(Cursor) }),
  }),
  count: route({
    id: 'publicPosts.count',
    method: 'GET',
    path: '/api/public-posts/count',
    access: 'agent',
    summary: 'How many of them are open (counted to 100).',
    response: Type.Object({ open: Type.Integer() }),
  }),
  answer: route({
    ...answering,
    id: 'publicPosts.answer',
    method: 'POST',
    path: '/api/public-posts/:id/answer',
    summary: 'Answers a post in public from the handle that it names. One answer to a post.',
    body: Type.Object({ text: Type.String({ minLength: 1, maxLength: 4_000, pattern: '\\S' }) }),
    response: PublicPost,
    status: 201,
  }),
  takeBack: route({
    ...answering,
    id: 'publicPosts.takeBack',
    method: 'DELETE',
    path: '/api/public-posts/:id/answer',
    summary: 'Takes the answer back: one that waits is not sent, one that was sent is deleted on X.',
    response: PublicPost,
  }),
  settle: route({
    ...answering,
    id: 'publicPosts.settle',
    method: 'POST',
    path: '/api/public-posts/:id/answer/settle',
    summary: 'Decides about an answer of which nobody knows whether X has it.',
    body: Type.Object({ as: OneOf(['sent', 'failed']) }),
    response: PublicPost,
  }),
  dismiss: route({
    ...answering,
    id: 'publicPosts.dismiss',
    method: 'POST',
    path: '/api/public-posts/:id/dismiss',
    summary: 'Puts a post aside: it needs no answer.',
    response: PublicPost,
  }),
  reopen: route({
    ...answering,
    id: 'publicPosts.reopen',
    method: 'POST',
    path: '/api/public-posts/:id/reopen',
    summary: 'Takes a dismissed post back into the list.',
    response: PublicPost,
  }),
};
