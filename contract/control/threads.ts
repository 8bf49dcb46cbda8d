/** `/_control/threads`: a person opens a conversation, by a link, by the button of a post, or plainly. */
import { type Static, Type } from 'typebox';
import { UserRef, XId, closed } from './ids.ts';
import type { ControlWelcome } from './messages.ts';

export type { ControlWelcome } from './messages.ts';

/** The recipient may be left out when the post's text holds a `messages/compose` link. */
export const NewControlThread = Type.Object(
  {
    user: UserRef,
    recipient: Type.Optional(UserRef),
    /** Shown instead of the recipient's default welcome message. */
    welcomeMessageId: Type.Optional(XId),
    /** What the link puts into the field where one writes. */
    text: Type.Optional(Type.String({ maxLength: 10_000 })),
    /** The post whose button was clicked. */
    postId: Type.Optional(XId),
  },
  closed,
);
export type NewControlThread = Static<typeof NewControlThread>;

/** What the person sees before writing; it is over as soon as one of the two writes. */
export type ControlThread = {
  conversationId: string;
  recipientId: string;
  text?: string;
  postId?: string;
  welcome?: ControlWelcome;
};

/** A welcome message with what only its owner sees. */
export type ControlWelcomeMessage = ControlWelcome & {
  name?: string;
  createdAt: number;
  appName?: string;
  /** Shown to everyone who opens a conversation without a link to another. */
  isDefault: boolean;
  /** The link that opens a conversation with it. */
  link: string;
};
export type ControlWelcomeMessages = { welcomeMessages: ControlWelcomeMessage[] };

/** The button under a post whose text holds a `messages/compose` link. */
export type ControlPrivateMessageButton = {
  label: 'Send a private message';
  recipientId: string;
  welcomeMessageId?: string;
  text?: string;
  /** The t.co link in the text that the button stands for. */
  url: string;
};
