import { newId, type WorkspaceTx } from '../../base/index.ts';
import type { Conversation } from '../../conversations/index.ts';
import type { Line } from '../change.ts';
import type { RoutingDeps } from '../deps.ts';
import { type RouteFacts, routeItem } from '../rules/route.ts';
import type { Setup } from '../setup/types.ts';
import type { StoredWorkItem, WorkItem } from '../types.ts';
import { Openings } from './openings.ts';

/**
 * Opens the next stretch of service on a conversation that has none open. The conversation is locked. The caller stores
 * the openings; what follows from it (its stay in the queue) is written when the step is booked, with nothing before.
 */
export async function openNext(
  deps: RoutingDeps,
  openings: Openings,
  conversation: Conversation,
  earlier: WorkItem | undefined,
  /** What a program says beside a handover. */
  given: Partial<Pick<StoredWorkItem, 'context' | 'waitingSince'>> = {},
): Promise<StoredWorkItem> {
  const blank = { ...(await blankItem(openings, conversation, earlier)), ...given };
  // Before the rules look: they may ask who the customer is.
  await deps.identify?.(openings.tx, blank, openings.setup);
  const item = await routed(openings, blank, { why: 'opened' });
  openings.add(item);
  return item;
}

/** As `openNext` for one conversation, stored; whatever program had it has it no more. */
export async function openNow(
  deps: RoutingDeps,
  tx: WorkspaceTx,
  setup: Setup,
  conversation: Conversation,
  earlier: WorkItem | undefined,
  { now, by }: { readonly now: Date; readonly by: string | null },
): Promise<{ readonly item: StoredWorkItem; readonly lines: readonly Line[] }> {
  const openings = new Openings(tx, setup, now);
  const item = await openNext(deps, openings, conversation, earlier);
  await openings.store();
  const taken = await deps.control?.take(tx, setup.version, conversation.id, by);
  return { item, lines: taken ? [taken] : [] };
}

/** The item where the rules send it; what they saw is kept. */
export async function routed<Item extends WorkItem>(
  openings: Openings,
  item: Item,
  facts: RouteFacts,
): Promise<Item> {
  const { steps, ...where } = await routeItem(openings, item, facts);
  openings.trace(item.id, steps);
  const routedItem = { ...item, ...where };
  await openings.traceNobody(routedItem);
  return routedItem;
}

async function blankItem(
  openings: Openings,
  conversation: Conversation,
  earlier: WorkItem | undefined,
): Promise<StoredWorkItem> {
  const { setup, now } = openings;
  const handle = setup.handles.get(conversation.handleId);
  // A handle that was removed may still have threads; what is written there goes where it went before.
  const workStreamId = handle?.workStreamId ?? earlier?.workStreamId ?? defaultWorkStream(setup);
  const workStream = setup.workStreams.get(workStreamId);
  return {
    id: newId<'work_item'>(),
    conversationId: conversation.id,
    customerId: conversation.customerId,
    handleId: conversation.handleId,
    number: await openings.number(),
    state: 'open',
    stateReason: 'awaiting_assignment',
    stateAt: now,
    queueId: workStream?.queueId ?? earlier?.queueId ?? '',
    workStreamId,
    mode: workStream?.mode ?? 'pick',
    assigneeId: null,
    offeredTo: null,
    priority: 'normal',
    tags: [],
    units: 0,
    profileIds: [],
    skills: [],
    context: {},
    language: null,
    queuedAt: null,
    orderedAt: null,
    affinityId: null,
    affinityUntil: null,
    heldBack: null,
    lastAt: conversation.lastAt,
    lastPosition: conversation.lastPosition,
    waitingSince: conversation.lastDirection === 'in' ? conversation.lastAt : null,
    firstAnswerAt: null,
    firstAcceptedAt: null,
    wrapUpAt: null,
    snoozedUntil: null,
    openedAt: now,
    closedAt: null,
    closedBy: null,
    closeReason: null,
    closeDueAt: null,
    transfers: 0,
    incoming: 0,
    outgoing: 0,
    eventSeq: earlier?.eventSeq ?? '0',
    caseId: null,
    title: null,
    dispositions: [],
    firstAnswerDueAt: null,
    nextAnswerDueAt: null,
    resolutionDueAt: null,
    slaDueAt: null,
    slaWarnAt: null,
    breached: [],
  };
}

function defaultWorkStream(setup: Setup): string {
  const found =
    [...setup.workStreams.values()].find((one) => one.isDefault) ?? [...setup.workStreams.values()][0];
  if (!found) throw new Error('the workspace has no work stream');
  return found.id;
}
