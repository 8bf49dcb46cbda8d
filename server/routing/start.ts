import type { Db, EventLog, EventOf, Timers } from '../base/index.ts';
import { createAssigner } from './assign/assigner.ts';
import { listWaitingWorkspaces } from './assign/store.ts';
import type { RoutingDeps } from './deps.ts';
import { createDue } from './due.ts';
import { endFamiliar } from './due-store.ts';
import { concerns, FOLLOWED, follow } from './follow.ts';
import { expireOffers } from './offers/expire.ts';
import { createListeners, type Listeners } from './presence/listeners.ts';
import { replaceLost, takeOffersBack } from './presence/lost.ts';
import { startOverflow } from './rules/overflow-sweep.ts';
import { freeWrapUps, wakeSnoozed } from './sweep.ts';

export interface RoutingOptions extends Omit<RoutingDeps, 'assigner' | 'log'> {
  readonly log: EventLog;
  readonly db: Db;
  /** Absent in tests of single parts: only snoozes are due by themselves. */
  readonly timers?: Timers;
  /** True when no other process can work on this database. */
  readonly alone?: boolean;
}

export interface Routing {
  /** For the commands. */
  readonly deps: RoutingDeps;
  readonly listeners: Listeners;
  stop(): Promise<void>;
}

const SOON_MS = 1_000;
const NET_MS = 10_000;
const HEARD = ['work_item.changed', 'presence.changed', 'setup.changed'] as const;

/** The engine: keeps work items in step with the log, gives them to agents, does what is due. Call before `log.start()`. */
export function startRouting(options: RoutingOptions): Routing {
  const { db, log, clock, logger, timers } = options;
  const due = createDue({ clock, logger, run: () => expireOffers(deps, db) });
  const pauses = createDue({
    clock,
    logger,
    run: async () => {
      await wakeAll(listWaitingWorkspaces);
      return null;
    },
  });
  const assigner = createAssigner({ ...options, onOffer: due.at, onPause: pauses.at });
  const deps: RoutingDeps = { ...options, assigner };
  const listeners = createListeners({ ...deps, db, alone: options.alone });
  log.consume({
    name: 'routing',
    start: 'beginning',
    kinds: FOLLOWED,
    wants: concerns,
    giveWayMs: 25,
    handle: (tx, all) => follow(deps, tx, all),
  });
  log.consume({
    name: 'assigner',
    start: 'now',
    kinds: HEARD,
    wants: mayAssign,
    handle: async (tx, events) => {
      if (events.some(mayAssign)) tx.afterCommit(() => assigner.wake(tx.workspaceId));
    },
  });
  const wakeAll = async (list: typeof listWaitingWorkspaces) => {
    for (const workspaceId of await list(db)) assigner.wake(workspaceId);
  };
  const sweep = (name: string, everyMs: number, run: () => Promise<boolean | void>) =>
    timers?.sweeper({ name, everyMs, run });
  sweep('offers-expire', SOON_MS, () => Promise.resolve(due.wake()));
  sweep('agents-gone', 2 * SOON_MS, () => listeners.sweep());
  sweep('offers-back', SOON_MS, () => takeOffersBack(deps, db));
  sweep('agents-lost', SOON_MS, () => replaceLost(deps, db));
  sweep('wrap-ups-free', SOON_MS, () => freeWrapUps(deps, db));
  sweep('affinity-over', SOON_MS, () => wakeAll(() => endFamiliar(db, clock.now())));
  // What a process that was killed had heard and not done.
  sweep('assign', NET_MS, () => wakeAll(listWaitingWorkspaces));
  if (timers) startOverflow({ ...deps, db, timers });
  const snoozes = createDue({ clock, logger, run: () => wakeSnoozed(deps, db) });
  const timer = setInterval(snoozes.wake, SOON_MS);
  return {
    deps,
    listeners,
    stop: async () => {
      clearInterval(timer);
      await snoozes.stop();
      await due.stop();
      await pauses.stop();
      await assigner.stop();
    },
  };
}

type Heard = EventOf<(typeof HEARD)[number]>;

/** Something waits, somebody is freer than before, or the rules are others. */
function mayAssign(event: Heard): boolean {
  switch (event.kind) {
    case 'work_item.changed':
      return event.body.state === 'open';
    case 'presence.changed':
      return event.body.what !== 'taken' && event.body.what !== 'disconnected';
    case 'setup.changed':
      return true;
  }
}
