import { fixedClock, newId, sql, type WorkspaceTx } from '../../server/base/index.ts';
import {
  addXEntries,
  changeMessage,
  ensureConversation,
  ensureCustomer,
  lockConversation,
  makeAnswer,
  storeAnswers,
  type XEntry,
} from '../../server/conversations/index.ts';
import { insertHours } from '../../server/hours/index.ts';
import { startCounting } from '../../server/insights/facts/count.ts';
import { openTeamWorld, type TeamWorld } from '../flows/team-world.ts';
import { until } from '../harness.ts';
import { guardCapacity } from './capacity-guard.ts';
import { createDayLog, type DayLog } from './day-log.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const AGENTS = 100;
/** When the queues with hours are open, in hours of the day (UTC). */
export const OPEN = { shop: { from: 8, until: 18 }, trade: { from: 9, until: 17 } } as const;

export interface DayPlace {
  readonly handleId: string;
  readonly workStreamId: string;
  readonly queueId: string;
  readonly open: { readonly from: number; readonly until: number };
}

/** A house of a hundred agents on a clock that stands still but when the test moves it. */
export interface DayWorld {
  readonly team: TeamWorld;
  readonly log: DayLog;
  /** Midnight at which the day begins. */
  readonly midnight: Date;
  readonly now: () => Date;
  readonly shop: DayPlace;
  readonly trade: DayPlace;
  /** Takes what comes while one of them is closed. */
  readonly nightId: string;
  readonly agents: readonly string[];
  /** Moves the time to so many milliseconds after midnight, and waits until everything that follows is done. */
  moveTo(ms: number): Promise<void>;
  /** Waits until the engine has nothing to do at this moment. */
  quiet(): Promise<void>;
  /** Customers write for the first time; answers their conversations. */
  arrive(places: readonly DayPlace[]): Promise<string[]>;
  writeAgain(conversationIds: readonly string[]): Promise<void>;
  /** Agents answer, and X has the answers at once. */
  answer(answers: readonly { readonly conversationId: string; readonly agentId: string }[]): Promise<void>;
}

