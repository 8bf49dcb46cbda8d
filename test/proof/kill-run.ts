import { setTimeout as pause } from 'node:timers/promises';
import { type BookLine, compareBooks } from './checker.ts';
import { openProofHouse, type ProofHouse } from './house.ts';
import { findProcesses } from './processes.ts';
import { type Chance, chanceOf } from './random.ts';
import { markOf, answer, entriesOf, openThread, passTime, type ProofThread } from './thread.ts';

export interface KillRunOptions {
  readonly seed: number;
  readonly kills: number;
  /** Messages in both directions together. */
  readonly events: number;
  readonly conversations: number;
  /** From one kill to the next, on average. */
  readonly killEveryMs: number;
  /** How long the end may take. */
  readonly settleWithinMs: number;
  readonly say: (line: string) => void;
  /** For looking at a house in which something went wrong, before it is closed. */
  readonly inspect?: (house: ProofHouse) => Promise<void>;
}

export interface KillRunResult {
  readonly problems: readonly string[];
  readonly kills: Readonly<Record<string, number>>;
  readonly inbound: number;
  readonly outbound: number;
  readonly orphans: readonly number[];
  readonly tookMs: number;
}

type Victim = 'server' | 'database' | 'both';

/** Messages flow in both directions while everything is killed at random; then all books are compared. */
export async function runKills(options: KillRunOptions): Promise<KillRunResult> {
  const { seed, say } = options;
  const startedAtMs = performance.now();
  const chance = chanceOf(seed);
  const house = await openProofHouse({ handles: 2 });
  const killed: Record<Victim, number> = { server: 0, database: 0, both: 0 };
  try {
    const threads: ProofThread[] = [];
    for (let n = 0; n < options.conversations; n += 1)
      threads.push(await openThread(house, `cust${n}`, n % 2));
    const faults = await misbehave(house, seed);
    const accepted = new Map<ProofThread, string[]>(threads.map((thread) => [thread, []]));
    const lastsMs = options.kills * options.killEveryMs;
    const flow = Promise.all([
      writeAsCustomers(house, threads, chanceOf(seed + 1), options.events / 2, lastsMs),
      writeAsAgents(house, threads, accepted, chanceOf(seed + 2), options.events / 2, lastsMs),
    ]);
    for (let n = 0; n < options.kills; n += 1) {
      await pause(options.killEveryMs * (0.3 + 1.4 * chance.next()));
      const victim = chance.pick<Victim>(['server', 'server', 'database', 'both']);
      await strike(house, victim);
      killed[victim] += 1;
      if (n % 10 === 9) say(`${n + 1} of ${options.kills} kills`);
    }
    await flow;
    for (const id of faults) await fetch(`${house.xUrl}/_control/faults/${id}`, { method: 'DELETE' });
    say('the flow has ended; waiting until everything is settled');
    const retried = new Set<string>();
    let problems: string[] = [];
    const deadline = performance.now() + options.settleWithinMs;
    do {
      await passTime(house, 60_000).catch(() => undefined);
      await pause(1_500);
      problems = [];
      for (const thread of threads)
        problems.push(...(await compare(house, thread, accepted.get(thread) ?? [], retried)));
    } while (problems.length > 0 && performance.now() < deadline);
    const outbound = [...accepted.values()].reduce((sum, texts) => sum + texts.length, 0);
    const { dataDir } = house;
    if (problems.length > 0) await options.inspect?.(house);
    await house.close({ keep: problems.length > 0 });
    return {
      problems,
      kills: killed,
      inbound: Math.floor(options.events / 2),
      outbound,
      orphans: findProcesses(dataDir),
      tookMs: performance.now() - startedAtMs,
    };
  } catch (error) {
    say(`broken off; everything is kept in ${house.dataDir}`);
    await house.close({ keep: true });
    throw error;
  }
}

async function strike(house: ProofHouse, victim: Victim): Promise<void> {
  const postmaster = house.postmaster();
  const server = house.servers[0];
  if (victim !== 'server' && postmaster !== undefined) kill(postmaster);
  if (victim === 'database') return;
  await server?.kill('SIGKILL');
  await house.startServer();
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was just dead already.
  }
}

