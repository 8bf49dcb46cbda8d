import { laterPosition } from './position.ts';
import type { Conversation, Message } from './types.ts';

/**
 * Longer than a list shows: masking looks at what is stored and cuts afterwards, so that a number which the cut would
 * halve is hidden as a whole.
 */
const PREVIEW_LENGTH = 400;

/** One line of text for a list. `filling` names what a message without text consists of. */
export function previewOf(message: Pick<Message, 'text' | 'kind' | 'content'>, filling?: string): string {
  if (message.kind === 'encrypted') return 'Encrypted message';
  const line = withShownLinks(message).replace(/\s+/g, ' ').trim();
  if (line)
    return line.length > PREVIEW_LENGTH ? `${line.slice(0, PREVIEW_LENGTH - 1).toWellFormed()}…` : line;
  if (filling) return filling;
  return message.content.location ? 'Location' : '';
}

/** The text with what X shows of a link in place of the shortened address. */
function withShownLinks({ text, content }: Pick<Message, 'text' | 'content'>): string {
  const links = (content.entities ?? []).filter((entity) => entity.kind === 'url' && entity.display !== null);
  // From the end, so that the offsets of those before stay right.
  return links
    .toSorted((a, b) => b.start - a.start)
    .reduce((shown, { start, end, display }) => shown.slice(0, start) + display + shown.slice(end), text);
}

/**
 * The conversation with this entry in it. Notes, system lines and what was kept for colleagues take a place, but the list
 * shows what was said between the customer and us only.
 */
export function withEntry(conversation: Conversation, message: Message, filling?: string): Conversation {
  const isFirst = conversation.lastPosition === '0';
  const end = { ...conversation, lastPosition: laterPosition(conversation.lastPosition, message.position) };
  if (message.kind === 'note' || message.kind === 'system' || message.state === 'kept') {
    // A group begins with who is in it: the first message is later than that, not than our making of the thread.
    return isFirst && message.at < conversation.lastAt ? { ...end, lastAt: message.at } : end;
  }
  const isIn = message.direction === 'in';
  const inboundBefore = conversation.lastInboundAt;
  const lastInboundAt = isIn && (!inboundBefore || message.at > inboundBefore) ? message.at : inboundBefore;
  // A late entry of long ago must not cover a newer one.
  if (!isFirst && isBefore(message, conversation)) return { ...end, lastInboundAt };
  return {
    ...end,
    lastInboundAt,
    lastAt: message.at,
    lastPreview: previewOf(message, filling),
    lastDirection: message.direction,
  };
}

function isBefore(message: Message, end: Conversation): boolean {
  const ms = message.at.getTime() - end.lastAt.getTime();
  return ms < 0 || (ms === 0 && BigInt(message.position) < BigInt(end.lastPosition));
}

/** The conversation as a list shows it when this is its newest message, because the one behind it was taken back. */
export function endingWith(conversation: Conversation, newest: Message, filling?: string): Conversation {
  return {
    ...conversation,
    lastAt: newest.at,
    lastPreview: previewOf(newest, filling),
    lastDirection: newest.direction,
  };
}
