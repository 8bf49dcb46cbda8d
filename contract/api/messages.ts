import { Type, type Static } from 'typebox';
import { Id, IdParams, Nullable, OneOf, Position, Time, XId } from './common.ts';
import { ActionMetadata, Payload, ProgramNote, RichContent } from './rich.ts';
import { route } from './route.ts';

export const Media = Type.Object({
  id: Id,
  kind: OneOf(['photo', 'gif', 'video', 'file']),
  state: OneOf(['pending', 'stored', 'failed']),
  failure: Nullable(Type.String()),
  /** Ours; bytes with ranges. Null until stored. */
  url: Nullable(Type.String()),
  contentType: Nullable(Type.String()),
  byteSize: Nullable(Type.Integer()),
  width: Nullable(Type.Integer()),
  height: Nullable(Type.Integer()),
  durationMs: Nullable(Type.Integer()),
  altText: Nullable(Type.String()),
});
export type Media = Static<typeof Media>;

/** A stretch of text that is a link, a mention, a hashtag or a cashtag; offsets count UTF-16 units of `text`. */
export const TextEntity = Type.Object({
  kind: OneOf(['url', 'mention', 'hashtag', 'cashtag']),
  start: Type.Integer(),
  end: Type.Integer(),
  /** Where it leads, already checked to be http(s). */
  href: Nullable(Type.String()),
  /** What to show instead of the shortened link. */
  display: Nullable(Type.String()),
});
export type TextEntity = Static<typeof TextEntity>;

/** A colleague or a team named in a note; offsets count UTF-16 units of its text. Kept by id: names change. */
export const NoteMention = Type.Object({
  kind: OneOf(['member', 'team']),
  id: Id,
  start: Type.Integer({ minimum: 0, maximum: 10_000 }),
  end: Type.Integer({ minimum: 1, maximum: 10_000 }),
});
export type NoteMention = Static<typeof NoteMention>;

/** A rich message as X got it, to the letter. */
export const SentAs = Type.Object({
  /** v1: X's own quick replies or buttons, beside the text. */
  via: OneOf(['v1', 'v2']),
  text: Type.String(),
  /** Labels of the quick replies, as X shows them. */
  options: Type.Optional(Type.Array(Type.String())),
  buttons: Type.Optional(Type.Array(Type.Object({ label: Type.String(), url: Type.String() }))),
  /** X showed its button for the customer's place. */
  asksLocation: Type.Optional(Type.Literal(true)),
});
export type SentAs = Static<typeof SentAs>;

/** What X would get of an answer that nobody sent yet. */
export const AnswerPreview = Type.Object({
  sentAs: SentAs,
  /** The text that goes out should X refuse quick replies; null where that is known already. */
  otherwise: Nullable(Type.String()),
  /** A sentence: why it would be refused as it is. */
  problem: Nullable(Type.String()),
});
export type AnswerPreview = Static<typeof AnswerPreview>;

/** Choices as the composer offers them. */
const Choices = Type.Array(Type.Object({ label: Type.String({ minLength: 1, maxLength: 36 }) }), {
  maxItems: 20,
});

/** Of a choice that came from an action of a program: what the program hears when it is taken. */
const choiceOfProgram = {
  kind: Type.Optional(OneOf(['reply', 'postback'])),
  payload: Type.Optional(Payload),
  actionMetadata: ActionMetadata,
};

export const EntryContent = Type.Object({
  entities: Type.Optional(Type.Array(TextEntity)),
  /** We offered these. */
  quickReplies: Type.Optional(
    Type.Array(
      Type.Object({
        label: Type.String(),
        description: Nullable(Type.String()),
        /** What X brings back with the answer. */
        metadata: Type.Optional(Type.String()),
        /** As text it has a letter, because numbers stand for something else there. */
        lettered: Type.Optional(Type.Literal(true)),
        ...choiceOfProgram,
      }),
    ),
  ),
  /** The customer chose one that we offered. */
  /** What X says that the customer saw right before: the post whose button they followed, the welcome message. */
  via: Type.Optional(Type.Object({ xPostId: Type.Optional(XId), welcomeMessageId: Type.Optional(XId) })),
  quickReplyAnswer: Type.Optional(
    Type.Object({
      metadata: Nullable(Type.String()),
      ...choiceOfProgram,
      /** The message that offered it, where it is known. */
      offeredBy: Type.Optional(Id),
    }),
  ),
  location: Type.Optional(
    Type.Object({
      latitude: Nullable(Type.Number()),
      longitude: Nullable(Type.Number()),
      name: Nullable(Type.String()),
    }),
  ),
  post: Type.Optional(Type.Object({ id: Type.String(), url: Type.String() })),
  /** System line: what happened; the browser words it. */
  system: Type.Optional(
    Type.Object({ what: Type.String(), facts: Type.Record(Type.String(), Nullable(Type.String())) }),
  ),
  /** Kept from agents: the customer has not agreed to be read. The text and the files are not here. */
  withheld: Type.Optional(Type.Boolean()),
  /** Of a note. */
  mentions: Type.Optional(Type.Array(NoteMention)),
  /** A note that only this member and its author see. */
  whisperTo: Type.Optional(Id),
  /** Buttons that came with the message. */
  ctas: Type.Optional(Type.Array(Type.Object({ label: Type.String(), url: Type.String() }))),
  /** A program's message with more than text, as it was written. */
  rich: Type.Optional(RichContent),
  /** What a program said beside it. */
  program: Type.Optional(ProgramNote),
  /** What X was sent for it, the last time it was tried; before that, what it would be sent. */
  sentAs: Type.Optional(SentAs),
});
export type EntryContent = Static<typeof EntryContent>;

