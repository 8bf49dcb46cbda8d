import type { AppEvent } from '../../../contract/events/index.ts';
import type { WorkspaceTx } from '../../base/index.ts';
import { findHours, type HoursRecord } from '../../hours/index.ts';
import { reckonLevels } from './levels.ts';
import { listRules } from './rule-store.ts';
import { reckonSilence } from './silence.ts';
import { listFacts, saveLives } from './store.ts';
import type { Life, LifeFacts, Rule } from './types.ts';

/** A work item whose times were reckoned. */
export interface Reckoned {
  readonly facts: LifeFacts;
  readonly life: Life;
  readonly rules: readonly Rule[];
}

/** Reckons the times of work items anew and keeps what changed. Their conversations are locked by the caller. */
export async function reckonItems(
  tx: WorkspaceTx,
  workItemIds: readonly string[],
  now: Date,
): Promise<Reckoned[]> {
  const all = await listFacts(tx, workItemIds);
  if (all.length === 0) return [];
  const rules = await listRules(tx);
  const hoursById = new Map<string, HoursRecord | undefined>();
  const reckoned: Reckoned[] = [];
  for (const facts of all) {
    const { hoursId } = facts;
    if (hoursId !== null && !hoursById.has(hoursId)) hoursById.set(hoursId, await findHours(tx, hoursId));
    const hours = hoursId === null ? undefined : hoursById.get(hoursId);
    const life = { ...reckonSilence(facts, rules), ...reckonLevels(facts, hours, now) };
    reckoned.push({ facts, life, rules });
  }
  await saveLives(
    tx,
    reckoned.filter(({ facts, life }) => !isSame(facts.life, life)),
  );
  return reckoned;
}

function isSame(a: Life, b: Life): boolean {
  const flat = (life: Life) => JSON.stringify(Object.entries(life).toSorted(([x], [y]) => (x < y ? -1 : 1)));
  return flat(a) === flat(b);
}

/** Says that a service level was missed. */
export function levelMissed(facts: LifeFacts, assigneeId: string | null): AppEvent {
  const { conversationId, workItemId, state } = facts;
  return {
    kind: 'work_item.changed',
    key: conversationId,
    body: { conversationId, workItemId, state, assigneeId, what: 'sla', by: null },
  };
}
