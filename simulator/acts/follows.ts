import type { Sim } from '../sim.ts';

type Following = 'following' | 'pending' | 'unchanged';

/** Follows, or asks to when the other is protected. `at` puts it into the past. */
export function follow(sim: Sim, sourceId: string, targetId: string, at?: number): Following {
  if (sim.follows.has(sourceId, targetId)) return 'unchanged';
  if (sim.users.find(targetId)?.protected) {
    sim.followRequests.add(sourceId, targetId, at);
    return 'pending';
  }
  return acceptFollow(sim, sourceId, targetId, at) ? 'following' : 'unchanged';
}

/** Draws the arrow, whether it was asked for or not. */
export function acceptFollow(sim: Sim, sourceId: string, targetId: string, at?: number): boolean {
  sim.followRequests.remove(sourceId, targetId);
  if (!sim.follows.add(sourceId, targetId, at)) return false;
  sim.events.emit({ kind: 'follow.created', sourceId, targetId, at: at ?? sim.clock.now() });
  return true;
}

export function unfollow(sim: Sim, sourceId: string, targetId: string): boolean {
  const withdrawn = sim.followRequests.remove(sourceId, targetId);
  sim.unwantedReposts.remove(sourceId, targetId);
  if (!sim.follows.remove(sourceId, targetId)) return withdrawn;
  sim.events.emit({ kind: 'follow.deleted', sourceId, targetId, at: sim.clock.now() });
  return true;
}

/** Blocking ends following in both directions, quietly. */
export function block(sim: Sim, sourceId: string, targetId: string): boolean {
  if (!sim.blocks.add(sourceId, targetId)) return false;
  for (const relation of [sim.follows, sim.followRequests, sim.unwantedReposts]) {
    relation.remove(sourceId, targetId);
    relation.remove(targetId, sourceId);
  }
  sim.events.emit({ kind: 'block.created', sourceId, targetId, at: sim.clock.now() });
  return true;
}

export function unblock(sim: Sim, sourceId: string, targetId: string): boolean {
  if (!sim.blocks.remove(sourceId, targetId)) return false;
  sim.events.emit({ kind: 'block.deleted', sourceId, targetId, at: sim.clock.now() });
  return true;
}

export function mute(sim: Sim, sourceId: string, targetId: string): boolean {
  if (!sim.mutes.add(sourceId, targetId)) return false;
  sim.events.emit({ kind: 'mute.created', sourceId, targetId, at: sim.clock.now() });
  return true;
}

export function unmute(sim: Sim, sourceId: string, targetId: string): boolean {
  if (!sim.mutes.remove(sourceId, targetId)) return false;
  sim.events.emit({ kind: 'mute.deleted', sourceId, targetId, at: sim.clock.now() });
  return true;
}
