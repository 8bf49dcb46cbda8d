import { sql, type WorkspaceDb } from '../../base/index.ts';
import { type Reader, seenBy } from '../../datasets/index.ts';

export interface LinkingReport {
  readonly datasetId: string;
  /** The input DataSet as it was written: an id, or an address. */
  readonly input: string | null;
  readonly companions: Readonly<Record<string, string>>;
}

/** Reports that link DataSets. `inputs`: kinds with an input, and the key of its option. */
export function listLinking(
  db: WorkspaceDb,
  inputs: Readonly<Record<string, string>>,
  limit: number,
): Promise<LinkingReport[]> {
  return db.rows(sql<LinkingReport>`
    select r.dataset_id::text as "datasetId", r.options ->> (${JSON.stringify(inputs)}::jsonb ->> r.kind) as input,
      r.companions
    from report r
    where r.workspace_id = ${db.workspaceId}
      and (r.companions <> '{}' or r.kind = any(${Object.keys(inputs)}::text[]))
    order by r.id limit ${limit}`);
}

/** Which of these DataSets somebody does not see. */
export async function listHidden(
  db: WorkspaceDb,
  reader: Reader,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await db.rows(sql<{ id: string }>`
    select d.id::text as id from dataset d
    where d.workspace_id = ${db.workspaceId} and d.id = any(${[...ids]}::uuid[]) and not ${seenBy(reader, 'd')}`);
  return new Set(rows.map(({ id }) => id));
}

export interface LineageRow {
  readonly id: string;
  readonly name: string;
  readonly rows: number;
  readonly dataAt: Date | null;
  readonly kind: string | null;
  /** Null also for one that may not be seen. */
  readonly account: string | null;
}

/** DataSets with what fills them. `memberId`: sees the accounts that were shared with them; `all`: sees every one. */
export function listLineageRows(
  db: WorkspaceDb,
  ids: readonly string[],
  who: { readonly memberId: string | null; readonly all: boolean },
): Promise<LineageRow[]> {
  return db.rows(sql<LineageRow>`
    select d.id::text as id, d.name, d.rows::float8 as rows, d.data_at as "dataAt", r.kind,
      case when ${who.all} or share.level is not null
        then coalesce(account.label, account.name, '@' || account.username, app.name) end as account
    from dataset d
    left join report r on r.workspace_id = d.workspace_id and r.dataset_id = d.id
    left join account on account.workspace_id = r.workspace_id and account.id = r.account_id
      and account.status <> 'removed'
    left join x_app app on app.workspace_id = account.workspace_id and app.id = account.app_id
    left join account_share share on share.workspace_id = account.workspace_id and share.account_id = account.id
      and share.member_id = ${who.memberId}
    where d.workspace_id = ${db.workspaceId} and d.id = any(${[...ids]}::uuid[])`);
}
