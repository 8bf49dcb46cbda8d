import type { InboxRow, InboxSort } from '../../contract/api/index.ts';
import type { WorkspaceDb } from '../base/index.ts';
import { maskPreview, type MaskingRules, readMaskingRules } from '../masking/index.ts';
import { listWorkItemsById, presentWorkItem, type StoredWorkItem } from '../routing/index.ts';
import type { InboxPlace, PlacedRecord } from './inbox-list-store.ts';
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
    unreadCount: record.unread_count,
    offerExpiresAt: record.offer_expires_at?.toISOString() ?? null,
    trouble: record.trouble,
    program: record.program,
    stopped: record.stopped,
  };
}

/** Where the next page begins: the last row's place in the order, by its work item or its conversation. */
export function inboxCursor(record: PlacedRecord, sort: InboxSort, by: 'item' | 'conversation'): string {
  const id = by === 'item' ? record.work_item_id : record.conversation_id;
  const place = [sort, record.stretch, record.sort_at.getTime(), id];
  return Buffer.from(place.join('.')).toString('base64url');
}

/** Reads what `inboxCursor` wrote for the same order; undefined for anything else. */
export function readInboxCursor(cursor: string, wanted: InboxSort): InboxPlace | undefined {
  const [sort, stretch, at, id] = Buffer.from(cursor, 'base64url').toString().split('.');
  if (sort !== wanted || !stretch || !at || !id) return undefined;
  if (!/^[0-3]$/.test(stretch) || !/^\d{1,15}$/.test(at) || !/^[0-9a-f]{24}$/.test(id)) return undefined;
  return { stretch: Number(stretch), at: new Date(Number(at)), id };
}

/** A place in a list that is ordered by time and id. */
export function writeCursor(at: Date, id: string): string {
  return Buffer.from(`${at.getTime()}.${id}`).toString('base64url');
}

/** Reads what `writeCursor` wrote; undefined for anything else. */
export function readCursor(cursor: string): { at: Date; id: string } | undefined {
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split('.');
  if (!at || !id || !/^\d{1,15}$/.test(at) || !/^[0-9a-f]{24}$/.test(id)) return undefined;
  return { at: new Date(Number(at)), id };
}
