import type { AppEvent } from '../../../contract/events/index.ts';
import type { WorkspaceTx } from '../../base/index.ts';
import type { Setup } from '../setup/types.ts';
import { loadOf, readProfileUse } from './load.ts';
import { followWork } from './presence.ts';
import { countWork, logPresence, saveAgents } from './store.ts';
import type { AgentState, Presence } from './types.ts';

/** What happened to an agent's work in this transaction. */
export interface WorkChange {
  readonly assigned: boolean;
  readonly accepted: boolean;
  readonly released: boolean;
}

/**
 * Counts what agents hold after a change, lets their presence follow, and says so. Their rows are locked and their
 * holds and sessions are written already. Answers the events to append.
 */
export async function settleAgents(
  tx: WorkspaceTx,
  setup: Setup,
  agents: ReadonlyMap<string, AgentState>,
  changes: ReadonlyMap<string, WorkChange>,
  now: Date,
): Promise<AppEvent[]> {
  const ids = [...changes.keys()];
  if (ids.length === 0) return [];
  const counted = new Map((await countWork(tx, ids)).map((one) => [one.memberId, one]));
  const profiles = await readProfileUse(tx, setup, ids, now);
  const moved: AgentState[] = [];
  const saved: AgentState[] = [];
  const events: AppEvent[] = [];
  for (const [id, change] of changes) {
    const before = agents.get(id);
    if (!before) throw new Error(`agent ${id} is changed without its lock`);
    const after: AgentState = {
      ...before,
      ...counted.get(id),
      lastAssignedAt: change.assigned ? now : before.lastAssignedAt,
      lastReleasedAt: change.released ? now : before.lastReleasedAt,
    };
    const next = followWork(
      after,
      loadOf(setup, after, profiles.get(id)),
      change.accepted || change.released,
    );
    const settled = next ? withPresence(after, next, now) : after;
    if (isMoved(before, settled)) moved.push(settled);
    saved.push(settled);
    events.push(presenceChanged(settled, change.released ? 'freed' : 'taken'));
  }
  await saveAgents(tx, saved);
  await logPresence(tx, moved, now);
  return events;
}

export function withPresence(agent: AgentState, next: Presence, now: Date): AgentState {
  const isSame = next.presenceId === agent.presenceId && next.base === agent.base;
  return { ...agent, ...next, since: isSame ? agent.since : now };
}

export function isMoved(before: AgentState, after: AgentState): boolean {
  return before.presenceId !== after.presenceId || before.base !== after.base;
}

/** @param what freed, taken, presence, connected, disconnected */
export function presenceChanged(agent: AgentState, what: string): AppEvent {
  const { memberId, base } = agent;
  return { kind: 'presence.changed', key: memberId, body: { memberId, base, what } };
}
