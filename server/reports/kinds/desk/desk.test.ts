import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBase, type TestBase, until } from '../../../../test/harness.ts';
import { newId, sql } from '../../../base/index.ts';
import { ensureMasking } from '../../../masking/index.ts';
import type { XClient } from '../../../x/index.ts';
import { pull, type Setting } from '../test-context.ts';
import { desk } from './kind.ts';
import { oldestWriteMs } from './store.ts';

const NOW = new Date('2026-11-30T12:00:00Z');
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const account = {
  id: newId<'account'>(),
  authKind: 'oauth1' as const,
  scopes: [],
  xUserId: '50',
  username: 'shop',
};
/** X is not asked. */
const noClient = {} as XClient;

let base: TestBase;
const ids = {
  customer: newId(),
  handle: newId(),
  queue: newId(),
  stream: newId(),
  member: newId(),
  conversation: newId(),
  presence: newId(),
};
beforeAll(async () => {
  base = await openTestBase();
  const { db, workspaceId: w } = base;
  await base.workspace.transaction((tx) => ensureMasking(tx, base.clock));
  await db.execute(sql`
    insert into customer (workspace_id, id, x_user_id, username, name, created_at)
    values (${w}, ${ids.customer}, 7, 'ann', 'Ann', ${NOW})`);
  await db.execute(sql`
    insert into queue (workspace_id, id, name, created_at) values (${w}, ${ids.queue}, 'VIP', ${NOW})`);
  await db.execute(sql`
    insert into work_stream (workspace_id, id, name, queue_id, created_at)
    values (${w}, ${ids.stream}, 'Everything', ${ids.queue}, ${NOW})`);
  await db.execute(sql`
    insert into handle (workspace_id, id, account_id, name, work_stream_id, created_at)
    values (${w}, ${ids.handle}, ${account.id}, 'Shop', ${ids.stream}, ${NOW})`);
  await db.execute(sql`
    insert into member (workspace_id, id, person_id, name, email, role, active, preferences, created_at)
    values (${w}, ${ids.member}, ${newId()}, 'Ada', 'ada@house.example', 'agent', true, '{}', ${NOW})`);
  await db.execute(sql`
    insert into presence_option (workspace_id, id, name, text, base, created_at)
    values (${w}, ${ids.presence}, 'Lunch', 'Lunch', 'away', ${NOW})`);
  await db.execute(sql`
    insert into conversation (workspace_id, id, customer_id, handle_id, account_id, last_at, created_at)
    values (${w}, ${ids.conversation}, ${ids.customer}, ${ids.handle}, ${account.id}, ${NOW}, ${NOW})`);
});
afterAll(() => base?.close());

let numbers = 0;
/** A stretch of service that was opened and, perhaps, closed so many hours ago. */
async function item(openedHours: number, closedHours?: number): Promise<string> {
  const id = newId();
  const closed = closedHours === undefined ? null : hoursAgo(closedHours);
  numbers += 1;
  await base.db.execute(sql`
    insert into work_item (workspace_id, id, conversation_id, customer_id, handle_id, number, state, state_reason,
      state_at, queue_id, work_stream_id, assignee_id, tags, title, last_at, opened_at, first_answer_at, closed_at)
    values (${base.workspaceId}, ${id}, ${ids.conversation}, ${ids.customer}, ${ids.handle}, ${numbers},
      ${closed ? 'closed' : 'active'}, 'agent', ${closed ?? hoursAgo(openedHours)}, ${ids.queue}, ${ids.stream},
      ${ids.member}, ${['late', 'vip']}::text[], 'Card 4111 1111 1111 1111', ${NOW}, ${hoursAgo(openedHours)},
      ${hoursAgo(openedHours - 0.5)}, ${closed})`);
  return id;
}

let said = 0;
async function message(hours: number, text: string, direction: 'in' | 'out' = 'in'): Promise<string> {
  const id = newId();
  said += 1;
  await base.db.execute(sql`
    insert into message (workspace_id, conversation_id, id, position, account_id, kind, direction, author_kind,
      author_id, text, x_event_id, at, state, created_at, updated_at)
    values (${base.workspaceId}, ${ids.conversation}, ${id}, ${said}, ${account.id}, 'message', ${direction},
      ${direction === 'in' ? 'customer' : 'agent'}, ${direction === 'in' ? ids.customer : ids.member}, ${text},
      ${said}, ${hoursAgo(hours)}, ${direction === 'in' ? 'received' : 'sent'}, ${hoursAgo(hours)}, ${NOW})`);
  return id;
}

