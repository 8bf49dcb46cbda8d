import { type ProgramIntegration, programIntegrationRoutes } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { messagingErrors } from '../../../contract/errors/messaging.ts';
import {
  AppError,
  type Db,
  type EventLog,
  type HttpServer,
  route,
  type WorkspaceDb,
} from '../../base/index.ts';
import { actorOf, type Audit, noteSetup } from '../../people/index.ts';
import type { WebhookEndpoint } from '../../webhooks/index.ts';
import { listSeats, type Seat } from '../switchboard/store.ts';
import { addCustom, type CustomDeps, removeCustom } from './custom.ts';
import { type CustomIntegration, findCustom, listCustom, renameCustom } from './store.ts';

export interface ProgramIntegrationsDeps extends CustomDeps {
  readonly http: HttpServer;
  readonly db: Db;
  readonly log: EventLog;
  readonly audit: Audit;
}

const KIND = 'program_integration';

/** Bots and business systems as administrators see them in the browser. */
export function addProgramIntegrationRoutes(deps: ProgramIntegrationsDeps): void {
  const { http, db, clock, webhooks } = deps;
  const noting = { audit: deps.audit, emit: deps.log.append.bind(deps.log) };

  route(http, programIntegrationRoutes.list, async ({ caller }) => {
    const workspace = db.workspace(caller.workspaceId);
    const [custom, endpoints, seats] = await Promise.all([
      listCustom(workspace),
      webhooks.endpoints.list(workspace),
      listSeats(workspace),
    ]);
    return { integrations: custom.map((one) => present(one, endpoints, seats)) };
  });

  route(http, programIntegrationRoutes.create, async ({ caller, body }) => {
    const by = actorOf(caller);
    return db.workspace(caller.workspaceId).transaction(async (tx) => {
      const { name, ...webhook } = body;
      const { integration, endpoints } = await addCustom(deps, tx, {
        displayName: name.trim(),
        webhooks: [webhook],
        by,
      });
      await noteSetup(noting, tx, by, KIND, integration.id, 'created');
      return { integration: present(integration, endpoints, []), secret: endpoints[0]?.secret ?? '' };
    });
  });

  route(http, programIntegrationRoutes.rename, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    await get(workspace, params.id);
    await workspace.transaction(async (tx) => {
      await renameCustom(tx, params.id, body.name.trim(), clock.now());
      await noteSetup(noting, tx, actorOf(caller), KIND, params.id, 'changed');
    });
    const integration = await get(workspace, params.id);
    const endpoints = await webhooks.endpoints.list(workspace, params.id);
    return present(integration, endpoints, await listSeats(workspace));
  });

  route(http, programIntegrationRoutes.uses, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    await get(workspace, params.id);
    return { uses: await usesOf(workspace, params.id) };
  });

  route(http, programIntegrationRoutes.remove, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    const integration = await get(workspace, params.id);
    const uses = await usesOf(workspace, params.id);
    if (uses.length > 0) {
      const values = { name: integration.displayName ?? params.id };
      throw new AppError(messagingErrors.program_integration_seated, { values, details: { uses } });
    }
    const by = actorOf(caller);
    await removeCustom(deps, workspace, params.id, by, (tx) =>
      noteSetup(noting, tx, by, KIND, params.id, 'removed'),
    );
  });
}

/** Whoever passes a conversation to a seat must find somebody there. */
async function usesOf(db: WorkspaceDb, id: string) {
  const seats = (await listSeats(db)).filter((one) => one.integrationId === id);
  return seats.map((seat) => ({ kind: 'switchboard', id: seat.id, name: seat.name }));
}

async function get(db: WorkspaceDb, id: string): Promise<CustomIntegration> {
  const found = await findCustom(db, id);
  if (!found) throw new AppError(baseErrors.not_found, { values: { what: 'integration' } });
  return found;
}

function present(
  integration: CustomIntegration,
  endpoints: readonly WebhookEndpoint[],
  seats: readonly Seat[],
): ProgramIntegration {
  const { id, displayName, createdAt } = integration;
  const own = endpoints.filter((one) => one.integrationId === id);
  return {
    id,
    name: displayName,
    createdAt: createdAt.toISOString(),
    webhooks: own.map(({ id: webhookId, target, triggers, version, state }) => ({
      id: webhookId,
      target,
      triggers: [...triggers],
      version,
      state,
    })),
    seat: seats.find((one) => one.integrationId === id)?.name ?? null,
  };
}
