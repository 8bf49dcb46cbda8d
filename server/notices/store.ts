import type {
  Notice,
  NoticeInput,
  NoticeTrigger,
  OptOutWords,
  PrivacySetting,
} from '../../contract/api/notices.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import { standardPrivacy, standardTexts, standardWords } from './standard-texts.ts';

interface NoticeRow {
  handle_id: string;
  trigger: NoticeTrigger;
  active: boolean;
  default_language: string;
  texts: NoticeInput['texts'];
}

/** Every automatic message as it holds for a handle, or for all of them. */
export async function listNotices(db: WorkspaceDb, handleId: string | undefined): Promise<Notice[]> {
  const rows = await db.rows(sql<NoticeRow>`
    select handle_id, trigger, active, default_language, texts from notice
    where workspace_id = ${db.workspaceId} and handle_id in ('', ${handleId ?? ''})`);
  return Object.entries(standardTexts).map(([name, texts]) => {
    // The table's own keys.
    const trigger = name as NoticeTrigger;
    const own = rows.filter((row) => row.trigger === trigger);
    const row = own.find((one) => one.handle_id !== '') ?? own[0];
    if (!row)
      return { trigger, level: 'standard', active: false, defaultLanguage: 'en', texts: { ...texts } };
    const level = row.handle_id === '' ? 'channel' : 'handle';
    return { trigger, level, active: row.active, defaultLanguage: row.default_language, texts: row.texts };
  });
}

export async function saveNotice(
  tx: WorkspaceTx,
  place: { readonly handleId: string; readonly trigger: NoticeTrigger },
  notice: NoticeInput,
  at: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into notice (workspace_id, handle_id, trigger, active, default_language, texts, updated_at)
    values (${tx.workspaceId}, ${place.handleId}, ${place.trigger}, ${notice.active}, ${notice.defaultLanguage},
      ${JSON.stringify(notice.texts)}, ${at})
    on conflict (workspace_id, handle_id, trigger) do update set active = excluded.active,
      default_language = excluded.default_language, texts = excluded.texts, updated_at = excluded.updated_at`);
}

export async function deleteNotice(tx: WorkspaceTx, handleId: string, trigger: NoticeTrigger): Promise<void> {
  await tx.execute(sql`
    delete from notice
    where workspace_id = ${tx.workspaceId} and handle_id = ${handleId} and trigger = ${trigger}`);
}

/** Claims a trigger for a work item. @returns false when it was said before. */
export async function claimTrigger(
  tx: WorkspaceTx,
  workItemId: string,
  trigger: NoticeTrigger | 'privacy',
  at: Date,
): Promise<boolean> {
  const claimed = await tx.execute(sql`
    insert into notice_sent (workspace_id, work_item_id, trigger, at)
    values (${tx.workspaceId}, ${workItemId}, ${trigger}, ${at}) on conflict do nothing`);
  return claimed === 1;
}

/** Notes that a customer wrote just now. */
export async function noteWanted(tx: WorkspaceTx, conversationId: string, at: Date): Promise<void> {
  await tx.execute(sql`
    insert into notice_wanted (workspace_id, conversation_id, at)
    values (${tx.workspaceId}, ${conversationId}, ${at}) on conflict do nothing`);
}

/** @returns whether a customer wrote since this was asked last. */
export async function takeWanted(tx: WorkspaceTx, conversationId: string): Promise<boolean> {
  const taken = await tx.execute(sql`
    delete from notice_wanted where workspace_id = ${tx.workspaceId} and conversation_id = ${conversationId}`);
  return taken > 0;
}

interface PrivacyRow {
  mode: PrivacySetting['mode'];
  default_language: string;
  texts: PrivacySetting['texts'];
}

export async function readPrivacy(db: WorkspaceDb, handleId: string): Promise<PrivacySetting> {
  const row = await db.findRow(sql<PrivacyRow>`
    select mode, default_language, texts from privacy_setting
    where workspace_id = ${db.workspaceId} and handle_id = ${handleId}`);
  return row ? { mode: row.mode, defaultLanguage: row.default_language, texts: row.texts } : standardPrivacy;
}

export async function savePrivacy(
  tx: WorkspaceTx,
  handleId: string,
  setting: PrivacySetting,
  at: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into privacy_setting (workspace_id, handle_id, mode, default_language, texts, updated_at)
    values (${tx.workspaceId}, ${handleId}, ${setting.mode}, ${setting.defaultLanguage},
      ${JSON.stringify(setting.texts)}, ${at})
    on conflict (workspace_id, handle_id) do update set mode = excluded.mode,
      default_language = excluded.default_language, texts = excluded.texts, updated_at = excluded.updated_at`);
}

/** Whether any handle has an automatic message that is on, or tells about privacy. */
export async function readSpeech(db: WorkspaceDb): Promise<boolean> {
  const { speaks } = await db.row(sql<{ speaks: boolean }>`
    select exists (select 1 from notice where workspace_id = ${db.workspaceId} and active)
      or exists (select 1 from privacy_setting where workspace_id = ${db.workspaceId} and mode <> 'off') as speaks`);
  return speaks;
}

/** Words with which customers end and restore automatic messages. */
export async function readWords(db: WorkspaceDb): Promise<OptOutWords> {
  const row = await db.findRow(sql<{ words: OptOutWords }>`
    select words from opt_out_words where workspace_id = ${db.workspaceId}`);
  return row?.words ?? standardWords;
}

export async function saveWords(tx: WorkspaceTx, words: OptOutWords, at: Date): Promise<void> {
  await tx.execute(sql`
    insert into opt_out_words (workspace_id, words, updated_at)
    values (${tx.workspaceId}, ${JSON.stringify(words)}, ${at})
    on conflict (workspace_id) do update set words = excluded.words, updated_at = excluded.updated_at`);
}
