import type { setupRoutes } from '../../../contract/api/index.ts';
import { type Db, type HttpServer, type RouteContext, route, type WorkspaceDb } from '../../base/index.ts';
import { actorOf } from '../access.ts';
import type { Configured, ConfiguredThings } from './configured.ts';

type Routes = ReturnType<typeof setupRoutes>;

/** Serves the five routes of a kind of thing. `present` makes what the contract shows of it. */
export function addConfiguredRoutes<T extends Configured, I>(
  { http, db }: { readonly http: HttpServer; readonly db: Db },
  routes: Routes,
  things: ConfiguredThings<T, I>,
  present: (thing: T) => Readonly<Record<string, unknown>>,
): void {
  const workspaceOf = ({ caller }: Pick<RouteContext<Routes['create']>, 'caller'>): WorkspaceDb =>
    db.workspace(caller.workspaceId);

  // The descriptors carry each kind's schemas, by which the bodies were checked; `I` is their type.
  route(http, routes.list, async ({ caller }) => ({
    items: (await things.list(db.workspace(caller.workspaceId))).map(present),
  }));
  route(http, routes.create, async (context) =>
    present(await things.create(workspaceOf(context), actorOf(context.caller), context.body as I)),
  );
  route(http, routes.update, async (context) => {
    // As `setupRoutes` declares it.
    const { version, ...input } = context.body as { readonly version: number };
    return present(
      await things.change(
        workspaceOf(context),
        actorOf(context.caller),
        context.params.id,
        version,
        input as I,
      ),
    );
  });
  route(http, routes.remove, ({ caller, params }) =>
    things.remove(db.workspace(caller.workspaceId), actorOf(caller), params.id),
  );
  route(http, routes.uses, async ({ caller, params }) => ({
    uses: await things.findUses(db.workspace(caller.workspaceId), params.id),
  }));
}
