import type { Clock, Db, EventLog, Timers, WorkspaceDb } from '../../base/index.ts';
import { type ControlPort, readSetup } from '../../routing/index.ts';
import type { WebhookEndpoint } from '../../webhooks/index.ts';
import { type Boards, createBoards, programOf } from './board.ts';
import { createControlPort, toDesk } from './for-routing.ts';
import { listWaiting, listWorkspacesWaiting } from './held-store.ts';
import { listControl } from './store.ts';

export interface ProgramsFirstDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly timers: Timers;
  readonly listEndpoints: (db: WorkspaceDb) => Promise<readonly WebhookEndpoint[]>;
}

/** Programs that customers speak to before the desk does. */
export interface ProgramsFirst {
  readonly boards: Boards;
  readonly port: ControlPort;
}

const EVERY_MS = 5_000;
const BATCH = 200;

export function createProgramsFirst(deps: ProgramsFirstDeps): ProgramsFirst {
  const boards = createBoards(deps.listEndpoints);
  deps.timers.sweeper({
    name: 'programs-deaf',
    everyMs: EVERY_MS,
    run: async () => {
      for (const id of await listWorkspacesWaiting(deps.db)) {
        await relieve(deps, boards, deps.db.workspace(id));
      }
    },
  });
  return { boards, port: createControlPort({ ...deps, boards }) };
}

/** Customers who wait for a program that cannot hear or answer any more are the desk's from now on. */
async function relieve(deps: ProgramsFirstDeps, boards: Boards, db: WorkspaceDb): Promise<void> {
  const board = await boards.read(db, (await readSetup(db)).version);
  if (!board?.board.deskWhenDeaf || board.deaf.size === 0) return;
  let after = '';
  for (;;) {
    const waiting = await listWaiting(db, after, BATCH);
    for (const one of waiting) {
      if (!board.deaf.has(programOf(one, board)?.id ?? '')) continue;
      await db.transaction(async (tx) => {
        // As it is now: somebody may have taken it since.
        const control = (await listControl(tx, [one.conversationId])).get(one.conversationId);
        const deaf = control && board.deaf.get(programOf(control, board)?.id ?? '');
        if (deaf) await toDesk(deps, tx, board, one.conversationId, deaf);
      });
    }
    const last = waiting.at(-1);
    if (!last || waiting.length < BATCH) return;
    after = last.conversationId;
  }
}
