/** What X takes along in such a link; longer ones are cut off by some apps. */
export const MOST_FIRST_WORDS = 500;

/**
 * The address that opens a message to a user on X, for a website, an e-mail or a post, where X makes a button of it.
 * @param welcomeMessageId X's id of the welcome message that it shows; X tells it again when somebody writes.
 * @param firstWords what then stands in the message, to be sent or changed; none when empty.
 */
export function composeLink(xUserId: string, firstWords = '', welcomeMessageId = ''): string {
  const link = new URL('https://twitter.com/messages/compose');
  link.searchParams.set('recipient_id', xUserId);
  if (welcomeMessageId !== '') link.searchParams.set('welcome_message_id', welcomeMessageId);
  const words = firstWords.trim();
  // Spaces as %20: X's apps show a plus as a plus.
  return words === '' ? link.href : `${link.href}&text=${encodeURIComponent(words)}`;
}

/** A link for a web page that looks like a button, without script and without anything fetched from us. */
export function composeButton(link: string, label: string): string {
  const style =
    'display:inline-block;padding:10px 18px;border-radius:999px;background:#0f1419;color:#fff;font:600 15px system-ui,sans-serif;text-decoration:none';
  return `<a href="${escapeHtml(link)}" target="_blank" rel="noopener" style="${style}">${escapeHtml(label)}</a>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
