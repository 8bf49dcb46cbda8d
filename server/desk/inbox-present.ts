import type { InboxRow, WorkItem } from '../../contract/api/index.ts';
import { maskPreview, type MaskingRules } from '../masking/index.ts';
import type { InboxRecord } from './inbox-store.ts';

/** A record as the browser gets it, its preview masked. */
export function presentInboxRow(record: InboxRecord, rules: MaskingRules): InboxRow {
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
    handle: {
      id: record.handle_id,
      name: record.handle_name,
      username: record.handle_username,
      avatarUrl: record.handle_avatar_url,
    },
    workItem: presentWorkItem(record),
    preview: maskPreview(rules, record.preview, record.preview_direction),
    withheld: record.withheld,
    previewDirection: record.preview_direction,
    lastAt: record.last_at.toISOString(),
    lastPosition: record.last_position,
    unread: record.unread,
    trouble: record.trouble,
  };
}

type WorkItemPart = Pick<
  InboxRecord,
  | 'work_item_id'
  | 'number'
  | 'state'
  | 'state_reason'
  | 'assignee_id'
  | 'queue_id'
  | 'priority'
  | 'tags'
  | 'waiting_since'
  | 'snoozed_until'
  | 'opened_at'
  | 'closed_at'
>;

function presentWorkItem(record: WorkItemPart): WorkItem | null {
  const { work_item_id: id, state, queue_id: queueId, priority, opened_at: openedAt } = record;
  if (!id || !state || !queueId || !priority || !openedAt) return null;
  return {
    id,
    number: Number(record.number),
    state,
    stateReason: record.state_reason ?? '',
    assigneeId: record.assignee_id,
    queueId,
    priority,
    tags: record.tags ?? [],
    waitingSince: record.waiting_since?.toISOString() ?? null,
    snoozedUntil: record.snoozed_until?.toISOString() ?? null,
    openedAt: openedAt.toISOString(),
    closedAt: record.closed_at?.toISOString() ?? null,
  };
}

/** Where the next page of a view begins: the last row's activity and work item. */
export function inboxCursor(record: InboxRecord): string {
  const at = record.work_item_last_at?.getTime() ?? 0;
  return Buffer.from(`${at}.${record.work_item_id}`).toString('base64url');
}

/** Reads what `inboxCursor` wrote; undefined for anything else. */
export function readInboxCursor(cursor: string): { at: Date; id: string } | undefined {
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split('.');
  if (!at || !id || !/^\d{1,15}$/.test(at) || !/^[0-9a-f]{24}$/.test(id)) return undefined;
  return { at: new Date(Number(at)), id };
}
