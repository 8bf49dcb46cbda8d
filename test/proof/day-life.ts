import {
  acceptOffer,
  assignItem,
  choosePresence,
  closeItem,
  declineOffer,
  endItem,
  putAside,
  updateWorkItem,
} from '../../server/routing/index.ts';
import { until } from '../harness.ts';
import { type DayPlace, type DayWorld, HOUR_MS, MINUTE_MS } from './day-world.ts';
import type { Chance } from './random.ts';

export const TICK_MS = 15 * MINUTE_MS;
const DOORS = { open: 6, close: 22, dark: 23.5 };
const AT_ONCE = 12;
const TAGS = ['refund', 'delivery', 'product'] as const;
/** How much is going on, hour by hour from the opening. */
const CURVE = [1, 2, 3, 5, 6, 6, 8, 7, 5, 4, 4, 3, 3, 2, 1, 1];
const SHIFTS = [
  { from: 6, until: 14 },
  { from: 8, until: 17 },
  { from: 13, until: 22 },
] as const;

/** What the test itself did in one conversation. */
export interface Talk {
  readonly conversationId: string;
  readonly place: DayPlace;
  /** Queues by the time from which it was in them. */
  readonly queues: { readonly queueId: string; readonly fromMs: number }[];
  readonly messages: { readonly by: 'customer' | 'agent'; readonly atMs: number }[];
  readonly tags: string[];
  transfers: number;
  closed: boolean;
}

