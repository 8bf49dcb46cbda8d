import { type ApiKey, apiKeyRoutes } from '../../../contract/api/index.ts';
import { type Db, type HttpServer, route } from '../../base/index.ts';
import { actorOf } from '../access.ts';
import type { ApiKeys } from './api-keys.ts';
import type { ApiKeyRecord } from './store.ts';

export function addApiKeyRoutes(http: HttpServer, deps: { db: Db; apiKeys: ApiKeys }): void {
  const { db, apiKeys } = deps;
  route(http, apiKeyRoutes.list, async ({ caller }) => ({
    keys: (await apiKeys.list(db.workspace(caller.workspaceId))).map(present),
  }));
  route(http, apiKeyRoutes.create, async ({ caller, body }) => {
    const { key, secret } = await apiKeys.create(db.workspace(caller.workspaceId), caller, body);
    return { key: present(key), secret };
  });
  route(http, apiKeyRoutes.revoke, ({ caller, params }) =>
    apiKeys.revoke(db.workspace(caller.workspaceId), actorOf(caller), params.id),
  );
}

function present(key: ApiKeyRecord): ApiKey {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    role: key.role,
    customRoleId: key.customRoleId,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  };
}
