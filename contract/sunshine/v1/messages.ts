import { Type, type Static } from 'typebox';
import { Empty, Metadata, OrNull, SunshineId } from '../fields.ts';
import { ConversationV1, EveryScope, ofApp } from './declare.ts';

const Role = Type.Enum(['appMaker', 'appUser']);
const at = (rest: string) => `/appusers/:userId${rest}`;

/** Flat; fields of the content stand beside these, and are checked by its type as in version 2. */
export const PostMessageV1 = Type.Intersect([
  Type.Object({
    role: Role,
    type: Type.Optional(Type.String({ maxLength: 40 })),
    name: Type.Optional(Type.String({ maxLength: 256 })),
    avatarUrl: Type.Optional(Type.String({ maxLength: 2048 })),
    metadata: Type.Optional(OrNull(Metadata)),
    destination: Type.Optional(
      OrNull(
        Type.Object({
          integrationId: Type.Optional(Type.String({ maxLength: 100 })),
          integrationType: Type.Optional(Type.String({ maxLength: 100 })),
        }),
      ),
    ),
  }),
  Type.Record(Type.String(), Type.Unknown()),
]);
export type PostMessageV1 = Static<typeof PostMessageV1>;

export const MessageV1 = Type.Intersect([
  Type.Object({
    _id: SunshineId,
    type: Type.String(),
    role: Role,
    authorId: Type.Optional(SunshineId),
    name: Type.Optional(Type.String()),
    avatarUrl: Type.Optional(Type.String()),
    /** Unix seconds, with milliseconds behind the point. */
    received: Type.Number(),
    source: Type.Object({ type: Type.String() }),
  }),
  Type.Record(Type.String(), Type.Unknown()),
]);

const Said = Type.Object({
  message: MessageV1,
  extraMessages: Type.Optional(Type.Array(MessageV1)),
  conversation: ConversationV1,
});

const Second = Type.Number({ minimum: 0, maximum: 100_000_000_000 });

export const messageOperationsV1 = {
  post: ofApp(at('/messages'), {
    id: 'appUsers.sendMessage',
    method: 'POST',
    scopes: EveryScope,
    summary: 'Says something to the user, or as them.',
    body: PostMessageV1,
    status: 201,
    response: Said,
  }),
  list: ofApp(at('/messages'), {
    id: 'appUsers.getMessages',
    method: 'GET',
    scopes: EveryScope,
    summary:
      'What was said, at most a hundred: the newest, or those before or after a moment in unix seconds.',
    query: Type.Object({ before: Type.Optional(Second), after: Type.Optional(Second) }),
    status: 200,
    response: Type.Object({
      conversation: ConversationV1,
      messages: Type.Array(MessageV1),
      previous: Type.Optional(Type.String()),
      next: Type.Optional(Type.String()),
    }),
  }),
  removeAll: ofApp(at('/messages'), {
    id: 'appUsers.deleteMessages',
    method: 'DELETE',
    scopes: EveryScope,
    summary: 'Deletes here what was said; what X holds stays at X.',
    status: 200,
    response: Empty,
  }),
  remove: ofApp(at('/messages/:messageId'), {
    id: 'appUsers.deleteMessage',
    method: 'DELETE',
    scopes: EveryScope,
    summary: 'Deletes one message here; what X holds stays at X.',
    status: 200,
    response: Empty,
  }),
  image: ofApp(at('/images'), {
    id: 'appUsers.uploadImage',
    method: 'POST',
    scopes: EveryScope,
    summary: 'Keeps an image or file and says it, in one call; fields of the message stand beside the file.',
    upload: true,
    status: 201,
    response: Said,
  }),
};

const Conversation = Type.Object({ conversation: ConversationV1 });

export const conversationOperationsV1 = {
  get: ofApp(at('/conversation'), {
    id: 'conversations.get',
    method: 'GET',
    scopes: EveryScope,
    summary: 'The conversation of a user: with the handle they last wrote to.',
    status: 200,
    response: Conversation,
  }),
  activity: ofApp(at('/conversation/activity'), {
    id: 'appUsers.conversationActivity',
    method: 'POST',
    scopes: EveryScope,
    summary: 'Shows that an answer is being written, or that what was written has been read.',
    body: Type.Object({
      role: Role,
      type: Type.Enum(['conversation:read', 'typing:start', 'typing:stop']),
      name: Type.Optional(Type.String({ maxLength: 256 })),
      avatarUrl: Type.Optional(Type.String({ maxLength: 2048 })),
    }),
    status: 200,
    response: Conversation,
  }),
  read: ofApp(at('/conversation/read'), {
    id: 'conversations.resetUnreadCount',
    method: 'POST',
    scopes: EveryScope,
    summary: 'The user has read everything.',
    status: 200,
    response: Conversation,
  }),
};
