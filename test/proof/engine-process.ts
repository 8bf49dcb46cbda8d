import { setTimeout as pause } from 'node:timers/promises';
import {
  asId,
  createEventLog,
  createLogger,
  createMetrics,
  createTimers,
  openBus,
  openClock,
  openDb,
  sql,
  type WorkspaceDb,
} from '../../server/base/index.ts';
import { acceptOffer, closeItem, declineOffer, startRouting } from '../../server/routing/index.ts';
import { chanceOf } from './random.ts';

/**
 * The engine in a process of its own, with its share of the agents. Each agent accepts, now and then declines, works a
 * moment and closes, and keeps count of what they hold themselves: more than their limit is shouted to standard output.
 * Arguments: database URL, workspace, seed, agents.
 */
const [url = '', workspace = '', seed = '1', ...agents] = process.argv.slice(2);
const random = chanceOf(Number(seed)).next;
const logger = createLogger('warn');
const db = openDb({ url, poolSize: 6, onError: () => undefined });
const bus = await openBus({ url, logger });
const clock = await openClock(db, bus);
const log = createEventLog({ db, bus, clock, logger, metrics: createMetrics() });
const timers = createTimers({ db, clock, logger });
const routing = startRouting({ db, log, clock, logger, timers, isAgent: () => Promise.resolve(true) });
await log.start();
timers.start();
await routing.listeners.start();

const own = db.workspace(asId<'workspace'>(workspace));
for (const agent of agents) {
  routing.listeners.listen(own.workspaceId, agent);
  void work(own, agent);
}
process.stdout.write('ready\n');

interface Offered {
  id: string;
  conversation_id: string;
  units: number;
  capacity: number;
}

async function work(workspaceDb: WorkspaceDb, agent: string): Promise<never> {
  let held = 0;
  for (;;) {
    const offers = await workspaceDb
      .rows(sql<Offered>`
        select s.id, s.conversation_id, w.units, a.capacity_units as capacity from session s
        join work_item w on w.workspace_id = s.workspace_id and w.id = s.work_item_id
        join agent_settings a on a.workspace_id = s.workspace_id and a.member_id = s.agent_id
        where s.workspace_id = ${workspaceDb.workspaceId} and s.agent_id = ${agent} and s.state = 'offered'`)
      .catch((): Offered[] => []);
    for (const offer of offers) {
      if (random() < 0.1) {
        await declineOffer(routing.deps, workspaceDb, offer.id, agent).catch(() => undefined);
        continue;
      }
      const accepted = await acceptOffer(routing.deps, workspaceDb, offer.id, agent).catch(() => undefined);
      if (!accepted) continue;
      held += offer.units;
      if (held > offer.capacity) process.stdout.write(`too much: ${agent} holds ${held}\n`);
      void finish(workspaceDb, agent, offer).then(() => {
        held -= offer.units;
      });
    }
    await pause(100 + 100 * random());
  }
}

async function finish(workspaceDb: WorkspaceDb, agent: string, offer: Offered): Promise<void> {
  await pause(200 + 400 * random());
  await closeItem(routing.deps, workspaceDb, offer.conversation_id, {
    reason: 'ended_by_agent',
    by: agent,
  }).catch(() => undefined);
}
