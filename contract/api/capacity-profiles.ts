import { Type, type Static } from 'typebox';
import { OneOf } from './common.ts';
import { setupFields, SetupName, setupRoutes } from './setup.ts';

export const CapacityProfileInput = Type.Object({
  name: SetupName,
  /** So many conversations at a time, or a day. */
  itemLimit: Type.Integer({ minimum: 1, maximum: 10_000 }),
  /** `immediate`: what ends is given back at once. `end_of_day`: what was taken counts until the day is over. Set once. */
  reset: OneOf(['immediate', 'end_of_day']),
  /** Once the limit is met, nothing more is assigned automatically, whatever its profiles. */
  blocksAssignment: Type.Boolean(),
});
export type CapacityProfileInput = Static<typeof CapacityProfileInput>;

export const CapacityProfile = Type.Object({
  ...setupFields,
  ...CapacityProfileInput.properties,
  /** How many agents have it. */
  agents: Type.Integer(),
});
export type CapacityProfile = Static<typeof CapacityProfile>;

export const capacityProfileRoutes = setupRoutes({
  name: 'profiles',
  path: '/api/setup/capacity-profiles',
  word: 'capacity profile',
  words: 'capacity profiles, by name',
  most: 200,
  permission: 'setup.manage',
  openList: true,
  one: CapacityProfile,
  input: CapacityProfileInput,
});
