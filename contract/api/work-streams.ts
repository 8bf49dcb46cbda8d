import { Type, type Static } from 'typebox';
import { Id, IdParams } from './common.ts';
import { WorkStreamMode, WorkStreamSettings } from './distribution.ts';
import { route } from './route.ts';
import { SetupDescription, setupFields, SetupName, setupRoutes } from './setup.ts';

export const WorkStreamInput = Type.Object({
  name: SetupName,
  description: SetupDescription,
  /** Set once: what runs on it would otherwise be handled by two rules at once. */
  mode: WorkStreamMode,
  /** Where conversations go that no rule sends elsewhere. */
  queueId: Id,
  settings: WorkStreamSettings,
});
export type WorkStreamInput = Static<typeof WorkStreamInput>;

export const WorkStream = Type.Object({
  ...setupFields,
  ...WorkStreamInput.properties,
  isDefault: Type.Boolean(),
  /** Handles whose conversations it takes. */
  handles: Type.Array(Type.Object({ id: Id, name: Type.String() })),
});
export type WorkStream = Static<typeof WorkStream>;

export const streamRoutes = {
  ...setupRoutes({
    name: 'streams',
    path: '/api/setup/work-streams',
    word: 'work stream',
    words: 'work streams with their settings, the default first, then by name',
    most: 200,
    permission: 'setup.manage',
    one: WorkStream,
    input: WorkStreamInput,
  }),
  copy: route({
    id: 'streams.copy',
    method: 'POST',
    path: '/api/setup/work-streams/:id/copy',
    access: 'administrator',
    permission: 'setup.manage',
    summary: 'Makes a copy with the same settings and rules, called “Copy of …”; it may have the other mode.',
    params: IdParams,
    body: Type.Object({ name: Type.Optional(SetupName), mode: Type.Optional(WorkStreamMode) }),
    response: WorkStream,
    status: 201,
  }),
};
