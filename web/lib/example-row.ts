import type { InboxRow, WorkItem } from '../../contract/api/index.ts';

/** A row of the inbox for tests. */
export function exampleRow(id: string, lastAt: string, item: Partial<WorkItem> = {}): InboxRow {
  return {
    conversationId: id,
    customer: { id: 'u', xUserId: '1', username: 'ana', name: 'Ana', avatarUrl: null, verified: false },
    handle: { id: 'h', name: 'Brand', username: 'brand', avatarUrl: null },
    workItem: {
      id: 'w',
      number: 1,
      state: 'open',
      stateReason: '',
      assigneeId: null,
      queueId: 'q',
      priority: 'normal',
      tags: [],
      waitingSince: null,
      snoozedUntil: null,
      openedAt: lastAt,
      closedAt: null,
      ...item,
    },
    withheld: false,
    preview: 'Hello',
    previewDirection: 'in',
    lastAt,
    lastPosition: '1',
    unread: true,
    trouble: null,
  };
}
