import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InboxCounts, InboxRow } from '../../contract/api/index.ts';
import { newId, sql, type WorkspaceDb } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';

let product: Product;
let ben: ApiUser;
let cleo: ApiUser;
let db: WorkspaceDb;
/** A queue of which only Ben is a member. */
const parcels = newId();

const PEOPLE = ['anna', 'boris', 'carla', 'dmitri', 'elena', 'farid'];

beforeAll(async () => {
  product = await startProduct();
  await product.x.user('bakery');
  await product.connect('bakery');
  ben = await product.invite('Ben Agent', 'agent');
  cleo = await product.invite('Cleo Agent', 'agent');
  for (const name of PEOPLE) {
    await product.x.user(name, { name });
    await product.x.write(name, 'bakery', `Hello from ${name}`);
  }
  await until(async () => (await names('view=all')).length === PEOPLE.length);
  const { parts } = product.app;
  const { id } = await parts.db.row(sql<{ id: string }>`select id from workspace limit 1`);
  // The only workspace of this house.
  db = parts.db.workspace(id as Parameters<typeof parts.db.workspace>[0]);
  const now = parts.clock.now();
  await db.execute(sql`
    insert into queue (workspace_id, id, name, priority, created_at)
    values (${db.workspaceId}, ${parcels}, 'Parcels', 10, ${now})`);
  await db.execute(sql`
    insert into queue_member (workspace_id, queue_id, member_id, joined_at)
    values (${db.workspaceId}, ${parcels}, ${ben.memberId}, ${now})`);
});

afterAll(() => product?.close());

const page = (query: string, as: ApiUser = ben) =>
  as.ask<{ rows: InboxRow[]; next: string | null }>('GET', `/api/inbox?${query}`);
const names = async (query: string, as: ApiUser = ben) =>
  (await page(query, as)).rows.map((row) => row.customer.username);
const counts = (as: ApiUser) => as.ask<InboxCounts>('GET', '/api/inbox/counts');

async function idOf(name: string): Promise<string> {
  const row = (await page('view=all&limit=100')).rows.find((one) => one.customer.username === name);
  if (!row) throw new Error(`no row of ${name}`);
  return row.conversationId;
}

/** Puts a work item where the engine would have put it. */
async function put(name: string, columns: Record<string, string | Date | null>): Promise<void> {
  const id = await idOf(name);
  for (const [column, value] of Object.entries(columns)) {
    await db.execute(sql`
      update work_item set ${sql.ref(column)} = ${value}
      where workspace_id = ${db.workspaceId} and conversation_id = ${id}`);
  }
}

describe('the views of the inbox', () => {
  it('#15 show what nobody has to the members of its queue only', async () => {
    await put('anna', { queue_id: parcels });
    await put('boris', { queue_id: parcels });
    expect(await names('view=unassigned')).toEqual(PEOPLE.toReversed());
    expect(await names('view=unassigned', cleo)).toEqual(PEOPLE.toReversed().slice(0, 4));
    // Whoever may see everything sees it, but not as work to take.
    expect(await names('view=all', cleo)).toHaveLength(PEOPLE.length);
  });

  it('#67 are filtered by queue and work stream', async () => {
    expect(await names(`view=unassigned&queueId=${parcels}`)).toEqual(['boris', 'anna']);
    expect(await names(`view=unassigned&queueId=${parcels}`, cleo)).toEqual([]);
    expect(await names(`view=all&queueId=${parcels}`, cleo)).toEqual(['boris', 'anna']);
    const [row] = (await page('view=all')).rows;
    expect(await names(`view=all&workStreamId=${row?.workItem?.workStreamId}`)).toHaveLength(PEOPLE.length);
    expect(await names(`view=all&workStreamId=${newId()}`)).toEqual([]);
  });

  it('#67 are counted, queue by queue', async () => {
    const ofBen = await counts(ben);
    expect(ofBen).toMatchObject({ mine: 0, unassigned: 6, all: 6, recent: 0 });
    expect(ofBen.queues.map((queue) => [queue.name, queue.unassigned])).toEqual([
      ['Parcels', 2],
      [expect.any(String), 4],
    ]);
    const ofCleo = await counts(cleo);
    expect(ofCleo).toMatchObject({ unassigned: 4, all: 6 });
    expect(ofCleo.queues).toHaveLength(1);
  });

  it('#67 show what was closed in the last 24 hours, newest first', async () => {
    const id = await idOf('farid');
    await ben.ask('PATCH', `/api/conversations/${id}`, { state: 'closed' });
    expect(await names('view=recent')).toEqual(['farid']);
    expect((await counts(ben)).recent).toBe(1);
    await product.app.parts.clock.advance(25 * 60 * 60 * 1000);
    expect(await names('view=recent')).toEqual([]);
    expect(await names('view=closed')).toEqual(['farid']);
  });
});

/** The engine's own words for the answer that was missed and is still waited for. */
const MISSED = `(case
  when w.state = 'wrap_up' then null
  when w.first_answer_at is null and 'first_answer' = any(w.breached) then w.first_answer_due_at
  when w.next_answer_due_at < coalesce(w.sla_due_at, 'infinity') then w.next_answer_due_at
end)`;

