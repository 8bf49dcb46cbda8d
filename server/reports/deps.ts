import type { Accounts } from '../accounts/index.ts';
import type {
  Bus,
  Clock,
  Db,
  EventLog,
  HttpServer,
  Logger,
  Metrics,
  Secrets,
  Timers,
} from '../base/index.ts';
import type { Datasets } from '../datasets/index.ts';
import type { Duck } from '../duck/index.ts';
import type { Audit } from '../people/index.ts';
import type { ReportKind } from './kind.ts';

export interface ReportsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: EventLog;
  readonly bus: Bus;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly accounts: Accounts;
  readonly datasets: Datasets;
  readonly duck: Duck;
  readonly secrets: Secrets;
  /** Lets servers with Domo’s API lie in private networks. */
  readonly allowPrivateUrls: boolean;
  /** No other process can work on this database. */
  readonly alone: boolean;
  /** The connectors; those of the registry unless a test says otherwise. */
  readonly kinds?: readonly ReportKind[] | undefined;
}

export type ReportRouteDeps = ReportsDeps & {
  readonly http: HttpServer;
  readonly timers: Timers;
  readonly audit: Audit;
};

/** Wakes whoever can take up a run. */
export const WAKE = 'report-runs';
