import { notifications } from '@mantine/notifications';
import { api } from '../../client/index.ts';
import { membersQuery } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import { findSession } from '../api/session.ts';
import { announce } from '../../ui/index.ts';
import { commonTexts } from '../texts/everywhere.ts';
import { mentionTexts } from '../texts/mentions.ts';
import { openConversation } from './arrivals.ts';

/** A note names me: said at once, unless I am looking at it. */
export function tellMention(conversationId: string, messageId: string): void {
  if (document.hasFocus() && openConversation.id === conversationId) return;
  void show(conversationId, messageId);
}

async function show(conversationId: string, messageId: string): Promise<void> {
  try {
    const { mentions } = await api.mentions.list({ unread: true, limit: 20 });
    const mention = mentions.find((each) => each.messageId === messageId);
    if (!mention) return;
    const { members } = await queryClient.ensureQueryData(membersQuery);
    const who = members.find((member) => member.id === mention.byMemberId)?.name ?? '…';
    const title = mention.whispered
      ? mentionTexts.whispered(who)
      : mention.teamId
        ? mentionTexts.namedTeam(who)
        : mentionTexts.named(who);
    const open = () => dispatchEvent(new CustomEvent('rookery-open', { detail: conversationId }));
    notifications.show({
      id: `mention-${messageId}`,
      title,
      message: mention.text,
      autoClose: mention.whispered ? 20_000 : 8_000,
      onClick: open,
      style: { cursor: 'pointer' },
      closeButtonProps: { 'aria-label': commonTexts.close },
    });
    announce(`${title}. ${mention.text}`, mention.whispered ? 'now' : 'soon');
    notifyDesktop(title, mention.text, messageId, open);
  } catch {
    // The list of mentions has it; a toast that is missing is no error to show.
  }
}

function notifyDesktop(title: string, body: string, tag: string, open: () => void): void {
  const isWanted = findSession()?.preferences?.desktopNotifications === true;
  if (!isWanted || typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  const notification = new Notification(title, { body, tag, icon: '/icon.svg' });
  notification.addEventListener('click', () => {
    window.focus();
    open();
    notification.close();
  });
}
