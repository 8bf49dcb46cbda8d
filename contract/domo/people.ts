import { type Static, Type } from 'typebox';

/** A member. Roles of the workspace’s own are told by what they stand on. */
export const User = Type.Object({
  id: Type.Number(),
  name: Type.String(),
  email: Type.String(),
  role: Type.Union([Type.Literal('Admin'), Type.Literal('Privileged'), Type.Literal('Participant')]),
  createdAt: Type.String(),
});
export type User = Static<typeof User>;

/** A team. */
export const Group = Type.Object({
  id: Type.Number(),
  name: Type.String(),
  memberCount: Type.Number(),
  active: Type.Boolean(),
  default: Type.Boolean(),
});
export type Group = Static<typeof Group>;