/** `kept`: a program's message for colleagues, sent to nobody. */
export const SendState = OneOf([
  'received',
  'queued',
  'sending',
  'sent',
  'failed',
  'uncertain',
  'canceled',
  'kept',
]);
export type SendState = Static<typeof SendState>;

/** One entry of a thread. */
export const Entry = Type.Object({
  id: Id,
  conversationId: Id,
  position: Position,
  kind: OneOf(['message', 'note', 'system', 'encrypted']),
  direction: OneOf(['in', 'out', 'none']),
  authorKind: OneOf(['customer', 'agent', 'program', 'x', 'system']),
  /** Member for an agent, customer for a customer. `x`: sent from X's own apps by somebody of the business. */
  authorId: Nullable(Type.String()),
  text: Type.String(),
  /** Something of it is hidden by a masking rule. */
  masked: Type.Boolean(),
  content: EntryContent,
  media: Type.Array(Media),
  state: SendState,
  at: Time,
  /** While queued: when it leaves; until then it can be undone. */
  sendsAt: Nullable(Time),
  failure: Nullable(
    Type.Object({
      code: Type.String(),
      message: Type.String({ description: 'A sentence: what happened and what to do' }),
      /** X's own answer, for those who want it. */
      xStatus: Nullable(Type.Integer()),
      xBody: Nullable(Type.String()),
      canRetry: Type.Boolean(),
    }),
  ),
  deletedAt: Nullable(Time),
});
export type Entry = Static<typeof Entry>;

const MessageParams = Type.Object({ id: Id, messageId: Id });

export const messageRoutes = {
  send: route({
    id: 'messages.send',
    method: 'POST',
    path: '/api/conversations/:id/messages',
    access: 'agent',
    permission: 'conversations.answer',
    summary:
      'Answers the customer: stored and queued before this returns. The same idempotency key gives the same message.',
    params: IdParams,
    body: Type.Object({
      text: Type.String({ maxLength: 10_000 }),
      mediaIds: Type.Optional(Type.Array(Id, { maxItems: 1 })),
      quickReplies: Type.Optional(Choices),
      idempotencyKey: Type.String({ minLength: 8, maxLength: 100 }),
      close: Type.Optional(Type.Boolean({ description: 'Close the work item as well' })),
    }),
    response: Entry,
    status: 201,
  }),
  preview: route({
    id: 'messages.preview',
    method: 'POST',
    path: '/api/conversations/:id/preview',
    access: 'agent',
    permission: 'conversations.answer',
    summary: 'What X would get of an answer now, to the letter. Nothing is stored.',
    params: IdParams,
    body: Type.Object({
      text: Type.String({ maxLength: 10_000 }),
      hasFile: Type.Optional(Type.Boolean()),
      quickReplies: Type.Optional(Choices),
    }),
    response: AnswerPreview,
  }),
  note: route({
    id: 'messages.note',
    method: 'POST',
    path: '/api/conversations/:id/notes',
    access: 'agent',
    summary: 'Adds a note that only colleagues see; whom it names is told.',
    params: IdParams,
    body: Type.Object({
      text: Type.String({ minLength: 1, maxLength: 10_000 }),
      mentions: Type.Optional(Type.Array(NoteMention, { maxItems: 50 })),
      idempotencyKey: Type.String({ minLength: 8, maxLength: 100 }),
    }),
    response: Entry,
    status: 201,
  }),
  cancel: route({
    id: 'messages.cancel',
    method: 'POST',
    path: '/api/conversations/:id/messages/:messageId/cancel',
    access: 'agent',
    summary: 'Takes back a message that is still queued; 409 once it is on its way.',
    params: MessageParams,
    response: Entry,
  }),
  retry: route({
    id: 'messages.retry',
    method: 'POST',
    path: '/api/conversations/:id/messages/:messageId/retry',
    access: 'agent',
    permission: 'conversations.answer',
    summary: 'Queues a failed message again, with other text if given. Refused while the outcome is unknown.',
    params: MessageParams,
    body: Type.Object({ text: Type.Optional(Type.String({ maxLength: 10_000 })) }),
    response: Entry,
  }),
  settle: route({
    id: 'messages.settle',
    method: 'POST',
    path: '/api/conversations/:id/messages/:messageId/settle',
    access: 'agent',
    permission: 'conversations.answer',
    summary: 'A person decides about a message whose outcome stays unknown: it counts as sent, or as failed.',
    params: MessageParams,
    body: Type.Object({ as: OneOf(['sent', 'failed']) }),
    response: Entry,
  }),
  typing: route({
    id: 'messages.typing',
    method: 'POST',
    path: '/api/conversations/:id/typing',
    access: 'agent',
    summary: 'Shows the customer that an answer is being written, where X can.',
    params: IdParams,
  }),
};

