/** `/_control/chat`: people on XChat, whose devices encrypt and read; groups; threads that move there. */
import { type Static, Type } from 'typebox';
import { UserRef, XId, closed } from './ids.ts';

/** `{smaller}-{larger}` of two users (a colon is taken too), or a group. */
const ConversationId = Type.String({ pattern: '^([0-9]{1,19}[-:][0-9]{1,19}|g[0-9]{1,19})$' });

export const NewChatDevice = Type.Object({ user: UserRef }, closed);
export type NewChatDevice = Static<typeof NewChatDevice>;

/** A person who can be written to on XChat; asked for by person, it is null for others. */
export type ControlChatDevice = {
  userId: string;
  /** Version of the newest public keys. */
  version: string;
  /** False when a client of the API registered the keys: then only that client can read. */
  isHere: boolean;
};

/** A text that the sender's device encrypts; to a person, or into a conversation. */
export const NewChatMessage = Type.Object(
  {
    sender: UserRef,
    to: Type.Optional(UserRef),
    conversationId: Type.Optional(ConversationId),
    text: Type.String({ minLength: 1, maxLength: 10_000 }),
  },
  closed,
);
export type NewChatMessage = Static<typeof NewChatMessage>;

export type SentChatMessage = { conversationId: string; sequenceId: string; messageId: string };

export const ChatMessagesQuery = Type.Object(
  {
    user: UserRef,
    with: Type.Optional(UserRef),
    conversationId: Type.Optional(ConversationId),
    /** Messages before this one. */
    before: Type.Optional(XId),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
);

/** One event as the person's device shows it. */
export type ControlChatMessage = {
  sequenceId: string;
  messageId: string;
  senderId: string;
  atMs: number;
  /** `sealed`: the device has not been given the key. */
  kind: 'text' | 'edit' | 'reaction' | 'reaction_removed' | 'sealed' | 'unknown' | 'group_change' | 'delete';
  text?: string;
  emoji?: string;
  targetSequenceId?: string;
  /** Signed by the registered key of its sender. */
  isVerified?: boolean;
};
export type ControlChatMessages = {
  conversationId: string;
  messages: ControlChatMessage[];
  hasMore: boolean;
};

export type ControlChatConversation = {
  id: string;
  kind: 'one' | 'group';
  memberIds: string[];
  adminIds: string[];
  name?: string;
  updatedAtMs: number;
  /** Begun by somebody else and not answered by this person. */
  isRequest: boolean;
  /** By participant: the last event read. */
  readUpTo: Record<string, string>;
};

export const NewChatGroup = Type.Object(
  {
    creator: UserRef,
    members: Type.Array(UserRef, { minItems: 1, maxItems: 255 }),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 100, pattern: '^[^,]*$' })),
  },
  closed,
);
export type NewChatGroup = Static<typeof NewChatGroup>;

/** What a member does to a group in X's apps. */
export const ChatGroupChange = Type.Union([
  Type.Object(
    {
      by: UserRef,
      change: Type.Union([
        Type.Literal('member_added'),
        Type.Literal('member_removed'),
        Type.Literal('admin_added'),
        Type.Literal('admin_removed'),
      ]),
      users: Type.Array(UserRef, { minItems: 1, maxItems: 255 }),
    },
    closed,
  ),
  Type.Object(
    {
      by: UserRef,
      change: Type.Literal('group_name'),
      name: Type.String({ minLength: 1, maxLength: 100, pattern: '^[^,]*$' }),
    },
    closed,
  ),
]);
export type ChatGroupChange = Static<typeof ChatGroupChange>;

/** The legacy thread of two people moves to XChat, or back. */
export const ChatMove = Type.Object(
  { user: UserRef, other: UserRef, moved: Type.Optional(Type.Boolean()) },
  closed,
);
export type ChatMove = Static<typeof ChatMove>;

export const ChatSettingsInput = Type.Object(
  {
    /** False lets messages through that are signed wrongly, so that a client's own check is seen. */
    verifySignatures: Type.Optional(Type.Boolean()),
    /** What becomes of a legacy message into a thread that has moved. */
    legacySend: Type.Optional(Type.Union([Type.Literal('refused'), Type.Literal('delivered')])),
  },
  closed,
);
export type ChatSettingsInput = Static<typeof ChatSettingsInput>;
export type ControlChatSettings = Required<ChatSettingsInput>;
