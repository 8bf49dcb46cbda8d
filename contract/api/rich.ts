import { Type, type Static } from 'typebox';
import { OneOf } from './common.ts';

const Text = (most: number) => Type.String({ minLength: 1, maxLength: most });
const Url = Type.String({ minLength: 1, maxLength: 2048 });
/** A program's own words for what was chosen. */
export const Payload = Type.String({ minLength: 1, maxLength: 1024 });
/** Small facts that a program ties to a message or an action. */
export const ActionMetadata = Type.Optional(
  Type.Record(Type.String({ maxLength: 128 }), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
);

const LinkAction = Type.Object({
  type: Type.Literal('link'),
  text: Text(128),
  uri: Url,
  metadata: ActionMetadata,
});
const PostbackAction = Type.Object({
  type: Type.Literal('postback'),
  text: Text(128),
  payload: Payload,
  metadata: ActionMetadata,
});
const ReplyAction = Type.Object({
  type: Type.Literal('reply'),
  text: Text(128),
  payload: Payload,
  iconUrl: Type.Optional(Url),
  metadata: ActionMetadata,
});
const LocationRequestAction = Type.Object({
  type: Type.Literal('locationRequest'),
  text: Text(128),
  metadata: ActionMetadata,
});
const WebviewAction = Type.Object({
  type: Type.Literal('webview'),
  text: Text(128),
  uri: Url,
  fallback: Url,
  metadata: ActionMetadata,
});
const BuyAction = Type.Object({
  type: Type.Literal('buy'),
  text: Text(128),
  /** In the currency's smallest unit. */
  amount: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
  currency: Type.String({ pattern: '^[A-Za-z]{3}$' }),
  metadata: ActionMetadata,
});

/** A button or a choice that goes with a message, by the names that messaging APIs give them. */
export const RichAction = Type.Union([
  LinkAction,
  PostbackAction,
  ReplyAction,
  LocationRequestAction,
  WebviewAction,
  BuyAction,
]);
export type RichAction = Static<typeof RichAction>;

/** What a card's own buttons can be. */
export const CardAction = Type.Union([LinkAction, PostbackAction, WebviewAction, BuyAction]);
export type CardAction = Static<typeof CardAction>;

/** One card of a carousel or one row of a list. */
export const RichItem = Type.Object({
  title: Text(128),
  description: Type.Optional(Type.String({ maxLength: 128 })),
  mediaUrl: Type.Optional(Url),
  mediaType: Type.Optional(Type.String({ maxLength: 100 })),
  altText: Type.Optional(Type.String({ maxLength: 128 })),
  size: Type.Optional(OneOf(['compact', 'large'])),
  actions: Type.Array(CardAction, { minItems: 1, maxItems: 3 }),
});
export type RichItem = Static<typeof RichItem>;

/** Most buttons and choices of one message: a list's ten rows with three each, and ten of its own. */
export const MOST_ACTIONS = 40;
const Actions = Type.Optional(Type.Array(RichAction, { maxItems: MOST_ACTIONS }));

/**
 * A message with more than text, as a program writes it and reads it back. How a customer gets it depends on what the
 * account can do: see server/outbound/render.
 */
export const RichContent = Type.Union([
  Type.Object({ type: Type.Literal('text'), text: Type.String({ maxLength: 4096 }), actions: Actions }),
  Type.Object({
    type: Type.Literal('image'),
    mediaUrl: Url,
    mediaType: Type.Optional(Type.String({ maxLength: 100 })),
    mediaSize: Type.Optional(Type.Integer()),
    text: Type.Optional(Type.String({ maxLength: 4096 })),
    altText: Type.Optional(Type.String({ maxLength: 128 })),
    actions: Actions,
  }),
  Type.Object({
    type: Type.Literal('file'),
    mediaUrl: Url,
    mediaType: Type.Optional(Type.String({ maxLength: 100 })),
    mediaSize: Type.Optional(Type.Integer()),
    text: Type.Optional(Type.String({ maxLength: 4096 })),
    altText: Type.Optional(Type.String({ maxLength: 128 })),
  }),
  Type.Object({
    type: Type.Literal('carousel'),
    items: Type.Array(RichItem, { minItems: 1, maxItems: 10 }),
    displaySettings: Type.Optional(
      Type.Object({ imageAspectRatio: Type.Optional(OneOf(['horizontal', 'square'])) }),
    ),
  }),
  Type.Object({
    type: Type.Literal('list'),
    items: Type.Array(RichItem, { minItems: 1, maxItems: 10 }),
    actions: Type.Optional(Type.Array(CardAction, { maxItems: 10 })),
  }),
  Type.Object({
    type: Type.Literal('location'),
    coordinates: Type.Object({
      lat: Type.Number({ minimum: -90, maximum: 90 }),
      long: Type.Number({ minimum: -180, maximum: 180 }),
    }),
    location: Type.Optional(
      Type.Object({
        address: Type.Optional(Type.String({ maxLength: 512 })),
        name: Type.Optional(Type.String({ maxLength: 512 })),
      }),
    ),
  }),
]);
export type RichContent = Static<typeof RichContent>;

/** What a program says beside the content of its message; comes back as it was given. */
export const ProgramNote = Type.Object({
  /** Shown to programs instead of the key's name. */
  displayName: Type.Optional(Type.String({ maxLength: 256 })),
  avatarUrl: Type.Optional(Url),
  subtypes: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 10 })),
  metadata: ActionMetadata,
  /** A colleague wrote it in this program; `displayName` is theirs. */
  via: Type.Optional(OneOf(['slack', 'email'])),
  /** Kept and shown, sent to nobody. */
  silent: Type.Optional(Type.Literal(true)),
});
export type ProgramNote = Static<typeof ProgramNote>;
