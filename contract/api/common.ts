import { Type, type TSchema } from 'typebox';

/** 24 lowercase hex characters, time-ordered, made in the application. */
export const Id = Type.String({ pattern: '^[0-9a-f]{24}$', description: '24 lowercase hex characters' });

/** X's ids are 64-bit: always strings. */
export const XId = Type.String({ pattern: '^[0-9]{1,19}$', description: "X's id, a decimal string" });

/** Place of an entry in its thread: a 64-bit number as a string; compare as BigInt. */
export const Position = Type.String({ pattern: '^[0-9]{1,19}$' });

/** RFC 3339 in UTC with milliseconds. */
export const Time = Type.String({ format: 'date-time' });

/** The schema, or null. */
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** One of the given words. */
export const OneOf = <T extends string[]>(words: readonly [...T]) => Type.Enum<T>(words);

export const IdParams = Type.Object({ id: Id });

/** Every error of our own API. `code` is listed in docs/errors.md. */
export const ErrorBody = Type.Object({
  error: Type.Object({
    code: Type.String(),
    message: Type.String({ description: 'A sentence for the person who reads it' }),
    details: Type.Optional(Type.Unknown()),
    requestId: Type.Optional(Type.String()),
  }),
});

/** Opaque; comes from the previous page's `next`. */
export const Cursor = Type.String({ maxLength: 200 });

export const Limit = (most: number, standard: number) =>
  Type.Optional(Type.Integer({ minimum: 1, maximum: most, default: standard }));
