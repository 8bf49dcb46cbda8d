/** `/_control/messages` and its neighbours: what people do on x.com, without an app. */
import { type Static, Type } from 'typebox';
import { Moment, PageLimit, UserRef, XId, closed } from './ids.ts';

const Location = Type.Union([
  Type.Object(
    { type: Type.Literal('shared_coordinate'), longitude: Type.Number(), latitude: Type.Number() },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal('shared_place'),
      place: Type.Object({ id: Type.String() }, { additionalProperties: true }),
    },
    closed,
  ),
]);

/** One of `to` and `conversationId`; at least one of text, media, location and answer. */
export const NewControlMessage = Type.Object(
  {
    from: UserRef,
    to: Type.Optional(UserRef),
    conversationId: Type.Optional(Type.String({ maxLength: 40 })),
    text: Type.Optional(Type.String({ minLength: 1 })),
    mediaId: Type.Optional(XId),
    location: Type.Optional(Location),
    /** Answers a quick reply: by the label of an option of the last message that asked, else with this metadata. */
    answer: Type.Optional(
      Type.Object({ label: Type.Optional(Type.String()), metadata: Type.Optional(Type.String()) }, closed),
    ),
    /** Sends even where X would refuse (blocked, messages closed). */
    force: Type.Optional(Type.Boolean()),
    /** For history: when it was sent. */
    at: Type.Optional(Moment),
  },
  closed,
);
export type NewControlMessage = Static<typeof NewControlMessage>;

export const NewControlMessages = Type.Object(
  { messages: Type.Array(NewControlMessage, { minItems: 1, maxItems: 10_000 }) },
  closed,
);
export type NewControlMessages = Static<typeof NewControlMessages>;

export const ControlSent = Type.Object({ id: XId, conversationId: Type.String() }, closed);
export type ControlSent = Static<typeof ControlSent>;

export const ControlTyping = Type.Object({ from: UserRef, to: UserRef }, closed);
export type ControlTyping = Static<typeof ControlTyping>;

/** `reader` has read what `other` wrote, up to `eventId` or to the end. */
export const ControlRead = Type.Object(
  { reader: UserRef, other: UserRef, eventId: Type.Optional(XId) },
  closed,
);
export type ControlRead = Static<typeof ControlRead>;

export const NewControlGroup = Type.Object(
  { creator: UserRef, participants: Type.Array(UserRef, { minItems: 1, maxItems: 49 }) },
  closed,
);
export type NewControlGroup = Static<typeof NewControlGroup>;

export const ControlEventsQuery = Type.Object(
  { as: UserRef, before: Type.Optional(XId), limit: PageLimit },
  closed,
);
export type ControlEventsQuery = Static<typeof ControlEventsQuery>;

/** One message as a person sees it. */
export type ControlEvent = {
  id: string;
  type: 'MessageCreate' | 'ParticipantsJoin' | 'ParticipantsLeave';
  conversationId: string;
  senderId: string;
  participantIds?: string[];
  at: number;
  text?: string;
  urls?: { start: number; end: number; url: string; expandedUrl: string; displayUrl: string }[];
  media?: {
    id: string;
    kind: 'photo' | 'animated_gif' | 'video';
    mimeType: string;
    url: string;
    altText?: string;
    width: number;
    height: number;
  };
  location?: Static<typeof Location>;
  quickReply?: { type: string; options?: { label: string; description?: string; metadata?: string }[] };
  answer?: { type: string; metadata?: string };
  ctas?: { label: string; url: string }[];
  appName?: string;
  /** What its sender saw right before: the post with the button, the welcome message. */
  initiatedVia?: { postId?: string; welcomeMessageId?: string; welcome?: ControlWelcome };
  /** All others have read it. */
  read: boolean;
};

/** What a welcome message shows. Answer its quick replies as those of a message. */
export type ControlWelcome = Pick<
  ControlEvent,
  'id' | 'text' | 'urls' | 'media' | 'location' | 'quickReply' | 'ctas'
>;

export type ControlConversation = {
  id: string;
  kind: 'one' | 'group';
  participantIds: string[];
  /** The other side of a one-to-one conversation. */
  otherId?: string;
  last?: ControlEvent;
  unread: number;
  /** Waits to be accepted; the API does not return it to this user. */
  isRequest?: boolean;
};

/** The book of everything that was sent, in the order of ids; for proofs. */
export const ControlLedgerQuery = Type.Object(
  {
    after: Type.Optional(XId),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    from: Type.Optional(UserRef),
    to: Type.Optional(UserRef),
    appId: Type.Optional(XId),
  },
  closed,
);
export type ControlLedgerQuery = Static<typeof ControlLedgerQuery>;

export type ControlLedgerEntry = {
  id: string;
  conversationId: string;
  from: string;
  /** Absent in groups. */
  to?: string;
  text: string;
  mediaId?: string;
  /** Absent when it was sent by a person. */
  appId?: string;
  at: number;
};
export type ControlLedger = { entries: ControlLedgerEntry[]; next?: string };
