import { setTimeout as pause } from 'node:timers/promises';
import type { Db, WorkspaceId } from '../../base/index.ts';
import type { RoutingDeps } from '../deps.ts';
import { assignBatch, type Places } from './run.ts';

export interface Assigner {
  /** There may be something to assign in this workspace, or somebody free to take it. */
  readonly wake: (workspaceId: WorkspaceId) => void;
  readonly stop: () => Promise<void>;
}

export interface AssignerOptions extends Pick<RoutingDeps, 'clock' | 'log' | 'logger'> {
  readonly db: Db;
  /** Told when an offer was made that runs out at this time. */
  readonly onOffer?: (expiresAt: Date) => void;
  /** Told when something waits for the end of a pause after a refusal. */
  readonly onPause?: (until: Date) => void;
}

/** Items that one waking looks at, at most: a queue that nobody can serve must not keep a process busy. */
const MOST_BATCHES = 50;
const AGAIN_MS = 40;
/** From one look to the next, while wakings do not cease: what comes meanwhile is decided together. */
const GATHER_MS = 25;

/**
 * Gives waiting work to agents as soon as it is told that there may be some: never by the tick of a clock. Wakings that
 * come while it decides are one more look.
 */
export function createAssigner(options: AssignerOptions): Assigner {
  const { db, logger } = options;
  const deps = { ...options, isAgent: () => Promise.resolve(true) };
  const running = new Map<WorkspaceId, Promise<void>>();
  const again = new Set<WorkspaceId>();
  let stopped = false;

  const look = async (workspaceId: WorkspaceId): Promise<void> => {
    const places: Places = new Map();
    for (let batch = 0; batch < MOST_BATCHES && !stopped; batch += 1) {
      const done = await assignBatch(deps, db.workspace(workspaceId), places);
      if (done.expiresAt) options.onOffer?.(done.expiresAt);
      if (done.pausedUntil) options.onPause?.(done.pausedUntil);
      if (done.again) {
        again.add(workspaceId);
        await pause(AGAIN_MS);
      }
      if (!done.more) return;
    }
  };

  const run = async (workspaceId: WorkspaceId): Promise<void> => {
    do {
      await look(workspaceId);
      if (again.has(workspaceId) && !stopped) await pause(GATHER_MS);
    } while (again.delete(workspaceId) && !stopped);
  };

  const wake = (workspaceId: WorkspaceId): void => {
    if (stopped) return;
    if (running.has(workspaceId)) {
      again.add(workspaceId);
      return;
    }
    const looking = run(workspaceId)
      // A database that is away for a moment: the sweep comes back to it.
      .catch((error: unknown) => logger.warn({ err: error, workspaceId }, 'nothing could be assigned'))
      .finally(() => {
        running.delete(workspaceId);
        if (again.delete(workspaceId)) wake(workspaceId);
      });
    running.set(workspaceId, looking);
  };

  return {
    wake,
    stop: async () => {
      stopped = true;
      again.clear();
      await Promise.all(running.values());
    },
  };
}
