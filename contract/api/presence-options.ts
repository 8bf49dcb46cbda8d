import { Type, type Static } from 'typebox';
import { Id, OneOf } from './common.ts';
import { route } from './route.ts';
import { SetupDescription, setupFields, SetupName, setupRoutes } from './setup.ts';

export const PresenceOptionInput = Type.Object({
  name: SetupName,
  /** What colleagues see. */
  text: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  /** What routing goes by. */
  base: OneOf(['available', 'busy', 'do_not_disturb', 'away', 'offline']),
  description: SetupDescription,
});
export type PresenceOptionInput = Static<typeof PresenceOptionInput>;

export const OwnPresence = Type.Object({ ...setupFields, ...PresenceOptionInput.properties });
export type OwnPresence = Static<typeof OwnPresence>;

export const presenceOptionRoutes = {
  ...setupRoutes({
    name: 'presenceOptions',
    path: '/api/setup/presences',
    word: 'presence',
    words: "presences of the workspace's own, in their order",
    most: 50,
    permission: 'setup.manage',
    openList: true,
    one: OwnPresence,
    input: PresenceOptionInput,
  }),
  order: route({
    id: 'presenceOptions.order',
    method: 'POST',
    path: '/api/setup/presences/order',
    access: 'administrator',
    permission: 'setup.manage',
    summary: "Puts the workspace's own presences into this order; those not named follow.",
    body: Type.Object({ ids: Type.Array(Id, { maxItems: 50, uniqueItems: true }) }),
  }),
};
