import type { Role } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import {
  AppError,
  type Caller,
  newId,
  type WorkspaceDb,
  type WorkspaceId,
  hashSecret,
  newSecret,
} from '../../base/index.ts';
import { actorOf } from '../access.ts';
import type { Actor } from '../audit/audit.ts';
import type { PeopleDeps } from '../deps.ts';
import { deleteDoors, findDoor, insertDoor } from '../door-store.ts';
import { checkGrant, readStanding } from '../roles/grants.ts';
import {
  type ApiKeyRecord,
  findApiKey,
  insertApiKey,
  listApiKeys,
  markRevoked,
  touchApiKey,
} from './store.ts';

const PREFIX = 'rk_';
const SHOWN = PREFIX.length + 6;
const TOUCH_EVERY_MS = 60_000;

export function createApiKeys(deps: PeopleDeps) {
  const { db, clock, audit } = deps;

  /** The secret is known only now. */
  function create(
    workspace: WorkspaceDb,
    caller: Caller,
    input: { name: string; role: Role; customRoleId?: string | null },
  ): Promise<{ key: ApiKeyRecord; secret: string }> {
    return workspace.transaction(async (tx) => {
      const { role, customRoleId, permissions } = await readStanding(tx, input);
      checkGrant(caller, role, permissions);
      const actor = actorOf(caller);
      const secret = `${PREFIX}${newSecret()}`;
      const key: ApiKeyRecord = {
        id: newId<'api_key'>(),
        name: input.name.trim() || 'Key',
        prefix: secret.slice(0, SHOWN),
        role,
        customRoleId,
        ownPermissions: customRoleId === null ? null : [...permissions],
        createdAt: clock.now(),
        lastUsedAt: null,
        revokedAt: null,
      };
      await insertApiKey(tx, key, actor.id);
      await insertDoor(tx, 'api_key', hashSecret(secret), key.id);
      await audit(tx, {
        actor,
        action: 'api_key.created',
        subjectKind: 'api_key',
        subjectId: key.id,
        facts: { role: customRoleId ?? role },
      });
      return { key, secret };
    });
  }

  /** @throws AppError not_found. */
  function revoke(workspace: WorkspaceDb, actor: Actor, id: string): Promise<void> {
    return workspace.transaction(async (tx) => {
      if ((await markRevoked(tx, id, clock.now())) === 0) {
        throw new AppError(baseErrors.not_found, { values: { what: 'API key in use' } });
      }
      await deleteDoors(tx, id);
      await audit(tx, { actor, action: 'api_key.revoked', subjectKind: 'api_key', subjectId: id });
    });
  }

  /** Whose key this is, if it still counts. */
  async function recognise(
    secret: string,
  ): Promise<{ workspaceId: WorkspaceId; key: ApiKeyRecord } | undefined> {
    if (!secret.startsWith(PREFIX)) return undefined;
    const door = await findDoor(db, 'api_key', hashSecret(secret));
    if (!door) return undefined;
    const workspace = db.workspace(door.workspaceId);
    const key = await findApiKey(workspace, door.subjectId);
    if (!key || key.revokedAt) return undefined;
    const now = clock.now();
    if (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() > TOUCH_EVERY_MS) {
      await touchApiKey(workspace, key.id, now);
    }
    return { workspaceId: door.workspaceId, key };
  }

  return { create, revoke, recognise, find: findApiKey, list: listApiKeys };
}

export type ApiKeys = ReturnType<typeof createApiKeys>;
