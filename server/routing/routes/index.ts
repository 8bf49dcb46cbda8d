import type { Db, HttpServer } from '../../base/index.ts';
import type { RoutingDeps } from '../deps.ts';
import { addOfferRoutes } from './offers.ts';
import { addPresenceRoutes } from './presence.ts';
import { addWorkRoutes } from './work.ts';

export interface RoutingRouteParts {
  readonly http: HttpServer;
  readonly db: Db;
  readonly routing: RoutingDeps;
}

/** What agents do with work, and how they are. */
export function addRoutingRoutes(parts: RoutingRouteParts): void {
  addWorkRoutes(parts);
  addPresenceRoutes(parts);
  addOfferRoutes(parts);
}
