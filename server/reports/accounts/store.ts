import type { AccountLevel } from '../../../contract/api/index.ts';
import type { AccountRecord } from '../../accounts/index.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { type Reader, seenBy } from '../../datasets/index.ts';

/** An account with what uses it. */
export interface AccountRow {
  readonly id: string;
  readonly app_id: string;
  readonly app_name: string;
  readonly network: 'x' | 'local';
  readonly x_user_id: string | null;
  readonly username: string | null;
  readonly name: string | null;
  readonly label: string | null;
  readonly avatar_url: string | null;
  readonly auth_kind: AccountRecord['authKind'];
  readonly scopes: string[];
  readonly status: AccountRecord['status'];
  readonly status_reason: string | null;
  readonly access_expires_at: Date | null;
  readonly refresh_due_at: Date | null;
  readonly created_at: Date;
  readonly handle_id: string | null;
  readonly handle_name: string | null;
  readonly datasets: number;
  readonly used_at: Date | null;
  /** What the member was given; null: nothing. */
  readonly level: AccountLevel | null;
}

export interface AccountQuery {
  /** Sees what was shared with them; null: an API key. */
  readonly memberId: string | null;
  /** Whatever was shared. */
  readonly all: boolean;
  readonly id?: string;
  readonly q?: string | undefined;
  readonly owned?: boolean | undefined;
  readonly used?: boolean | undefined;
  readonly valid?: boolean | undefined;
  readonly kind?: AccountRecord['authKind'] | undefined;
  readonly order?: keyof typeof orders | undefined;
  readonly offset: number;
  readonly limit: number;
  readonly now: Date;
}

const shownName = sql`lower(coalesce(account.label, account.username, account.name, ''))`;
const orders = {
  name: sql`${shownName}, account.id`,
  kind: sql`account.auth_kind, ${shownName}, account.id`,
  created_down: sql`account.created_at desc, account.id desc`,
  used_down: sql`used_at desc nulls last, ${shownName}, account.id`,
  // Those that need somebody first.
  status: sql`(account.status = 'active'), account.access_expires_at nulls last, ${shownName}, account.id`,
};

