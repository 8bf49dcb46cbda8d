import { Type, type Static } from 'typebox';
import { Cursor, Id, Limit, Nullable, Position, Time } from './common.ts';
import { InboxRow } from './conversations.ts';
import { route } from './route.ts';

/** A note that names the caller, by name or by team, or is whispered to them. */
export const MentionRow = Type.Object({
  messageId: Id,
  conversationId: Id,
  position: Position,
  byMemberId: Id,
  /** The team through which the caller is meant; null: by name. */
  teamId: Nullable(Id),
  whispered: Type.Boolean(),
  /** The beginning of the note. */
  text: Type.String(),
  at: Time,
  read: Type.Boolean(),
  conversation: Type.Pick(InboxRow, ['customer', 'group', 'handle', 'workItem']),
});
export type MentionRow = Static<typeof MentionRow>;

export const mentionRoutes = {
  list: route({
    id: 'mentions.list',
    method: 'GET',
    path: '/api/mentions',
    access: 'agent',
    summary: 'Notes that name the caller, newest first.',
    query: Type.Object({
      unread: Type.Optional(Type.Boolean()),
      cursor: Type.Optional(Cursor),
      limit: Limit(100, 50),
    }),
    response: Type.Object({ mentions: Type.Array(MentionRow), next: Nullable(Cursor) }),
  }),
  count: route({
    id: 'mentions.count',
    method: 'GET',
    path: '/api/mentions/count',
    access: 'agent',
    summary: 'How many of them are not read yet (counted to 100).',
    response: Type.Object({ unread: Type.Integer() }),
  }),
  teams: route({
    id: 'mentions.teams',
    method: 'GET',
    path: '/api/mentions/teams',
    access: 'agent',
    summary: 'Teams that a note can name (at most 500), by name.',
    response: Type.Object({ teams: Type.Array(Type.Object({ id: Id, name: Type.String() })) }),
  }),
  readAll: route({
    id: 'mentions.readAll',
    method: 'POST',
    path: '/api/mentions/read',
    access: 'agent',
    summary: 'Marks all of them as read. Reading a conversation marks those in it.',
  }),
};
