import type { WorkspaceDb } from '../../base/index.ts';
import { countProfileHolds, listDayUse } from '../sessions/hold-store.ts';
import type { Setup } from '../setup/types.ts';
import type { AgentState, Load, ProfileUse } from './types.ts';

/** The day, as profiles that reset at its end count it. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

/** What agents have used of their capacity profiles; those without profiles cost nothing. */
export async function readProfileUse(
  db: WorkspaceDb,
  setup: Setup,
  memberIds: readonly string[],
  now: Date,
): Promise<Map<string, ProfileUse[]>> {
  const having = memberIds.filter((id) => (setup.members.get(id)?.profiles.size ?? 0) > 0);
  if (having.length === 0) return new Map();
  const live = byPair(await countProfileHolds(db, having));
  const today = byPair(await listDayUse(db, having, dayOf(now)));
  return new Map(having.map((id) => [id, usesOf(setup, id, live, today)]));
}

type Used = ReadonlyMap<string, number>;

function byPair(rows: readonly { memberId: string; profileId: string; used: number }[]): Used {
  return new Map(rows.map((row) => [`${row.memberId}/${row.profileId}`, row.used]));
}

function usesOf(setup: Setup, memberId: string, live: Used, today: Used): ProfileUse[] {
  return [...(setup.members.get(memberId)?.profiles ?? [])].flatMap(([profileId, limit]) => {
    const profile = setup.profiles.get(profileId);
    if (!profile) return [];
    const counted = profile.reset === 'end_of_day' ? today : live;
    const used = counted.get(`${memberId}/${profileId}`) ?? 0;
    return [{ profileId, used, limit, blocksAssignment: profile.blocksAssignment }];
  });
}

export function loadOf(setup: Setup, agent: AgentState, profiles: readonly ProfileUse[] = []): Load {
  return {
    usedUnits: agent.usedUnits,
    capacityUnits: setup.members.get(agent.memberId)?.capacityUnits ?? 100,
    profiles,
    sessions: agent.sessions,
    maxSessions: setup.distribution.maxSessions,
  };
}
