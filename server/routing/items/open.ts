import { newId, type WorkspaceTx } from '../../base/index.ts';
import type { Conversation } from '../../conversations/index.ts';
import type { RoutingDeps } from '../deps.ts';
import { type RouteFacts, routeItem } from '../rules/route.ts';
import type { Setup } from '../setup/types.ts';
import { traceSteps } from '../trace-store.ts';
import type { StoredWorkItem, WorkItem } from '../types.ts';
import { traceNobody } from './trace-nobody.ts';
import { takeNumber } from './store.ts';
import { insertItem } from './write-store.ts';

/**
 * Opens the next stretch of service on a conversation that has none open. The conversation is locked. What follows from
 * it (its stay in the queue) is written when the caller books the step, with nothing before.
 */
export async function openNext(
  deps: RoutingDeps,
  tx: WorkspaceTx,
  setup: Setup,
  conversation: Conversation,
  earlier: WorkItem | undefined,
  now: Date,
): Promise<StoredWorkItem> {
  const blank = await blankItem(tx, setup, conversation, earlier, now);
  // Before the rules look: they may ask who the customer is.
  await deps.identify?.(tx, blank);
  const item = await routed(tx, setup, blank, { why: 'opened' }, now);
  await insertItem(tx, item);
  await deps.onItemOpened?.(tx, item);
  return item;
}

/** The item where the rules send it; what they saw is kept. */
export async function routed<Item extends WorkItem>(
  tx: WorkspaceTx,
  setup: Setup,
  item: Item,
  facts: RouteFacts,
  now: Date,
): Promise<Item> {
  const { steps, ...where } = await routeItem(tx, setup, item, facts, now);
  await traceSteps(
    tx,
    steps.map((step) => ({ ...step, workItemId: item.id })),
    now,
  );
  const routedItem = { ...item, ...where };
  await traceNobody(tx, setup, routedItem, now);
  return routedItem;
}

async function blankItem(
  tx: WorkspaceTx,
  setup: Setup,
  conversation: Conversation,
  earlier: WorkItem | undefined,
  now: Date,
): Promise<StoredWorkItem> {
  const handle = setup.handles.get(conversation.handleId);
  // A handle that was removed may still have threads; what is written there goes where it went before.
  const workStreamId = handle?.workStreamId ?? earlier?.workStreamId ?? defaultWorkStream(setup);
  const workStream = setup.workStreams.get(workStreamId);
  return {
    id: newId<'work_item'>(),
    conversationId: conversation.id,
    customerId: conversation.customerId,
    handleId: conversation.handleId,
    number: await takeNumber(tx),
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
