import { Type, type Static } from 'typebox';
import {
  DisplayName,
  Empty,
  Metadata,
  OrNull,
  PageLinks,
  PageMeta,
  SunshineId,
  SunshineTime,
} from './fields.ts';
import { operation } from './operation.ts';

const Scopes = ['account', 'app', 'integration'] as const;
const at = (rest = '') => `/v2/apps/:appId/conversations${rest}` as const;

export const SwitchboardRef = Type.Object({
  id: SunshineId,
  name: Type.String(),
  integrationId: SunshineId,
  integrationType: Type.String(),
});

export const SunshineConversation = Type.Object({
  id: SunshineId,
  type: Type.Enum(['personal', 'sdkGroup']),
  isDefault: Type.Boolean(),
  displayName: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
  iconUrl: Type.Optional(Type.String()),
  metadata: Type.Optional(Metadata),
  activeSwitchboardIntegration: Type.Optional(SwitchboardRef),
  pendingSwitchboardIntegration: Type.Optional(SwitchboardRef),
  businessLastRead: Type.Optional(SunshineTime),
  lastUpdatedAt: SunshineTime,
  createdAt: SunshineTime,
});
export type SunshineConversation = Static<typeof SunshineConversation>;

export const SunshineParticipant = Type.Object({
  id: SunshineId,
  userId: SunshineId,
  userExternalId: Type.Optional(Type.String()),
  unreadCount: Type.Integer(),
  clientAssociations: Type.Array(Type.Object({ type: Type.String(), clientId: SunshineId })),
  lastRead: Type.Optional(SunshineTime),
});
export type SunshineParticipant = Static<typeof SunshineParticipant>;

const UserRef = Type.Object({
  userId: Type.Optional(Type.String({ minLength: 1, maxLength: 1024 })),
  userExternalId: Type.Optional(Type.String({ minLength: 1, maxLength: 1024 })),
  subscribeSDKClient: Type.Optional(Type.Boolean()),
});

const Told = {
  displayName: Type.Optional(OrNull(DisplayName)),
  description: Type.Optional(OrNull(Type.String({ minLength: 1, maxLength: 100 }))),
  iconUrl: Type.Optional(OrNull(Type.String({ minLength: 1, maxLength: 2048 }))),
  metadata: Type.Optional(OrNull(Metadata)),
};

const Conversation = Type.Object({ conversation: SunshineConversation });

export const conversationOperations = {
  create: operation({
    id: 'CreateConversation',
    version: 'v2',
    method: 'POST',
    path: at(),
    scopes: Scopes,
    summary: 'Makes a conversation that only programs know; those with people of X begin when they write.',
    body: Type.Object({
      type: Type.Enum(['personal', 'sdkGroup']),
      participants: Type.Optional(Type.Array(UserRef, { maxItems: 100 })),
      ...Told,
    }),
    status: 201,
    response: Conversation,
  }),
  list: operation({
    id: 'ListConversations',
    version: 'v2',
    method: 'GET',
    path: at(),
    scopes: Scopes,
    summary: 'The conversations of one user.',
    paged: true,
    filter: Type.Object({
      userId: Type.Optional(Type.String({ maxLength: 1024 })),
      userExternalId: Type.Optional(Type.String({ maxLength: 1024 })),
    }),
    status: 200,
    response: Type.Object({
      conversations: Type.Array(SunshineConversation),
      meta: PageMeta,
      links: PageLinks,
    }),
  }),
  get: operation({
    id: 'GetConversation',
    version: 'v2',
    method: 'GET',
    path: at('/:conversationId'),
    scopes: Scopes,
    summary: 'One conversation.',
    status: 200,
    response: Conversation,
  }),
  update: operation({
    id: 'UpdateConversation',
    version: 'v2',
    method: 'PATCH',
    path: at('/:conversationId'),
    scopes: Scopes,
    summary: 'Changes name, description, picture and metadata; what is not named stays.',
    body: Type.Object(Told),
    status: 200,
    response: Conversation,
  }),
  remove: operation({
    id: 'DeleteConversation',
    version: 'v2',
    method: 'DELETE',
    path: at('/:conversationId'),
    scopes: Scopes,
    summary: 'Deletes a conversation that only programs know; a thread of X stays: 400 `bad_request`.',
    status: 200,
    response: Empty,
  }),
};

export const participantOperations = {
  join: operation({
    id: 'JoinConversation',
    version: 'v2',
    method: 'POST',
    path: at('/:conversationId/join'),
    scopes: Scopes,
    summary: 'Adds a user to a group that only programs know.',
    body: UserRef,
    status: 201,
    response: Type.Object({ participant: SunshineParticipant }),
  }),
  list: operation({
    id: 'ListParticipants',
    version: 'v2',
    method: 'GET',
    path: at('/:conversationId/participants'),
    scopes: Scopes,
    summary: 'Who is in a conversation.',
    paged: true,
    status: 200,
    response: Type.Object({
      participants: Type.Array(SunshineParticipant),
      meta: PageMeta,
      links: PageLinks,
    }),
  }),
  leave: operation({
    id: 'LeaveConversation',
    version: 'v2',
    method: 'POST',
    path: at('/:conversationId/leave'),
    scopes: Scopes,
    summary: 'Takes a user out of a group that only programs know.',
    body: Type.Object({
      userId: Type.Optional(Type.String({ maxLength: 1024 })),
      userExternalId: Type.Optional(Type.String({ maxLength: 1024 })),
      participantId: Type.Optional(Type.String({ maxLength: 100 })),
    }),
    status: 200,
    response: Empty,
  }),
};