export interface Day {
  readonly talks: readonly Talk[];
  /** What was refused although the test believed it could be done. */
  readonly surprises: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

/** Lives one day from six to midnight: customers write, agents come, ring, answer, take breaks, lose connections, go. */
export async function liveDay(
  world: DayWorld,
  chance: Chance,
  customers: number,
  eachHour: () => Promise<void>,
): Promise<Day> {
  const { team, log, agents } = world;
  const { deps, db } = team;
  const talks: Talk[] = [];
  const surprises: string[] = [];
  const counts: Record<string, number> = {};
  const leaving = new Map<string, () => void>();
  const nowMs = () => world.now().getTime();
  const did = (what: string) => (counts[what] = (counts[what] ?? 0) + 1);

  const act = async (what: string, run: () => Promise<unknown>): Promise<boolean> => {
    did(what);
    return run().then(
      () => true,
      (error: unknown) => {
        surprises.push(`${what}: ${error instanceof Error ? error.message : 'failed'}`);
        return false;
      },
    );
  };
  const each = async <T>(all: readonly T[], run: (one: T) => Promise<unknown>) => {
    for (let at = 0; at < all.length; at += AT_ONCE) await Promise.all(all.slice(at, at + AT_ONCE).map(run));
  };
  const live = () => talks.filter((talk) => !talk.closed);
  const stateOf = (talk: Talk) => log.itemOf(talk.conversationId).states.at(-1)?.state;
  const had = (talk: Talk) => {
    const session = log.runningOf(talk.conversationId);
    return session && session.acceptedMs !== null ? session : undefined;
  };
  const queueFor = (place: DayPlace) => {
    const hour = (nowMs() - world.midnight.getTime()) / HOUR_MS;
    return hour >= place.open.from && hour < place.open.until ? place.queueId : world.nightId;
  };
  const connected = async (ids: readonly string[], is: boolean) => {
    for (const id of ids)
      await until(async () => (await team.state(id)).connected === is, { what: `${id} is ${String(is)}` });
  };
  const come = async (ids: readonly string[]) => {
    for (const id of ids) leaving.set(id, team.listeners.listen(db.workspaceId, id));
    await connected(ids, true);
  };
  const go = async (ids: readonly string[]) => {
    for (const id of ids) {
      leaving.get(id)?.();
      leaving.delete(id);
    }
    await connected(ids, false);
  };
  const choose = (ids: readonly string[], presence: string) =>
    each(ids, (id) => act(presence, () => choosePresence(deps, db, id, presence)));

  const staff = async (hour: number) => {
    const ofShift = (at: (shift: (typeof SHIFTS)[number]) => number) =>
      agents.filter((_, n) => Math.abs(at(SHIFTS[n % 3] ?? SHIFTS[0]) - hour) < 0.001);
    await come(ofShift((shift) => shift.from));
    const here = (ids: string[]) => ids.filter((id) => leaving.has(id));
    await choose(here(ofShift((shift) => shift.from + 4)), 'away');
    await choose(here(ofShift((shift) => shift.from + 4.5)), 'available');
    await choose(here(ofShift((shift) => shift.until)), 'do_not_disturb');
    // Whoever has nothing left goes home.
    const busy = new Set(live().flatMap((talk) => had(talk)?.agentId ?? []));
    const late = agents.filter(
      (id, n) => leaving.has(id) && hour >= (SHIFTS[n % 3]?.until ?? 0) && !busy.has(id),
    );
    await go(late);
  };

  const finish = async (talk: Talk) => {
    const session = had(talk);
    const state = stateOf(talk);
    if (!session || state !== 'active' || talk.messages.at(-1)?.by !== 'agent') return;
    if (!leaving.has(session.agentId) || chance.next() < 0.3) return;
    const { conversationId } = talk;
    const way = chance.next();
    if (way < 0.1) await act('put aside', () => putAside(deps, db, conversationId, { by: session.agentId }));
    else if (way < 0.65) await act('end', () => endItem(deps, db, conversationId, session.agentId));
    else await close(talk, session.agentId);
  };
  const close = async (talk: Talk, by: string) => {
    const tags = TAGS.filter(() => chance.next() < 0.35);
    const change = { addTags: tags, state: 'closed' } as const;
    if (!(await act('close', () => updateWorkItem(deps, db, talk.conversationId, change, by)))) return;
    talk.tags.push(...tags);
    talk.closed = true;
  };
  const arrive = async (count: number) => {
    const places = Array.from({ length: count }, () => (chance.next() < 0.6 ? world.shop : world.trade));
    for (const [n, conversationId] of (await world.arrive(places)).entries()) {
      const place = places[n];
      if (!place) continue;
      const messages = [{ by: 'customer' as const, atMs: nowMs() }];
      const queues = [{ queueId: queueFor(place), fromMs: nowMs() }];
      talks.push({ conversationId, place, queues, messages, tags: [], transfers: 0, closed: false });
    }
  };
  const writeAgain = async () => {
    const returning = live().filter((talk) => stateOf(talk) === 'waiting' && chance.next() < 0.3);
    await world.writeAgain(returning.map((talk) => talk.conversationId));
    for (const talk of returning) {
      did('write again');
      talk.messages.push({ by: 'customer', atMs: nowMs() });
      // It is routed anew; whether that queue is open was asked when it was new.
      talk.queues.push({ queueId: talk.place.queueId, fromMs: nowMs() });
    }
  };
  const takeUp = async (talk: Talk) => {
    const session = log.runningOf(talk.conversationId);
    if (!session || session.acceptedMs !== null || !leaving.has(session.agentId)) return;
    const way = chance.next();
    if (way < 0.78) await act('accept', () => acceptOffer(deps, db, session.id, session.agentId));
    else if (way < 0.87) await act('decline', () => declineOffer(deps, db, session.id, session.agentId));
    else did('let ring');
  };
  const dropSome = async (talk: Talk) => {
    if (talk.messages.length > 1 || log.runningOf(talk.conversationId) || chance.next() >= 0.05) return;
    const closed = { reason: 'closed_by_system', by: null } as const;
    if (await act('drop', () => closeItem(deps, db, talk.conversationId, closed))) talk.closed = true;
  };
  const answer = async () => {
    const answers: { conversationId: string; agentId: string }[] = [];
    for (const talk of live()) {
      const session = had(talk);
      if (!session || stateOf(talk) !== 'active' || !leaving.has(session.agentId)) continue;
      if (talk.messages.at(-1)?.by !== 'customer' || chance.next() < 0.15) continue;
      if (chance.next() < 0.06) {
        await transfer(talk, session.agentId);
        continue;
      }
      answers.push({ conversationId: talk.conversationId, agentId: session.agentId });
      talk.messages.push({ by: 'agent', atMs: nowMs() });
    }
    await world.answer(answers);
  };
  const transfer = async (talk: Talk, by: string) => {
    const queueId = talk.queues.at(-1)?.queueId === world.nightId ? world.shop.queueId : world.nightId;
    const to = { to: { queueId }, kind: 'transferred', needsAcceptance: false, by } as const;
    if (!(await act('transfer', () => assignItem(deps, db, talk.conversationId, to)))) return;
    talk.transfers += 1;
    talk.queues.push({ queueId, fromMs: nowMs() });
  };
  const wrapUp = async (talk: Talk) => {
    if (stateOf(talk) !== 'wrap_up') return;
    await close(talk, log.itemOf(talk.conversationId).assigneeId ?? '');
  };

  const ticks = ((DOORS.dark - DOORS.open) * HOUR_MS) / TICK_MS;
  const gone: string[] = [];
  let arrived = 0;
  for (let tick = 0; tick < ticks; tick += 1) {
    const startMs = DOORS.open * HOUR_MS + tick * TICK_MS;
    const hour = startMs / HOUR_MS;
    await world.moveTo(startMs);
    await staff(hour);
    await come(gone.splice(0).filter((id) => !leaving.has(id)));
    await each(live(), wrapUp);
    await each(live(), finish);
    await writeAgain();
    const target = hour >= DOORS.close ? customers : Math.round(customers * shareUntil(tick + 1));
    await arrive(target - arrived);
    arrived = target;
    await world.quiet();
    if (tick % 4 === 2) await eachHour();
    // A connection breaks: one is back within the grace, another comes back when their work is with others.
    const here = [...leaving.keys()].filter(() => chance.next() < 0.03).slice(0, 3);
    await go(here);
    await world.moveTo(startMs + 25_000);
    await come(here.slice(0, 1));
    gone.push(...here.slice(1));
    for (const _ of here) did('lose connection');
    await each(live(), takeUp);
    await each(live(), dropSome);
    await world.moveTo(startMs + 95_000);
    await each(live(), takeUp);
    await answer();
  }
  await world.quiet();
  await closeAll();
  await go([...leaving.keys()]);
  await world.quiet();
  return { talks, surprises, counts };

  async function closeAll(): Promise<void> {
    const closed = { reason: 'force_closed', by: agents[0] ?? null } as const;
    await each(live(), async (talk) => {
      if (await act('force close', () => closeItem(deps, db, talk.conversationId, closed)))
        talk.closed = true;
    });
    await world.quiet();
  }
}

/** The share of the day's customers who have written by the end of so many ticks. */
function shareUntil(ticks: number): number {
  const perHour = HOUR_MS / TICK_MS;
  const all = CURVE.reduce((sum, one) => sum + one, 0);
  const hours = Math.floor(ticks / perHour);
  const whole = CURVE.slice(0, hours).reduce((sum, one) => sum + one, 0);
  return Math.min(1, (whole + ((CURVE[hours] ?? 0) * (ticks % perHour)) / perHour) / all);
}
