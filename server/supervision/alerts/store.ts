import type { Alert, AlertRule, AlertRuleInput } from '../../../contract/api/index.ts';
import { type Queries, sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';

const ruleColumns = sql`id, name, kind, queue_id as "queueId", warning::float8 as warning, critical::float8 as critical, enabled`;
const alertColumns = sql`id, rule_id as "ruleId", rule_name as "ruleName", kind, level, queue_id as "queueId",
  member_id as "memberId", value::float8 as value, since, until_at as until`;

type AlertRow = Omit<Alert, 'since' | 'until'> & { readonly since: Date; readonly until: Date | null };

function toAlert(row: AlertRow): Alert {
  return { ...row, since: row.since.toISOString(), until: row.until?.toISOString() ?? null };
}

export function listRules(db: WorkspaceDb): Promise<AlertRule[]> {
  return db.rows(sql<AlertRule>`
    select ${ruleColumns} from alert_rule where workspace_id = ${db.workspaceId} order by lower(name), id limit 200`);
}

/** Workspaces that have a rule or an alert that stands. */
export async function listWatchful(db: Queries): Promise<string[]> {
  const rows = await db.rows(sql<{ id: string }>`
    select workspace_id as id from alert_rule where enabled
    union select workspace_id from alert where until_at is null`);
  return rows.map((row) => row.id);
}

export async function insertRule(db: WorkspaceDb, rule: AlertRule, at: Date): Promise<void> {
  await db.execute(sql`
    insert into alert_rule (workspace_id, id, name, kind, queue_id, warning, critical, enabled, created_at)
    values (${db.workspaceId}, ${rule.id}, ${rule.name}, ${rule.kind}, ${rule.queueId}, ${rule.warning},
      ${rule.critical}, ${rule.enabled}, ${at})`);
}

/** False when there is none. */
export async function updateRule(db: WorkspaceDb, id: string, rule: AlertRuleInput): Promise<boolean> {
  const changed = await db.execute(sql`
    update alert_rule set name = ${rule.name}, kind = ${rule.kind}, queue_id = ${rule.queueId},
      warning = ${rule.warning}, critical = ${rule.critical}, enabled = ${rule.enabled}
    where workspace_id = ${db.workspaceId} and id = ${id}`);
  return changed > 0;
}

export async function deleteRule(db: WorkspaceDb, id: string): Promise<boolean> {
  const changed = await db.execute(sql`
    delete from alert_rule where workspace_id = ${db.workspaceId} and id = ${id}`);
  return changed > 0;
}

/** Alerts that stand, the worst first. */
export async function listActiveAlerts(db: WorkspaceDb): Promise<Alert[]> {
  const rows = await db.rows(sql<AlertRow>`
    select ${alertColumns} from alert where workspace_id = ${db.workspaceId} and until_at is null
    order by level, since, id limit 500`);
  return rows.map(toAlert);
}

export async function listAlerts(
  db: WorkspaceDb,
  after: { readonly at: Date; readonly id: string } | undefined,
  limit: number,
): Promise<Alert[]> {
  const rows = await db.rows(sql<AlertRow>`
    select ${alertColumns} from alert
    where workspace_id = ${db.workspaceId} ${after ? sql`and (since, id) < (${after.at}, ${after.id})` : sql``}
    order by since desc, id desc limit ${limit}`);
  return rows.map(toAlert);
}

export async function insertAlert(
  tx: WorkspaceTx,
  alert: Omit<Alert, 'since' | 'until'>,
  at: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into alert (workspace_id, id, rule_id, rule_name, kind, level, queue_id, member_id, value, since)
    values (${tx.workspaceId}, ${alert.id}, ${alert.ruleId}, ${alert.ruleName}, ${alert.kind}, ${alert.level},
      ${alert.queueId}, ${alert.memberId}, ${alert.value}, ${at})`);
}

export async function changeAlert(
  tx: WorkspaceTx,
  id: string,
  change: { readonly level: Alert['level']; readonly value: number } | { readonly until: Date },
): Promise<void> {
  const set =
    'until' in change
      ? sql`until_at = ${change.until}`
      : sql`level = ${change.level}, value = ${change.value}`;
  await tx.execute(sql`update alert set ${set} where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** How each queue stands, by ranges of its own indexes. */
export interface QueueStanding {
  readonly queueId: string;
  readonly waiting: number;
  readonly oldestAt: Date | null;
  /** Of the last hour's: how many were opened, and how many of those broke a service level. */
  readonly opened: number;
  readonly breached: number;
}

export function listStandings(db: WorkspaceDb, hourAgo: Date): Promise<QueueStanding[]> {
  return db.rows(sql<QueueStanding>`
    select q.id as "queueId", coalesce(w.waiting, 0)::int as waiting, w.oldest as "oldestAt",
      coalesce(r.opened, 0)::int as opened, coalesce(r.breached, 0)::int as breached
    from queue q
    left join (
      select queue_id, count(*) as waiting, min(coalesce(queued_at, state_at)) as oldest from work_item
      where workspace_id = ${db.workspaceId} and state = 'open' and assignee_id is null group by queue_id) w
      on w.queue_id = q.id
    left join (
      select queue_id, count(*) as opened, count(*) filter (where breached <> '{}') as breached from work_item
      where workspace_id = ${db.workspaceId} and opened_at >= ${hourAgo} group by queue_id) r
      on r.queue_id = q.id
    where q.workspace_id = ${db.workspaceId}`);
}
