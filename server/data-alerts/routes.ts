import { dataAlertRoutes, type DatasetLevel, MOST_DATA_ALERTS } from '../../contract/api/index.ts';
import { type Caller, route, type WorkspaceDb } from '../base/index.ts';
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

  /** What an alert says is of all rows: nobody hears of it from whom some are kept. */
  const check = (caller: Caller, datasetId: string, wanted: DatasetLevel) =>
    datasets.getWhole(workspaceOf(caller), viewerOf(caller), datasetId, wanted);

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
    const db = workspaceOf(caller);
    const { id } = await check(caller, params.datasetId, 'read');
    const rows = await listAlerts(db, id, MOST_DATA_ALERTS.ofDataset);
    const shown = await Promise.all(rows.map((row) => alerts.present(db, row)));
    return { alerts: shown, canMail: await deps.mails.isSetUp(db) };
  });

  route(http, dataAlertRoutes.create, async ({ caller, params, body }) => {
    await check(caller, params.datasetId, 'edit');
    return alerts.create(workspaceOf(caller), actorOf(caller), params.datasetId, body);
  });

  route(http, dataAlertRoutes.try, async ({ caller, params, body }) => {
    await check(caller, params.datasetId, 'read');
    return tryRule(deps, workspaceOf(caller), params.datasetId, body.rule);
  });

  route(http, dataAlertRoutes.change, async ({ caller, params, body }) => {
    await check(caller, params.datasetId, 'edit');
    return alerts.change(workspaceOf(caller), actorOf(caller), params.datasetId, params.alertId, body);
  });

  route(http, dataAlertRoutes.remove, async ({ caller, params }) => {
    await check(caller, params.datasetId, 'edit');
    return alerts.remove(workspaceOf(caller), actorOf(caller), params.datasetId, params.alertId);
  });

  route(http, dataAlertRoutes.subscribe, async ({ caller, params, body }) => {
    await check(caller, params.datasetId, 'read');
    return alerts.subscribe(
      workspaceOf(caller),
      actorOf(caller),
      params.datasetId,
      params.alertId,
      memberIdOf(caller),
      body.mailed,
    );
  });

  route(http, dataAlertRoutes.test, async ({ caller, params }) => {
    const db = workspaceOf(caller);
    const dataset = await check(caller, params.datasetId, 'edit');
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
    const db = workspaceOf(caller);
    await check(caller, params.datasetId, 'edit');
    const { endpointId } = await alerts.find(db, params.datasetId, params.alertId);
    return { secret: endpointId === null ? '' : (await door.endpoints.get(db, endpointId)).secret };
  });

  route(http, dataAlertRoutes.notices, async ({ caller, params, query }) => {
    const db = workspaceOf(caller);
    await check(caller, params.datasetId, 'read');
    const alert = await alerts.find(db, params.datasetId, params.alertId);
    const { before, limit = 20 } = query;
    const rows = await listNotices(db, alert.id, before, limit + 1);
    return { notices: await present(db, alert, rows.slice(0, limit)), more: rows.length > limit };
  });
}
