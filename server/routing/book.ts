import type { AppEvent } from '../../contract/events/index.ts';
import { newId, type WorkspaceTx } from '../base/index.ts';
import { dayOf } from './agents/load.ts';
import { settleAgents, type WorkChange } from './agents/settle.ts';
import { lockAgents } from './agents/store.ts';
import { isQueued, settingsOf, withConsequences } from './items/consequences.ts';
import { beginStays, endStays, noteTurns, type StayOutcome } from './items/stay-store.ts';
import { saveItems } from './items/write-store.ts';
import {
  addDayUse,
  changeHolds,
  deleteHoldsOf,
  type HoldChange,
  insertHolds,
  listHeldSessions,
} from './sessions/hold-store.ts';
import { howOf, type SeatChanges, seatChanges } from './sessions/seats.ts';
import { acceptSessions, endSessions, insertSessions, type SessionToEnd } from './sessions/store.ts';
import type { Hold, How, Session, SessionEnd } from './sessions/types.ts';
import type { Setup } from './setup/types.ts';
import type { WorkItem } from './types.ts';

/** One item's change, to be written with everything that follows from it. */
export interface Step<Item extends WorkItem = WorkItem> {
  /** Nothing: the item is new, and in the table already. */
  readonly before: WorkItem | undefined;
  readonly item: Item;
  /** The member who did it; null for a program or the system. */
  readonly by: string | null;
  readonly how?: How;
  readonly endReason?: SessionEnd;
  readonly stayOutcome?: StayOutcome;
  /** Of an offer: when it runs out. */
  readonly expiresAt?: Date;
}

export interface Booked<Item extends WorkItem> {
  /** In the order of the steps. */
  readonly items: readonly Item[];
  /** Of sessions and agents; to be appended. */
  readonly events: readonly AppEvent[];
}

/**
 * Writes changed items with their sessions, holds, stays in queues and agents: the one place where capacity is taken
 * and given back. The conversations are locked by the caller; the agents are locked here, after them.
 */
export async function book<Item extends WorkItem>(
  tx: WorkspaceTx,
  setup: Setup,
  steps: readonly Step<Item>[],
  now: Date,
): Promise<Booked<Item>> {
  const done = steps.map((step) => {
    const item = withConsequences(step.before, step.item, settingsOf(setup, step.item), now);
    // The consequences change no other field than the engine's.
    return {
      ...step,
      item: { ...step.item, ...item },
      seats: seatChanges(step.before, item, step.endReason),
    };
  });
  await saveItems(
    tx,
    done.map((step) => step.item),
  );
  await writeStays(tx, done, now);
  const sessions = await writeSessions(tx, done, now);
  const changes = workChanges(sessions);
  for (const { seats } of done) if (seats.wrapsUp) addChange(changes, seats.wrapsUp, { accepted: false });
  const agents = await lockAgents(tx, changes.keys(), now);
  await writeHolds(tx, setup, done, sessions, changes, now);
  const events = await settleAgents(tx, setup, agents, changes, now);
  return { items: done.map((step) => step.item), events: [...sessionEvents(sessions), ...events] };
}

type Done = Step & { readonly seats: SeatChanges };

interface SessionsDone {
  readonly ended: readonly Session[];
  readonly accepted: readonly Session[];
  readonly begun: readonly Session[];
}

async function writeSessions(tx: WorkspaceTx, steps: readonly Done[], now: Date): Promise<SessionsDone> {
  const ends = steps.flatMap(({ before, item, seats }): SessionToEnd[] => {
    const own = seats.ends.map((end) => ({ workItemId: item.id, participation: 'primary' as const, ...end }));
    // Colleagues who were asked for advice, and those who listen, go when it closes.
    const isClosing = item.state === 'closed' && before?.state !== 'closed';
    return isClosing ? [...own, { workItemId: item.id, reason: 'conversation_closed' }] : own;
  });
  // One statement each: rows updated twice in one statement would be updated once.
  const ended = await endSessions(
    tx,
    ends.filter((end) => end.participation),
    now,
  );
  const others = await endSessions(
    tx,
    ends.filter((end) => !end.participation),
    now,
  );
  const accepts = steps.flatMap(({ item, seats }) =>
    seats.accepts ? [{ workItemId: item.id, agentId: seats.accepts }] : [],
  );
  const accepted = await acceptSessions(tx, accepts, now);
  const begun = steps.flatMap((step) =>
    step.seats.begins ? [newSession(step, step.seats.begins, now)] : [],
  );
  await insertSessions(tx, begun);
  return { ended: [...ended, ...others], accepted, begun };
}

function newSession(
  step: Done,
  { agentId, offered }: NonNullable<SeatChanges['begins']>,
  now: Date,
): Session {
  const { item, by } = step;
  return {
    id: newId(),
    workItemId: item.id,
    conversationId: item.conversationId,
    agentId,
    participation: 'primary',
    state: offered ? 'offered' : 'accepted',
    how: step.how ?? howOf(agentId, by),
    queueId: item.queueId,
    handleId: item.handleId,
    byMemberId: by,
    startedAt: now,
    offeredAt: offered ? now : null,
    expiresAt: offered ? (step.expiresAt ?? null) : null,
    acceptedAt: offered ? null : now,
    endedAt: null,
    endReason: null,
  };
}

type Changes = Map<string, WorkChange>;

