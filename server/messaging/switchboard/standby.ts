import { isDeskTrigger } from '../../../contract/api/index.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import type { WebhookFact } from '../../webhooks/index.ts';
import { heldBy } from './control.ts';
import { type Control, findSwitchboard, listControl, listSeats, type Seat } from './store.ts';

/** Who has these conversations, where a switchboard is on; without one nobody does. */
export async function readControl(
  db: WorkspaceDb,
  conversationIds: readonly string[],
): Promise<{ readonly seats: readonly Seat[]; readonly control: ReadonlyMap<string, Control> }> {
  const board = await findSwitchboard(db);
  if (!board?.enabled) return { seats: [], control: new Map() };
  const [seats, kept] = await Promise.all([listSeats(db), listControl(db, conversationIds)]);
  return { seats, control: new Map(conversationIds.map((id) => [id, heldBy(kept.get(id), board)])) };
}

const SILENT = 'notTo';

/** Writes into each fact which integrations do not hear of it, since another has the conversation. */
export async function withStandby(
  db: WorkspaceDb,
  facts: readonly WebhookFact[],
): Promise<readonly WebhookFact[]> {
  const ids = [...new Set(facts.flatMap((one) => one.conversationId ?? []))];
  const { seats, control } = await readControl(db, ids);
  if (seats.length === 0) return facts;
  return facts.map((fact) => {
    const activeId = control.get(fact.conversationId ?? '')?.activeId ?? null;
    const silent = seats.filter((seat) => seat.id !== activeId && !seat.deliverStandby);
    // Who is given a conversation, or offered it, must hear of that; who asks for the desk's work by name wants it.
    if (silent.length === 0 || fact.type.startsWith('switchboard:') || isDeskTrigger(fact.type)) return fact;
    return { ...fact, refs: { ...fact.refs, [SILENT]: silent.map((seat) => seat.integrationId).join(',') } };
  });
}

/** Whether an integration's webhook hears of a fact. Pure. */
export function isToldTo(integrationId: string | null, fact: Pick<WebhookFact, 'refs'>): boolean {
  if (integrationId === null) return true;
  return !(fact.refs[SILENT] ?? '').split(',').includes(integrationId);
}
