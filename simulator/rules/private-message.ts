import type { Sim } from '../sim.ts';
import type { UrlEntity } from '../state/dms.ts';

/** What a link into a conversation says: whom to write to, which greeting to show, what to put into the field. */
export interface PrivateMessageLink {
  recipientId: string;
  welcomeMessageId?: string;
  text?: string;
}

/** A link of a post as the button that X makes of it. */
export interface PrivateMessageButton extends PrivateMessageLink {
  label: 'Send a private message';
  url: string;
}

/**
 * Reads `https://x.com/messages/compose?recipient_id=…&welcome_message_id=…&text=…`; undefined for other links.
 * https://developer.x.com/en/docs/x-api/v1/direct-messages/welcome-messages/guides/deeplinking-to-welcome-message
 */
export function readPrivateMessageLink(link: string): PrivateMessageLink | undefined {
  if (!/^https?:\/\/(www\.|mobile\.)?(twitter|x)\.com\/messages\/compose\/?\?/i.test(link)) return undefined;
  // The sample in X's guide has a space after `recipient_id=`.
  const parameters = new URLSearchParams(link.slice(link.indexOf('?')));
  const recipientId = (parameters.get('recipient_id') ?? '').trim();
  if (!/^[0-9]{1,19}$/.test(recipientId)) return undefined;
  const welcomeMessageId = parameters.get('welcome_message_id')?.trim();
  return {
    recipientId,
    ...(welcomeMessageId ? { welcomeMessageId } : {}),
    ...(parameters.get('text') ? { text: parameters.get('text') ?? '' } : {}),
  };
}

/**
 * The button under a post whose text holds such a link, if the recipient takes messages from everyone.
 * https://business.x.com/en/help/campaign-editing-and-optimization/public-to-private-conversation
 */
export function privateMessageButton(
  sim: Sim,
  post: { urls?: UrlEntity[] },
): PrivateMessageButton | undefined {
  for (const { url, expandedUrl } of post.urls ?? []) {
    const link = readPrivateMessageLink(expandedUrl);
    const recipient = link && sim.users.find(link.recipientId);
    if (link && recipient?.dmOpen && !recipient.suspended)
      return { ...link, label: 'Send a private message', url };
  }
  return undefined;
}