function addChange(changes: Changes, agentId: string, change: Partial<WorkChange>): void {
  const known = changes.get(agentId) ?? { assigned: false, accepted: false, released: false };
  changes.set(agentId, { ...known, ...change });
}

function workChanges({ ended, accepted, begun }: SessionsDone): Changes {
  const changes: Changes = new Map();
  for (const { agentId } of ended) addChange(changes, agentId, { released: true });
  for (const { agentId } of accepted) addChange(changes, agentId, { accepted: true });
  for (const { agentId, state } of begun) {
    addChange(
      changes,
      agentId,
      state === 'accepted' ? { assigned: true, accepted: true } : { assigned: true },
    );
  }
  return changes;
}

async function writeHolds(
  tx: WorkspaceTx,
  setup: Setup,
  steps: readonly Done[],
  sessions: SessionsDone,
  changes: Changes,
  now: Date,
): Promise<void> {
  const itemOf = new Map(steps.map(({ item }) => [item.id as string, item]));
  const wrapUps = await wrapUpHolds(tx, setup, steps, now);
  for (const agentId of wrapUps.released) addChange(changes, agentId, { released: true });
  await deleteHoldsOf(tx, [...sessions.ended.map((session) => session.id), ...wrapUps.removed]);
  await changeHolds(tx, [
    ...sessions.accepted.map(({ id }): HoldChange => ({ sessionId: id, state: 'active', untilAt: null })),
    ...wrapUps.changed,
  ]);
  const holds = sessions.begun.flatMap((session) => {
    const item = itemOf.get(session.workItemId);
    return item ? [holdOf(session, item)] : [];
  });
  await insertHolds(tx, holds, now);
  const dayUses = holds.flatMap(({ memberId, profileIds }) =>
    profileIds
      .filter((id) => setup.profiles.get(id)?.reset === 'end_of_day')
      .map((profileId) => ({ memberId, profileId })),
  );
  await addDayUse(tx, dayUses, dayOf(now));
  const turns = sessions.begun
    .filter(({ how }) => how === 'automatic' || how === 'affinity')
    .map(({ queueId, agentId }) => ({ queueId: queueId ?? '', memberId: agentId }));
  await noteTurns(tx, turns, now);
}

function holdOf(session: Session, item: WorkItem): Hold {
  return {
    id: newId(),
    memberId: session.agentId,
    workItemId: item.id,
    sessionId: session.id,
    // A primary session never monitors.
    kind: session.how === 'monitored' ? 'assigned' : session.how,
    units: item.units,
    profileIds: item.profileIds,
    state: session.state === 'offered' ? 'offered' : 'active',
    untilAt: null,
  };
}

/** What wrap-up does with capacity: it blocks to the end, not at all, or for some minutes. */
async function wrapUpHolds(tx: WorkspaceTx, setup: Setup, steps: readonly Done[], now: Date) {
  const removed: string[] = [];
  const changed: HoldChange[] = [];
  const released: string[] = [];
  for (const { item, seats } of steps) {
    if (!seats.wrapsUp) continue;
    const { wrapUpBlocking, wrapUpMinutes } = settingsOf(setup, item);
    for (const sessionId of await listHeldSessions(tx, item.id, seats.wrapsUp)) {
      if (wrapUpBlocking === 'never') {
        removed.push(sessionId);
        released.push(seats.wrapsUp);
      } else {
        const untilAt =
          wrapUpBlocking === 'minutes' ? new Date(now.getTime() + wrapUpMinutes * 60_000) : null;
        changed.push({ sessionId, state: 'wrap_up', untilAt });
      }
    }
  }
  return { removed, changed, released };
}

async function writeStays(tx: WorkspaceTx, steps: readonly Done[], now: Date): Promise<void> {
  const queueOf = (item: WorkItem | undefined) => (item && isQueued(item) ? item.queueId : null);
  const moved = steps.filter(({ before, item }) => queueOf(before) !== queueOf(item));
  const left = moved.filter(({ before }) => queueOf(before) !== null);
  await endStays(
    tx,
    left.map((step) => ({ workItemId: step.item.id, outcome: step.stayOutcome ?? outcomeOf(step.item) })),
    now,
  );
  const entered = moved.filter(({ item }) => queueOf(item) !== null);
  await beginStays(
    tx,
    entered.map(({ item }) => ({ workItemId: item.id, queueId: item.queueId })),
    now,
  );
}

function outcomeOf(item: WorkItem): StayOutcome {
  if (item.state === 'closed') return item.stateReason === 'overflow' ? 'overflowed' : 'closed';
  if (item.assigneeId !== null) return 'accepted';
  return isQueued(item) ? 'transferred' : 'moved';
}

function sessionEvents({ ended, accepted, begun }: SessionsDone): AppEvent[] {
  return [
    ...ended.map((one) => sessionChanged(one, 'ended', one.endReason)),
    ...accepted.map((one) => sessionChanged(one, 'accepted', null)),
    ...begun.map((one) => sessionChanged(one, one.state, null)),
  ];
}

export function sessionChanged(session: Session, state: string, reason: string | null): AppEvent {
  const { conversationId, workItemId, id: sessionId, agentId: memberId, participation, byMemberId } = session;
  return {
    kind: 'session.changed',
    key: conversationId,
    body: { conversationId, workItemId, sessionId, memberId, participation, state, reason, byMemberId },
  };
}
