import { accountErrors } from '../../contract/errors/accounts.ts';
import {
  AppError,
  asId,
  type Db,
  isUniqueViolation,
  sql,
  type WorkspaceDb,
  type WorkspaceId,
  type WorkspaceTx,
} from '../base/index.ts';
import type { AppId, AppRecord } from './app.ts';

interface AppRow {
  readonly id: string;
  readonly name: string;
  readonly network: AppRecord['network'];
  readonly consumer_key: string;
  readonly client_id: string | null;
  readonly environment_name: string | null;
  readonly transport: AppRecord['transport'];
  readonly transport_reason: string | null;
  readonly transport_wanted: AppRecord['transportWanted'];
  readonly door_key: string;
  readonly x_webhook_id: string | null;
  readonly webhook_checked_at: Date | null;
  readonly v1_dm: AppRecord['v1Dm'];
  readonly privacy_accepted_at: Date | null;
  readonly privacy_accepted_by: string | null;
  readonly created_at: Date;
}

const columns = sql`id, name, network, consumer_key, client_id, environment_name, transport, transport_reason,
  transport_wanted, door_key, x_webhook_id, webhook_checked_at, v1_dm, privacy_accepted_at, privacy_accepted_by,
  created_at`;

export type NewAppRow = Pick<
  AppRecord,
  | 'id'
  | 'name'
  | 'network'
  | 'consumerKey'
  | 'clientId'
  | 'environmentName'
  | 'transportWanted'
  | 'doorKey'
  | 'createdAt'
>;

/** @throws AppError `x_app_key_taken` */
export async function insertAppRow(tx: WorkspaceTx, app: NewAppRow): Promise<void> {
  try {
    await tx.execute(sql`
      insert into x_app_door (door_key, workspace_id, app_id, network, consumer_key)
      values (${app.doorKey}, ${tx.workspaceId}, ${app.id}, ${app.network}, ${app.consumerKey})`);
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError(accountErrors.x_app_key_taken, { cause: error });
    throw error;
  }
  await tx.execute(sql`
    insert into x_app (workspace_id, id, name, network, consumer_key, client_id, environment_name, transport_wanted,
      door_key, created_at)
    values (${tx.workspaceId}, ${app.id}, ${app.name}, ${app.network}, ${app.consumerKey}, ${app.clientId},
      ${app.environmentName}, ${app.transportWanted}, ${app.doorKey}, ${app.createdAt})`);
}

export type AppChange = Partial<
  Pick<
    AppRecord,
    'name' | 'clientId' | 'environmentName' | 'transportWanted' | 'transport' | 'transportReason'
  > &
    Pick<AppRecord, 'xWebhookId' | 'webhookCheckedAt' | 'v1Dm' | 'privacyAcceptedAt' | 'privacyAcceptedBy'>
>;

const columnOf: Readonly<Record<keyof AppChange, string>> = {
  name: 'name',
  clientId: 'client_id',
  environmentName: 'environment_name',
  transportWanted: 'transport_wanted',
  transport: 'transport',
  transportReason: 'transport_reason',
  xWebhookId: 'x_webhook_id',
  webhookCheckedAt: 'webhook_checked_at',
  v1Dm: 'v1_dm',
  privacyAcceptedAt: 'privacy_accepted_at',
  privacyAcceptedBy: 'privacy_accepted_by',
};

/** Changes what is given; undefined leaves a column alone. @throws AppError `x_app_not_found` */
export async function changeAppRow(tx: WorkspaceTx, id: string, change: AppChange): Promise<AppRecord> {
  // Object.entries forgets the keys of its argument; the type says that there are no others.
  const entries = Object.entries(change) as [keyof AppChange, unknown][];
  const sets = entries
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => sql`${sql.ref(columnOf[field])} = ${value}`);
  if (sets.length > 0) {
    await tx.execute(sql`
      update x_app set ${sql.join(sets)}
      where workspace_id = ${tx.workspaceId} and id = ${id} and deleted_at is null`);
  }
  return getApp(tx, id);
}

/** The door closes at once and the key becomes free. @throws AppError `x_app_not_found` */
export async function deleteAppRow(tx: WorkspaceTx, id: string, at: Date): Promise<void> {
  const changed = await tx.execute(sql`
    update x_app set deleted_at = ${at}
    where workspace_id = ${tx.workspaceId} and id = ${id} and deleted_at is null`);
  if (changed === 0) throw new AppError(accountErrors.x_app_not_found);
  await tx.execute(sql`delete from x_app_door where workspace_id = ${tx.workspaceId} and app_id = ${id}`);
}

export async function findApp(db: WorkspaceDb, id: string): Promise<AppRecord | undefined> {
  const row = await db.findRow(sql<AppRow>`
    select ${columns} from x_app where workspace_id = ${db.workspaceId} and id = ${id} and deleted_at is null`);
  return row && toApp(row);
}

/** @throws AppError `x_app_not_found` */
export async function getApp(db: WorkspaceDb, id: string): Promise<AppRecord> {
  const app = await findApp(db, id);
  if (!app) throw new AppError(accountErrors.x_app_not_found);
  return app;
}

/** At most 200, oldest first. */
export async function listApps(db: WorkspaceDb): Promise<AppRecord[]> {
  const rows = await db.rows(sql<AppRow>`
    select ${columns} from x_app where workspace_id = ${db.workspaceId} and deleted_at is null
    order by created_at, id limit 200`);
  return rows.map(toApp);
}

/** Which workspace and app a webhook's address belongs to. */
export async function findAppByDoor(
  db: Db,
  doorKey: string,
): Promise<{ workspaceId: WorkspaceId; appId: AppId } | undefined> {
  const row = await db.findRow(sql<{ workspace_id: string; app_id: string }>`
    select workspace_id, app_id from x_app_door where door_key = ${doorKey}`);
  return row && { workspaceId: asId<'workspace'>(row.workspace_id), appId: asId<'x_app'>(row.app_id) };
}

function toApp(row: AppRow): AppRecord {
  return {
    id: asId<'x_app'>(row.id),
    name: row.name,
    network: row.network,
    consumerKey: row.consumer_key,
    clientId: row.client_id,
    environmentName: row.environment_name,
    transport: row.transport,
    transportReason: row.transport_reason,
    transportWanted: row.transport_wanted,
    doorKey: row.door_key,
    xWebhookId: row.x_webhook_id,
    webhookCheckedAt: row.webhook_checked_at,
    v1Dm: row.v1_dm,
    privacyAcceptedAt: row.privacy_accepted_at,
    privacyAcceptedBy: row.privacy_accepted_by,
    createdAt: row.created_at,
  };
}
