import { type ProgramKey, programKeyRoutes } from '../../../contract/api/index.ts';
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
import { actorOf, type Audit } from '../../people/index.ts';
import { findCustom } from '../integrations/store.ts';
import type { KeyRecord } from './key.ts';
import type { Keys } from './keys.ts';
import { listAllKeys } from './store.ts';

/** Keys as administrators see them in the browser. */
export function addProgramKeyRoutes(deps: {
  readonly http: HttpServer;
  readonly db: Db;
  readonly keys: Keys;
  readonly log: EventLog;
  readonly audit: Audit;
  readonly publicUrl: string;
}): void {
  const { http, db, keys, log, audit, publicUrl } = deps;

  route(http, programKeyRoutes.list, async ({ caller }) => ({
    appId: caller.workspaceId,
    baseUrl: `${publicUrl}/sc`,
    keys: (await listAllKeys(db.workspace(caller.workspaceId))).map(present),
  }));

  route(http, programKeyRoutes.create, async ({ caller, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const integrationId = body.integrationId ?? null;
    const known = integrationId !== null && (await findCustom(workspace, integrationId)) !== undefined;
    if ((body.scope === 'integration') !== known || (integrationId !== null && !known)) {
      throw new AppError(messagingErrors.program_key_integration);
    }
    return workspace.transaction(async (tx) => {
      const wanted = {
        scope: body.scope,
        integrationId,
        displayName: body.name.trim(),
        createdBy: caller.id,
      };
      const { secret, ...key } = await keys.create(tx, wanted);
      await note(tx, caller, 'program_key.created', key);
      tell(tx, key.id, 'created');
      return { key: present(key), secret };
    });
  });

  route(http, programKeyRoutes.secret, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    const key = await get(workspace, params.id);
    const { secret } = await keys.withSecret(workspace, key);
    await workspace.transaction((tx) => note(tx, caller, 'program_key.shown', key));
    return { secret };
  });

  route(http, programKeyRoutes.remove, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    const key = await get(workspace, params.id);
    await keys.remove(workspace, key.id);
    await workspace.transaction(async (tx) => {
      await note(tx, caller, 'program_key.removed', key);
      tell(tx, key.id, 'removed');
    });
  });

  function tell(tx: Parameters<Audit>[0], id: string, what: 'created' | 'removed'): void {
    log.append(tx, [{ kind: 'setup.changed', key: id, body: { kind: 'program_key', id, what } }]);
  }

  function note(
    tx: Parameters<Audit>[0],
    caller: Parameters<typeof actorOf>[0],
    action: string,
    key: Pick<KeyRecord, 'id' | 'scope'>,
  ): Promise<void> {
    return audit(tx, {
      actor: actorOf(caller),
      action,
      subjectKind: 'program_key',
      subjectId: key.id,
      facts: { scope: key.scope },
    });
  }

  async function get(workspace: WorkspaceDb, id: string): Promise<KeyRecord> {
    const key = await keys.find(workspace, id);
    if (!key) throw new AppError(baseErrors.not_found, { values: { what: 'key' } });
    return key;
  }
}

function present(key: KeyRecord): ProgramKey {
  return {
    id: key.id,
    name: key.displayName,
    scope: key.scope,
    integrationId: key.integrationId,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  };
}
