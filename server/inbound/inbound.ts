import type { Accounts } from '../accounts/index.ts';
import type {
  Bus,
  Clock,
  Db,
  EventLog,
  HttpServer,
  Logger,
  Metrics,
  Timers,
  WorkspaceId,
} from '../base/index.ts';
import { createDeliveryLog, type DeliveryLog } from './delivery-log.ts';
import { createDoors, type FindAppSecrets } from './doors.ts';
import { forgetOldDeliveries } from './forget.ts';
import { GapFiller } from './feeds/gaps.ts';
import type { FillResult } from './feeds/fill.ts';
import { KeepAlive } from './feeds/keep-alive.ts';
import { refreshDueProfiles } from './feeds/profiles.ts';
import { Streams } from './feeds/streams.ts';
import { measureProjectorLag } from './lag.ts';
import { createProjector, type ProjectorPorts } from './projector.ts';
import { addDoor } from './routes/door.ts';
import { addOperationsRoutes } from './routes/operations.ts';

export interface InboundOptions {
  readonly db: Db;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: EventLog;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly timers: Timers;
  readonly accounts: Pick<Accounts, 'clientFor' | 'appClient'>;
  readonly findSecrets: FindAppSecrets;
  readonly ports: Omit<ProjectorPorts, 'append'>;
  /** Tests hurry. */
  readonly pace?: Partial<Pace>;
}

export interface Pace {
  /** Between two polls of an account that is not told; X allows 15 in a quarter hour, for everything. */
  readonly pollEveryMs: number;
  readonly aliveEveryMs: number;
  /** An absence longer than this is a gap. */
  readonly gapMs: number;
  /** Between two looks for gaps, due polls and streams. */
  readonly lookEveryMs: number;
  readonly profilesEveryMs: number;
  /** Between two looks for what was deleted on X, of accounts that X tells. */
  readonly deletionsEveryMs: number;
}

export interface Inbound {
  readonly deliveries: DeliveryLog;
  addRoutes(http: HttpServer): Promise<void>;
  /** After the event log and the timers are started. */
  start(): Promise<void>;
  /** Before the event log is stopped. */
  stop(): Promise<void>;
  /** Reads back now what an account may have missed. */
  fillGap(workspaceId: WorkspaceId, accountId: string): Promise<FillResult | undefined>;
}

const PACE: Pace = {
  pollEveryMs: 75_000,
  aliveEveryMs: 5_000,
  gapMs: 30_000,
  lookEveryMs: 1_000,
  profilesEveryMs: 30_000,
  deletionsEveryMs: 20 * 3_600_000,
};
const HOUR_MS = 3_600_000;

/** Everything that X tells us, whatever the way: taken in durably, made into messages, and fetched where it was missed. */
export function createInbound(options: InboundOptions): Inbound {
  const { db, clock, log, timers, metrics, ports, logger } = options;
  const pace = { ...PACE, ...options.pace };
  const deliveries = createDeliveryLog(options);
  const doors = createDoors(db, options.findSecrets);
  const gaps = new GapFiller({ ...options, deliveries, ...pace });
  const streams = new Streams({ ...options, deliveries });
  const alive = new KeepAlive({
    db,
    clock,
    logger,
    isStreaming: (appId) => streams.isStreaming(appId),
    everyMs: pace.aliveEveryMs,
    gapMs: pace.gapMs,
  });
  measureProjectorLag(db, metrics);
  log.follow(
    createProjector({
      clock,
      logger,
      metrics,
      ports: { ...ports, append: (tx, events) => log.append(tx, events) },
      giveWay: () => deliveries.giveWay(),
    }),
  );

  const sweep = (name: string, everyMs: number, run: () => Promise<boolean | void>) =>
    timers.sweeper({ name, everyMs, run });
  sweep('x-streams', pace.lookEveryMs, () => streams.reconcile());
  sweep('x-gaps', pace.lookEveryMs, () => gaps.fillAll());
  sweep('x-polls', pace.lookEveryMs, () => gaps.pollAll());
  sweep('x-deletions', 60 * pace.lookEveryMs, () => gaps.lookForDeletions());
  sweep('x-profiles', pace.profilesEveryMs, () => refreshDueProfiles(options));
  sweep('deliveries-forget', HOUR_MS, () => forgetOldDeliveries(db, clock.now()));

  return {
    deliveries,
    addRoutes: async (http) => {
      await addDoor(http, { doors, log: deliveries, metrics });
      addOperationsRoutes(http, db);
    },
    start: () => alive.start(),
    stop: async () => {
      await alive.stop();
      await streams.stop();
      await deliveries.settle();
    },
    fillGap: (workspaceId, accountId) => gaps.fillNow(workspaceId, accountId),
  };
}
