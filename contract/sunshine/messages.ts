import { Type, type Static } from 'typebox';
import { Empty, Metadata, OrNull, PageLinks, PageMeta, SunshineId, SunshineTime } from './fields.ts';
import { operation } from './operation.ts';

const Scopes = ['account', 'app', 'integration'] as const;
const at = (rest = '') => `/v2/apps/:appId/conversations/:conversationId${rest}` as const;

/** Most characters of a text that clients of v2 take. */
export const MOST_TEXT = 4096;
export const MESSAGES_PER_PAGE = 100;

/** Kinds of authors that strict clients read; programs say `AI` of themselves, the others are for answers. */
export const authorSubtypes = ['AI', 'activity', 'agent', 'bot'] as const;
const Subtypes = Type.Optional(Type.Array(Type.Enum([...authorSubtypes]), { maxItems: 10 }));

export const PostAuthor = Type.Object({
  type: Type.Enum(['business', 'user']),
  userId: Type.Optional(Type.String({ minLength: 1, maxLength: 1024 })),
  userExternalId: Type.Optional(Type.String({ minLength: 1, maxLength: 1024 })),
  displayName: Type.Optional(Type.String({ maxLength: 256 })),
  avatarUrl: Type.Optional(Type.String({ maxLength: 2048 })),
  subtypes: Subtypes,
});
export type PostAuthor = Static<typeof PostAuthor>;

const AnyContent = Type.Intersect([
  Type.Object({ type: Type.String({ maxLength: 40 }) }),
  Type.Record(Type.String(), Type.Unknown()),
]);

export const PostMessageBody = Type.Object({
  author: PostAuthor,
  /** Checked by its type: see server/messaging/messages/content.ts. */
  content: AnyContent,
  destination: Type.Optional(
    OrNull(
      Type.Object({
        integrationId: Type.Optional(Type.String({ maxLength: 100 })),
        integrationType: Type.Optional(Type.String({ maxLength: 100 })),
      }),
    ),
  ),
  metadata: Type.Optional(OrNull(Metadata)),
});
export type PostMessageBody = Static<typeof PostMessageBody>;

export const SunshineMessage = Type.Object({
  id: SunshineId,
  received: SunshineTime,
  author: Type.Object({
    type: Type.Enum(['business', 'user']),
    userId: Type.Optional(SunshineId),
    displayName: Type.Optional(Type.String()),
    avatarUrl: Type.Optional(Type.String()),
    subtypes: Subtypes,
    user: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  }),
  content: AnyContent,
  source: Type.Object({
    type: Type.String(),
    integrationId: Type.Optional(SunshineId),
    originalMessageId: Type.Optional(Type.String()),
    originalMessageTimestamp: Type.Optional(SunshineTime),
  }),
  metadata: Type.Optional(Metadata),
  deleted: Type.Optional(Type.Boolean()),
});
export type SunshineMessage = Static<typeof SunshineMessage>;

export const messageOperations = {
  post: operation({
    id: 'PostMessage',
    version: 'v2',
    method: 'POST',
    path: at('/messages'),
    scopes: Scopes,
    summary: 'Says something to the customer, or as them; stored and queued before this answers.',
    body: PostMessageBody,
    status: 201,
    response: Type.Object({ messages: Type.Array(SunshineMessage) }),
  }),
  list: operation({
    id: 'ListMessages',
    version: 'v2',
    method: 'GET',
    path: at('/messages'),
    scopes: Scopes,
    summary: 'What was said, a hundred at a time, the newest hundred first asked for.',
    paged: true,
    status: 200,
    response: Type.Object({ messages: Type.Array(SunshineMessage), meta: PageMeta, links: PageLinks }),
  }),
  removeAll: operation({
    id: 'DeleteAllMessages',
    version: 'v2',
    method: 'DELETE',
    path: at('/messages'),
    scopes: Scopes,
    summary: 'Deletes here what was said; what X holds stays at X.',
    status: 200,
    response: Empty,
  }),
  remove: operation({
    id: 'DeleteMessage',
    version: 'v2',
    method: 'DELETE',
    path: at('/messages/:messageId'),
    scopes: Scopes,
    summary: 'Deletes one message here; what X holds stays at X.',
    status: 200,
    response: Empty,
  }),
};

export const activityOperations = {
  post: operation({
    id: 'PostActivity',
    version: 'v2',
    method: 'POST',
    path: at('/activity'),
    scopes: Scopes,
    summary: 'Shows that an answer is being written, or that what was written has been read.',
    body: Type.Object({
      author: PostAuthor,
      type: Type.Enum(['conversation:read', 'typing:start', 'typing:stop']),
    }),
    status: 200,
    response: Empty,
  }),
  download: operation({
    id: 'DownloadMessageRef',
    version: 'v2',
    method: 'POST',
    path: at('/download'),
    scopes: Scopes,
    summary: 'Fetches large content of Apple Messages.',
    status: 200,
    refused: 'X has no such content: 400 `bad_request`.',
  }),
  convert: operation({
    id: 'PostConversionEvents',
    version: 'v2',
    method: 'POST',
    path: at('/conversionEvents'),
    scopes: Scopes,
    summary: 'Tells Meta of conversions.',
    status: 200,
    refused: 'X has no such events: 400 `bad_request`.',
  }),
};
