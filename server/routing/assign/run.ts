import type { WorkspaceDb, WorkspaceTx } from '../../base/index.ts';
import { listConversations } from '../../conversations/index.ts';
import { readProfileUse } from '../agents/load.ts';
import { listAgents, lockAgents } from '../agents/store.ts';
import type { AgentState, ProfileUse } from '../agents/types.ts';
import { book, type Step } from '../book.ts';
import { step } from '../change.ts';
import { tellControl } from '../control.ts';
import type { RoutingDeps } from '../deps.ts';
import { listItemsById } from '../items/store.ts';
import { pausedUntil } from '../offers/pause.ts';
import { listRefusals } from '../offers/refusal-store.ts';
import { readTerms, type TermsOf } from '../offers/terms.ts';
import { workItemChanged, writeLines } from '../routing.ts';
import { readSetup } from '../setup/read.ts';
import type { Setup } from '../setup/types.ts';
import type { StoredWorkItem } from '../types.ts';
import { toCandidate } from './candidate.ts';
import { type Decision, decide } from './decide.ts';
import type { Refused } from './lane.ts';
import {
  listBusyQueues,
  listFamiliar,
  listTurns,
  listWaiting,
  lockAssigner,
  lockFree,
  type Place,
  type Waiting,
} from './store.ts';
import { traceDecisions } from './trace.ts';

/** Items of one transaction. */
export const BATCH = 100;

/** How far each queue was looked at: what nobody can take now does not hide what stands behind it. */
export type Places = Map<string, Place>;

export interface Batch {
  readonly assigned: number;
  /** The next batch may find something. */
  readonly more: boolean;
  /** Something was being worked on, or changed while it was decided: look again. */
  readonly again: boolean;
  /** When the first of the offers made runs out. */
  readonly expiresAt: Date | null;
  /** When somebody can be asked again who refused what nobody else can take. */
  readonly pausedUntil: Date | null;
}

const NOTHING: Batch = { assigned: 0, more: false, again: false, expiresAt: null, pausedUntil: null };

/** Decides one batch and writes it. Locks: the assigner, conversations by id, agents by id. */
export async function assignBatch(deps: RoutingDeps, db: WorkspaceDb, places: Places): Promise<Batch> {
  return db.transaction(async (tx) => {
    await lockAssigner(tx);
    const [setup, now] = [await readSetup(tx), deps.clock.now()];
    const { waiting, agents } = await look(tx, setup, places, now);
    if (waiting.length === 0 || agents.size === 0) return NOTHING;
    const free = await lockFree(
      tx,
      waiting.map((one) => one.conversationId),
    );
    const items = await stillWaiting(
      tx,
      waiting.filter((one) => free.has(one.conversationId)),
    );
    const profiles = await readProfileUse(tx, setup, [...agents.keys()], now);
    const decisions = await decideBatch(tx, setup, items, agents, profiles, now);
    const { sound, stale } = await check(tx, setup, decisions, agents, profiles, now);
    const expiresAt = await write(deps, tx, setup, sound, now);
    await traceDecisions(tx, [...sound, ...decisions.filter((one) => one.agentId === null)], now);
    for (const one of waiting) if (one.rank > 0 || !isFamiliar(one)) places.set(one.queueId, one);
    return {
      assigned: sound.length,
      more: waiting.length >= BATCH,
      again: stale || free.size < new Set(waiting.map((one) => one.conversationId)).size,
      expiresAt,
      pausedUntil: earliest(decisions.flatMap((one) => one.pausedUntil ?? [])),
    };
  });
}

function isFamiliar(waiting: Waiting): boolean {
  return 'affinityId' in waiting;
}

/** What waits, in the order of its turn, and who is here to take it. */
async function look(tx: WorkspaceTx, setup: Setup, places: Places, now: Date) {
  const busy = await listBusyQueues(tx, [...setup.queues.keys()]);
  const familiar = places.size === 0 && busy.length > 0 ? await listFamiliar(tx, now, BATCH) : [];
  const members = new Set(busy.flatMap((id) => [...(setup.queues.get(id)?.members.keys() ?? [])]));
  for (const { affinityId } of familiar) if (setup.members.has(affinityId)) members.add(affinityId);
  const here = (await listAgents(tx, [...members])).filter((agent) => agent.connected);
  const agents = new Map(here.map((agent) => [agent.memberId, agent]));
  const staffed = busy.filter((id) => {
    const queue = setup.queues.get(id);
    return queue !== undefined && here.some((agent) => queue.members.has(agent.memberId));
  });
  const queues = staffed.map((queueId) => ({
    queueId,
    byPriority: setup.queues.get(queueId)?.settings.prioritisation === 'priority_then_age',
    after: places.get(queueId) ?? null,
  }));
  const others = (await listWaiting(tx, queues, BATCH)).toSorted((a, b) => inTurn(setup, a, b));
  const known = new Set(familiar.map((one) => one.id));
  const waiting = [...familiar, ...others.filter((one) => !known.has(one.id))].slice(0, BATCH);
  return { waiting, agents };
}

/** Queues by their priority; within, and across equal ones, by rank and age. */
function inTurn(setup: Setup, a: Waiting, b: Waiting): number {
  const priority = (one: Waiting) => setup.queues.get(one.queueId)?.priority ?? 0;
  return (
    priority(a) - priority(b) ||
    a.rank - b.rank ||
    a.orderedAt.getTime() - b.orderedAt.getTime() ||
    (a.id < b.id ? -1 : 1)
  );
}

