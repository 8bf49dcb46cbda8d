import { fixedClock, sql } from '../../server/base/index.ts';
import { saveFacts, saveScores } from '../../server/insights/facts/store.ts';
import { makeReport } from '../../server/insights/report/report.ts';
import type { Scope } from '../../server/insights/report/scope.ts';
import { pickNothing } from '../../server/insights/sums/picked.ts';
import { sumSome } from '../../server/insights/sums/sum.ts';
import { openTestBase } from '../harness.ts';
import { type Act, id, type Thing } from './insights-acts.ts';

const DAY_MS = 86_400_000;

/** A workspace with closed conversations that are written as they come, and a time that goes on when it is told to. */
export async function openSumsWorld(startsAt: Date) {
  const base = await openTestBase(fixedClock(startsAt));
  const db = base.workspace;
  const things = new Map<string, Thing>();
  let now = startsAt;

  async function perform(one: Act): Promise<void> {
    const ids = [...things.keys()];
    const target = ids[one.which % Math.max(1, ids.length)] ?? id('d', 1);
    const workspaceId = db.workspaceId;
    const ofItem = sql`workspace_id = ${workspaceId} and work_item_id = ${target}`;
    const theItem = sql`workspace_id = ${workspaceId} and id = ${target}`;
    switch (one.what) {
      case 'close':
        return write(one.thing);
      case 'count again': {
        const thing = things.get(target);
        return thing && saveFacts(db, [thing.fact]);
      }
      case 'count otherwise': {
        const thing = things.get(target);
        if (!thing) return;
        const { workItemId, closedAt } = thing.fact;
        const fact = {
          ...one.thing.fact,
          workItemId,
          closedAt: one.late ? one.thing.fact.closedAt : closedAt,
        };
        things.set(target, { ...thing, fact });
        return saveFacts(db, [fact]);
      }
      case 'score':
        return saveScores(db, new Map([[target, one.share]]));
      case 'tag':
        await db.execute(sql`update work_item set tags = ${[...one.thing.fact.tags]} where ${theItem}`);
        return;
      case 'move':
        await db.execute(sql`
          update work_item set queue_id = ${one.thing.fact.queueId}, priority = ${one.thing.fact.priority} where ${theItem}`);
        return;
      case 'assign':
        await db.execute(sql`update work_item set assignee_id = ${one.thing.fact.agentId} where ${theItem}`);
        return;
      case 'end session':
        await db.execute(sql`
          update session set ended_at = started_at + interval '100 seconds', end_reason = ${one.reason} where ${ofItem}`);
        return;
      case 'leave queue':
        await db.execute(sql`
          update queue_stay set left_at = entered_at + interval '1 hour' where ${ofItem} and left_at is null`);
        return;
      case 'erase':
        await db.execute(sql`update fact_conversation set tags = '{}' where ${ofItem}`);
        await db.execute(sql`update work_item set tags = '{}' where ${theItem}`);
        return;
      case 'delete fact':
        await db.execute(sql`delete from fact_conversation where ${ofItem}`);
        return;
      case 'delete work':
        await db.execute(sql`delete from ${sql.table(one.late ? 'session' : 'queue_stay')} where ${ofItem}`);
        if (one.share > 0.5) await db.execute(sql`delete from work_item where ${theItem}`);
        return;
      case 'sum':
        await sumSome(db, now, 1 + (one.which % 20));
        return;
      case 'go on':
        // Past the quiet minutes after a change; at times past a midnight.
        now = new Date(now.getTime() + (one.late ? 0.3 * DAY_MS : 11 * 60_000));
        return;
    }
  }

  /** A work item with its session, its stay and its fact. */
  async function write({ fact, session, stay }: Thing): Promise<void> {
    things.set(fact.workItemId, { fact, session, stay });
    await db.execute(sql`
      insert into work_item (workspace_id, id, conversation_id, customer_id, handle_id, number, state, state_reason,
        state_at, queue_id, work_stream_id, assignee_id, tags, priority, last_at, opened_at, closed_at)
      values (${db.workspaceId}, ${fact.workItemId}, ${fact.conversationId}, ${fact.customerId}, ${fact.handleId},
        ${fact.number}, 'closed', 'ended_by_agent', ${fact.closedAt}, ${fact.queueId}, ${fact.workStreamId},
        ${fact.agentId}, ${[...fact.tags]}, ${fact.priority}, ${fact.closedAt}, ${fact.openedAt}, ${fact.closedAt})
      on conflict do nothing`);
    await db.execute(sql`
      insert into session (workspace_id, id, work_item_id, conversation_id, agent_id, started_at, offered_at, accepted_at,
        ended_at, end_reason, state, participation, how, queue_id)
      values (${db.workspaceId}, ${id('e', fact.number)}, ${fact.workItemId}, ${fact.conversationId}, ${id('2', session.agent)},
        ${session.startedAt}, ${session.offeredAt}, ${session.acceptedAt}, ${session.endedAt}, ${session.reason}, 'ended',
        ${session.participation}, 'automatic', ${session.queueId}) on conflict do nothing`);
    await db.execute(sql`
      insert into queue_stay (workspace_id, id, work_item_id, queue_id, entered_at, left_at, outcome)
      values (${db.workspaceId}, ${id('f', fact.number)}, ${fact.workItemId}, ${fact.queueId}, ${fact.openedAt},
        ${stay.leftAt}, 'accepted') on conflict do nothing`);
    await saveFacts(db, [fact]);
  }

  return {
    base,
    write,
    perform,
    goOn: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
    report: (scope: Scope) => makeReport(db, scope, now),
    fromRows: (scope: Scope) => makeReport(db, scope, now, async (_, one) => pickNothing(one)),
    sumSome: (most: number) => sumSome(db, now, most),
    /** Sums whatever may be summed. */
    sumAll: async (most = 31) => {
      while ((await sumSome(db, now, most)).more);
    },
    close: () => base.close(),
  };
}
export type SumsWorld = Awaited<ReturnType<typeof openSumsWorld>>;

/** A report over all that is made here, but for its first and last hours. */
export function asked(groupBy: Scope['groupBy'], more: Partial<Scope> = {}): Scope {
  return {
    from: new Date('2026-02-26T05:00:00Z'),
    until: new Date('2026-04-12T09:00:00Z'),
    timeZone: 'Europe/Berlin',
    groupBy,
    interval: 'day',
    ...more,
  };
}