export async function openDayWorld(): Promise<DayWorld> {
  const midnight = new Date(Math.floor(Date.now() / (24 * HOUR_MS)) * 24 * HOUR_MS);
  const clock = fixedClock(new Date(midnight.getTime() + 5 * HOUR_MS));
  const log = createDayLog();
  const team = await openTeamWorld({
    clock,
    beside: ({ log: events, db, timers }) => {
      log.follow(events);
      startCounting({ db, log: events, timers });
    },
  });
  const { db, base } = team;
  await guardCapacity(base.db);
  const now = () => clock.now();
  const nightId = await team.makeQueue({});
  const place = async (open: DayPlace['open']): Promise<DayPlace> => {
    const queueId = await team.makeQueue({});
    const hours = { id: newId<'hours'>(), name: `Hours ${queueId}`, description: '', timeZone: 'UTC' };
    const periods = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
      day,
      fromMinute: open.from * 60,
      untilMinute: open.until * 60,
    }));
    const stored = { ...hours, periods, holidays: [], openings: [], createdAt: now(), updatedAt: now() };
    await insertHours(db, stored);
    await db.execute(sql`update queue set hours_id = ${hours.id} where id = ${queueId}`);
    const toNight = { condition: 'out_of_hours', value: 0, action: 'transfer', queueId: nightId } as const;
    await team.setQueue({ overflow: [toNight] }, queueId);
    // A work stream's own queue never overflows, so a rule leads to the one with hours.
    const handleId = await team.makeHandle(nightId);
    const { work_stream_id: workStreamId } = await db.row(sql<{ work_stream_id: string }>`
      select work_stream_id from handle where id = ${handleId}`);
    const rule = { id: newId(), name: 'All', enabled: true, condition: null };
    const rules = JSON.stringify([{ ...rule, queues: [{ queueId, percent: 100 }] }]);
    await db.execute(sql`
      insert into rule_set (workspace_id, id, work_stream_id, kind, name, rules, created_at, updated_at)
      values (${db.workspaceId}, ${newId()}, ${workStreamId}, 'route', 'Route', ${rules}, ${now()}, ${now()})`);
    await db.execute(sql`update work_stream set settings = '{"affinity": false}' where id = ${workStreamId}`);
    return { handleId, workStreamId, queueId, open };
  };
  const shop = await place(OPEN.shop);
  const trade = await place(OPEN.trade);
  const agents: string[] = [];
  for (let n = 0; n < AGENTS; n += 1)
    agents.push(await team.agent({ units: 90 + 30 * (n % 3), here: false }));

  const quiet = () => waitForQuiet(team);
  const append = (tx: WorkspaceTx, events: Parameters<typeof base.log.append>[1]) =>
    base.log.append(tx, events);
  let lastXId = 0n;
  const nextXId = () => {
    const byClock = BigInt(now().getTime() - 1_288_834_974_657) << 22n;
    lastXId = byClock > lastXId ? byClock : lastXId + 1n;
    return lastXId.toString();
  };
  const entryOf = (conversationId: XEntry['conversationId'], firstContact: boolean) =>
    ({
      conversationId,
      xEventId: nextXId(),
      kind: 'message',
      direction: 'in',
      text: 'Hello',
      content: {},
      at: now(),
      firstContact,
      late: false,
    }) as const;

  return {
    team,
    log,
    midnight,
    now,
    shop,
    trade,
    nightId,
    agents,
    quiet,
    moveTo: async (ms) => {
      // What is under way belongs to the time before.
      await quiet();
      const byMs = midnight.getTime() + ms - now().getTime();
      if (byMs > 0) await clock.advance(byMs);
      await quiet();
    },
    arrive: async (places) => {
      if (places.length === 0) return [];
      return db.transaction(async (tx) => {
        const threads = new Map<string, Awaited<ReturnType<typeof ensureConversation>>>();
        for (const { handleId } of places) {
          const x = nextXId();
          const { customer } = await ensureCustomer(
            tx,
            { xUserId: x, username: `u${x}`, name: 'Ann' },
            now(),
          );
          const thread = { handleId, accountId: handleId, customerId: customer.id };
          const conversation = await ensureConversation(tx, thread, now());
          threads.set(conversation.id, conversation);
        }
        const entries = [...threads.values()].map(({ id }) => entryOf(id, true));
        append(tx, (await addXEntries(tx, threads, entries, now())).events);
        return [...threads.keys()];
      });
    },
    writeAgain: async (ids) => {
      if (ids.length === 0) return;
      await db.transaction(async (tx) => {
        const threads = new Map<string, Awaited<ReturnType<typeof lockConversation>>>();
        for (const id of ids.toSorted()) threads.set(id, await lockConversation(tx, id));
        const entries = [...threads.values()].map(({ id }) => entryOf(id, false));
        append(tx, (await addXEntries(tx, threads, entries, now())).events);
      });
    },
    answer: async (answers) => {
      if (answers.length === 0) return;
      await db.transaction(async (tx) => {
        for (const { conversationId, agentId } of byConversation(answers)) {
          const thread = await lockConversation(tx, conversationId);
          const words = { text: 'Here you are', authorKind: 'agent', authorId: agentId } as const;
          const queued = makeAnswer(thread, words, now());
          await storeAnswers(tx, [queued]);
          const sent = await changeMessage(tx, queued.message.id, { state: 'sent' }, now());
          append(tx, [...queued.events, ...(sent?.events ?? [])]);
        }
      });
    },
  };
}

function byConversation<T extends { readonly conversationId: string }>(all: readonly T[]): T[] {
  return all.toSorted((a, b) => (a.conversationId < b.conversationId ? -1 : 1));
}

/** Consumers have read everything, nobody is at the database, and for some moments nothing more came of it. */
async function waitForQuiet({ base }: TeamWorld): Promise<void> {
  let seen = '';
  let same = 0;
  await until(
    async () => {
      const { heads, behind, busy } = await base.db.row(sql<{ heads: string; behind: string; busy: string }>`
        select (select count(*) from pg_stat_activity
            where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()) as busy,
          (select coalesce(sum(seq), 0) from event_head)::text as heads,
          (select coalesce(sum(h.seq - c.seq), 0) from log_cursor c
            join event_head h on h.workspace_id = c.workspace_id and h.partition = c.partition
            where c.source = 'event')::text as behind`);
      same = behind === '0' && busy === '0' && heads === seen ? same + 1 : 0;
      seen = heads;
      return same >= 3;
    },
    { timeoutMs: 120_000, everyMs: 15, what: 'the engine is quiet' },
  );
}
