import type { Priority, RequiredSkill } from '../../../contract/api/index.ts';
import type { WorkspaceTx } from '../../base/index.ts';
import { settingsOf } from '../items/consequences.ts';
import type { Setup } from '../setup/types.ts';
import type { TraceStep } from '../trace-store.ts';
import type { WorkItem } from '../types.ts';

/** Why an item is looked at: it is new, its customer came back, or a program handed it over. */
export interface RouteFacts {
  readonly why: 'opened' | 'revived' | 'escalated';
}

/** Where an item goes, and what it asks of an agent. */
export interface Routed {
  readonly queueId: string;
  readonly priority: Priority;
  readonly skills: readonly RequiredSkill[];
  readonly profileIds: readonly string[];
  readonly units: number;
  readonly context: Readonly<Record<string, string | number>>;
  readonly steps: readonly TraceStep[];
}

/** Decides where an item goes: the queue of its work stream, and what the work stream says it takes. */
export function routeItem(
  _tx: WorkspaceTx,
  setup: Setup,
  item: WorkItem,
  _facts: RouteFacts,
): Promise<Routed> {
  const settings = settingsOf(setup, item);
  const queueId = setup.workStreams.get(item.workStreamId)?.queueId ?? item.queueId;
  const byProfiles = settings.capacityFormat === 'profiles';
  return Promise.resolve({
    queueId,
    priority: item.priority,
    skills: item.skills,
    profileIds: byProfiles ? settings.profileIds : [],
    units: byProfiles ? 0 : settings.capacityUnits,
    context: item.context,
    steps: [{ stage: 'queue', body: { queueId, reason: 'no_rules', ruleName: null, problem: null } }],
  });
}
