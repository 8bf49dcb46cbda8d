import { memberRoutes } from '../../../contract/api/index.ts';
import { type Db, type HttpServer, route } from '../../base/index.ts';
import type { Members } from './members.ts';
import { presentMember } from './present.ts';

export function addMemberRoutes(http: HttpServer, deps: { db: Db; members: Members }): void {
  const { db, members } = deps;
  route(http, memberRoutes.list, async ({ caller }) => ({
    members: (await members.list(db.workspace(caller.workspaceId))).map(presentMember),
  }));
  route(http, memberRoutes.update, async ({ caller, params, body }) =>
    presentMember(await members.change(db.workspace(caller.workspaceId), caller, params.id, body)),
  );
}
