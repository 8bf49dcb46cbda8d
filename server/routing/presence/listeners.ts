import { type Db, type Logger, newId, type WorkspaceDb, type WorkspaceId } from '../../base/index.ts';
import type { RoutingDeps } from '../deps.ts';
import { arrive, leave } from './come-and-go.ts';
import {
  type Connection,
  expireAll,
  LEASE_SECONDS,
  listStranded,
  removeConnection,
  removeExpired,
  renewConnections,
} from './connection-store.ts';

export interface Listeners {
  /** An agent's browser listens to this process from now on. Call the answer when it stops. */
  readonly listen: (workspaceId: WorkspaceId, memberId: string) => () => void;
  /** Forgets browsers of processes that died; answers whether there may be more. */
  sweep(): Promise<boolean>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const RENEW_MS = (LEASE_SECONDS * 1000) / 3;
const BATCH = 200;

/**
 * Who listens to this process. Each browser is a row under a lease that the process renews, so that a process that dies
 * or stands still takes its agents offline; several tabs of an agent are one presence.
 */
export function createListeners(
  options: RoutingDeps & { readonly db: Db; readonly alone?: boolean; readonly processId?: string },
): Listeners {
  const { db, logger, processId = newId<'process'>() } = options;
  const connections = new Set<Connection>();
  const running = new Set<Promise<void>>();
  const workspaceOf = (whose: { workspaceId: WorkspaceId }): WorkspaceDb => db.workspace(whose.workspaceId);
  const inBackground = (work: Promise<void>) => {
    const done = work.catch((error: unknown) => warn(logger, error)).finally(() => running.delete(done));
    running.add(done);
    return done;
  };

  const come = async (connection: Connection) => {
    await renewConnections(db, processId, [connection]);
    await arrive(options, workspaceOf(connection), connection.memberId);
  };
  const go = async (connection: Connection) => {
    await removeConnection(db, connection);
    await leave(options, workspaceOf(connection), connection.memberId);
  };
  const renew = async () => {
    const all = [...connections];
    await renewConnections(db, processId, all);
    // A process that stood still was taken for dead: whoever still listens is back.
    const members = new Map(all.map((one) => [`${one.workspaceId}/${one.memberId}`, one]));
    if (isLate()) for (const one of members.values()) await arrive(options, workspaceOf(one), one.memberId);
  };
  let renewedMs = performance.now();
  const isLate = () => {
    const late = performance.now() - renewedMs > (LEASE_SECONDS * 1000) / 2;
    renewedMs = performance.now();
    return late;
  };
  let timer: NodeJS.Timeout | undefined;

  return {
    listen: (workspaceId, memberId) => {
      const connection = { workspaceId, memberId, id: newId<'connection'>() };
      connections.add(connection);
      const came = inBackground(come(connection));
      return () => {
        if (connections.delete(connection)) void inBackground(came.then(() => go(connection)));
      };
    },
    sweep: async () => {
      const expired = await removeExpired(db, BATCH);
      const gone = [...expired, ...(await listStranded(db, BATCH))];
      const whose = new Map(gone.map((one) => [`${one.workspaceId}/${one.memberId}`, one]));
      for (const one of whose.values()) await leave(options, workspaceOf(one), one.memberId);
      return expired.length === BATCH;
    },
    start: async () => {
      if (options.alone) await expireAll(db);
      timer = setInterval(() => void inBackground(renew()), RENEW_MS).unref();
    },
    stop: async () => {
      clearInterval(timer);
      const left = [...connections];
      connections.clear();
      await Promise.all(running);
      for (const connection of left) await go(connection).catch((error: unknown) => warn(logger, error));
    },
  };
}

function warn(logger: Logger, error: unknown): void {
  logger.warn({ err: error }, 'the presence of an agent could not be kept');
}
