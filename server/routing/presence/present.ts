import type { AgentPresence, PresenceOption } from '../../../contract/api/index.ts';
import type { AgentState } from '../agents/types.ts';
import type { Setup, SetupPresence } from '../setup/types.ts';

/** An agent as our API shows them; one who was never here is offline. */
export function presentAgent(
  setup: Setup,
  memberId: string,
  agent: AgentState | undefined,
  now: Date,
): AgentPresence {
  const presenceId = agent?.presenceId ?? 'offline';
  const base = agent?.base ?? 'offline';
  return {
    memberId,
    presenceId,
    // A presence that was removed meanwhile is shown as what it stood on.
    text: (setup.presences.get(presenceId) ?? setup.presences.get(base))?.text ?? base,
    base,
    chosen: agent?.chosen ?? false,
    since: (agent?.since ?? now).toISOString(),
    connected: agent?.connected ?? false,
    capacityUnits: setup.members.get(memberId)?.capacityUnits ?? 100,
    usedUnits: agent?.usedUnits ?? 0,
    sessions: agent?.sessions ?? 0,
  };
}

export function presentOption({
  id,
  name,
  text,
  base,
  description,
  standard,
}: SetupPresence): PresenceOption {
  return { id, name, text, base, description, standard };
}
