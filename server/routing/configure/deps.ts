import type { Db, HttpServer, SetupParts, Timers } from '../../base/index.ts';
import type { ConfiguredDeps } from '../../people/index.ts';

/** What the set-up's routes are built from. */
export interface ConfigureDeps extends ConfiguredDeps {
  readonly http: HttpServer;
  readonly db: Db;
  readonly parts: SetupParts;
  readonly timers: Pick<Timers, 'sweeper'>;
}
