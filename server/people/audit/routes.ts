import { auditRoutes } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { AppError, type Db, type HttpServer, route } from '../../base/index.ts';
import { readAudit } from './audit.ts';

export function addAuditRoutes(http: HttpServer, deps: { db: Db }): void {
  route(http, auditRoutes.list, async ({ caller, query }) => {
    const before = query.cursor === undefined ? undefined : parseCursor(query.cursor);
    const page = await readAudit(deps.db.workspace(caller.workspaceId), before, query.limit ?? 50);
    return {
      entries: page.records.map((record) => ({
        seq: record.seq.toString(),
        at: record.at.toISOString(),
        actorId: record.actorId,
        actorKind: record.actorKind,
        action: record.action,
        subjectKind: record.subjectKind,
        subjectId: record.subjectId,
      })),
      next: page.next?.toString() ?? null,
      intact: page.intact,
    };
  });
}

function parseCursor(cursor: string): bigint {
  if (/^[0-9]{1,18}$/.test(cursor)) return BigInt(cursor);
  throw new AppError(baseErrors.invalid_request, {
    values: { problem: 'The cursor is not one of this list.' },
  });
}
