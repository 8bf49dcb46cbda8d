import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { ChannelRecord } from './types.ts';

const columns = sql`id, api_url as "apiUrl", channel, command, handle_ids as "handleIds", queue_ids as "queueIds", ready, team,
  bot_user_id as "botUserId"`;

export function findChannel(db: WorkspaceDb, id: string): Promise<ChannelRecord | undefined> {
  return db.findRow(sql<ChannelRecord>`
    select ${columns} from slack_channel where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export function listChannels(db: WorkspaceDb): Promise<ChannelRecord[]> {
  return db.rows(sql<ChannelRecord>`
    select ${columns} from slack_channel where workspace_id = ${db.workspaceId} order by id`);
}

export type ChannelInput = Omit<ChannelRecord, 'id' | 'ready' | 'team' | 'botUserId'>;

export async function saveChannel(tx: WorkspaceTx, id: string, input: ChannelInput): Promise<void> {
  const { apiUrl, channel, command } = input;
  const handleIds = sql`${[...input.handleIds]}::text[]`;
  const queueIds = sql`${[...input.queueIds]}::text[]`;
  await tx.execute(sql`
    insert into slack_channel (workspace_id, id, api_url, channel, command, handle_ids, queue_ids)
    values (${tx.workspaceId}, ${id}, ${apiUrl}, ${channel}, ${command}, ${handleIds}, ${queueIds})
    on conflict (workspace_id, id) do update set api_url = excluded.api_url, channel = excluded.channel,
      command = excluded.command, handle_ids = excluded.handle_ids, queue_ids = excluded.queue_ids`);
}

export async function setReady(tx: WorkspaceTx, id: string, ready: boolean): Promise<void> {
  await tx.execute(sql`
    update slack_channel set ready = ${ready} where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** What Slack says of us. */
export async function noteIdentity(
  db: WorkspaceDb,
  id: string,
  identity: { readonly team: string | null; readonly botUserId: string | null },
): Promise<void> {
  await db.execute(sql`
    update slack_channel set team = ${identity.team}, bot_user_id = ${identity.botUserId}
    where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export async function deleteChannel(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(sql`delete from slack_channel where workspace_id = ${tx.workspaceId} and id = ${id}`);
  for (const table of ['slack_thread', 'slack_event', 'slack_person'])
    await tx.execute(sql`
      delete from ${sql.table(table)} where workspace_id = ${tx.workspaceId} and slack_id = ${id}`);
}