const run = (chosen: Record<string, string | number>, more: Parameters<typeof pull>[3] = {}, now = NOW) => {
  const setting: Setting = { db: base.workspace, client: noClient, account, now };
  return pull(desk, setting, { since: 'all', ...chosen }, more);
};
const idsIn = (rows: readonly Readonly<Record<string, unknown>>[]) => rows.map((row) => row['id']);

describe('conversations', () => {
  let first: string;
  let second: string;
  it('brings each stretch of service with names, times and what it took', async () => {
    first = await item(30, 26);
    second = await item(20);
    const { rows, spent } = await run({ report: 'conversations' });
    expect(spent).toEqual([]);
    expect(rows[0]).toMatchObject({
      id: first,
      number: '1',
      conversation_id: ids.conversation,
      customer_x_user_id: '7',
      customer_screen_name: 'ann',
      handle: 'Shop',
      queue: 'VIP',
      work_stream: 'Everything',
      agent: 'Ada',
      state: 'closed',
      tags: '["late","vip"]',
      opened_at: '2026-11-29T06:00:00.000Z',
      closed_at: '2026-11-29T10:00:00.000Z',
      first_answer_seconds: '1800',
      open_seconds: String(4 * 3_600),
    });
    expect(rows[0]?.['title']).not.toContain('4111');
    expect(rows[1]).toMatchObject({ id: second, closed_at: null, open_seconds: null });
  });

  it('of the last days those that were opened in them', async () => {
    expect(idsIn((await run({ since: 'days', days: 1 })).rows)).toEqual([second]);
  });

  it('since the last run those that changed, each once', async () => {
    const all = await run({ since: 'new' });
    expect(idsIn(all.rows)).toEqual([first, second]);
    expect((await run({ since: 'new' }, { bookmark: all.bookmark })).rows).toEqual([]);
    // It is closed an hour later.
    const later = new Date(NOW.getTime() + 7_200_000);
    await base.db.execute(sql`
      update work_item set state = 'closed', state_at = ${hoursAgo(-1)}, closed_at = ${hoursAgo(-1)}
      where id = ${second}`);
    const changed = await run({ since: 'new' }, { bookmark: all.bookmark }, later);
    expect(changed.rows).toMatchObject([
      { id: second, state: 'closed', changed_at: hoursAgo(-1).toISOString() },
    ]);
    expect((await run({ since: 'new' }, { bookmark: changed.bookmark }, later)).rows).toEqual([]);
    // A bookmark of another table means nothing.
    const others = await run({ since: 'new', report: 'sessions' }, { bookmark: changed.bookmark }, later);
    expect(others.bookmark).toMatchObject({ report: 'sessions' });
  });

  it('does not pass over what is still being stored', async () => {
    const known = (await run({ since: 'new' })).bookmark;
    let inside: string | undefined;
    // What began before the run, and is stored after it, is what the next one brings.
    await base.workspace.transaction(async (tx) => {
      inside = newId();
      await tx.execute(sql`
        insert into work_item (workspace_id, id, conversation_id, customer_id, handle_id, number, state, state_reason,
          state_at, queue_id, work_stream_id, last_at, opened_at)
        values (${base.workspaceId}, ${inside}, ${ids.conversation}, ${ids.customer}, ${ids.handle}, 99, 'closed', 'x',
          ${new Date(NOW.getTime() + 4_000)}, ${ids.queue}, ${ids.stream}, ${NOW}, ${NOW})`);
      await until(async () => (await oldestWriteMs(base.workspace)) > 300);
      // Four seconds after now: with a second's margin it would lie before the end of this run.
      const during = await run({ since: 'new' }, { bookmark: known }, new Date(NOW.getTime() + 5_200));
      expect(during.rows).toEqual([]);
      const end = (during.bookmark as { until: string }).until;
      expect(Date.parse(end)).toBeLessThan(NOW.getTime() + 4_000);
    });
    const after = await run({ since: 'new' }, { bookmark: known }, new Date(NOW.getTime() + 60_000));
    expect(idsIn(after.rows)).toContain(inside);
    await base.db.execute(sql`delete from work_item where id = ${inside}`);
  });
});

