import { Type } from 'typebox';

/** 24 lowercase hex characters. */
export const SunshineId = Type.String({ pattern: '^[0-9a-f]{24}$' });

/** `YYYY-MM-DDThh:mm:ss.SSSZ` */
export const SunshineTime = Type.String({
  format: 'date-time',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
});

/** Flat; 4 kB as JSON, which is checked beside the schema. */
export const Metadata = Type.Record(
  Type.String({ maxLength: 128 }),
  Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
);
export const MOST_METADATA_BYTES = 4096;

export const DisplayName = Type.String({ minLength: 1, maxLength: 100 });

export const PageMeta = Type.Object({
  hasMore: Type.Boolean(),
  afterCursor: Type.Optional(Type.String()),
  beforeCursor: Type.Optional(Type.String()),
});

export const PageLinks = Type.Object({
  prev: Type.Optional(Type.String()),
  next: Type.Optional(Type.String()),
});

export const Empty = Type.Object({});

/** Named, so that a reader of the wire finds it: the field may be null. */
export const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
