import { Type } from 'typebox';

export const closed = { additionalProperties: false } as const;

/** A user by id, or by name as `@name`. */
export const UserRef = Type.String({ minLength: 1, maxLength: 40 });
export const XId = Type.String({ pattern: '^[0-9]{1,19}$' });
/** Milliseconds since the epoch, in the simulator's virtual time. */
export const Moment = Type.Integer({ minimum: 0 });
export const PageLimit = Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 }));
