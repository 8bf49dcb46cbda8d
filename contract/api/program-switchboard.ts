import { Type, type Static } from 'typebox';
import { Id, Nullable } from './common.ts';
import { SeatedProgram, StoppedProgram } from './control.ts';
import { route } from './route.ts';

/** Who answers first, as administrators see it. */
export const ProgramSwitchboard = Type.Object({
  enabled: Type.Boolean(),
  /** The desk takes over from a program that cannot hear or answer. */
  deskWhenDeaf: Type.Boolean(),
  seats: Type.Array(
    Type.Object({
      ...SeatedProgram.properties,
      isDesk: Type.Boolean(),
      /** It has what nobody was given by name. */
      isFirst: Type.Boolean(),
      /** Conversations that it has now, counted to 1,000; of the desk none are counted. */
      conversations: Type.Integer(),
    }),
  ),
});
export type ProgramSwitchboard = Static<typeof ProgramSwitchboard>;

const access = { access: 'administrator', permission: 'setup.manage' } as const;
const Answer = Type.Object({
  /** Null: programs have made none. */
  switchboard: Nullable(ProgramSwitchboard),
  /** Programs that are stopped now, newest first (at most 50). */
  stopped: Type.Array(Type.Object({ ...StoppedProgram.properties, conversationId: Id })),
});

export const programSwitchboardRoutes = {
  get: route({
    id: 'programSwitchboard.get',
    method: 'GET',
    path: '/api/programs/switchboard',
    ...access,
    summary: 'Who of the programs and the desk answers first, and programs that were stopped.',
    response: Answer,
  }),
  update: route({
    id: 'programSwitchboard.update',
    method: 'PATCH',
    path: '/api/programs/switchboard',
    ...access,
    summary: 'Says whether the desk takes over from programs that cannot hear or answer.',
    body: Type.Object({ deskWhenDeaf: Type.Boolean() }),
    response: Answer,
  }),
};
