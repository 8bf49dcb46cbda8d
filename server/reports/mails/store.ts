import type { RunProblem } from '../../../contract/api/index.ts';
import { type Db, sql, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../../base/index.ts';

export type Trouble = 'failed' | 'late';

export interface MailRow {
  readonly failed: boolean;
  readonly late: boolean;
  readonly again: boolean;
  readonly memberIds: readonly string[];
}

export function findMails(db: WorkspaceDb, reportId: string): Promise<MailRow | undefined> {
  return db.findRow(sql<MailRow>`
    select failed, late, again, member_ids as "memberIds" from report_mail
    where workspace_id = ${db.workspaceId} and report_id = ${reportId}`);
}

export async function saveMails(tx: WorkspaceTx, reportId: string, row: MailRow): Promise<void> {
  const { failed, late, again } = row;
  await tx.execute(sql`
    insert into report_mail (workspace_id, report_id, failed, late, again, member_ids)
    values (${tx.workspaceId}, ${reportId}, ${failed}, ${late}, ${again}, ${[...row.memberIds]}::text[])
    on conflict (workspace_id, report_id) do update set failed = excluded.failed, late = excluded.late,
      again = excluded.again, member_ids = excluded.member_ids`);
}

/** A report whose members have something to be told. */
export interface TellingRow extends MailRow {
  readonly workspaceId: WorkspaceId;
  readonly reportId: string;
  readonly datasetId: string;
  readonly datasetName: string;
  readonly lateAfterHours: number | null;
  readonly told: Trouble | null;
  /** What it is now; null: it is well. */
  readonly now: Trouble | null;
  readonly runId: string | null;
  readonly problem: RunProblem | null;
}

/**
 * Reports that are in a trouble which was not mailed, or well again after one that was. While a run is under way, the one
 * that is tried again too, nothing is sure; paused ones are left alone. A failure that also makes late is one trouble.
 */
export function listTelling(db: Db, now: Date, limit: number): Promise<TellingRow[]> {
  return db.rows(sql<TellingRow>`
    select * from (
      select m.workspace_id as "workspaceId", m.report_id as "reportId", m.failed, m.late, m.again,
        m.member_ids as "memberIds", m.told, r.dataset_id::text as "datasetId", d.name as "datasetName",
        r.late_after_hours as "lateAfterHours", last.id as "runId", last.problem, last.state as run,
        case when last.state = 'failed' then 'failed'
          when r.late_after_hours is not null and coalesce(r.last_success_at, r.created_at)
            < ${now}::timestamptz - make_interval(hours => r.late_after_hours) then 'late' end as now
      from report_mail m
      join report r on r.workspace_id = m.workspace_id and r.id = m.report_id
      join dataset d on d.workspace_id = r.workspace_id and d.id = r.dataset_id
      left join report_run last on last.workspace_id = r.workspace_id and last.id = r.last_run_id
      where not r.paused) t
    where (now = 'failed' and failed and told is distinct from 'failed')
      or (now = 'late' and late and told is null)
      or (now is null and told is not null and (run = 'succeeded' or told = 'late'))
    order by "workspaceId", "reportId" limit ${limit}`);
}

/** Claims the telling. @returns false when somebody was faster */
export async function claimTold(
  tx: WorkspaceTx,
  { reportId, told, now }: Pick<TellingRow, 'reportId' | 'told' | 'now'>,
): Promise<boolean> {
  const claimed = await tx.execute(sql`
    update report_mail set told = ${now}
    where workspace_id = ${tx.workspaceId} and report_id = ${reportId} and told is not distinct from ${told}::text`);
  return claimed === 1;
}