async function misbehave(house: ProofHouse, seed: number): Promise<string[]> {
  await house.control('PUT', '/faults/seed', { seed });
  await house.control('PATCH', '/settings', { retryScale: 0.1 });
  const path = '/2/dm_conversations/with/:participant_id/messages';
  const faults = [
    { on: 'delivery', kind: 'duplicate', probability: 0.15, size: 1 },
    { on: 'delivery', kind: 'reorder', probability: 0.1, size: 4 },
    { on: 'request', path, kind: 'status', status: 500, probability: 0.03 },
    { on: 'request', path, kind: 'reset_after', probability: 0.03 },
  ];
  const ids: string[] = [];
  for (const fault of faults) ids.push((await house.control<{ id: string }>('POST', '/faults', fault)).id);
  return ids;
}

async function writeAsCustomers(
  house: ProofHouse,
  threads: readonly ProofThread[],
  chance: Chance,
  count: number,
  lastsMs: number,
): Promise<void> {
  const counters = new Map<ProofThread, number>();
  for (let n = 0; n < count; n += 1) {
    const thread = chance.pick(threads);
    const counter = (counters.get(thread) ?? 0) + 1;
    counters.set(thread, counter);
    const { customerXUserId: from, handleXUserId: to } = thread;
    await house.control('POST', '/messages', { from, to, text: `${markOf(from)}/in/${counter}` });
    await pause((lastsMs / count) * 2 * chance.next());
  }
}

async function writeAsAgents(
  house: ProofHouse,
  threads: readonly ProofThread[],
  accepted: ReadonlyMap<ProofThread, string[]>,
  chance: Chance,
  count: number,
  lastsMs: number,
): Promise<void> {
  const share = count / threads.length;
  await Promise.all(
    threads.map(async (thread) => {
      const own = chanceOf(chance.below(2 ** 31));
      for (let n = 1; n <= share; n += 1) {
        const text = `${markOf(thread.customerXUserId)}/out/${n}`;
        await answer(house, thread, text);
        accepted.get(thread)?.push(text);
        await pause((lastsMs / share) * 2 * own.next());
      }
    }),
  );
}

async function compare(
  house: ProofHouse,
  thread: ProofThread,
  accepted: readonly string[],
  retried: Set<string>,
): Promise<string[]> {
  const entries = await entriesOf(house, thread.conversationId);
  for (const entry of entries.filter((one) => one.state === 'failed')) {
    retried.add(entry.text);
    await house.tryAsk('POST', `/api/conversations/${thread.conversationId}/messages/${entry.id}/retry`, {});
  }
  const api = entries.map(
    ({ text, direction, state }): BookLine => ({ text, direction: direction === 'in' ? 'in' : 'out', state }),
  );
  const isOurs = (line: BookLine) => /\/(in|out)\/\d+$/.test(line.text);
  return compareBooks({
    conversation: thread.customerXUserId,
    x: (await wholeLedgerOf(house, thread)).filter(isOurs),
    api: api.filter(isOurs),
    accepted,
    retried,
  });
}

interface LedgerEvent {
  readonly id: string;
  readonly senderId: string;
  readonly text?: string;
}

async function wholeLedgerOf(house: ProofHouse, thread: ProofThread): Promise<BookLine[]> {
  const [a = '', b = ''] = [thread.handleXUserId, thread.customerXUserId].toSorted((left, right) =>
    BigInt(left) < BigInt(right) ? -1 : 1,
  );
  const found = new Map<string, LedgerEvent>();
  let before = '';
  for (;;) {
    const { events } = await house.control<{ events: LedgerEvent[] }>(
      'GET',
      `/conversations/${a}-${b}/events?as=${thread.handleXUserId}&limit=200${before}`,
    );
    for (const event of events) found.set(event.id, event);
    if (events.length < 200) break;
    before = `&before=${events.map((event) => event.id).toSorted((x, y) => (BigInt(x) < BigInt(y) ? -1 : 1))[0]}`;
  }
  return [...found.values()]
    .toSorted((x, y) => (BigInt(x.id) < BigInt(y.id) ? -1 : 1))
    .map((event) => ({
      text: event.text ?? '',
      direction: event.senderId === thread.handleXUserId ? 'out' : 'in',
    }));
}
