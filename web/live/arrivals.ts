import type { WorkItem } from '../../contract/api/index.ts';
import { onFreshRows } from '../api/inbox.ts';
import { findSession } from '../api/session.ts';
import { deskTexts } from '../texts/desk.ts';
import { rings } from './ringer.ts';
import { playArrival } from './sound.ts';

const arrived = new Map<string, string>();
/** Set by the desk: the conversation that is open on the screen. */
export const openConversation = { id: '' };
/** A customer wrote: rings once its row is known, when it is mine or nobody's. */
export function tellArrival(conversationId: string, messageId: string): void {
  arrived.set(conversationId, messageId);
}

onFreshRows((rows) => {
  const session = findSession();
  for (const row of rows) {
    const { workItem } = row;
    // What is written opens a work item in a moment; only that says whom it concerns.
    if (!workItem || workItem.state === 'closed') continue;
    if (!arrived.delete(row.conversationId) || !rings() || !session?.member || !session.preferences) continue;
    const concernsMe = concerns(workItem, session.member.id);
    const lookingAtIt = document.hasFocus() && openConversation.id === row.conversationId;
    if (!concernsMe || lookingAtIt) continue;
    if (session.preferences.sound) playArrival();
    if (session.preferences.desktopNotifications)
      notify(row.conversationId, nameOf(row.customer), row.preview);
  }
});

/** Mine, or nobody's to be taken. What is given out by itself tells its agent by the offer, in the offer's own way. */
export function concerns(item: WorkItem, memberId: string): boolean {
  if (item.assigneeId !== null) return item.assigneeId === memberId;
  return item.offeredTo === null && (item.mode === 'pick' || item.heldBack !== null);
}

const nameOf = (customer: { name: string | null; username: string | null }): string =>
  customer.name ?? (customer.username ? `@${customer.username}` : deskTexts.unknownCustomer);

function notify(conversationId: string, title: string, body: string): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  const notification = new Notification(title, { body, tag: conversationId, icon: '/icon.svg' });
  notification.addEventListener('click', () => {
    window.focus();
    dispatchEvent(new CustomEvent('rookery-open', { detail: conversationId }));
    notification.close();
  });
}
