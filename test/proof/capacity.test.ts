import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, sql } from '../../server/base/index.ts';
import { openTestBase, type TestBase, until } from '../harness.ts';
import { guardCapacity, listFaults } from './capacity-guard.ts';
import { type Running, startProcess } from './processes.ts';
import { newSeed } from './random.ts';

/** Short form; the long one is asked for by these. */
const AGENTS = Number(process.env['PROOF_AGENTS'] ?? 36);
const ITEMS = Number(process.env['PROOF_ITEMS'] ?? 150);
const PROCESSES = 3;

let base: TestBase;
let folder: string;
const seed = newSeed();
const processes: Running[] = [];
const logs: string[] = [];
const members = Array.from({ length: AGENTS }, () => newId() as string);
const [queueId, streamId, handleId] = [newId(), newId(), newId()];

beforeAll(async () => {
  base = await openTestBase();
  folder = await mkdtemp(join(tmpdir(), 'rk-capacity-'));
  await guardCapacity(base.db);
  const { workspace: db } = base;
  const [w, now] = [db.workspaceId, base.clock.now()];
  await db.execute(sql`insert into queue (workspace_id, id, name, open_to_all, created_at)
    values (${w}, ${queueId}, 'All', true, ${now})`);
  await db.execute(sql`insert into work_stream (workspace_id, id, name, queue_id, mode, settings, created_at)
    values (${w}, ${streamId}, 'Stream', ${queueId}, 'push', '{"capacityUnits": 40, "affinity": false}', ${now})`);
  await db.execute(sql`insert into handle (workspace_id, id, account_id, name, work_stream_id, created_at)
    values (${w}, ${handleId}, ${handleId}, 'Shop', ${streamId}, ${now})`);
  await db.execute(sql`insert into member (workspace_id, id, person_id, name, email, role, created_at)
    select ${w}, id, id, 'Agent', id, 'agent', ${now} from unnest(${members}::text[]) as t(id)`);
  await db.execute(sql`insert into agent_settings (workspace_id, member_id, capacity_units)
    select ${w}, id, 60 + 20 * (n % 3) from unnest(${members}::text[]) with ordinality as t(id, n)`);
  for (let n = 0; n < PROCESSES; n += 1) await startEngine(n);
});
afterAll(async () => {
  for (const one of processes) {
    one.child.kill('SIGCONT');
    await one.kill();
  }
  await base?.close();
  await rm(folder, { recursive: true, force: true });
});

async function startEngine(n: number): Promise<void> {
  const logFile = join(folder, `engine-${n}.log`);
  logs.push(logFile);
  const own = members.filter((_, index) => index % PROCESSES === n);
  const args = [base.url, base.workspaceId, String(seed + n), ...own];
  processes.push(startProcess('test/proof/engine-process.ts', args, { logFile }));
  await until(async () => (await readFile(logFile, 'utf8').catch(() => '')).includes('ready'), {
    timeoutMs: 60_000,
  });
}

/** Items that wait, as customers' messages leave them. */
async function addItems(count: number): Promise<void> {
  const { workspace: db } = base;
  const [w, now] = [db.workspaceId, base.clock.now()];
  const [conversations, items] = [
    Array.from({ length: count }, () => newId() as string),
    Array.from({ length: count }, () => newId() as string),
  ];
  await db.execute(sql`
    insert into conversation (workspace_id, id, customer_id, handle_id, account_id, last_at, created_at)
    select ${w}, id, id, ${handleId}, ${handleId}, ${now}, ${now} from unnest(${conversations}::text[]) as t(id)`);
  await db.transaction(async (tx) => {
    await tx.execute(sql`
      insert into work_item (workspace_id, id, conversation_id, customer_id, handle_id, number, state, state_reason,
        state_at, queue_id, work_stream_id, mode, units, last_at, opened_at, queued_at, ordered_at)
      select ${w}, t.id, t.c, t.c, ${handleId}, n, 'open', 'awaiting_assignment', ${now}, ${queueId}, ${streamId},
        'push', 40, ${now}, ${now}, ${now}, ${now}
      from unnest(${items}::text[], ${conversations}::text[]) with ordinality as t(id, c, n)`);
    await tx.execute(sql`
      insert into queue_stay (workspace_id, id, work_item_id, queue_id, entered_at)
      select ${w}, id, id, ${queueId}, ${now} from unnest(${items}::text[]) as t(id)`);
    base.log.append(
      tx,
      items.map((workItemId, n) => ({
        kind: 'work_item.changed',
        key: conversations[n] ?? '',
        body: {
          conversationId: conversations[n] ?? '',
          workItemId,
          state: 'open',
          assigneeId: null,
          what: 'state',
          by: null,
        },
      })),
    );
  });
}

const count = async (condition: ReturnType<typeof sql>) =>
  Number((await base.db.row(sql<{ n: string }>`select count(*) as n from work_item where ${condition}`)).n);
const shouted = async () =>
  (await Promise.all(logs.map((file) => readFile(file, 'utf8')))).flatMap((text) =>
    text.split('\n').filter((line) => line.includes('too much') || line.includes('more than they can take')),
  );
const untilServed = (items: number) =>
  until(async () => (await count(sql`state = 'closed'`)) >= items, { timeoutMs: 150_000, everyMs: 200 });

it(`three processes, ${AGENTS} agents, ${ITEMS} conversations: nobody ever holds more than they can (seed ${seed})`, async () => {
  await addItems(ITEMS);
  await untilServed(ITEMS);
  expect(await shouted()).toEqual([]);
  expect(await listFaults(base.db)).toEqual([]);
}, 180_000);

it('a process that stands still loses its agents and their offers; when it goes on nothing is doubled', async () => {
  const [stopped] = processes;
  stopped?.child.kill('SIGSTOP');
  await addItems(ITEMS);
  await until(
    async () => {
      const row = await base.db.row(
        sql<{ n: string }>`select count(*) as n from agent_state where connected`,
      );
      return Number(row.n) === AGENTS - Math.ceil(AGENTS / PROCESSES);
    },
    { timeoutMs: 90_000, everyMs: 200 },
  );
  // What the stopped ones had accepted stays theirs for the grace; nothing is offered to them any more.
  await until(async () => (await count(sql`state = 'open' or offered_to is not null`)) === 0, {
    timeoutMs: 120_000,
    everyMs: 200,
  });
  stopped?.child.kill('SIGCONT');
  await until(
    async () => {
      const row = await base.db.row(
        sql<{ n: string }>`select count(*) as n from agent_state where connected`,
      );
      return Number(row.n) === AGENTS;
    },
    { timeoutMs: 60_000, everyMs: 200 },
  );
  await untilServed(2 * ITEMS);
  expect(await shouted()).toEqual([]);
  expect(await listFaults(base.db)).toEqual([]);
}, 300_000);
