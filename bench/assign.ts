import { mkdtemp, rm } from 'node:fs/promises';
import { type ClientRequest, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openParts } from '../server/app-parts.ts';
import { createLogger, newId, sql, type WorkspaceDb } from '../server/base/index.ts';
import { readConfig } from '../server/config.ts';
import { assignBatch } from '../server/routing/assign/run.ts';
import { type Bench, type Figure, percentile } from './figures.ts';
import { type BenchHouse, openBenchHouse } from './house.ts';
import { runLoad } from './load-process.ts';
import { signInToHouse } from './person.ts';

const ITEMS = 2_000;
const AGENTS = [10, 100, 1_000] as const;
const STREAMS = 200;
const PER_S = 50;
const DURATION_MS = 10_000;

/** Giving waiting work to agents: how many decisions a second, and how long a customer's message takes to ring. */
export const assign: Bench = {
  name: 'assign',
  about: `${ITEMS} items given to ${AGENTS.join(', ')} agents; then ${PER_S} DMs a second while ${STREAMS} agents listen`,
  run: async (say) => [...(await decisions(say)), ...(await ringing(say))],
};

async function decisions(say: (line: string) => void): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rk-assign-'));
  const config = readConfig({ port: '0', data: dataDir }, {});
  const parts = await openParts(config, { logger: createLogger('silent'), https: false });
  try {
    const perS = new Map<number, number>();
    for (const agents of AGENTS) {
      const db = parts.db.workspace(newId<'workspace'>());
      await seed(db, agents, parts.clock.now());
      const deps = { ...parts, isAgent: () => Promise.resolve(true) };
      const startedMs = performance.now();
      let assigned = 0;
      for (let last = -1; last !== assigned; ) {
        last = assigned;
        assigned += (await assignBatch(deps, db, new Map())).assigned;
      }
      if (assigned !== ITEMS) throw new Error(`${assigned} of ${ITEMS} were assigned`);
      perS.set(agents, (assigned * 1_000) / (performance.now() - startedMs));
      say(`${agents} agents: ${Math.round(perS.get(agents) ?? 0)} decisions a second`);
    }
    const few = 1_000 / (perS.get(10) ?? Number.NaN);
    return AGENTS.flatMap((agents): Figure[] => {
      const rate = perS.get(agents) ?? Number.NaN;
      return [
        {
          what: `decisions with ${agents} agents`,
          unit: '/s',
          figure: rate,
          target: { at: 'least', value: 1_000 },
        },
        {
          what: `one decision with ${agents} agents, against 10`,
          unit: 'ms',
          figure: 1_000 / rate,
          baseline: few,
        },
      ];
    });
  } finally {
    await parts.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** A queue with everybody in it, all of them here, and a customer each for the items that wait. */
async function seed(db: WorkspaceDb, agents: number, now: Date): Promise<void> {
  const [queueId, streamId, handleId] = [newId(), newId(), newId()];
  const ids = (count: number) => Array.from({ length: count }, () => newId() as string);
  const [members, customers, items] = [ids(agents), ids(ITEMS), ids(ITEMS)];
  const w = db.workspaceId;
  const settings = JSON.stringify({ distribution: { maxSessions: 100_000 } });
  await db.execute(sql`insert into workspace values (${w}, 'Bench', ${settings}, ${now})`);
  await db.execute(sql`insert into queue (workspace_id, id, name, open_to_all, created_at)
    values (${w}, ${queueId}, 'All', true, ${now})`);
  await db.execute(sql`insert into work_stream (workspace_id, id, name, queue_id, mode, created_at)
    values (${w}, ${streamId}, 'Stream', ${queueId}, 'push', ${now})`);
  await db.execute(sql`insert into member (workspace_id, id, person_id, name, email, role, created_at)
    select ${w}, id, id, 'Agent', id, 'agent', ${now} from unnest(${members}::text[]) as t(id)`);
  await db.execute(sql`insert into agent_settings (workspace_id, member_id, capacity_units)
    select ${w}, id, 100000 from unnest(${members}::text[]) as t(id)`);
  await db.execute(sql`insert into agent_state (workspace_id, member_id, presence_id, base, since, connected)
    select ${w}, id, 'available', 'available', ${now}, true from unnest(${members}::text[]) as t(id)`);
  await db.execute(sql`
    insert into conversation (workspace_id, id, customer_id, handle_id, account_id, last_at, created_at)
    select ${w}, id, id, ${handleId}, ${handleId}, ${now}, ${now} from unnest(${customers}::text[]) as t(id)`);
  await db.execute(sql`
    insert into work_item (workspace_id, id, conversation_id, customer_id, handle_id, number, state, state_reason,
      state_at, queue_id, work_stream_id, mode, units, last_at, opened_at, queued_at, ordered_at)
    select ${w}, t.id, t.c, t.c, ${handleId}, n, 'open', 'awaiting_assignment', ${now}, ${queueId}, ${streamId}, 'push',
      10, ${now}, ${now}, ${now}, ${now}::timestamptz + n * interval '1 ms'
    from unnest(${items}::text[], ${customers}::text[]) with ordinality as t(id, c, n)`);
  await db.execute(sql`analyze work_item`);
}

/** From X's POST to the offer that a browser hears of. */
async function ringing(say: (line: string) => void): Promise<Figure[]> {
  const bench = await openBenchHouse();
  const open: ClientRequest[] = [];
  try {
    await seatAgents(bench);
    const { headers } = await signInToHouse(bench.house.url);
    const heard = new Map<string, number>();
    for (let n = 0; n < STREAMS; n += 1) {
      const notes = n === STREAMS - 1 ? heard : undefined;
      open.push(await listen(`${bench.house.url}/api/live`, headers, notes));
    }
    const load = { port: bench.port, path: bench.path, connections: 8, ratePerS: PER_S };
    await runLoad({ ...bench.source(10_000), ...load, durationMs: DURATION_MS });
    await bench.drained(30_000);
    await pause(2_000);
    const rows = await bench.db.rows<{ session: string; at: Date }>(`
      select s.id as session, min(d.received_at) as at from delivery d
      join message m on m.x_event_id = (substring(convert_from(d.body, 'UTF8') from '"event_uuid":"([0-9]+)"'))::bigint
      join session s on s.conversation_id = m.conversation_id and s.how = 'automatic'
      group by s.id`);
    const waits = rows.flatMap(({ session, at }) => {
      const ms = heard.get(session);
      return ms === undefined ? [] : [ms - new Date(at).getTime()];
    });
    say(`${rows.length} offers, ${waits.length} of them heard`);
    return [
      {
        what: `DM in → offer heard, ${STREAMS} agents, ${PER_S}/s, p50`,
        unit: 'ms',
        figure: percentile(waits, 0.5),
      },
      {
        what: `DM in → offer heard, ${STREAMS} agents, ${PER_S}/s, p99`,
        unit: 'ms',
        figure: percentile(waits, 0.99),
        target: { at: 'most', value: 500 },
      },
    ];
  } finally {
    for (const stream of open) stream.destroy();
    await bench.close();
  }
}

/** Agents who are all here, and a work stream that gives out. */
async function seatAgents({ db }: BenchHouse): Promise<void> {
  await db.rows(`update work_stream set mode = 'push', settings = '{"capacityUnits": 10}'`);
  await db.rows(`insert into member (workspace_id, id, person_id, name, email, role, created_at)
    select w.id, lpad(to_hex(n), 24, '0'), lpad(to_hex(n), 24, '0'), 'Agent', 'agent' || n, 'agent', now()
    from workspace w, generate_series(1, ${STREAMS}) n`);
  await db.rows(`insert into agent_state (workspace_id, member_id, presence_id, base, since, connected)
    select workspace_id, id, 'available', 'available', now(), true from member where email like 'agent%'`);
  await db.rows(`insert into agent_connection (workspace_id, member_id, id, process_id, expires_at)
    select workspace_id, id, id, 'bench', now() + interval '1 hour' from member where email like 'agent%'`);
}

/** Opens a stream; one of them notes when it heard of each offer, the others read on, as browsers elsewhere would. */
function listen(
  url: string,
  headers: Readonly<Record<string, string>>,
  heard: Map<string, number> | undefined,
): Promise<ClientRequest> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers }, (response) => {
      resolve(request);
      if (!heard) return void response.resume();
      let rest = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          const session = /"type":"session".*"sessionId":"([0-9a-f]{24})".*"state":"offered"/.exec(line)?.[1];
          if (session && !heard.has(session)) heard.set(session, Date.now());
        }
      });
    });
    request.once('error', reject);
  });
}
