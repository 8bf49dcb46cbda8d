import { Type } from 'typebox';

export const closed = { additionalProperties: false } as const;

/** A user by id, or by name as `@name`. */
export const UserRef = Type.String({ minLength: 1, maxLength: 40 });
export const XId = Type.String({ pattern: '^[0-9]{1,19}$' });
/** The last millisecond for which X's ids have room: 41 bits after their beginning. https://docs.x.com/fundamentals/x-ids */
export const latestMoment = 1_288_834_974_657 + 2 ** 41 - 1;
/** Milliseconds since the epoch, in the simulator's virtual time. */
export const Moment = Type.Integer({ minimum: 0, maximum: latestMoment });
export const PageLimit = Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 }));
