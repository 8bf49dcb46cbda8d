import { type DatasetLevel, reportKindRoutes, reportRoutes } from '../../contract/api/index.ts';
import { baseErrors } from '../../contract/errors/base.ts';
import { reportErrors } from '../../contract/errors/reports.ts';
import { AppError, asId, type Caller, route, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import { viewerOf } from '../datasets/index.ts';
import { actorOf } from '../people/index.ts';
import { checkLevel } from './accounts/access.ts';
import { accountOf, kindOf, kindsOf } from './asked.ts';
import { type ReportRouteDeps, WAKE } from './deps.ts';
import { listOwnPosts } from './kinds/engagement/own-posts.ts';
import { presentKind, presentReport, presentRun } from './present.ts';
import { queueRun } from './queue-run.ts';
import { cancelRun, findRun, listLines, listRuns, listRunsOf } from './run-store.ts';
import { checkSchedules, nextTimes } from './schedule/index.ts';
import { changeReport, checkDraft, createReport, estimate, preview } from './service.ts';
import { findReport, listReports, type ReportRow } from './store.ts';
import { tellReport } from './tell.ts';

type Who = Parameters<typeof actorOf>[0];
const NEXT_TIMES = 5;

/** Connectors, reports and their runs, for the browser. */
export function addReportRoutes(deps: ReportRouteDeps): void {
  const { http, db, clock, audit, bus } = deps;

  const note = async (
    tx: WorkspaceTx,
    who: Who,
    { id, datasetId }: Pick<ReportRow, 'id' | 'datasetId'>,
    what: 'created' | 'changed' | 'run' | 'cancelled',
  ) => {
    await audit(tx, {
      actor: actorOf(who),
      action: `report.${what}`,
      subjectKind: 'dataset',
      subjectId: datasetId,
    });
    const told = what === 'cancelled' ? 'run' : what;
    tellReport(deps, tx, { id, datasetId }, told);
  };
  /** Reads X only with accounts that are shared with the caller. */
  const checkUse = async (workspace: WorkspaceDb, caller: Caller, accountId: string | null | undefined) => {
    if (accountId) await checkLevel(workspace, caller, accountId, 'read');
  };
  /** A report is for whoever may do as much with its DataSet. */
  const get = async (
    workspace: WorkspaceDb,
    caller: Caller,
    id: string,
    wanted: DatasetLevel,
  ): Promise<ReportRow & { readonly datasetName: string }> => {
    const row = await findReport(workspace, id);
    if (!row) throw missing('report');
    const { name } = await deps.datasets.getShared(workspace, viewerOf(caller), row.datasetId, wanted);
    return { ...row, datasetName: name };
  };
  const show = async (workspace: WorkspaceDb, caller: Caller, id: string) => {
    const row = await get(workspace, caller, id, 'read');
    const last = row.lastRunId === null ? undefined : await findRun(workspace, row.lastRunId);
    return presentReport(row, last, clock.now());
  };
  const getRun = async (workspace: WorkspaceDb, caller: Caller, id: string, wanted: DatasetLevel) => {
    const run = await findRun(workspace, id);
    if (!run) throw missing('run');
    await deps.datasets.getShared(workspace, viewerOf(caller), run.datasetId, wanted);
    return run;
  };

  route(http, reportKindRoutes.list, () => ({ kinds: kindsOf(deps).map(presentKind) }));

  route(http, reportKindRoutes.options, async ({ caller, params, query }) => {
    const kind = kindOf(deps, params.kindId);
    const { accountId } = query;
    const workspace = db.workspace(caller.workspaceId);
    await checkUse(workspace, caller, accountId);
    const account = accountId === undefined ? undefined : await accountOf(workspace, kind, accountId);
    return { options: [...kind.options(account)] };
  });

  route(http, reportKindRoutes.check, async ({ caller, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    await checkUse(workspace, caller, body.accountId);
    const checked = await checkDraft(deps, workspace, body, viewerOf(caller));
    return {
      columns: checked.columns.map((one) => ({ ...one })),
      keys: [...checked.keys],
      estimate: await estimate(deps, workspace, checked),
    };
  });

  route(http, reportKindRoutes.preview, async ({ caller, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    await checkUse(workspace, caller, body.accountId);
    const { columns, rows } = await preview(deps, workspace, body, viewerOf(caller));
    return { columns: columns.map((one) => ({ ...one })), rows, more: false };
  });

  route(http, reportKindRoutes.posts, async ({ caller, query }) => {
    const workspace = db.workspace(caller.workspaceId);
    await checkUse(workspace, caller, query.accountId);
    const client = await deps.accounts.clientFor(workspace, asId<'account'>(query.accountId));
    const ids = query.ids?.split(',').filter((id) => id !== '');
    const { posts, next } = await listOwnPosts(client, ids ? { ids } : { token: query.token });
    return { posts: posts.map((post) => ({ ...post })), next };
  });

  route(http, reportRoutes.nextTimes, ({ body }) => {
    const why = checkSchedules(body.schedules, body.zone);
    if (why !== undefined) throw new AppError(reportErrors.report_schedule_wrong, { values: { why } });
    const times = nextTimes(body.schedules, body.zone, clock.now(), NEXT_TIMES);
    return { times: times.map((at) => at.toISOString()) };
  });

  route(http, reportRoutes.list, async ({ caller, query }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { accountId, datasetId, kind, cursor, limit = 50 } = query;
    const rows = await listReports(workspace, {
      reader: viewerOf(caller),
      accountId,
      datasetId,
      kind,
      after: cursor === undefined ? undefined : readCursor(cursor),
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const runs = await listRunsOf(
      workspace,
      page.flatMap(({ lastRunId }) => lastRunId ?? []),
    );
    const byId = new Map(runs.map((run) => [run.id, run]));
    const last = page.at(-1);
    return {
      reports: page.map((row) => presentReport(row, byId.get(row.lastRunId ?? ''), clock.now())),
      next: rows.length > limit && last ? `${last.rank}.${last.id}` : null,
    };
  });

  route(http, reportRoutes.create, async ({ caller, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    await checkUse(workspace, caller, body.accountId);
    const id = await createReport(
      deps,
      workspace,
      { ...body, name: body.name.trim() },
      { id: caller.id, reader: viewerOf(caller) },
      async (tx, row) => {
        await note(tx, caller, row, 'created');
        if (body.run) await queueRun(deps, tx, row, 'manual', caller.id);
      },
    );
    return show(workspace, caller, id);
  });

  route(http, reportRoutes.get, ({ caller, params }) =>
    show(db.workspace(caller.workspaceId), caller, params.id),
  );

  route(http, reportRoutes.change, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const row = await get(workspace, caller, params.id, 'edit');
    if (body.accountId !== row.accountId) await checkUse(workspace, caller, body.accountId);
    await changeReport(deps, workspace, row, body, viewerOf(caller), (tx, after) =>
      note(tx, caller, after, 'changed'),
    );
    return show(workspace, caller, params.id);
  });

  route(http, reportRoutes.run, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    const row = await get(workspace, caller, params.id, 'edit');
    const run = await workspace.transaction(async (tx) => {
      await note(tx, caller, row, 'run');
      return queueRun(deps, tx, row, 'manual', caller.id);
    });
    if (!run) throw missing('report');
    return presentRun(run);
  });

  route(http, reportRoutes.runs, async ({ caller, params, query }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { id } = await get(workspace, caller, params.id, 'read');
    const { before, limit = 30 } = query;
    const runs = await listRuns(workspace, id, before, limit + 1);
    return { runs: runs.slice(0, limit).map(presentRun), more: runs.length > limit };
  });

  route(http, reportRoutes.getRun, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    const run = await getRun(workspace, caller, params.id, 'read');
    const lines = await listLines(workspace, run.id);
    return { run: presentRun(run), log: lines.map(({ at, text }) => ({ at: at.toISOString(), text })) };
  });

  route(http, reportRoutes.cancel, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { reportId, datasetId } = await getRun(workspace, caller, params.id, 'edit');
    const run = await workspace.transaction(async (tx) => {
      const cancelled = await cancelRun(tx, params.id, clock.now());
      if (cancelled) await note(tx, caller, { id: reportId, datasetId }, 'cancelled');
      return cancelled;
    });
    if (!run) throw new AppError(reportErrors.report_run_over);
    bus.publish(WAKE, '');
    return presentRun(run);
  });
}

/** @throws AppError not_found for what is none of ours */
function readCursor(cursor: string): { rank: number; id: string } {
  const [, rank, id] = /^([0-2])\.([0-9a-f]{24})$/.exec(cursor) ?? [];
  if (rank === undefined || id === undefined) throw missing('page');
  return { rank: Number(rank), id };
}

const missing = (what: string) => new AppError(baseErrors.not_found, { values: { what } });
