import type { TeamInput } from '../../../../contract/api/index.ts';
import type { ConfiguredKind } from '../../../people/index.ts';
import { checkMembers } from '../members-store.ts';
import { bringTeamsIn } from '../queues/store.ts';
import {
  deleteTeam,
  insertTeam,
  listTeams,
  listTeamUses,
  setTeamMembers,
  type TeamSetup,
  updateTeam,
} from './store.ts';

/** Teams: people who belong to queues together. */
export const teamKind: ConfiguredKind<TeamSetup, TeamInput> = {
  kind: 'team',
  word: 'team',
  most: 200,
  list: listTeams,
  check: (tx, input) => checkMembers(tx, input.memberIds, 'memberIds'),
  insert: async (tx, id, input, now) => {
    await insertTeam(tx, id, input, now);
    await setTeamMembers(tx, id, input.memberIds);
  },
  update: async (tx, before, input, now) => {
    await updateTeam(tx, before.id, input);
    await setTeamMembers(tx, before.id, input.memberIds);
    await bringTeamsIn(tx, now, { teamId: before.id });
  },
  remove: (tx, team) => deleteTeam(tx, team.id),
  findUses: (db, team) => listTeamUses(db, team.id),
};
