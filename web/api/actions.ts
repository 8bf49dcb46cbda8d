import type {
  BodyOf,
  ConversationDetail,
  conversationRoutes,
  InboxRow,
  WorkItem,
} from '../../contract/api/index.ts';
import { api } from '../../client/index.ts';
import { expectUndo, offerUndo } from '../shell/undo.ts';
import { tellDone, tellProblem } from '../shell/tell.ts';
import { deskTexts } from '../texts/desk.ts';
import { findRow, noteChangedCounts, noteChangedRow, putRows } from './inbox.ts';
import { queryClient } from './query-client.ts';

export type Change = BodyOf<typeof conversationRoutes.update>;

/** Changes a conversation: at once on the screen, then on the server, with undo instead of a question before. */
export function changeConversation(id: string, change: Change, done: string): Promise<void> {
  const work = makeChange(id, change, done);
  expectUndo(work);
  return work;
}

async function makeChange(id: string, change: Change, done: string): Promise<void> {
  const before = readItem(id);
  if (before) showItem(id, applyChange(before, change));
  try {
    const answer = await api.conversations.update({ id }, change);
    showItem(id, answer.workItem);
    const was = answer.before;
    if (was) offerUndo(done, () => restore(id, was, answer.workItem));
  } catch (error) {
    if (before) showItem(id, before);
    tellProblem(deskTexts.cannotChange, error);
  }
  noteChangedCounts();
}

async function restore(id: string, was: WorkItem, now: WorkItem): Promise<void> {
  const change: Change = {};
  if (was.assigneeId !== now.assigneeId) change.assigneeId = was.assigneeId;
  if (was.snoozedUntil !== now.snoozedUntil) change.snoozedUntil = was.snoozedUntil;
  if (was.priority !== now.priority) change.priority = was.priority;
  if ((was.state === 'closed') !== (now.state === 'closed')) {
    change.state = was.state === 'closed' ? 'closed' : was.state === 'waiting' ? 'waiting' : 'open';
  }
  const added = now.tags.filter((tag) => !was.tags.includes(tag));
  const removed = was.tags.filter((tag) => !now.tags.includes(tag));
  if (added.length > 0) change.removeTags = added;
  if (removed.length > 0) change.addTags = removed;
  if (Object.keys(change).length === 0) return;
  const { workItem } = await api.conversations.update({ id }, change);
  showItem(id, workItem);
  noteChangedRow(id);
  noteChangedCounts();
}

/** The same change for many; the answer says which could not be changed. */
export async function changeMany(ids: readonly string[], change: Change): Promise<void> {
  try {
    const { results } = await api.conversations.bulkUpdate({ ids: [...ids], change });
    const failed = results.filter((result) => !result.ok);
    const [first] = failed;
    if (first?.message)
      tellProblem(deskTexts.bulkDone(results.length - failed.length, failed.length), first.message);
    else tellDone(deskTexts.bulkDone(results.length, 0));
  } catch (error) {
    tellProblem(deskTexts.cannotChange, error);
  }
  for (const id of ids) noteChangedRow(id);
}

function readItem(id: string): WorkItem | null | undefined {
  return (
    queryClient.getQueryData<ConversationDetail>(['conversation', id])?.workItem ?? findRow(id)?.workItem
  );
}

/** Puts a work item where the screen shows it. */
export function showItem(id: string, workItem: WorkItem): void {
  queryClient.setQueryData<ConversationDetail>(
    ['conversation', id],
    (detail) => detail && { ...detail, workItem },
  );
  const row = findRow(id);
  if (row) putRows([{ ...row, workItem }], true);
}

/** What the work item will be, as far as the browser can tell. */
function applyChange(item: WorkItem, change: Change): WorkItem {
  const tags = item.tags.filter((tag) => !change.removeTags?.includes(tag));
  return {
    ...item,
    ...(change.assigneeId === undefined ? {} : { assigneeId: change.assigneeId }),
    ...(change.state === undefined ? {} : { state: change.state }),
    ...(change.snoozedUntil === undefined ? {} : { snoozedUntil: change.snoozedUntil }),
    ...(change.priority === undefined ? {} : { priority: change.priority }),
    tags: [...new Set([...tags, ...(change.addTags ?? [])])],
  };
}

/** Moves the own read mark; unread rows lose their weight at once. */
export async function markRead(row: Pick<InboxRow, 'conversationId'>, position: string): Promise<void> {
  const shown = findRow(row.conversationId);
  if (shown?.unread) putRows([{ ...shown, unread: false }]);
  await api.conversations.markRead({ id: row.conversationId }, { position }).catch(() => undefined);
  noteChangedCounts();
}

export async function markUnread(id: string): Promise<void> {
  const row = findRow(id);
  if (row) putRows([{ ...row, unread: true }]);
  try {
    await api.conversations.markRead({ id }, { unread: true });
    tellDone(deskTexts.done.unread);
  } catch (error) {
    tellProblem(deskTexts.cannotChange, error);
  }
  noteChangedCounts();
}