/** The items under their locks, in the same order, without those that somebody took meanwhile. */
async function stillWaiting(tx: WorkspaceTx, waiting: readonly Waiting[]): Promise<StoredWorkItem[]> {
  const items = new Map<string, StoredWorkItem>();
  for (const item of await listItemsById(
    tx,
    waiting.map((one) => one.id),
  ))
    items.set(item.id, item);
  return waiting.flatMap(({ id }) => {
    const item = items.get(id);
    const waits =
      item?.state === 'open' && item.assigneeId === null && item.offeredTo === null && item.heldBack === null;
    return item && waits ? [item] : [];
  });
}

type Agents = ReadonlyMap<string, AgentState>;
type Profiles = ReadonlyMap<string, readonly ProfileUse[]>;

async function decideBatch(
  tx: WorkspaceTx,
  setup: Setup,
  items: readonly StoredWorkItem[],
  agents: Agents,
  profiles: Profiles,
  now: Date,
): Promise<Decision[]> {
  const queueIds = [...new Set(items.map((item) => item.queueId))];
  const inTurns = queueIds.filter((id) => setup.queues.get(id)?.settings.assignment === 'round_robin');
  const turns = await listTurns(tx, inTurns);
  const refusals = new Map<string, Map<string, Refused>>();
  for (const { workItemId, agentId, ...refusal } of await listRefusals(
    tx,
    items.map((item) => item.id),
  )) {
    const refused = { times: refusal.times, until: pausedUntil(refusal) };
    refusals.set(workItemId, (refusals.get(workItemId) ?? new Map()).set(agentId, refused));
  }
  const candidates = [...agents.values()].map((agent) =>
    toCandidate(setup, agent, profiles.get(agent.memberId) ?? []),
  );
  return decide(items, {
    setup,
    now,
    refusals,
    candidates: new Map(candidates.map((one) => [one.id, one])),
    turns: new Map(turns.map(({ queueId, memberId, at }) => [`${queueId}/${memberId}`, at.getTime()])),
  });
}

/** Whoever changed between being looked at and being locked is asked the next time, when what they hold is known. */
async function check(
  tx: WorkspaceTx,
  setup: Setup,
  decisions: readonly Decision[],
  agents: Agents,
  profiles: Profiles,
  now: Date,
): Promise<{ sound: Decision[]; stale: boolean }> {
  const chosen = decisions.filter((one) => one.agentId !== null);
  const ids = [...new Set(chosen.flatMap((one) => one.agentId ?? []))];
  const locked = await lockAgents(tx, ids, now);
  const profilesNow = await readProfileUse(tx, setup, ids, now);
  const same = new Set(
    ids.filter((id) => {
      const [before, after] = [agents.get(id), locked.get(id)];
      const isSameUse = JSON.stringify(profiles.get(id)) === JSON.stringify(profilesNow.get(id));
      return before && after && isSameAgent(before, after) && isSameUse;
    }),
  );
  const sound = chosen.filter((one) => same.has(one.agentId ?? ''));
  return { sound, stale: sound.length < chosen.length };
}

function isSameAgent(a: AgentState, b: AgentState): boolean {
  return (
    a.connected === b.connected &&
    a.base === b.base &&
    a.chosen === b.chosen &&
    a.usedUnits === b.usedUnits &&
    a.sessions === b.sessions
  );
}

async function write(
  deps: RoutingDeps,
  tx: WorkspaceTx,
  setup: Setup,
  decisions: readonly Decision[],
  now: Date,
): Promise<Date | null> {
  if (decisions.length === 0) return null;
  const termsOf = await readTerms(
    tx,
    setup,
    decisions.map((one) => one.item),
  );
  const steps = decisions.map((decision) => toStep(decision, termsOf, now));
  const { items, events } = await book(tx, setup, steps, now);
  await tellControl(
    deps,
    tx,
    setup,
    items.map((item, index) => ({ before: steps[index]?.before, item })),
  );
  deps.log.append(
    tx,
    items.map((item) => workItemChanged(item, 'offer', null)),
  );
  deps.log.append(tx, events);
  await writeTaken(deps, tx, items, now);
  return earliest(steps.flatMap((one) => one.expiresAt ?? []));
}

function earliest(times: readonly Date[]): Date | null {
  return times.length === 0 ? null : new Date(Math.min(...times.map((time) => time.getTime())));
}

function toStep({ item, agentId, how }: Decision, termsOf: TermsOf, now: Date): Step<StoredWorkItem> {
  const terms = termsOf(item, 'incoming');
  const base = { before: item, by: null, how };
  if (terms.autoAssign || terms.autoAccept) {
    return { ...base, item: step({ ...item, assigneeId: agentId }, 'assigned', now) };
  }
  const expiresAt = new Date(now.getTime() + terms.countdownSeconds * 1000);
  return { ...base, item: { ...step(item, 'offered', now), offeredTo: agentId }, expiresAt };
}

/** Items that were theirs at once say so in the thread, as accepted ones do. */
async function writeTaken(
  deps: RoutingDeps,
  tx: WorkspaceTx,
  items: readonly StoredWorkItem[],
  now: Date,
): Promise<void> {
  const taken = new Map(items.filter((item) => item.assigneeId).map((item) => [item.conversationId, item]));
  if (taken.size === 0) return;
  for (const conversation of await listConversations(tx, [...taken.keys()])) {
    const to = taken.get(conversation.id)?.assigneeId ?? null;
    await writeLines(deps, tx, conversation, [{ what: 'assigned', facts: { to, from: null } }], null, now);
  }
}
