/** `/_control/media`: files that people attach, and how X processes those that apps upload. */
import { type Static, Type } from 'typebox';
import { UserRef, closed } from './ids.ts';

/** `bytes` is base64. The file is ready at once. */
export const NewControlMedia = Type.Object(
  {
    owner: UserRef,
    category: Type.Optional(
      Type.Union([
        Type.Literal('dm_image'),
        Type.Literal('dm_gif'),
        Type.Literal('dm_video'),
        Type.Literal('tweet_image'),
        Type.Literal('tweet_gif'),
        Type.Literal('tweet_video'),
      ]),
    ),
    bytes: Type.String({ minLength: 1 }),
    altText: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  closed,
);
export type NewControlMedia = Static<typeof NewControlMedia>;

/** How processing goes from now on; back to the standard with each reset. */
export const ControlMediaProcessing = Type.Object(
  {
    /** So many videos and GIFs to come fail while they are processed. */
    failNext: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
    /** Multiplies the second that a video and the half second that a GIF take; 0 is at once. */
    scale: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
  },
  closed,
);
export type ControlMediaProcessing = Static<typeof ControlMediaProcessing>;
