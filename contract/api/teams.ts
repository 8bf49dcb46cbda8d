import { Type, type Static } from 'typebox';
import { Id } from './common.ts';
import { SetupDescription, setupFields, SetupName, setupRoutes } from './setup.ts';

export const TeamInput = Type.Object({
  name: SetupName,
  description: SetupDescription,
  memberIds: Type.Array(Id, { maxItems: 1_000, uniqueItems: true }),
});
export type TeamInput = Static<typeof TeamInput>;

export const Team = Type.Object({ ...setupFields, ...TeamInput.properties });
export type Team = Static<typeof Team>;

export const teamRoutes = setupRoutes({
  name: 'teams',
  path: '/api/setup/teams',
  word: 'team',
  words: 'teams with their people, by name',
  most: 200,
  permission: 'people.manage',
  openList: true,
  one: Team,
  input: TeamInput,
});
