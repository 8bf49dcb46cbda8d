import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';

/** Things that are set up, by the kinds of subjects: where their names stand. */
const SET_UP: Readonly<Record<string, readonly [table: string, column: string]>> = {
  queue: ['queue', 'name'],
  work_stream: ['work_stream', 'name'],
  rule_set: ['rule_set', 'name'],
  team: ['team', 'name'],
  role: ['workspace_role', 'name'],
  skill: ['skill', 'name'],
  rating_model: ['rating_model', 'name'],
  capacity_profile: ['capacity_profile', 'name'],
  presence: ['presence_option', 'name'],
  template: ['notification_template', 'name'],
  hours: ['operating_hours', 'name'],
  timeout_rule: ['timeout_rule', 'name'],
  attribute: ['attribute_definition', 'label'],
  alert_rule: ['alert_rule', 'name'],
  quick_reply: ['quick_reply', 'title'],
  macro: ['macro', 'name'],
  article: ['article', 'title'],
  masking_rule: ['masking_rule', 'name'],
  masking: ['masking_rule', 'name'],
  handle: ['handle', 'name'],
  survey: ['handle', 'name'],
  privacy_setting: ['handle', 'name'],
  x_app: ['x_app', 'name'],
  api_key: ['api_key', 'name'],
  webhook: ['webhook_endpoint', 'name'],
  program_integration: ['messaging_integration', 'display_name'],
  program_key: ['messaging_key', 'display_name'],
  data_client: ['data_client', 'name'],
  dataset: ['dataset', 'name'],
  saved_query: ['saved_query', 'name'],
  dataset_alert: ['dataset_alert', 'name'],
  dataset_chart: ['dataset_chart', 'title'],
  program_client: ['messaging_oauth_client', 'name'],
};

/**
 * The name of something that is set up, as it is in this transaction, or was before it was deleted in it. Nobody's own
 * quick replies and macros: what people call them is theirs.
 */
export async function findSetupName(
  tx: WorkspaceTx,
  kind: string | null,
  id: string | null,
): Promise<string | undefined> {
  const place = kind === null ? undefined : SET_UP[kind];
  if (!place || id === null) return undefined;
  const [table, column] = place;
  const row = await tx.findRow(sql<{ name: string | null }>`
    select r ->> ${column} as name from (
      select to_jsonb(t) as r from ${sql.table(table)} t where t.workspace_id = ${tx.workspaceId} and t.id = ${id}
      union all
      select row from deleted_row
      where workspace_id = ${tx.workspaceId} and thing_id = ${id} and table_name = ${table}) named
    where coalesce(r ->> 'scope', '') <> 'personal' limit 1`);
  return row?.name ?? undefined;
}

/** Where people's names stand: they are not written into the log, and go from it with the person. */
const OF_PEOPLE: Readonly<Record<string, ReturnType<typeof sql>>> = {
  contact: sql`select workspace_id, id, name from contact`,
  company: sql`select workspace_id, id, name from company`,
  case: sql`select workspace_id, id, title as name from case_record`,
  work_item: sql`select workspace_id, id, '#' || number as name from work_item`,
};

const OF_CUSTOMERS: typeof OF_PEOPLE = {
  customer: sql`select workspace_id, id, coalesce(name, '@' || username) as name from customer`,
  conversation: sql`select v.workspace_id, v.id, coalesce(c.name, '@' || c.username) as name from conversation v
    join customer c on c.workspace_id = v.workspace_id and c.id = v.customer_id`,
};

interface Subject {
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
}

/** Names of records and customers as they are now, by id. Customers' only for who sees their conversations. */
export async function listSubjectNames(
  db: WorkspaceDb,
  subjects: readonly Subject[],
  seesCustomers: boolean,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const [kind, from] of Object.entries({ ...OF_PEOPLE, ...(seesCustomers && OF_CUSTOMERS) })) {
    const ids = subjects.flatMap(({ subjectKind, subjectId }) =>
      subjectKind === kind && subjectId !== null ? [subjectId] : [],
    );
    if (ids.length === 0) continue;
    const rows = await db.rows(sql<{ id: string; name: string | null }>`
      select t.id, t.name from (${from}) t
      where t.workspace_id = ${db.workspaceId} and t.id = any(${[...new Set(ids)]}::text[])`);
    for (const { id, name } of rows) if (name !== null) names.set(id, name);
  }
  return names;
}
