/** `/_control/activity`: what happens on X for which the local X has no act of its own. */
import { type Static, Type } from 'typebox';
import { UserRef, XId, closed } from './ids.ts';

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const names = Type.Optional(Type.Array(text(100), { maxItems: 50 }));
const BroadcastId = Type.Optional(Type.String({ pattern: '^[A-Za-z0-9]{1,13}$' }));

/** Everyone whose keyword stands in it hears of it. */
const News = Type.Object(
  {
    eventType: Type.Literal('news.new'),
    name: text(300),
    summary: Type.Optional(text(4000)),
    hook: Type.Optional(text(1000)),
    category: Type.Optional(text(60)),
    topics: names,
    people: names,
    organizations: names,
    places: names,
    products: names,
    tickers: names,
    teams: names,
    postIds: Type.Optional(Type.Array(XId, { maxItems: 20 })),
  },
  closed,
);

/** A Space or a broadcast begins, or the one that began last is over. */
const Stage = Type.Object(
  {
    eventType: Type.Union([
      Type.Literal('spaces.start'),
      Type.Literal('spaces.end'),
      Type.Literal('broadcast.start'),
      Type.Literal('broadcast.end'),
    ]),
    user: UserRef,
    broadcastId: BroadcastId,
  },
  closed,
);

/** `author` says something in the broadcast of `user`. */
const BroadcastChat = Type.Object(
  {
    eventType: Type.Literal('broadcast.chat'),
    user: UserRef,
    author: UserRef,
    text: text(1000),
    broadcastId: BroadcastId,
    replyTo: Type.Optional(XId),
  },
  closed,
);

/** An event of an encrypted conversation, as `user` hears of it; what is not given is made up. */
const Chat = Type.Object(
  {
    eventType: Type.Union([
      Type.Literal('chat.received'),
      Type.Literal('chat.sent'),
      Type.Literal('chat.conversation.join'),
      Type.Literal('chat.conversation.member_added'),
      Type.Literal('chat.conversation.member_removed'),
      Type.Literal('chat.conversation.admin_added'),
      Type.Literal('chat.conversation.admin_removed'),
      Type.Literal('chat.update.group_name'),
      Type.Literal('chat.update.restrictions'),
    ]),
    user: UserRef,
    sender: Type.Optional(UserRef),
    conversationId: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    encodedEvent: Type.Optional(Type.String({ minLength: 1, maxLength: 100_000 })),
  },
  closed,
);

export const ActivityActInput = Type.Union([News, Stage, BroadcastChat, Chat]);
export type ActivityActInput = Static<typeof ActivityActInput>;
export type NewsInput = Static<typeof News>;
export type StageInput = Static<typeof Stage>;
export type BroadcastChatInput = Static<typeof BroadcastChat>;
export type ChatActInput = Static<typeof Chat>;

/** What was told to those who subscribed to it. */
export type ActivityAct = { eventType: string; payload: object };
