import type { XSite } from '../x/index.ts';
import type { Clock, Db, EventLog, Logger, Secrets } from '../base/index.ts';

/** What accounts needs from outside. */
export interface AccountsDeps {
  readonly db: Db;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly logger: Logger;
  /** Where browsers and X reach this server, without a slash at the end. */
  readonly publicUrl: string;
  readonly sites: { readonly x: XSite; readonly local: XSite | undefined };
}

/** What becomes of limits and costs that could not be written: the log. */
export function noteBookkeeping(deps: Pick<AccountsDeps, 'logger'>): (error: unknown) => void {
  return (error) => deps.logger.error({ err: error }, 'limits or costs of a call to X could not be written');
}
