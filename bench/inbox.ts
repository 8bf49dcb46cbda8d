import { type Bench, type Figure, percentile } from './figures.ts';
import { type BenchHouse, openBenchHouse } from './house.ts';
import { signInToHouse } from './person.ts';
import { ownWord, seededConversation, seedInbox, THREAD_LENGTH } from './seed-inbox.ts';

const SMALL = 10_000;
const LARGE = 100_000;
const ASKED = 300;
const DEEP_PAGE = 20;
const LIMIT_MS = 30;
const GROWTH = 1.3;

type Ask = (path: string) => Promise<unknown>;

/** Lists and threads of a big house, asked over HTTP one after the other. */
export const inbox: Bench = {
  name: 'inbox',
  about: `inbox and thread over HTTP at ${SMALL} and ${LARGE} conversations of ${THREAD_LENGTH} messages; baseline: at ${SMALL}`,
  run: async (say) => {
    const bench = await openBenchHouse();
    try {
      const { headers } = await signInToHouse(bench.house.url);
      const ask: Ask = async (path) => {
        const response = await fetch(bench.house.url + path, { headers });
        if (!response.ok) throw new Error(`${path} answered ${response.status}`);
        return response.json();
      };
      const [member] = await bench.db.rows<{ id: string }>('select id from member limit 1');
      const small = await measureAt(bench, ask, member?.id ?? '', 0, SMALL, say);
      const large = await measureAt(bench, ask, member?.id ?? '', SMALL, LARGE, say);
      return [...large].flatMap(([what, waits]): Figure[] => {
        const before = small.get(what) ?? [];
        const judged = !what.startsWith('search');
        return [
          {
            what: `${what}, p99`,
            unit: 'ms',
            figure: percentile(waits, 0.99),
            baseline: percentile(before, 0.99),
            ...(judged ? { target: { at: 'most' as const, value: LIMIT_MS } } : {}),
          },
          {
            what: `${what}, p50 against ${SMALL / 1_000} k`,
            unit: 'ms',
            figure: percentile(waits, 0.5),
            baseline: percentile(before, 0.5),
            ...(judged ? { target: { at: 'most' as const, value: GROWTH * percentile(before, 0.5) } } : {}),
          },
        ];
      });
    } finally {
      await bench.close();
    }
  },
};

async function measureAt(
  bench: BenchHouse,
  ask: Ask,
  memberId: string,
  from: number,
  count: number,
  say: (line: string) => void,
): Promise<Map<string, number[]>> {
  const startedMs = performance.now();
  await seedInbox(bench.db, memberId, from, count);
  say(`${count} conversations stand after ${Math.round((performance.now() - startedMs) / 1_000)} s`);
  const deep = await cursorOfPage(ask, DEEP_PAGE);
  const anyOf = () => 1 + Math.floor(Math.random() * count);
  const middle = async (n: number): Promise<string> => {
    const [row] = await bench.db.rows<{ position: string }>(
      'select position from message where conversation_id = $1 order by position offset 10 limit 1',
      [seededConversation(n)],
    );
    return row?.position ?? '1';
  };
  const subjects: [string, () => Promise<string> | string][] = [
    ['list, all', () => '/api/inbox?view=all'],
    ['list, mine', () => '/api/inbox?view=mine'],
    ['list, unassigned', () => '/api/inbox?view=unassigned'],
    ['list, closed', () => '/api/inbox?view=closed'],
    [`list, page ${DEEP_PAGE}`, () => `/api/inbox?view=all&cursor=${encodeURIComponent(deep)}`],
    ['counts of the views', () => '/api/inbox/counts'],
    ['conversation', () => `/api/conversations/${seededConversation(anyOf())}`],
    ['thread, newest', () => `/api/conversations/${seededConversation(anyOf())}/entries`],
    [
      'thread, around an entry',
      async () => {
        const n = anyOf();
        return `/api/conversations/${seededConversation(n)}/entries?around=${await middle(n)}`;
      },
    ],
    ['search, a word of one thread', () => `/api/search?q=${ownWord(anyOf())}`],
    ['search, a word of every message', () => '/api/search?q=parcel'],
  ];
  const found = new Map<string, number[]>();
  for (const [what, path] of subjects) {
    const times = what.startsWith('search') ? ASKED / 10 : ASKED;
    for (let n = 0; n < times / 10; n += 1) await ask(await path());
    const waits: number[] = [];
    for (let n = 0; n < times; n += 1) {
      const asked = await path();
      const fromMs = performance.now();
      await ask(asked);
      waits.push(performance.now() - fromMs);
    }
    found.set(what, waits);
    say(`${what}: p50 ${percentile(waits, 0.5).toFixed(1)}, p99 ${percentile(waits, 0.99).toFixed(1)} ms`);
  }
  return found;
}

async function cursorOfPage(ask: Ask, page: number): Promise<string> {
  let cursor = '';
  for (let n = 1; n < page; n += 1) {
    const after: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    // The contract of GET /api/inbox.
    const { next } = (await ask(`/api/inbox?view=all${after}`)) as { next: string | null };
    cursor = next ?? cursor;
  }
  return cursor;
}
