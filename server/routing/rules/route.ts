import type { Priority, RequiredSkill } from '../../../contract/api/index.ts';
import type { WorkspaceTx } from '../../base/index.ts';
import { settingsOf } from '../items/consequences.ts';
import type { Openings } from '../items/openings.ts';
import type { Setup } from '../setup/types.ts';
import type { TraceStep } from '../trace-store.ts';
import type { WorkItem } from '../types.ts';
import { decide } from './decide.ts';
import { factsOf } from './facts.ts';
import { readFactRows } from './facts-store.ts';
import type { Classified } from './outputs.ts';
import { lookAtQueue, type OverflowPort } from './overflow.ts';
import { countWaiting } from './overflow-store.ts';
import { readRules, type Rules } from './read.ts';
import type { Decision } from './types.ts';

/** Why an item is looked at: it is new, its customer came back, or a program handed it over. */
export interface RouteFacts {
  readonly why: 'opened' | 'revived' | 'escalated';
}

/** Where an item goes, and what it asks of an agent. */
export interface Routed {
  readonly queueId: string;
  readonly priority: Priority;
  readonly tags: readonly string[];
  readonly skills: readonly RequiredSkill[];
  readonly profileIds: readonly string[];
  readonly units: number;
  readonly context: Readonly<Record<string, string | number>>;
  readonly language: string | null;
  /** Overflow closes it in a moment: nobody is asked meanwhile. */
  readonly heldBack: string | null;
  readonly steps: readonly TraceStep[];
}

/** Decides where an item goes by the rules of its work stream. Overflow is looked at once, when an item opens. */
export async function routeItem(openings: Openings, item: WorkItem, { why }: RouteFacts): Promise<Routed> {
  const { tx, setup, now } = openings;
  const settings = settingsOf(setup, item);
  const byProfiles = settings.capacityFormat === 'profiles';
  const before: Classified = {
    priority: item.priority,
    skills: item.skills,
    profileIds: byProfiles ? settings.profileIds : [],
    units: byProfiles ? 0 : settings.capacityUnits,
    tags: item.tags,
    context: item.context,
    language: item.language,
  };
  const fallbackQueueId = setup.workStreams.get(item.workStreamId)?.queueId ?? item.queueId;
  const rules = await readRules(tx, setup);
  const sets = rules.of(item.workStreamId);
  const hasRules = sets.route.length > 0 || sets.classification.length > 0;
  const decision = await decide(
    {
      schema: rules.schemaOf(item.workStreamId),
      facts: hasRules ? await readFacts(tx, setup, rules, item, now) : {},
      now,
    },
    sets,
    { number: item.number, fallbackQueueId, before },
    overflowPort(openings, rules, why === 'opened'),
  );
  return routedOf(decision, fallbackQueueId);
}

function routedOf(decision: Decision, fallbackQueueId: string): Routed {
  const { priority, tags, skills, profileIds, units, context, language, steps, queueId } = decision;
  return {
    queueId: queueId ?? fallbackQueueId,
    heldBack: queueId === null ? 'overflow' : null,
    priority,
    tags,
    skills,
    profileIds,
    units,
    context,
    language,
    steps,
  };
}

async function readFacts(tx: WorkspaceTx, setup: Setup, rules: Rules, item: WorkItem, at: Date) {
  const { id: workItemId, conversationId, customerId, workStreamId } = item;
  const [row] = await readFactRows(tx, [{ workItemId, conversationId, customerId, workStreamId, at }]);
  const handle = setup.handles.get(item.handleId);
  return row
    ? factsOf(
        row,
        handle && { ...handle, hours: rules.hours.get(handle.hoursId ?? '') ?? null },
        item.workStreamId,
        at,
      )
    : {};
}

function overflowPort(openings: Openings, rules: Rules, checks: boolean): OverflowPort {
  const { tx, setup, now } = openings;
  const count = async (queueId: string, most: number) =>
    (await countWaiting(tx, queueId, most)) + openings.waitingIn(queueId);
  return {
    look: async (queueId) => {
      const queue = setup.queues.get(queueId);
      if (!queue) return undefined;
      const overflow = checks ? queue.settings.overflow : [];
      const hours = rules.hours.get(queue.hoursId ?? '') ?? null;
      return lookAtQueue({ id: queueId, overflow, hours }, now, count);
    },
  };
}
