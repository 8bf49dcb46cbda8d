import { Type, type Static } from 'typebox';
import { Id, IdParams, Limit, Nullable, OneOf, Time } from './common.ts';
import { route } from './route.ts';

/** For whom something that agents reuse is. */
export const SharedScope = OneOf(['personal', 'team', 'all']);
export type SharedScope = Static<typeof SharedScope>;

export const LanguageTag = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 });
const Slug = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
  description: 'What one types behind the slash',
});
const Tag = Type.String({ minLength: 1, maxLength: 40, pattern: '^[^\\s#]+$' });

const Message = Type.Object({
  language: LanguageTag,
  text: Type.String({ minLength: 1, maxLength: 10_000, pattern: '\\S' }),
});
const Messages = Type.Array(Message, { minItems: 1, maxItems: 30 });
const Title = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });
const WorkStreamIds = Type.Array(Id, { maxItems: 100 });
const Tags = Type.Array(Tag, { maxItems: 20 });

export const QuickReply = Type.Object({
  id: Id,
  slug: Type.String(),
  title: Type.String(),
  scope: SharedScope,
  ownerId: Nullable(Type.String()),
  teamId: Nullable(Id),
  tags: Type.Array(Type.String()),
  workStreamIds: Type.Array(Id),
  messages: Type.Array(Message),
  usedCount: Type.Integer(),
  updatedAt: Time,
});
export type QuickReply = Static<typeof QuickReply>;

/** One that fits a conversation, with its text as it would go out. */
export const OfferedReply = Type.Object({
  id: Id,
  slug: Type.String(),
  title: Type.String(),
  scope: SharedScope,
  tags: Type.Array(Type.String()),
  language: Type.String(),
  text: Type.String(),
  /** Placeholders for which nothing is known; they are left empty. */
  missing: Type.Array(Type.String()),
});
export type OfferedReply = Static<typeof OfferedReply>;

/** What `{…}` in a quick reply, a macro or an article stands for. */
export const placeholders = [
  'FullName{Customer}',
  'FirstName{Customer}',
  'LastName{Customer}',
  'Username{Customer}',
  'Company{Customer}',
  'FullName{Agent}',
  'FirstName{Agent}',
  'LastName{Agent}',
  'Nickname{Agent}',
  'Handle',
  'ConversationNumber',
  'CaseNumber',
] as const;

export const quickReplyRoutes = {
  list: route({
    id: 'quickReplies.list',
    method: 'GET',
    path: '/api/quick-replies',
    access: 'agent',
    summary: 'Quick replies that one may use, by title; those with the words of `q` or the tag.',
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 100 })),
      tag: Type.Optional(Type.String({ maxLength: 40 })),
      scope: Type.Optional(SharedScope),
      cursor: Type.Optional(Type.String({ maxLength: 800 })),
      limit: Limit(100, 50),
    }),
    response: Type.Object({
      quickReplies: Type.Array(QuickReply),
      next: Nullable(Type.String({ maxLength: 800 })),
    }),
  }),
  tags: route({
    id: 'quickReplies.tags',
    method: 'GET',
    path: '/api/quick-replies/tags',
    access: 'agent',
    summary: 'Tags of the quick replies that one may use, most used first (at most 100).',
    response: Type.Object({ tags: Type.Array(Type.String()) }),
  }),
  create: route({
    id: 'quickReplies.create',
    method: 'POST',
    path: '/api/quick-replies',
    access: 'agent',
    summary: 'Makes a quick reply: for oneself, or for a team or all with the right to share.',
    body: Type.Object({
      slug: Slug,
      title: Title,
      scope: SharedScope,
      teamId: Type.Optional(Nullable(Id)),
      tags: Type.Optional(Tags),
      workStreamIds: Type.Optional(WorkStreamIds),
      messages: Messages,
    }),
    response: QuickReply,
    status: 201,
  }),
  update: route({
    id: 'quickReplies.update',
    method: 'PATCH',
    path: '/api/quick-replies/:id',
    access: 'agent',
    summary: 'Changes a quick reply: the own one, or a shared one with the right to share.',
    params: IdParams,
    body: Type.Object({
      slug: Type.Optional(Slug),
      title: Type.Optional(Title),
      scope: Type.Optional(SharedScope),
      teamId: Type.Optional(Nullable(Id)),
      tags: Type.Optional(Tags),
      workStreamIds: Type.Optional(WorkStreamIds),
      messages: Type.Optional(Messages),
    }),
    response: QuickReply,
  }),
  remove: route({
    id: 'quickReplies.remove',
    method: 'DELETE',
    path: '/api/quick-replies/:id',
    access: 'agent',
    summary: 'Removes a quick reply.',
    params: IdParams,
  }),
  offer: route({
    id: 'quickReplies.offer',
    method: 'GET',
    path: '/api/conversations/:id/quick-replies',
    access: 'agent',
    summary:
      "Quick replies for a conversation, filled in and in its language; most used first, the slug's own before.",
    params: IdParams,
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 100 })),
      /** Tags that all must be there, separated by spaces. */
      tags: Type.Optional(Type.String({ maxLength: 200 })),
      limit: Limit(50, 20),
    }),
    response: Type.Object({ quickReplies: Type.Array(OfferedReply) }),
  }),
  used: route({
    id: 'quickReplies.used',
    method: 'POST',
    path: '/api/quick-replies/:id/used',
    access: 'agent',
    summary: 'Counts a use.',
    params: IdParams,
  }),
};
