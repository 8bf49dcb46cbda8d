import type { WorkspaceDb } from '../../base/index.ts';
import { standardPresences } from './presences.ts';
import {
  readBelongings,
  readDistribution,
  readHandles,
  readMembers,
  type ReadMember,
  readPresences,
  readProfiles,
  readQueues,
  readSkills,
  readVersion,
  readWorkStreams,
} from './store.ts';
import type { Setup, SetupQueue } from './types.ts';

const kept = new Map<string, Setup>();

/**
 * The set-up of a workspace as it is now: one look at its version, and the rest from memory while that stands. Inside a
 * transaction it sees the transaction's own changes.
 */
export async function readSetup(db: WorkspaceDb): Promise<Setup> {
  const version = await readVersion(db);
  const known = kept.get(db.workspaceId);
  if (known?.version === version) return known;
  const setup = await read(db, version);
  kept.set(db.workspaceId, setup);
  return setup;
}

async function read(db: WorkspaceDb, version: string): Promise<Setup> {
  // One after the other: a transaction has one connection.
  const distribution = await readDistribution(db);
  const members = await readMembers(db);
  const queues = await readQueues(db);
  const belongings = await readBelongings(db);
  return {
    version,
    distribution,
    members: byId(members),
    queues: byId(withMembers(queues, members, belongings)),
    workStreams: byId(await readWorkStreams(db)),
    handles: byId(await readHandles(db)),
    skills: byId(await readSkills(db)),
    profiles: byId(await readProfiles(db)),
    presences: byId([...standardPresences, ...(await readPresences(db))]),
  };
}

/** A queue that is open to all has every active member, since the member came. */
function withMembers(
  queues: Awaited<ReturnType<typeof readQueues>>,
  members: readonly ReadMember[],
  belongings: Awaited<ReturnType<typeof readBelongings>>,
): SetupQueue[] {
  const active = new Set(members.map((member) => member.id));
  const everybody = members.map((member) => [member.id, member.createdAt] as const);
  const joined = Map.groupBy(belongings, (one) => one.queue_id);
  return queues.map((queue) => {
    const own = (joined.get(queue.id) ?? []).filter((one) => active.has(one.member_id));
    const named = own.map((one) => [one.member_id, one.joined_at] as const);
    return { ...queue, members: new Map(queue.openToAll ? [...everybody, ...named] : named) };
  });
}

function byId<T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((one) => [one.id, one]));
}