export const Draft = Type.Object({
  mode: OneOf(['reply', 'note']),
  text: Type.String({ maxLength: 20_000 }),
  mediaIds: Type.Array(Id, { maxItems: 1 }),
  /** Grows with each save; an older one is refused with 409 so that two tabs do not overwrite each other blindly. */
  version: Type.Integer(),
  updatedAt: Time,
});
export type Draft = Static<typeof Draft>;

export const draftRoutes = {
  list: route({
    id: 'drafts.list',
    method: 'GET',
    path: '/api/conversations/:id/drafts',
    access: 'agent',
    summary: 'Own drafts here, with the media they hold.',
    params: IdParams,
    response: Type.Object({ drafts: Type.Array(Draft), media: Type.Array(Media) }),
  }),
  save: route({
    id: 'drafts.save',
    method: 'PUT',
    path: '/api/conversations/:id/drafts/:mode',
    access: 'agent',
    summary: 'Saves the own draft; an empty one is removed.',
    params: Type.Object({ id: Id, mode: OneOf(['reply', 'note']) }),
    body: Type.Object({
      text: Type.String({ maxLength: 20_000 }),
      mediaIds: Type.Array(Id, { maxItems: 1 }),
      version: Type.Integer({ minimum: 0 }),
    }),
    response: Draft,
  }),
};

export const mediaRoutes = {
  upload: route({
    id: 'media.upload',
    method: 'POST',
    path: '/api/media',
    access: 'agent',
    summary:
      'Takes one file for a message: JPEG, PNG, WebP to 5 MB, GIF to 15 MB, MP4 to 512 MB; the content decides, not the name.',
    special: 'upload',
    response: Media,
    status: 201,
  }),
  bytes: route({
    id: 'media.bytes',
    method: 'GET',
    path: '/api/media/:id/bytes',
    access: 'agent',
    summary: "A file's bytes, with ranges.",
    params: IdParams,
    special: 'bytes',
  }),
  retry: route({
    id: 'media.retry',
    method: 'POST',
    path: '/api/media/:id/retry',
    access: 'agent',
    summary: 'Fetches a file from X again that could not be fetched.',
    params: IdParams,
    response: Media,
  }),
};

export const searchRoutes = {
  messages: route({
    id: 'search.messages',
    method: 'GET',
    path: '/api/search',
    access: 'agent',
    summary: 'Messages and customers that match, newest first; the last word may be unfinished.',
    query: Type.Object({
      q: Type.String({ minLength: 1, maxLength: 200 }),
      cursor: Type.Optional(Type.String({ maxLength: 200 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })),
    }),
    response: Type.Object({
      customers: Type.Array(
        Type.Object({
          conversationId: Nullable(Id),
          customerId: Id,
          name: Nullable(Type.String()),
          username: Nullable(Type.String()),
          avatarUrl: Nullable(Type.String()),
        }),
      ),
      hits: Type.Array(
        Type.Object({
          conversationId: Id,
          messageId: Id,
          position: Position,
          customerName: Nullable(Type.String()),
          customerUsername: Nullable(Type.String()),
          kind: OneOf(['message', 'note', 'system', 'encrypted']),
          /** Plain text around the match; matches are between U+0002 and U+0003. */
          snippet: Type.String(),
          at: Time,
        }),
      ),
      next: Nullable(Type.String()),
    }),
  }),
};
