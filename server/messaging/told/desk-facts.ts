import type { DeskTrigger } from '../../../contract/api/index.ts';
import type { EventOf, WorkspaceTx } from '../../base/index.ts';
import { listWorkItemsById } from '../../routing/index.ts';
import { factId, type LoggedEvent, type WebhookFact } from '../../webhooks/index.ts';

/** Kinds of entries of the log that mean work at the desk. */
export const deskKinds = ['session.changed', 'work_item.changed', 'hours.missed'] as const;

/** Ends of an agent's session by which another, or another queue, has the work. */
const TRANSFERS = [
  'agent_transferred',
  'agent_transfer_to_queue',
  'supervisor_assign_to_queue',
  'supervisor_transfer_to_agent',
  'overflow_queue_transfer',
];

/** Work items that a supervisor closed by force, of those that entries say are closed. */
export async function listForced(
  tx: WorkspaceTx,
  events: readonly LoggedEvent[],
): Promise<ReadonlySet<string>> {
  const ids = events.flatMap((event) => (isClosing(event) ? event.body.workItemId : []));
  if (ids.length === 0) return new Set();
  const items = await listWorkItemsById(tx, [...new Set(ids)]);
  return new Set(items.flatMap((item) => (item.stateReason === 'force_closed' ? [item.id as string] : [])));
}

/** What an entry means of the work at the desk. Pure. */
export function deskFactsOf(event: LoggedEvent, forced: ReadonlySet<string>): WebhookFact[] {
  if (event.kind === 'session.changed') {
    const { workItemId, memberId, byMemberId, reason, state } = event.body;
    // Who gave it; whoever took it needs no naming, and who ended it is another.
    const isGiven = state !== 'ended' && byMemberId !== null && byMemberId !== memberId;
    const refs = {
      workItemId,
      agentId: memberId,
      ...(isGiven ? { byId: byMemberId } : {}),
      ...(reason === null ? {} : { reason }),
    };
    return typesOfSession(event.body).map((type) => make(event, type, refs));
  }
  if (event.kind === 'hours.missed') {
    const { workItemId, isHoliday } = event.body;
    return [make(event, 'desk:outOfHours', { workItemId, reason: isHoliday ? 'holiday' : 'out_of_hours' })];
  }
  if (!isClosing(event)) return [];
  const { workItemId, by } = event.body;
  const type = forced.has(workItemId) ? 'desk:forceClosed' : 'desk:closed';
  return [make(event, type, { workItemId, ...(by === null ? {} : { byId: by }) })];
}

function typesOfSession({
  participation,
  state,
  reason,
}: EventOf<'session.changed'>['body']): readonly DeskTrigger[] {
  // Who only looks on does no work.
  if (participation === 'monitor') return [];
  const isConsult = participation === 'consult';
  if (state === 'offered') return [isConsult ? 'desk:consult:requested' : 'desk:assigned'];
  if (state === 'accepted') return [isConsult ? 'desk:consult:accepted' : 'desk:accepted'];
  if (isConsult) return ['desk:consult:ended'];
  const isTransfer = reason !== null && TRANSFERS.includes(reason);
  return isTransfer ? ['desk:session:ended', 'desk:transferred'] : ['desk:session:ended'];
}

function isClosing(event: LoggedEvent): event is EventOf<'work_item.changed'> {
  if (event.kind !== 'work_item.changed') return false;
  return event.body.state === 'closed' && event.body.what.split(',').includes('state');
}

function make(
  event: EventOf<(typeof deskKinds)[number]>,
  type: DeskTrigger,
  refs: WebhookFact['refs'],
): WebhookFact {
  const { conversationId } = event.body;
  return { id: factId(event, type), type, conversationId, createdAt: event.at, refs };
}
