import { type DatasetLevel, reportMailRoutes } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { AppError, type Caller, newId, route, type WorkspaceDb } from '../../base/index.ts';
import { actorOf, listReachable, type MemberMails, unknownThing } from '../../people/index.ts';
import { seersAmong, viewerOf } from '../../datasets/index.ts';
import type { ReportRouteDeps } from '../deps.ts';
import { findReport, type ReportRow } from '../store.ts';
import { tellReport } from '../tell.ts';
import { claimTold, findMails, listTelling, type MailRow, saveMails } from './store.ts';
import { wordsOf } from './words.ts';

const LOOK_EVERY_MS = 5_000;
const BATCH = 50;
const NONE: MailRow = { failed: false, late: false, again: false, memberIds: [] };

type Deps = ReportRouteDeps & { readonly mails: MemberMails };

/** Mails to members when reports fail, are late, or work again: once of each trouble. */
export function addReportMails(deps: Deps): void {
  const { http, db, mails } = deps;
  const get = async (
    workspace: WorkspaceDb,
    caller: Caller,
    id: string,
    wanted: DatasetLevel,
  ): Promise<ReportRow> => {
    const row = await findReport(workspace, id);
    if (!row) throw new AppError(baseErrors.not_found, { values: { what: 'report' } });
    await deps.datasets.getShared(workspace, viewerOf(caller), row.datasetId, wanted);
    return row;
  };
  const show = async (workspace: WorkspaceDb, id: string) => {
    const { memberIds, ...row } = (await findMails(workspace, id)) ?? NONE;
    return { ...row, memberIds: [...memberIds], canMail: await mails.isSetUp(workspace) };
  };

  route(http, reportMailRoutes.get, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    return show(workspace, (await get(workspace, caller, params.id, 'read')).id);
  });

  route(http, reportMailRoutes.set, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const report = await get(workspace, caller, params.id, 'edit');
    await workspace.transaction(async (tx) => {
      const before = (await findMails(tx, report.id)) ?? NONE;
      const memberIds = [...new Set(body.memberIds)];
      // Who cannot be told is refused when chosen; whoever leaves later is passed over.
      const added = memberIds.filter((id) => !before.memberIds.includes(id));
      const found = await listReachable(tx, added, 'data.see');
      if (found.length < added.length) throw unknownThing('member who may see data', 'memberIds');
      await saveMails(tx, report.id, { ...body, memberIds });
      await deps.audit(tx, {
        actor: actorOf(caller),
        action: 'report.changed',
        subjectKind: 'dataset',
        subjectId: report.datasetId,
      });
      tellReport(deps, tx, report, 'changed');
    });
    return show(workspace, report.id);
  });

  deps.timers.sweeper({ name: 'reports:mails', everyMs: LOOK_EVERY_MS, run: () => tellTroubles(deps) });
}

/** @returns true when there may be more */
async function tellTroubles({ db, clock, mails, datasets }: Deps): Promise<boolean> {
  const rows = await listTelling(db, clock.now(), BATCH);
  for (const row of rows) {
    await db.workspace(row.workspaceId).transaction(async (tx) => {
      if (!(await claimTold(tx, row))) return;
      if (row.now === null && !row.again) return;
      const { subject, lines, link } = wordsOf(row);
      const once = `report:${row.reportId}:${newId()}`;
      const dataset = await datasets.get(tx, row.datasetId);
      const memberIds = await seersAmong(datasets, tx, dataset, row.memberIds, { allRows: false });
      await mails.tell(tx, { once, memberIds, permission: 'data.see', subject, lines, link });
    });
  }
  return rows.length === BATCH;
}