describe('the orders of the inbox', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute));
  // What is due is looked at by the sweep, which would reckon it anew.
  const due = (minute: number) => new Date(Date.UTC(2126, 0, 1, 12, minute));

  it('#67 are activity, waiting, priority, service level and age; what one does not rank follows', async () => {
    await put('anna', { waiting_since: at(5), priority: 'low', opened_at: at(1) });
    await put('boris', { waiting_since: at(1), priority: 'urgent', opened_at: at(2), sla_due_at: due(50) });
    await put('carla', { waiting_since: null, priority: 'high', opened_at: at(5) });
    await put('dmitri', { waiting_since: null, opened_at: at(4), sla_due_at: due(40) });
    await put('elena', { waiting_since: at(3), opened_at: at(3) });
    const orders = {
      activity: ['elena', 'dmitri', 'carla', 'boris', 'anna'],
      waiting: ['boris', 'elena', 'anna', 'dmitri', 'carla'],
      priority: ['boris', 'carla', 'elena', 'dmitri', 'anna'],
      sla: ['dmitri', 'boris', 'elena', 'carla', 'anna'],
      created: ['carla', 'dmitri', 'elena', 'boris', 'anna'],
    };
    const shown = async (view: string) => {
      const lists: Record<string, (string | null)[]> = {};
      for (const sort of Object.keys(orders)) lists[sort] = await names(`view=${view}&sort=${sort}`);
      return lists;
    };
    expect(await shown('all')).toEqual(orders);
    expect(await shown('unassigned')).toEqual(orders);
  });

  it('show a missed answer first for as long as the customer waits for it', async () => {
    const missed = { first_answer_due_at: due(10), sla_due_at: due(55), breached: '{first_answer}' };
    await put('elena', { ...missed, first_answer_at: null });
    expect(await names('view=all&sort=sla')).toEqual(['elena', 'dmitri', 'boris', 'carla', 'anna']);
    await put('elena', { first_answer_at: at(6) });
    expect(await names('view=all&sort=sla')).toEqual(['dmitri', 'boris', 'elena', 'carla', 'anna']);
    await put('anna', { next_answer_due_at: due(20) });
    expect(await names('view=all&sort=sla')).toEqual(['anna', 'dmitri', 'boris', 'elena', 'carla']);
  });

  it('#67 are paged without loss or repetition over their stretches', async () => {
    for (const sort of ['activity', 'waiting', 'priority', 'sla', 'created']) {
      for (const view of ['all', 'unassigned']) {
        const seen: (string | null)[] = [];
        let cursor = '';
        do {
          const { rows, next } = await page(`view=${view}&sort=${sort}&limit=2${cursor}`);
          seen.push(...rows.map((row) => row.customer.username));
          cursor = next === null ? '' : `&cursor=${next}`;
        } while (cursor);
        expect(seen).toEqual(await names(`view=${view}&sort=${sort}`));
      }
    }
  });

  it('refuse a cursor of another order', async () => {
    const { next } = await page('view=all&sort=waiting&limit=2');
    const answer = await ben.call('GET', `/api/inbox?view=all&sort=priority&cursor=${next}`);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'cursor_not_valid' } } });
  });

  it('#67 are one walk of an index each', async () => {
    const plan = async (where: string, order: string) => {
      const rows = await db.transaction(async (tx) => {
        await tx.execute(sql`set local enable_seqscan = off; `);
        await tx.execute(sql`set local enable_sort = off`);
        return tx.rows(sql<{ 'QUERY PLAN': string }>`
          explain select * from work_item w where w.workspace_id = ${db.workspaceId} and w.queue_id = ${parcels}
            and w.state <> 'closed' and w.snoozed_until is null and ${sql.raw(where)} order by ${sql.raw(order)} limit 50`);
      });
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    const walks = [
      ['true', 'w.last_at desc, w.id desc', 'work_item_queue_activity'],
      ['w.waiting_since is not null', 'w.waiting_since, w.id', 'work_item_queue_waiting'],
      ['w.sla_due_at is not null', 'w.sla_due_at, w.id', 'work_item_queue_sla'],
      [`${MISSED} is not null`, `${MISSED}, w.id`, 'work_item_queue_missed'],
      [
        "w.priority <> 'normal' and w.priority = 'urgent'",
        'w.last_at desc, w.id desc',
        'work_item_queue_priority',
      ],
      ['true', 'w.opened_at desc, w.id desc', 'work_item_queue_created'],
    ] as const;
    for (const [where, order, index] of walks) {
      const text = await plan(where, order);
      expect(text).toContain(index);
      expect(text).not.toContain('Sort');
    }
  });
});

it('#68 counts unread messages to ten', async () => {
  for (let n = 1; n <= 11; n += 1) await product.x.write('elena', 'bakery', `again ${n}`);
  const countOf = async () =>
    (await page('view=all')).rows.find((row) => row.customer.username === 'elena')?.unreadCount;
  await until(async () => (await countOf()) === 10);
  const row = await until(async () =>
    (await page('view=all')).rows.find((one) => one.preview === 'again 11'),
  );
  await ben.ask('PUT', `/api/conversations/${row.conversationId}/read`, { position: row.lastPosition });
  expect(await countOf()).toBe(0);
});
