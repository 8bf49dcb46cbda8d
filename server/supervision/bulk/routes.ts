import { type BulkAction, bulkRoutes } from '../../../contract/api/index.ts';
import { deskErrors } from '../../../contract/errors/desk.ts';
import { supervisionErrors } from '../../../contract/errors/supervision.ts';
import { AppError, newId, route } from '../../base/index.ts';
import { memberIdOf } from '../../people/index.ts';
import { needQueue } from '../actions/act.ts';
import type { SupervisionDeps } from '../types.ts';
import { runBulks } from './run.ts';
import { findBulk, insertBulk, listBulkRows, listBulks, type StoredBulk } from './store.ts';

const STANDARD = 50;
const LOOK_EVERY_MS = 1_000;

/** The same for many conversations, with its history. */
export function addBulkRoutes(deps: SupervisionDeps): void {
  const { http, db, clock, timers } = deps;

  route(http, bulkRoutes.start, async ({ body, caller }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { order } = body;
    if (order.kind === 'assign') await needQueue(deps, workspace, order.queueId);
    const ids = [...new Set(body.conversationIds)];
    const bulk = {
      id: newId(),
      kind: order.kind,
      queueId: order.kind === 'assign' ? order.queueId : null,
      text: order.kind === 'message' || order.kind === 'note' ? order.text.toWellFormed() : null,
      byMemberId: memberIdOf(caller),
      total: ids.length,
      createdAt: clock.now(),
    };
    await workspace.transaction((tx) => insertBulk(tx, bulk, ids));
    return present({ ...bulk, endedAt: null, done: 0, failed: 0 });
  });

  route(http, bulkRoutes.list, async ({ query, caller }) => {
    const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
    const limit = query.limit ?? STANDARD;
    const found = await listBulks(db.workspace(caller.workspaceId), after, limit + 1);
    const last = found.length > limit ? found[limit - 1] : undefined;
    const next = last ? Buffer.from(`${last.createdAt.getTime()}.${last.id}`).toString('base64url') : null;
    return { actions: found.slice(0, limit).map(present), next };
  });

  route(http, bulkRoutes.get, async ({ params, caller }) => {
    const workspace = db.workspace(caller.workspaceId);
    const bulk = await findBulk(workspace, params.id);
    if (!bulk) throw new AppError(supervisionErrors.bulk_not_found);
    return { action: present(bulk), rows: await listBulkRows(workspace, bulk.id) };
  });

  timers.sweeper({ name: 'board-bulk', everyMs: LOOK_EVERY_MS, run: () => runBulks(deps) });
}

function present(bulk: StoredBulk): BulkAction {
  return {
    id: bulk.id,
    kind: bulk.kind,
    queueId: bulk.queueId,
    text: bulk.text,
    byMemberId: bulk.byMemberId,
    total: bulk.total,
    done: bulk.done,
    failed: bulk.failed,
    startedAt: bulk.createdAt.toISOString(),
    endedAt: bulk.endedAt?.toISOString() ?? null,
  };
}

function readCursor(cursor: string): { at: Date; id: string } {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split('.');
  if (!/^\d{1,15}$/.test(at) || !/^[0-9a-f]{24}$/.test(id)) throw new AppError(deskErrors.cursor_not_valid);
  return { at: new Date(Number(at)), id };
}
