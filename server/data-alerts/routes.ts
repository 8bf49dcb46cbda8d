import { dataAlertRoutes, type DatasetLevel, MOST_DATA_ALERTS } from '../../contract/api/index.ts';
import { datasetErrors } from '../../contract/errors/datasets.ts';
import { AppError, type Caller, route, type WorkspaceDb } from '../base/index.ts';
import { viewerOf } from '../datasets/index.ts';
import { actorOf, memberIdOf } from '../people/index.ts';
import { listDeliveries } from '../webhooks/index.ts';
import type { DataAlertDeps } from './deps.ts';
import { tryRule } from './look.ts';
import { listNotices, type NoticeRow } from './notice-store.ts';
import { presentNotice } from './present.ts';
import { createAlerts } from './service.ts';
import { type AlertRow, listAlerts } from './store.ts';
import { tell } from './tell.ts';

/** Deliveries of an endpoint, newest first, among which those of a page of notices are looked for. */
const DELIVERIES = 200;

/** Alerts of DataSets: whoever sees data sees them, whoever manages it sets them up. */
export function addAlertRoutes(deps: DataAlertDeps): void {
  const { http, datasets, door } = deps;
  const alerts = createAlerts(deps);
  const workspaceOf = (caller: Caller) => deps.db.workspace(caller.workspaceId);
  /** An alert tells of all rows: it is nothing for those from whom some are kept. */
  const open = async (caller: Caller, datasetId: string, level: DatasetLevel): Promise<WorkspaceDb> => {
    const db = workspaceOf(caller);
    const viewer = viewerOf(caller);
    const row = await datasets.getShared(db, viewer, datasetId, level);
    if (await datasets.areRowsKept(db, viewer, row)) {
      throw new AppError(datasetErrors.dataset_rows_kept, { values: { name: row.name } });
    }
    return db;
  };

  const present = async (db: WorkspaceDb, { endpointId }: AlertRow, notices: readonly NoticeRow[]) => {
    const isPosted = endpointId !== null && notices.some(({ posted }) => posted);
    const sent = isPosted ? await listDeliveries(db, endpointId, {}, undefined, DELIVERIES) : [];
    return notices.map((one) =>
      presentNotice(
        one,
        sent.find(({ eventId }) => eventId === one.id),
      ),
    );
  };

  route(http, dataAlertRoutes.list, async ({ caller, params }) => {
    const db = await open(caller, params.datasetId, 'read');
    const { id } = await datasets.get(db, params.datasetId);
    const rows = await listAlerts(db, id, MOST_DATA_ALERTS.ofDataset);
    const shown = await Promise.all(rows.map((row) => alerts.present(db, row)));
    return { alerts: shown, canMail: await deps.mails.isSetUp(db) };
  });

  route(http, dataAlertRoutes.create, async ({ caller, params, body }) =>
    alerts.create(await open(caller, params.datasetId, 'edit'), actorOf(caller), params.datasetId, body),
  );

  route(http, dataAlertRoutes.try, async ({ caller, params, body }) =>
    tryRule(deps, await open(caller, params.datasetId, 'read'), params.datasetId, body.rule),
  );

  route(http, dataAlertRoutes.change, async ({ caller, params, body }) =>
    alerts.change(
      await open(caller, params.datasetId, 'edit'),
      actorOf(caller),
      params.datasetId,
      params.alertId,
      body,
    ),
  );

  route(http, dataAlertRoutes.remove, async ({ caller, params }) =>
    alerts.remove(
      await open(caller, params.datasetId, 'edit'),
      actorOf(caller),
      params.datasetId,
      params.alertId,
    ),
  );

  route(http, dataAlertRoutes.subscribe, async ({ caller, params, body }) =>
    alerts.subscribe(
      await open(caller, params.datasetId, 'read'),
      actorOf(caller),
      params.datasetId,
      params.alertId,
      memberIdOf(caller),
      body.mailed,
    ),
  );

  route(http, dataAlertRoutes.test, async ({ caller, params }) => {
    const db = await open(caller, params.datasetId, 'edit');
    const dataset = await datasets.get(db, params.datasetId);
    const alert = await alerts.find(db, dataset.id, params.alertId);
    const notice = await db.transaction(async (tx) => {
      await deps.audit(tx, {
        actor: actorOf(caller),
        action: 'dataset_alert.tested',
        subjectKind: 'dataset_alert',
        subjectId: alert.id,
      });
      return tell(deps, tx, alert, dataset, { datasetVersion: null, value: alert.value, before: null });
    });
    // A test is of no version, and so never told before.
    if (!notice) throw new Error('a test was not told');
    const [shown] = await present(db, alert, [notice]);
    if (!shown) throw new Error('a notice was lost');
    return shown;
  });

  route(http, dataAlertRoutes.secret, async ({ caller, params }) => {
    const db = await open(caller, params.datasetId, 'edit');
    const { endpointId } = await alerts.find(db, params.datasetId, params.alertId);
    return { secret: endpointId === null ? '' : (await door.endpoints.get(db, endpointId)).secret };
  });

  route(http, dataAlertRoutes.notices, async ({ caller, params, query }) => {
    const db = await open(caller, params.datasetId, 'read');
    const alert = await alerts.find(db, params.datasetId, params.alertId);
    const { before, limit = 20 } = query;
    const rows = await listNotices(db, alert.id, before, limit + 1);
    return { notices: await present(db, alert, rows.slice(0, limit)), more: rows.length > limit };
  });
}