describe('messages', () => {
  it('are masked, withheld or left out as the desk does, and name their stretch of service', async () => {
    const one = await message(29, 'my card is 4111 1111 1111 1111');
    const two = await message(25, 'Hello', 'out');
    const { rows } = await run({ report: 'messages' });
    expect(idsIn(rows)).toEqual([one, two]);
    const [first, second] = idsIn((await run({ report: 'conversations' })).rows);
    expect(rows[0]).toMatchObject({
      item_id: first,
      direction: 'received',
      author_kind: 'customer',
      author: null,
      x_id: '1',
      handle: 'Shop',
      customer_x_user_id: '7',
    });
    expect(rows[0]?.['text']).not.toContain('4111');
    // Between two stretches: it belongs to the one that it opened.
    expect(rows[1]).toMatchObject({ item_id: second, direction: 'sent', author: 'Ada', text: 'Hello' });
    await base.db.execute(sql`update conversation set consent = 'refused' where id = ${ids.conversation}`);
    expect((await run({ report: 'messages' })).rows.map((row) => row['text'])).toEqual([null, 'Hello']);
    await base.db.execute(sql`update conversation set consent = 'none' where id = ${ids.conversation}`);
    await base.db.execute(sql`update message set deleted_at = ${NOW} where id = ${two}`);
    expect(idsIn((await run({ report: 'messages' })).rows)).toEqual([one]);
    expect((await run({ report: 'messages', since: 'days', days: 1 })).rows).toEqual([]);
  });

  it('since the last run come in the order in which they were stored, late ones too', async () => {
    // Made long ago, as ids tell.
    await base.db.execute(sql`
      update message set id = '0000' || substr(id, 5) where workspace_id = ${base.workspaceId}`);
    const known = await run({ report: 'messages', since: 'new' });
    expect(known.rows).toHaveLength(1);
    expect((await run({ report: 'messages', since: 'new' }, { bookmark: known.bookmark })).rows).toEqual([]);
    // X tells of it now; it was said days ago. Within a second of its storing it waits for the next run.
    const late = await message(200, 'late');
    const soon = await run({ report: 'messages', since: 'new' }, { bookmark: known.bookmark });
    expect(soon.rows).toEqual([]);
    const past = { report: 'messages', until: '000000000000ffffffffffff' };
    await base.db.execute(sql`update message set id = '0001' || substr(id, 5) where id = ${late}`);
    const next = await run({ report: 'messages', since: 'new' }, { bookmark: past });
    expect(next.rows.map((row) => row['text'])).toContain('late');
  });
});

describe('sessions, agents’ states and survey answers', () => {
  it('say who had what, and for how long', async () => {
    const id = newId();
    await base.db.execute(sql`
      insert into session (workspace_id, id, work_item_id, conversation_id, agent_id, started_at, accepted_at, ended_at,
        end_reason, state, queue_id, handle_id)
      values (${base.workspaceId}, ${id}, ${newId()}, ${ids.conversation}, ${ids.member}, ${hoursAgo(3)},
        ${hoursAgo(2)}, ${hoursAgo(1)}, 'closed', 'ended', ${ids.queue}, ${ids.handle})`);
    const { rows } = await run({ report: 'sessions', since: 'days', days: 1 });
    expect(rows).toMatchObject([
      {
        id,
        agent: 'Ada',
        queue: 'VIP',
        seconds: '3600',
        end_reason: 'closed',
        changed_at: hoursAgo(1).toISOString(),
      },
    ]);
  });

  it('bring a state again when it has ended', async () => {
    const id = newId();
    await base.db.execute(sql`
      insert into presence_log (workspace_id, id, member_id, presence_id, base, from_at)
      values (${base.workspaceId}, ${id}, ${ids.member}, ${ids.presence}, 'away', ${hoursAgo(2)})`);
    const first = await run({ report: 'agent_states', since: 'new' });
    expect(first.rows).toMatchObject([{ id, agent: 'Ada', presence: 'Lunch', base: 'away', until_at: null }]);
    await base.db.execute(sql`update presence_log set until_at = ${hoursAgo(-1)} where id = ${id}`);
    const again = await run(
      { report: 'agent_states', since: 'new' },
      { bookmark: first.bookmark },
      hoursAgo(-2),
    );
    expect(again.rows).toMatchObject([{ id, seconds: String(3 * 3_600) }]);
  });

  it('have a row for each answer, in the words that the customer saw', async () => {
    const id = newId();
    const definition = {
      defaultLanguage: 'en',
      questions: [
        { id: 'how', kind: 'score5', texts: { en: 'How was it?', de: 'Wie war es?' }, choices: [] },
        {
          id: 'what',
          kind: 'choice',
          texts: { en: 'What?' },
          choices: [{ id: 'a', texts: { en: 'Apples' } }],
        },
        { id: 'why', kind: 'text', texts: { en: 'Why?' }, choices: [] },
        { id: 'else', kind: 'text', texts: { en: 'Else?' }, choices: [] },
      ],
    };
    const answers = { how: { score: 5 }, what: { choice: 'a' }, why: { text: '4111 1111 1111 1111' } };
    await base.db.execute(sql`
      insert into survey_invitation (workspace_id, id, handle_id, work_item_id, conversation_id, customer_id, agent_id,
        queue_id, language, sent_at, expires_at, definition, answered_at, answers)
      values (${base.workspaceId}, ${id}, ${ids.handle}, ${newId()}, ${ids.conversation}, ${ids.customer},
        ${ids.member}, ${ids.queue}, 'de', ${hoursAgo(3)}, ${NOW}, ${JSON.stringify(definition)}::jsonb,
        ${hoursAgo(1)}, ${JSON.stringify(answers)}::jsonb)`);
    const { rows } = await run({ report: 'survey_answers' });
    expect(rows).toMatchObject([
      {
        survey_id: id,
        question_id: 'how',
        question: 'Wie war es?',
        score: 5,
        choice: null,
        text: null,
        agent: 'Ada',
      },
      {
        survey_id: id,
        question_id: 'what',
        question: 'What?',
        choice_id: 'a',
        choice: 'Apples',
        score: null,
      },
      { survey_id: id, question_id: 'why', kind: 'text' },
    ]);
    expect(rows[2]?.['text']).not.toContain('4111');
  });
});

