import { agentsOf, queuesOf, rowOf, sumUp } from '../server/supervision/board/picture.ts';
import type { LiveItem } from '../server/supervision/board/rows-store.ts';
import type { AgentState, Setup } from '../server/routing/index.ts';
import type { Bench, Figure } from './figures.ts';

const ITEMS = 10_000;
const AGENTS = 500;
const QUEUES = 20;
/** Conversations that change in a second. */
const CHANGED = 50;
const TICKS = 60;

/** What one second of the supervisor's board costs: its sums, and the text that every watcher is sent. */
export const board: Bench = {
  name: 'board',
  about: `a second of the board at ${ITEMS} open conversations and ${AGENTS} agents, ${CHANGED} changes; baseline: one core`,
  run: () => {
    const now = new Date();
    const items = Array.from({ length: ITEMS }, (_, n) => item(n, now));
    const states = Array.from({ length: AGENTS }, (_, n) => agent(n, now));
    const names = new Map(states.map((state, n) => [state.memberId, `Agent ${n}`]));
    const setup = setupOf(states);
    const tick = () => {
      const { queues, oldestWaitMs } = sumUp(items, now);
      const agents = agentsOf(setup, states, names, oldestWaitMs);
      const shown = queuesOf(setup, agents, queues);
      const rows = items.slice(0, CHANGED).map((one) => rowOf(one, now));
      const told = agents.map((one) => JSON.stringify(one)).length;
      return { text: JSON.stringify({ rows, agents: agents.slice(0, CHANGED), queues: shown }), told };
    };
    for (let warm = 0; warm < 10; warm += 1) tick();
    const before = process.cpuUsage();
    let text = '';
    for (let n = 0; n < TICKS; n += 1) ({ text } = tick());
    const first = cpuMs(before) / TICKS;
    const sent = process.cpuUsage();
    // A further watcher is the same text written once more.
    for (let n = 0; n < TICKS * 10; n += 1) Buffer.from(text);
    const further = cpuMs(sent) / (TICKS * 10);
    const figures: Figure[] = [
      {
        what: 'one second for the first watcher',
        unit: 'ms of a core',
        figure: first,
        baseline: 1_000,
        target: { at: 'most', value: 50 },
      },
      {
        what: 'one second for each further watcher',
        unit: 'ms of a core',
        figure: further,
        baseline: 1_000,
        target: { at: 'most', value: 5 },
      },
    ];
    return Promise.resolve(figures);
  },
};

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
}

const id = (letter: string, n: number) => letter + n.toString(16).padStart(23, '0');

function item(n: number, now: Date): LiveItem {
  const at = new Date(now.getTime() - n * 1_000);
  const isOpen = n % 3 === 0;
  return {
    conversationId: id('b', n),
    number: String(n),
    title: `Person ${n}`,
    state: isOpen ? 'open' : 'active',
    queueId: id('c', n % QUEUES),
    handleId: id('d', 0),
    assigneeId: isOpen ? null : id('a', n % AGENTS),
    offeredTo: null,
    priority: 'normal',
    tags: ['refund'],
    units: 30,
    stateAt: at,
    queuedAt: isOpen ? at : null,
    waitingSince: at,
    slaDueAt: n % 2 === 0 ? new Date(now.getTime() + n * 100) : null,
    breached: n % 50 === 0,
  };
}

function agent(n: number, now: Date): AgentState {
  return {
    memberId: id('a', n),
    presenceId: 'busy',
    base: 'busy',
    chosen: false,
    since: now,
    connected: true,
    leftAt: null,
    beforeLeft: null,
    usedUnits: 60,
    holds: 2,
    sessions: 2,
    lastAssignedAt: now,
    lastReleasedAt: now,
  };
}

/** As much of a set-up as the board reads. */
function setupOf(states: readonly AgentState[]): Setup {
  const members = new Map(states.map(({ memberId }) => [memberId, { id: memberId, capacityUnits: 100 }]));
  const joined = new Map(states.map(({ memberId, since }) => [memberId, since]));
  const queues = new Map(
    Array.from({ length: QUEUES }, (_, n) => [
      id('c', n),
      { id: id('c', n), name: `Queue ${n}`, priority: n, members: joined },
    ]),
  );
  const presences = new Map([['busy', { id: 'busy', text: 'Busy' }]]);
  // The board reads nothing else of it.
  return { members, queues, presences } as unknown as Setup;
}
