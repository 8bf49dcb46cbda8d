import type { PolicyFilter } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { type Grantee, isFor, sidesOf } from '../sharing/store.ts';
import type { Shown } from './filter.ts';

/** The policy “All Rows”, which every DataSet has. */
export const ALL_ROWS = 0;

export interface PolicyRow {
  readonly number: number;
  readonly name: string;
  readonly filters: readonly PolicyFilter[];
  readonly people: readonly Grantee[];
}

/** What the policies of a member show, by name or through teams. */
export async function listShown(db: WorkspaceDb, datasetId: string, memberId: string): Promise<Shown[]> {
  const rows = await db.rows(sql<{ number: number; filters: PolicyFilter[] | null }>`
    select distinct on (person.number) person.number, policy.filters from dataset_policy_person person
    left join dataset_policy policy on policy.workspace_id = person.workspace_id
      and policy.dataset_id = person.dataset_id and policy.number = person.number
    where person.workspace_id = ${db.workspaceId} and person.dataset_id = ${datasetId}
      and ${isFor('person', memberId)}`);
  // Only “All Rows” has no filters.
  return rows.map(({ number, filters }) => (number === ALL_ROWS ? null : (filters ?? [])));
}

/** Policies of a DataSet in the order in which they were made, “All Rows” first. */
export async function listPolicies(db: WorkspaceDb, datasetId: string): Promise<PolicyRow[]> {
  const made = await db.rows(sql<Omit<PolicyRow, 'people'>>`
    select number, name, filters from dataset_policy
    where workspace_id = ${db.workspaceId} and dataset_id = ${datasetId} order by number limit 1000`);
  const people = await db.rows(sql<Grantee & { readonly number: number }>`
    select number, case when member_id is null then 'team' else 'member' end as kind,
      coalesce(member_id, team_id) as id from dataset_policy_person
    where workspace_id = ${db.workspaceId} and dataset_id = ${datasetId}
    order by 2, 3 limit 100000`);
  return [{ number: ALL_ROWS, name: 'All Rows', filters: [] }, ...made].map((policy) => ({
    ...policy,
    people: people.filter(({ number }) => number === policy.number).map(({ kind, id }) => ({ kind, id })),
  }));
}

export async function countPolicies(tx: WorkspaceTx, datasetId: string): Promise<number> {
  const { count } = await tx.row(sql<{ count: number }>`
    select count(*)::int as count from dataset_policy
    where workspace_id = ${tx.workspaceId} and dataset_id = ${datasetId}`);
  return count;
}

/** A number that no policy of the DataSet has had. */
export async function nextNumber(tx: WorkspaceTx, datasetId: string): Promise<number> {
  const { number } = await tx.row(sql<{ number: number }>`
    update dataset set last_policy = last_policy + 1
    where workspace_id = ${tx.workspaceId} and id = ${datasetId} returning last_policy as number`);
  return number;
}

/** Writes a policy, whether it was there or not; of “All Rows” its people alone. */
export async function putPolicy(
  tx: WorkspaceTx,
  datasetId: string,
  policy: PolicyRow,
  at: Date,
): Promise<void> {
  if (policy.number !== ALL_ROWS) {
    await tx.execute(sql`
      insert into dataset_policy (workspace_id, dataset_id, number, name, filters, created_at, updated_at)
      values (${tx.workspaceId}, ${datasetId}, ${policy.number}, ${policy.name}, ${JSON.stringify(policy.filters)},
        ${at}, ${at})
      on conflict (workspace_id, dataset_id, number)
        do update set name = excluded.name, filters = excluded.filters, updated_at = excluded.updated_at`);
  }
  await deletePeople(tx, datasetId, policy.number);
  const [members, teams] = [0, 1].map((side) => policy.people.flatMap((one) => sidesOf(one)[side] ?? []));
  await tx.execute(sql`
    insert into dataset_policy_person (workspace_id, dataset_id, number, member_id, team_id)
    select ${tx.workspaceId}::text, ${datasetId}::uuid, ${policy.number}::integer, person.member_id, person.team_id
    from (
      select member_id, null as team_id from unnest(${members ?? []}::text[]) member_id
      union all
      select null, team_id from unnest(${teams ?? []}::text[]) team_id) person`);
}

/** @returns how many went: 0 or 1 */
export async function deletePolicy(tx: WorkspaceTx, datasetId: string, number: number): Promise<number> {
  await deletePeople(tx, datasetId, number);
  return tx.execute(sql`
    delete from dataset_policy
    where workspace_id = ${tx.workspaceId} and dataset_id = ${datasetId} and number = ${number}`);
}

async function deletePeople(tx: WorkspaceTx, datasetId: string, number: number): Promise<void> {
  await tx.execute(sql`
    delete from dataset_policy_person
    where workspace_id = ${tx.workspaceId} and dataset_id = ${datasetId} and number = ${number}`);
}

export async function setPoliciesOn(
  tx: WorkspaceTx,
  datasetId: string,
  on: boolean,
  at: Date,
): Promise<void> {
  await tx.execute(sql`
    update dataset set policies_on = ${on}, updated_at = ${at}
    where workspace_id = ${tx.workspaceId} and id = ${datasetId}`);
}
