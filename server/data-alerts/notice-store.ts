import { type Db, sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';

export interface NoticeRow {
  readonly id: string;
  readonly alertId: string;
  /** Null: a test. */
  readonly datasetVersion: number | null;
  readonly at: Date;
  readonly value: number | null;
  readonly before: number | null;
  readonly mailed: number;
  readonly mailMissing: boolean;
  readonly posted: boolean;
}

const columns = sql`id, alert_id as "alertId", dataset_version::float8 as "datasetVersion", at, value, before, mailed,
  mail_missing as "mailMissing", posted`;

/** Answers whether the alert had not told of this version yet. */
export async function insertNotice(tx: WorkspaceTx, row: NoticeRow): Promise<boolean> {
  const inserted = await tx.execute(sql`
    insert into dataset_alert_notice (workspace_id, id, alert_id, dataset_version, at, value, before, mailed,
      mail_missing, posted)
    values (${tx.workspaceId}, ${row.id}, ${row.alertId}, ${row.datasetVersion}, ${row.at}, ${row.value},
      ${row.before}, ${row.mailed}, ${row.mailMissing}, ${row.posted})
    on conflict (workspace_id, alert_id, dataset_version) do nothing`);
  return inserted === 1;
}

export async function noteMailed(
  tx: WorkspaceTx,
  id: string,
  told: { readonly mailed: number; readonly missing: boolean },
): Promise<void> {
  await tx.execute(sql`
    update dataset_alert_notice set mailed = ${told.mailed}, mail_missing = ${told.missing}
    where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

export function findNotice(db: WorkspaceDb, id: string): Promise<NoticeRow | undefined> {
  return db.findRow(sql<NoticeRow>`
    select ${columns} from dataset_alert_notice where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** Newest first. */
export function listNotices(
  db: WorkspaceDb,
  alertId: string,
  before: string | undefined,
  limit: number,
): Promise<NoticeRow[]> {
  return db.rows(sql<NoticeRow>`
    select ${columns} from dataset_alert_notice where workspace_id = ${db.workspaceId} and alert_id = ${alertId}
      ${before === undefined ? sql`` : sql`and id < ${before}`}
    order by id desc limit ${limit}`);
}

/** Forgets what was told before. Answers how many. */
export function forgetNotices(db: Db, before: Date, limit: number): Promise<number> {
  return db.execute(sql`
    delete from dataset_alert_notice where ctid = any(array(
      select ctid from dataset_alert_notice where at < ${before} limit ${limit}))`);
}
