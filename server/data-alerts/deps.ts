import type { Clock, Db, EventLog, HttpServer, Logger, Timers } from '../base/index.ts';
import type { Datasets } from '../datasets/index.ts';
import type { Audit, MemberMails } from '../people/index.ts';
import type { CarrierDoor } from '../webhooks/index.ts';

export interface DataAlertDeps {
  readonly http: HttpServer;
  readonly db: Db;
  readonly clock: Clock;
  readonly log: EventLog;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly audit: Audit;
  readonly datasets: Datasets;
  readonly mails: MemberMails;
  /** What is posted goes through it. */
  readonly door: CarrierDoor;
}

/** The carrier of webhooks that alerts tell. */
export const ALERT_WEBHOOK = 'alert_webhook';
