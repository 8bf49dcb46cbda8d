import {
  type DataChart,
  dataChartRoutes,
  type DataChartSpec,
  MOST_DATA_CHARTS,
} from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { setupErrors } from '../../../contract/errors/setup.ts';
import {
  AppError,
  type Clock,
  type Db,
  type EventLog,
  goneSignal,
  type HttpServer,
  keepDeleted,
  newId,
  route,
  type WorkspaceDb,
} from '../../base/index.ts';
import type { DuckRows } from '../../duck/index.ts';
import { actorOf, type Audit, lockKind, noteSetup } from '../../people/index.ts';
import type { Datasets } from '../datasets.ts';
import { presentRows } from '../present.ts';
import { type Viewer, viewerOf } from '../sharing/viewer.ts';
import { chartSql, TABLE } from './chart-sql.ts';
import {
  type ChartRow,
  deleteChart,
  findChart,
  insertChart,
  listCharts,
  lockChart,
  placeCharts,
  updateChart,
} from './store.ts';

const KIND = 'dataset_chart';
const WHAT = 'chart';
const TIMEOUT_MS = 60_000;

/** Charts that are saved on DataSets: whoever sees data sees them, whoever manages it makes them. */
export function addChartRoutes(deps: {
  readonly http: HttpServer;
  readonly db: Db;
  readonly clock: Clock;
  readonly log: EventLog;
  readonly audit: Audit;
  readonly datasets: Datasets;
}): void {
  const { http, db, clock, datasets } = deps;
  const noting = {
    audit: deps.audit,
    emit: (...[tx, events]: Parameters<EventLog['append']>) => deps.log.append(tx, events),
  };
  const rowsOf = async (
    workspace: WorkspaceDb,
    reader: Viewer,
    datasetId: string,
    spec: DataChartSpec,
    signal: AbortSignal,
  ): Promise<DuckRows> => {
    const { columns, version } = await datasets.getShared(workspace, reader, datasetId, 'read');
    const { sql, most, turned } = chartSql(columns, spec, clock.now());
    const tables = { [TABLE]: { datasetId, ...(version > 0 && { version }) } };
    const found = await datasets.query(workspace, {
      reader,
      sql,
      tables,
      rows: most,
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    return turned ? { ...found, rows: found.rows.toReversed() } : found;
  };

  route(http, dataChartRoutes.list, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { id } = await datasets.getShared(workspace, viewerOf(caller), params.datasetId, 'read');
    return { charts: (await listCharts(workspace, id, MOST_DATA_CHARTS)).map(present) };
  });

  route(http, dataChartRoutes.create, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { id: datasetId, columns } = await datasets.getShared(
      workspace,
      viewerOf(caller),
      params.datasetId,
      'edit',
    );
    chartSql(columns, body.spec, clock.now());
    return workspace.transaction(async (tx) => {
      await lockKind(tx, KIND);
      const all = await listCharts(tx, datasetId, MOST_DATA_CHARTS);
      if (all.length >= MOST_DATA_CHARTS) {
        const values = { what: WHAT, most: String(MOST_DATA_CHARTS) };
        throw new AppError(setupErrors.setup_limit, { values });
      }
      const at = clock.now();
      const row: ChartRow = {
        id: newId(),
        datasetId,
        title: body.title.trim(),
        spec: body.spec,
        place: (all.at(-1)?.place ?? 0) + 1,
        version: 1,
        createdBy: caller.id,
        createdAt: at,
        updatedAt: at,
      };
      await insertChart(tx, row);
      await noteSetup(noting, tx, actorOf(caller), KIND, row.id, 'created');
      return present(row);
    });
  });

  route(http, dataChartRoutes.change, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { columns } = await datasets.getShared(workspace, viewerOf(caller), params.datasetId, 'edit');
    if (body.spec) chartSql(columns, body.spec, clock.now());
    return workspace.transaction(async (tx) => {
      const before = needed(await lockChart(tx, params.datasetId, params.chartId));
      if (before.version !== body.version) {
        throw new AppError(setupErrors.setup_changed_meanwhile, { values: { what: WHAT } });
      }
      const row: ChartRow = {
        ...before,
        title: body.title?.trim() ?? before.title,
        spec: body.spec ?? before.spec,
        version: before.version + 1,
        updatedAt: clock.now(),
      };
      await updateChart(tx, row);
      await noteSetup(noting, tx, actorOf(caller), KIND, row.id, 'changed');
      return present(row);
    });
  });

  route(http, dataChartRoutes.order, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { id } = await datasets.getShared(workspace, viewerOf(caller), params.datasetId, 'edit');
    await workspace.transaction(async (tx) => {
      await lockKind(tx, KIND);
      const all = (await listCharts(tx, id, MOST_DATA_CHARTS)).map((one) => one.id);
      const named = [...new Set(body.ids)].filter((one) => all.includes(one));
      await placeCharts(tx, id, [...named, ...all.filter((one) => !named.includes(one))]);
      await noteSetup(noting, tx, actorOf(caller), 'dataset', id, 'changed');
    });
  });

  route(http, dataChartRoutes.remove, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    await datasets.getShared(workspace, viewerOf(caller), params.datasetId, 'edit');
    await workspace.transaction(async (tx) => {
      const { id } = needed(await lockChart(tx, params.datasetId, params.chartId));
      const by = actorOf(caller);
      await keepDeleted(tx, { kind: KIND, id, by: by.id }, clock.now());
      await deleteChart(tx, id);
      await noteSetup(noting, tx, by, KIND, id, 'removed');
    });
  });

  route(http, dataChartRoutes.rows, async ({ caller, params, reply }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { datasetId, spec } = needed(await findChart(workspace, params.datasetId, params.chartId));
    return presentRows(await rowsOf(workspace, viewerOf(caller), datasetId, spec, goneSignal(reply)));
  });

  route(http, dataChartRoutes.try, async ({ caller, params, body, reply }) =>
    presentRows(
      await rowsOf(
        db.workspace(caller.workspaceId),
        viewerOf(caller),
        params.datasetId,
        body.spec,
        goneSignal(reply),
      ),
    ),
  );
}

function needed(row: ChartRow | undefined): ChartRow {
  if (!row) throw new AppError(baseErrors.not_found, { values: { what: WHAT } });
  return row;
}

const present = ({ id, version, datasetId, title, spec }: ChartRow): DataChart => ({
  id,
  version,
  datasetId,
  title,
  spec,
});
