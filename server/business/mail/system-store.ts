import type { MailSetup } from '../../../contract/api/index.ts';
import { type Db, sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { MailState } from './types.ts';

const columns = sql`settings, state, paused_at as "pausedAt", pause_reason as "pauseReason", probe_at as "probeAt", probes,
  last_error as "lastError", last_error_at as "lastErrorAt", last_sent_at as "lastSentAt", in_error as "inError",
  last_received_at as "lastReceivedAt", imap_validity as "imapValidity", imap_uid::float8 as "imapUid",
  created_at as "createdAt", updated_at as "updatedAt"`;

export async function findMailState(db: WorkspaceDb): Promise<MailState | undefined> {
  return db.findRow(
    sql<MailState>`select ${columns} from mail_system where workspace_id = ${db.workspaceId}`,
  );
}

export async function lockMailState(tx: WorkspaceTx): Promise<MailState | undefined> {
  return tx.findRow(sql<MailState>`
    select ${columns} from mail_system where workspace_id = ${tx.workspaceId} for update`);
}

/** Another mailbox is read from its beginning; what was paused is tried at once. */
export async function saveMailSetup(
  tx: WorkspaceTx,
  settings: MailSetup,
  isSameMailbox: boolean,
  now: Date,
): Promise<void> {
  const { enabled, incoming } = settings;
  const reply = settings.replyAddress.toLowerCase();
  const json = JSON.stringify(settings);
  await tx.execute(sql`
    insert into mail_system as m (workspace_id, settings, reply_address, enabled, incoming, state, created_at, updated_at)
    values (${tx.workspaceId}, ${json}::jsonb, ${reply}, ${enabled}, ${incoming}, 'active', ${now}, ${now})
    on conflict (workspace_id) do update set settings = excluded.settings, reply_address = excluded.reply_address,
      enabled = excluded.enabled, incoming = excluded.incoming, state = 'active', paused_at = null, pause_reason = null,
      probe_at = null, probes = 0, in_error = null, updated_at = excluded.updated_at,
      imap_validity = case when ${isSameMailbox} then m.imap_validity end,
      imap_uid = case when ${isSameMailbox} then m.imap_uid end`);
}

export async function deleteMailSystem(tx: WorkspaceTx): Promise<boolean> {
  const deleted = await tx.execute(sql`delete from mail_system where workspace_id = ${tx.workspaceId}`);
  for (const table of ['mail_thread', 'mail_out', 'mail_in'])
    await tx.execute(sql`delete from ${sql.table(table)} where workspace_id = ${tx.workspaceId}`);
  return deleted > 0;
}

/** Those whose answers come in by an address, whatever their workspace. */
export async function listByReplyAddress(db: Db, base: string): Promise<string[]> {
  const rows = await db.rows(sql<{ workspaceId: string }>`
    select workspace_id as "workspaceId" from mail_system
    where reply_address = ${base} and enabled and incoming = 'listener' limit 50`);
  return rows.map((row) => row.workspaceId);
}

export async function listReaders(db: Db): Promise<string[]> {
  const rows = await db.rows(sql<{ workspaceId: string }>`
    select workspace_id as "workspaceId" from mail_system where enabled and incoming = 'imap' limit 1000`);
  return rows.map((row) => row.workspaceId);
}

/** Workspaces for which something is to be sent now. */
export async function listSenders(db: Db, now: Date): Promise<string[]> {
  const rows = await db.rows(sql<{ workspaceId: string }>`
    select s.workspace_id as "workspaceId" from mail_system s
    where s.enabled and (s.state = 'active' or s.probe_at <= ${now}) and exists (
      select 1 from mail_out o
      where o.workspace_id = s.workspace_id and o.state = 'waiting' and (o.due_at is null or o.due_at <= ${now}))`);
  return rows.map((row) => row.workspaceId);
}

/** The mail server fails. */
export async function noteOutError(db: WorkspaceDb, error: string, now: Date): Promise<void> {
  await db.execute(sql`
    update mail_system set last_error = ${error}, last_error_at = ${now} where workspace_id = ${db.workspaceId}`);
}

/** Answers whether it was active before. */
export async function pauseMail(
  tx: WorkspaceTx,
  reason: string,
  probeAt: Date,
  probes: number,
  now: Date,
): Promise<boolean> {
  const before = await lockMailState(tx);
  if (!before) return false;
  await tx.execute(sql`
    update mail_system set state = 'paused', paused_at = coalesce(paused_at, ${now}), pause_reason = ${reason},
      probe_at = ${probeAt}, probes = ${probes}, last_error = ${reason}, last_error_at = ${now}
    where workspace_id = ${tx.workspaceId}`);
  return before.state === 'active';
}

/** The mail server takes mails again; what waited is due. Answers whether it was paused. */
export async function resumeMail(tx: WorkspaceTx): Promise<boolean> {
  const changed = await tx.execute(sql`
    update mail_system set state = 'active', paused_at = null, pause_reason = null, probe_at = null, probes = 0
    where workspace_id = ${tx.workspaceId} and state = 'paused'`);
  if (changed > 0)
    await tx.execute(sql`
      update mail_out set due_at = null where workspace_id = ${tx.workspaceId} and state = 'waiting' and due_at is not null`);
  return changed > 0;
}

export async function noteSent(tx: WorkspaceTx, now: Date): Promise<void> {
  await tx.execute(sql`update mail_system set last_sent_at = ${now} where workspace_id = ${tx.workspaceId}`);
}

export async function noteReceived(tx: WorkspaceTx, now: Date): Promise<void> {
  await tx.execute(
    sql`update mail_system set last_received_at = ${now} where workspace_id = ${tx.workspaceId}`,
  );
}

/** Answers whether that is news. */
export async function noteInError(tx: WorkspaceTx, error: string | null): Promise<boolean> {
  return (
    (await tx.execute(sql`
      update mail_system set in_error = ${error}
      where workspace_id = ${tx.workspaceId} and in_error is distinct from ${error}`)) > 0
  );
}

export async function noteRead(db: WorkspaceDb, validity: string, uid: number): Promise<void> {
  await db.execute(sql`
    update mail_system set imap_validity = ${validity}, imap_uid = ${uid} where workspace_id = ${db.workspaceId}`);
}
