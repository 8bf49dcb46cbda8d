import { datasetRoutes } from '../../contract/api/index.ts';
import {
  type Caller,
  type Db,
  type EventLog,
  goneSignal,
  type HttpServer,
  route,
  type WorkspaceDb,
  type WorkspaceTx,
} from '../base/index.ts';
import { actorOf, type Audit } from '../people/index.ts';
import type { Datasets } from './datasets.ts';
import { present, presentRows, presentShort, presentVersion } from './present.ts';
import { viewerOf } from './sharing/viewer.ts';

const QUERY_ROWS = 10_000;
const QUERY_TIMEOUT_MS = 60_000;
const MEDIA = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
};

/** DataSets as people see them in the browser. */
export function addDatasetRoutes(deps: {
  readonly http: HttpServer;
  readonly db: Db;
  readonly datasets: Datasets;
  readonly log: EventLog;
  readonly audit: Audit;
}): void {
  const { http, db, datasets, log, audit } = deps;
  type Who = Parameters<typeof actorOf>[0];
  const note = async (
    tx: WorkspaceTx,
    who: Who,
    id: string,
    what: 'changed' | 'removed' | 'reverted' | 'update_deleted',
    facts: Record<string, number> = {},
  ) => {
    await audit(tx, {
      actor: actorOf(who),
      action: `dataset.${what}`,
      subjectKind: 'dataset',
      subjectId: id,
      facts,
    });
    log.append(tx, [
      {
        kind: 'setup.changed',
        key: id,
        body: { kind: 'dataset', id, what: what === 'removed' ? 'removed' : 'changed' },
      },
    ]);
  };

  route(http, datasetRoutes.list, async ({ caller, query }) => {
    const { q, order = 'data_down', offset = 0, limit = 50 } = query;
    const workspace = db.workspace(caller.workspaceId);
    const reader = viewerOf(caller);
    const rows = await datasets.list(workspace, {
      reader,
      like: q,
      order,
      limit: limit + 1,
      offset,
    });
    const shown = rows.slice(0, limit);
    const levels = await datasets.levels(workspace, reader, shown);
    return {
      datasets: shown.map((row) => presentShort(row, levels.get(row.id) ?? 'read')),
      more: rows.length > limit,
    };
  });

  const show = async (workspace: WorkspaceDb, caller: Caller, id: string) => {
    const row = await datasets.getShared(workspace, viewerOf(caller), id, 'read');
    return present(row, row.level, await datasets.areRowsKept(workspace, viewerOf(caller), row));
  };
  route(http, datasetRoutes.get, ({ caller, params }) =>
    show(db.workspace(caller.workspaceId), caller, params.datasetId),
  );

  route(http, datasetRoutes.change, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { id } = await datasets.getShared(workspace, viewerOf(caller), params.datasetId, 'edit');
    await datasets.change(workspace, id, {
      ...body,
      ...(body.name !== undefined && { name: body.name.trim() }),
    });
    await workspace.transaction((tx) => note(tx, caller, id, 'changed'));
    return show(workspace, caller, id);
  });

  route(http, datasetRoutes.remove, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { id } = await datasets.getShared(workspace, viewerOf(caller), params.datasetId, 'owner');
    await workspace.transaction(async (tx) => {
      await note(tx, caller, id, 'removed');
      await datasets.remove(tx, id);
    });
  });

  route(http, datasetRoutes.rows, async ({ caller, params, query, reply }) => {
    const { version, sort, down, q, offset = 0, limit = 100 } = query;
    const page = await datasets.page(db.workspace(caller.workspaceId), params.datasetId, {
      reader: viewerOf(caller),
      offset,
      limit,
      signal: goneSignal(reply),
      ...(version !== undefined && { version }),
      ...(sort !== undefined && { sort }),
      ...(down !== undefined && { down }),
      ...(q !== undefined && { search: q }),
    });
    return { ...presentRows(page), total: page.total };
  });

  route(http, datasetRoutes.statistics, ({ caller, params, query }) => {
    const { version, offset = 0, limit = 50 } = query;
    return datasets.statistics(db.workspace(caller.workspaceId), params.datasetId, {
      reader: viewerOf(caller),
      offset,
      limit,
      ...(version !== undefined && { version }),
    });
  });

  route(http, datasetRoutes.versions, async ({ caller, params, query }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { id } = await datasets.getShared(workspace, viewerOf(caller), params.datasetId, 'read');
    const { before, limit = 30 } = query;
    const versions = await datasets.versions(workspace, id, before, limit + 1);
    return { versions: versions.slice(0, limit).map(presentVersion), more: versions.length > limit };
  });

  route(http, datasetRoutes.revert, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    await datasets.getShared(workspace, viewerOf(caller), params.datasetId, 'edit');
    const version = await datasets.revert(workspace, params.datasetId, params.number, caller.id);
    await workspace.transaction((tx) =>
      note(tx, caller, params.datasetId, 'reverted', { to: params.number, version: version.number }),
    );
    return presentVersion(version);
  });

  route(http, datasetRoutes.deleteUpdate, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    await datasets.getShared(workspace, viewerOf(caller), params.datasetId, 'edit');
    const version = await datasets.deleteUpdate(workspace, params.datasetId, params.number, caller.id);
    await workspace.transaction((tx) =>
      note(tx, caller, params.datasetId, 'update_deleted', {
        update: params.number,
        version: version.number,
      }),
    );
    return presentVersion(version);
  });

  route(http, datasetRoutes.export, async ({ caller, params, query, reply }) => {
    const workspace = db.workspace(caller.workspaceId);
    const reader = viewerOf(caller);
    const { id, name } = await datasets.getShared(workspace, reader, params.datasetId, 'read');
    const { format, version } = query;
    const rows = await datasets.export(workspace, id, {
      reader,
      format,
      formulaGuard: true,
      ...(version !== undefined && { version }),
    });
    const plain = name.replace(/[^\w. -]/g, '_').slice(0, 100);
    const named = encodeURIComponent(`${name.slice(0, 100)}.${format}`);
    reply
      .header('content-disposition', `attachment; filename="${plain}.${format}"; filename*=UTF-8''${named}`)
      .type(MEDIA[format]);
    return rows;
  });

  route(http, datasetRoutes.query, async ({ caller, body, reply }) => {
    const startedMs = performance.now();
    const rows = await datasets.queryByName(db.workspace(caller.workspaceId), {
      sql: body.sql,
      reader: viewerOf(caller),
      rows: QUERY_ROWS,
      timeoutMs: QUERY_TIMEOUT_MS,
      signal: goneSignal(reply),
    });
    return { ...presentRows(rows), tookMs: Math.round(performance.now() - startedMs) };
  });
}