/** Accounts that somebody may see, with what uses them. A workspace has at most 500: each is looked at. */
export function listAccountRows(db: WorkspaceDb, query: AccountQuery): Promise<AccountRow[]> {
  const { q, owned, used, valid, kind, id, now } = query;
  const like = q === undefined ? undefined : `%${q.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const isUsed = sql`(handle.id is not null or coalesce(uses.datasets, 0) > 0)`;
  const isValid = sql`(account.status = 'active' and (account.access_expires_at is null or account.access_expires_at > ${now}))`;
  return db.rows(sql<AccountRow>`
    select account.id, account.app_id, app.name as app_name, app.network, account.x_user_id, account.username,
      account.name, account.label, account.avatar_url, account.auth_kind, account.scopes, account.status,
      account.status_reason, account.access_expires_at, account.refresh_due_at, account.created_at,
      handle.id as handle_id, handle.name as handle_name, coalesce(uses.datasets, 0)::int as datasets,
      greatest(account.last_used_at, feed.last_event_at, uses.last_run_at) as used_at, share.level
    from account
    join x_app app on app.workspace_id = account.workspace_id and app.id = account.app_id
    left join handle on handle.workspace_id = account.workspace_id and handle.account_id = account.id
      and handle.deleted_at is null
    left join account_feed feed on feed.workspace_id = account.workspace_id and feed.account_id = account.id
    left join account_share share on share.workspace_id = account.workspace_id and share.account_id = account.id
      and share.member_id = ${query.memberId}
    left join lateral (
      select count(*) as datasets, max(run.started_at) as last_run_at
      from report
      left join report_run run on run.workspace_id = report.workspace_id and run.id = report.last_run_id
      where report.workspace_id = account.workspace_id and report.account_id = account.id
    ) uses on true
    where account.workspace_id = ${db.workspaceId} and account.status <> 'removed'
      and (${query.all} or share.level is not null)
      and ${id === undefined ? sql`true` : sql`account.id = ${id}`}
      and ${
        like === undefined
          ? sql`true`
          : sql`lower(concat_ws(' ', account.label, '@' || account.username, account.name)) like ${like}`
      }
      and ${owned === undefined ? sql`true` : sql`(share.level is not distinct from 'owner') = ${owned}`}
      and ${used === undefined ? sql`true` : sql`${isUsed} = ${used}`}
      and ${valid === undefined ? sql`true` : sql`${isValid} = ${valid}`}
      and ${kind === undefined ? sql`true` : sql`account.auth_kind = ${kind}`}
    order by ${orders[query.order ?? 'name']} limit ${query.limit} offset ${query.offset}`);
}

export interface ReportUse {
  readonly id: string;
  readonly dataset_id: string;
  readonly dataset_name: string;
  readonly kind: string;
}

/** Reports that read X with an account, of DataSets that somebody sees, by the names of those. */
export function listReportUses(
  db: WorkspaceDb,
  reader: Reader,
  accountId: string,
  limit: number,
): Promise<ReportUse[]> {
  return db.rows(sql<ReportUse>`
    select report.id, report.dataset_id, dataset.name as dataset_name, report.kind
    from report
    join dataset on dataset.workspace_id = report.workspace_id and dataset.id = report.dataset_id
    where report.workspace_id = ${db.workspaceId} and report.account_id = ${accountId}
      and ${seenBy(reader, 'dataset')}
    order by lower(dataset.name), report.id limit ${limit}`);
}

/**
 * Lets reports go on with another account. Each begins at its beginning: what was read last was another's.
 * @returns the reports that moved
 */
export function moveReports(
  tx: WorkspaceTx,
  move: { readonly from: string; readonly to: string; readonly datasetIds: readonly string[] | undefined },
  now: Date,
): Promise<{ id: string; dataset_id: string }[]> {
  const some =
    move.datasetIds === undefined ? sql`true` : sql`dataset_id = any(${[...move.datasetIds]}::uuid[])`;
  return tx.rows(sql<{ id: string; dataset_id: string }>`
    update report set account_id = ${move.to}, bookmark = null, updated_at = ${now}
    where workspace_id = ${tx.workspaceId} and account_id = ${move.from} and ${some}
    returning id, dataset_id`);
}

/** Stops the schedules of reports that have lost their account. */
export function pauseReports(
  tx: WorkspaceTx,
  accountId: string,
  now: Date,
): Promise<{ id: string; dataset_id: string }[]> {
  return tx.rows(sql<{ id: string; dataset_id: string }>`
    update report set paused = true, updated_at = ${now}
    where workspace_id = ${tx.workspaceId} and account_id = ${accountId} and not paused
    returning id, dataset_id`);
}

/** Whoever has been an administrator longest, besides one: takes over what nobody else can. */
export async function findOldestAdministrator(tx: WorkspaceTx, besides: string): Promise<string | undefined> {
  const row = await tx.findRow(sql<{ id: string }>`
    select id from member
    where workspace_id = ${tx.workspaceId} and role = 'administrator' and custom_role_id is null and active
      and id <> ${besides}
    order by created_at, id limit 1`);
  return row?.id;
}

/** Whether somebody is here, and may sign in. */
export async function isActiveMember(db: WorkspaceDb, memberId: string): Promise<boolean> {
  const row = await db.findRow(sql`
    select id from member where workspace_id = ${db.workspaceId} and id = ${memberId} and active`);
  return row !== undefined;
}

/** Names of members, for sentences. */
export async function namesOf(db: WorkspaceDb, memberIds: readonly string[]): Promise<string[]> {
  const rows = await db.rows(sql<{ name: string }>`
    select name from member where workspace_id = ${db.workspaceId} and id = any(${[...memberIds]}::text[])
    order by lower(name)`);
  return rows.map(({ name }) => name);
}
