import { sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import type { EndpointInput, WebhookEndpoint } from './types.ts';

/** As stored: the secret is sealed elsewhere. */
export type StoredEndpoint = Omit<WebhookEndpoint, 'secret'>;

const columns = sql`id, carrier, integration_id as "integrationId", name, target, triggers, version,
  include_full_user as "includeFullUser", include_full_source as "includeFullSource",
  include_client as "includeClient", retry_for_day as "retryForDay", state, paused_by as "pausedBy",
  paused_at as "pausedAt", pause_reason as "pauseReason", probe_at as "probeAt", probes, resumed_at as "resumedAt",
  created_at as "createdAt", updated_at as "updatedAt"`;

export function selectEndpoints(db: WorkspaceDb): Promise<StoredEndpoint[]> {
  return db.rows(sql<StoredEndpoint>`
    select ${columns} from webhook_endpoint where workspace_id = ${db.workspaceId} order by id`);
}

export function selectEndpoint(db: WorkspaceDb, id: string): Promise<StoredEndpoint | undefined> {
  return db.findRow(sql<StoredEndpoint>`
    select ${columns} from webhook_endpoint where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export async function insertEndpoint(
  tx: WorkspaceTx,
  id: string,
  carrier: string,
  input: EndpointInput,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into webhook_endpoint (workspace_id, id, carrier, integration_id, name, target, triggers, version, include_full_user,
      include_full_source, include_client, retry_for_day, state, created_at, updated_at)
    values (${tx.workspaceId}, ${id}, ${carrier}, ${input.integrationId}, ${input.name}, ${input.target},
      ${[...input.triggers]}::text[], ${input.version}, ${input.includeFullUser}, ${input.includeFullSource},
      ${input.includeClient}, ${input.retryForDay}, 'active', ${now}, ${now})`);
  await tx.execute(sql`
    insert into webhook_head (workspace_id, endpoint_id, seq) values (${tx.workspaceId}, ${id}, 0)`);
}

export async function updateEndpointRow(
  tx: WorkspaceTx,
  id: string,
  input: EndpointInput,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    update webhook_endpoint set name = ${input.name}, target = ${input.target},
      triggers = ${[...input.triggers]}::text[], include_full_user = ${input.includeFullUser},
      include_full_source = ${input.includeFullSource}, include_client = ${input.includeClient},
      retry_for_day = ${input.retryForDay}, updated_at = ${now}
    where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** Its deliveries go in the sweep: there may be many. */
export async function deleteEndpointRow(tx: WorkspaceTx, id: string): Promise<boolean> {
  const deleted = await tx.execute(sql`
    delete from webhook_endpoint where workspace_id = ${tx.workspaceId} and id = ${id}`);
  return deleted > 0;
}

export interface Pause {
  readonly by: 'failures' | 'person';
  readonly reason: string | null;
  readonly at: Date;
  readonly probeAt: Date | null;
}

/** False when it was paused already. */
export async function pauseRow(tx: WorkspaceTx, id: string, pause: Pause): Promise<boolean> {
  const changed = await tx.execute(sql`
    update webhook_endpoint set state = 'paused', paused_by = ${pause.by}, paused_at = ${pause.at},
      pause_reason = ${pause.reason}, probe_at = ${pause.probeAt}, probes = 0
    where workspace_id = ${tx.workspaceId} and id = ${id}
      and (state = 'active' or (${pause.by}::text = 'person' and paused_by = 'failures'))`);
  return changed > 0;
}

/** False when it was not paused (by that, where it is named). */
export async function resumeRow(
  tx: WorkspaceTx,
  id: string,
  now: Date,
  pausedBy?: 'failures',
): Promise<boolean> {
  const changed = await tx.execute(sql`
    update webhook_endpoint set state = 'active', paused_by = null, paused_at = null, pause_reason = null,
      probe_at = null, probes = 0, resumed_at = ${now}
    where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'paused'
      and (${pausedBy ?? null}::text is null or paused_by = ${pausedBy ?? null})`);
  return changed > 0;
}

/** The receiver was looked at and still fails. */
export async function postponeProbe(db: WorkspaceDb, id: string, at: Date): Promise<void> {
  await db.execute(sql`
    update webhook_endpoint set probe_at = ${at}, probes = probes + 1
    where workspace_id = ${db.workspaceId} and id = ${id} and paused_by = 'failures'`);
}
