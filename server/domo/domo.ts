import type { Db, EventLog, HttpServer, Logger, Secrets } from '../base/index.ts';
import type { Datasets, Sharing } from '../datasets/index.ts';
import type { AccountPageDeps } from '../reports/index.ts';
import { createClients } from './clients/clients.ts';
import { addClientRoutes } from './clients/routes.ts';
import { addDataAccounts } from './accounts/routes.ts';
import { addDataSets } from './datasets/routes.ts';
import { addPeople } from './people/routes.ts';
import { addPolicies } from './policies/routes.ts';
import { openDomoApi } from './http/serve.ts';
import { addSimple } from './simple/routes.ts';
import { addStreams } from './streams/routes.ts';
import { addToken } from './token.ts';

export interface DomoDeps extends AccountPageDeps {
  readonly http: HttpServer;
  readonly db: Db;
  readonly log: EventLog;
  readonly logger: Logger;
  readonly secrets: Secrets;
  readonly datasets: Datasets;
  readonly sharing: Sharing;
  readonly publicUrl: string;
}

/** The Domo API over our DataSets: tokens, DataSets with their data and policies, queries, streams, people, accounts. */
export async function addDomo(deps: DomoDeps): Promise<void> {
  const clients = createClients(deps);
  addClientRoutes({ ...deps, clients });
  await openDomoApi({ ...deps, clients }, (serve, app) => {
    addToken(app, clients, deps.http);
    addDataSets(serve, deps);
    addPolicies(serve, deps);
    addPeople(serve);
    addStreams(serve, deps);
    addSimple(serve, deps.datasets);
    addDataAccounts(serve, deps);
  });
}