describe('many rows', () => {
  beforeAll(async () => {
    await base.db.execute(sql`
      insert into presence_log (workspace_id, id, member_id, presence_id, base, from_at, until_at)
      select ${base.workspaceId}, lpad(to_hex(n), 24, '0'), ${ids.member}, ${ids.presence}, 'away',
        -- Ten of each moment.
        ${hoursAgo(9_000)}::timestamptz + (n / 10) * interval '1 minute',
        ${hoursAgo(9_000)}::timestamptz + (n / 10) * interval '1 minute' + interval '30 seconds'
      from generate_series(1, 12000) n`);
    await base.db.execute(sql`
      insert into work_item (workspace_id, id, conversation_id, customer_id, handle_id, number, state, state_reason,
        state_at, queue_id, work_stream_id, last_at, opened_at, closed_at)
      select ${base.workspaceId}, lpad(to_hex(n), 24, '0'), ${ids.conversation}, ${ids.customer}, ${ids.handle},
        n + 1000, 'closed', 'x', ${hoursAgo(9_000)}::timestamptz + n * interval '1 minute', ${ids.queue},
        ${ids.stream}, ${NOW}, ${hoursAgo(9_000)}::timestamptz + n * interval '1 minute', ${NOW}
      from generate_series(1, 12000) n`);
    await base.db.execute(sql`analyze`);
  });

  it('come page by page, also when it is stopped after each: none lost, none twice', async () => {
    for (const since of ['all', 'new']) {
      const whole = await run({ report: 'agent_states', since }, { stopAfter: 1 }, hoursAgo(-2));
      expect([since, whole.batches]).toEqual([since, 3]);
      expect(whole.rows).toHaveLength(12_001);
      expect(new Set(idsIn(whole.rows)).size).toBe(12_001);
    }
  });

  it('a preview reads no more than it shows', async () => {
    const { rows, batches } = await run({ report: 'agent_states' }, { enough: 20 });
    expect([rows.length, batches]).toEqual([20, 1]);
  });

  it('are read along indexes', async () => {
    const plan = async (table: string, moment: string) => {
      const lines = await base.db.rows(sql<{ 'QUERY PLAN': string }>`
        explain select * from ${sql.table(table)} where workspace_id = ${base.workspaceId}
          and (${sql.raw(moment)}, id) > (${hoursAgo(8_900)}::timestamptz, 'a')
        order by ${sql.raw(moment)}, id limit 100`);
      return lines.map((line) => line['QUERY PLAN']).join('\n');
    };
    expect(await plan('work_item', 'state_at')).toMatch(/Index Scan using work_item_changed/);
    expect(await plan('work_item', 'opened_at')).toMatch(/Index Scan using work_item_opened/);
    expect(await plan('presence_log', 'coalesce(until_at, from_at)')).toMatch(
      /Index Scan using presence_log_changed/,
    );
    expect(await plan('presence_log', 'from_at')).toMatch(/Index Scan using presence_log_at/);
  });
});
