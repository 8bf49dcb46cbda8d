import type { DatasetAudience, DatasetLevel } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { Reader } from './viewer.ts';

/** A member or a team. */
export interface Grantee {
  readonly kind: 'member' | 'team';
  readonly id: string;
}

export interface ShareRow extends Grantee {
  readonly level: DatasetLevel;
  readonly givenAt: Date;
}

/** Of a table with `member_id` and `team_id`: rows for one member, by name or through a team. */
export const isFor = (table: string, memberId: string | null) => {
  const t = sql.raw(table);
  return sql`(${t}.member_id = ${memberId} or ${t}.team_id in (select tm.team_id from team_member tm
    where tm.workspace_id = ${t}.workspace_id and tm.member_id = ${memberId}))`;
};

/** Of rows of `dataset`, under the name that a statement has for it: those that a reader sees. */
export function seenBy(reader: Reader, table: string) {
  if (reader === 'system' || reader.ownsAll) return sql`true`;
  const d = sql.raw(table);
  const own = reader.clientId === undefined ? sql`false` : sql`${d}.owner_id = ${reader.clientId}`;
  return sql`(${d}.audience = 'everybody' or ${own} or exists (select 1 from dataset_share ds
    where ds.workspace_id = ${d}.workspace_id and ds.dataset_id = ${d}.id and ${isFor('ds', reader.memberId)}))`;
}

/** What was shared with a member, by name or through teams: at most one line a DataSet and level. */
export function listLevels(
  db: WorkspaceDb,
  datasetIds: readonly string[],
  memberId: string,
): Promise<{ datasetId: string; level: DatasetLevel }[]> {
  return db.rows(sql<{ datasetId: string; level: DatasetLevel }>`
    select distinct ds.dataset_id::text as "datasetId", ds.level from dataset_share ds
    where ds.workspace_id = ${db.workspaceId} and ds.dataset_id = any(${[...datasetIds]}::uuid[])
      and ${isFor('ds', memberId)}`);
}

const shareColumns = sql`case when member_id is null then 'team' else 'member' end as kind,
  coalesce(member_id, team_id) as id, level, given_at as "givenAt"`;

/** Owners first. */
export function listShares(db: WorkspaceDb, datasetId: string): Promise<ShareRow[]> {
  return db.rows(sql<ShareRow>`
    select ${shareColumns} from dataset_share
    where workspace_id = ${db.workspaceId} and dataset_id = ${datasetId}
    order by level = 'owner' desc, given_at, 2 limit 1000`);
}

export async function putShare(tx: WorkspaceTx, datasetId: string, share: ShareRow): Promise<void> {
  const [memberId, teamId] = sidesOf(share);
  await tx.execute(sql`
    insert into dataset_share (workspace_id, dataset_id, member_id, team_id, level, given_at)
    values (${tx.workspaceId}, ${datasetId}, ${memberId}, ${teamId}, ${share.level}, ${share.givenAt})
    on conflict (workspace_id, dataset_id, coalesce(member_id, team_id)) do update set level = excluded.level`);
}

export async function deleteShare(tx: WorkspaceTx, datasetId: string, { id }: Grantee): Promise<void> {
  await tx.execute(sql`
    delete from dataset_share
    where workspace_id = ${tx.workspaceId} and dataset_id = ${datasetId} and coalesce(member_id, team_id) = ${id}`);
}

/** Makes a member its owner; somebody who is none (a key, a program) is passed over. */
export async function giveToOwner(
  tx: WorkspaceTx,
  datasetId: string,
  memberId: string,
  at: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into dataset_share (workspace_id, dataset_id, member_id, level, given_at)
    select workspace_id, ${datasetId}, id, 'owner', ${at} from member
    where workspace_id = ${tx.workspaceId} and id = ${memberId}`);
}

/** Lets a new DataSet be seen by those who see another one; where rows of that are kept from some, all of its are. */
export async function shareAs(tx: WorkspaceTx, datasetId: string, like: string, at: Date): Promise<void> {
  await tx.execute(sql`
    update dataset set audience = other.audience, policies_on = other.policies_on from dataset other
    where dataset.workspace_id = ${tx.workspaceId} and dataset.id = ${datasetId}
      and other.workspace_id = ${tx.workspaceId} and other.id = ${like}`);
  await tx.execute(sql`
    insert into dataset_share (workspace_id, dataset_id, member_id, team_id, level, given_at)
    select workspace_id, ${datasetId}, member_id, team_id, level, ${at} from dataset_share
    where workspace_id = ${tx.workspaceId} and dataset_id = ${like}
    on conflict do nothing`);
}

export async function setAudience(
  tx: WorkspaceTx,
  datasetId: string,
  audience: DatasetAudience,
  at: Date,
): Promise<void> {
  await tx.execute(sql`
    update dataset set audience = ${audience}, updated_at = ${at}
    where workspace_id = ${tx.workspaceId} and id = ${datasetId}`);
}

/** Which of these are members who may sign in, or teams. */
export async function listKnown(db: WorkspaceDb, grantees: readonly Grantee[]): Promise<Set<string>> {
  const idsOf = (kind: Grantee['kind']) => grantees.filter((one) => one.kind === kind).map(({ id }) => id);
  const rows = await db.rows(sql<{ id: string }>`
    select id from member
    where workspace_id = ${db.workspaceId} and active and id = any(${idsOf('member')}::text[])
    union all
    select id from team where workspace_id = ${db.workspaceId} and id = any(${idsOf('team')}::text[])`);
  return new Set(rows.map(({ id }) => id));
}

/** Names of a DataSet's owners, for sentences. */
export async function namesOfOwners(db: WorkspaceDb, datasetId: string): Promise<string[]> {
  const rows = await db.rows(sql<{ name: string }>`
    select coalesce(member.name, team.name) as name from dataset_share ds
    left join member on member.workspace_id = ds.workspace_id and member.id = ds.member_id and member.active
    left join team on team.workspace_id = ds.workspace_id and team.id = ds.team_id
    where ds.workspace_id = ${db.workspaceId} and ds.dataset_id = ${datasetId} and ds.level = 'owner'
      and coalesce(member.name, team.name) is not null
    order by lower(coalesce(member.name, team.name)) limit 10`);
  return rows.map(({ name }) => name);
}

/** The columns of a table for one of the two. */
export const sidesOf = ({ kind, id }: Grantee): [string | null, string | null] =>
  kind === 'member' ? [id, null] : [null, id];
