import { type Static, Type } from 'typebox';

/** A sign-in at X that reports use. What it signs in with is never told. */
export const Account = Type.Object({
  id: Type.String(),
  name: Type.String(),
  /** X takes its sign-in. */
  valid: Type.Boolean(),
  type: Type.Object({ id: Type.String(), properties: Type.Object({}) }),
});
export type Account = Static<typeof Account>;

export const AccountType = Type.Object({
  id: Type.String(),
  name: Type.String(),
  properties: Type.Object({}),
});
export type AccountType = Static<typeof AccountType>;

export const AccountChange = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
});
