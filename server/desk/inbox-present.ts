import type { InboxRow } from '../../contract/api/index.ts';
import type { WorkspaceDb } from '../base/index.ts';
import { maskPreview, type MaskingRules, readMaskingRules } from '../masking/index.ts';
import { listWorkItemsById, presentWorkItem, type StoredWorkItem } from '../routing/index.ts';
import type { InboxRecord } from './inbox-store.ts';

/** Records as the browser gets them, with their work items, their previews masked. */
export async function presentInboxRows(
  db: WorkspaceDb,
  records: readonly InboxRecord[],
): Promise<InboxRow[]> {
  const rules = await readMaskingRules(db);
  const ids = records.flatMap((record) => record.work_item_id ?? []);
  const items = new Map<string, StoredWorkItem>();
  for (const item of await listWorkItemsById(db, ids)) items.set(item.id, item);
  return records.map((record) => presentInboxRow(record, items.get(record.work_item_id ?? ''), rules));
}

function presentInboxRow(
  record: InboxRecord,
  item: StoredWorkItem | undefined,
  rules: MaskingRules,
): InboxRow {
  return {
    conversationId: record.conversation_id,
    customer: {
      id: record.customer_id,
      xUserId: record.x_user_id,
      username: record.customer_username,
      name: record.customer_name,
      avatarUrl: record.customer_avatar_url,
      verified: record.customer_verified,
    },
    group:
      record.group_members === null
        ? null
        : {
            name: record.group_name,
            members: record.group_members,
            memberNames: (record.group_names ?? []).filter((name) => name !== ''),
          },
    handle: {
      id: record.handle_id,
      name: record.handle_name,
      username: record.handle_username,
      avatarUrl: record.handle_avatar_url,
    },
    workItem: item ? presentWorkItem(item) : null,
    preview: maskPreview(rules, record.preview, record.preview_direction),
    withheld: record.withheld,
    previewDirection: record.preview_direction,
    lastAt: record.last_at.toISOString(),
    lastPosition: record.last_position,
    unread: record.unread,
    trouble: record.trouble,
  };
}

/** Where the next page of a view begins: the last row's activity and work item. */
export function inboxCursor(record: InboxRecord): string {
  return writeCursor(record.work_item_last_at ?? new Date(0), record.work_item_id ?? '');
}

/** A place in a list that is ordered by time and id. */
export function writeCursor(at: Date, id: string): string {
  return Buffer.from(`${at.getTime()}.${id}`).toString('base64url');
}

/** Reads what `writeCursor` wrote; undefined for anything else. */
export function readInboxCursor(cursor: string): { at: Date; id: string } | undefined {
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split('.');
  if (!at || !id || !/^\d{1,15}$/.test(at) || !/^[0-9a-f]{24}$/.test(id)) return undefined;
  return { at: new Date(Number(at)), id };
}
