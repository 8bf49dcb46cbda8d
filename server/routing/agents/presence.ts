import type { BasePresence } from '../../../contract/api/distribution.ts';
import type { AgentState, Load, Presence } from './types.ts';

/** Nothing to do, something, all that fits. */
export function automaticBase(load: Load): 'available' | 'busy' | 'do_not_disturb' {
  if (isFull(load)) return 'do_not_disturb';
  const isUsed = load.usedUnits > 0 || load.sessions > 0 || load.profiles.some((one) => one.used > 0);
  return isUsed ? 'busy' : 'available';
}

function isFull({ usedUnits, capacityUnits, profiles, sessions, maxSessions }: Load): boolean {
  if (sessions >= maxSessions || (usedUnits > 0 && usedUnits >= capacityUnits)) return true;
  const isMet = (one: Load['profiles'][number]) => one.used >= one.limit;
  if (profiles.some((one) => one.blocksAssignment && isMet(one))) return true;
  return profiles.length > 0 && profiles.every(isMet);
}

/** What the system sets by itself, and what a person's choice is made of. */
export function presence(base: BasePresence, chosen = false): Presence {
  return { presenceId: base, base, chosen };
}

/**
 * The presence after the work changed; undefined when it stays. A chosen Available or Busy lasts until the next
 * conversation is accepted or closed; a chosen Do not disturb, Away and Offline last until somebody changes them, and so
 * does Inactive.
 */
export function followWork(agent: AgentState, load: Load, acceptedOrClosed: boolean): Presence | undefined {
  if (!agent.connected || ['away', 'offline', 'inactive'].includes(agent.base)) return undefined;
  if (agent.chosen && (agent.base === 'do_not_disturb' || !acceptedOrClosed)) return undefined;
  const base = automaticBase(load);
  return base === agent.base && !agent.chosen ? undefined : presence(base);
}

/** At sign-in: the agent's default. Offline, Away and Do not disturb stay; otherwise the work says. */
export function arrivalPresence(wanted: Omit<Presence, 'chosen'> | undefined, load: Load): Presence {
  if (wanted && ['away', 'offline', 'do_not_disturb'].includes(wanted.base))
    return { ...wanted, chosen: true };
  const base = automaticBase(load);
  // A default presence of the workspace's own is shown while it says the same as the work.
  return wanted && wanted.base === base ? { ...wanted, chosen: false } : presence(base);
}
