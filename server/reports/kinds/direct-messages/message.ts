import type { Column } from '../../../datasets/index.ts';
import type { Row } from '../../kind.ts';
import type { Person } from '../../ports.ts';

export type Direction = 'received' | 'sent';

/** A message of the account, wherever it was read from. */
export interface DirectMessage {
  readonly id: string;
  readonly at: Date;
  readonly direction: Direction;
  readonly eventType: string;
  readonly conversationId: string;
  readonly isGroup: boolean;
  readonly sender: Person | undefined;
  /** Of a conversation of two. */
  readonly recipient: Person | undefined;
  readonly participantIds: readonly string[];
  /** Null: kept from us, since its writer has not agreed to be read. */
  readonly text: string | null;
  readonly lang?: string;
  readonly mediaKeys: readonly string[];
  readonly attachment?: { readonly type: string; readonly url: string | null };
  readonly urls: readonly string[];
  readonly hashtags: readonly string[];
  readonly mentions: readonly string[];
  readonly referencedPostId?: string;
  readonly viaPostId?: string;
  readonly welcomeMessageId?: string;
  readonly quickReplyMetadata?: string;
  readonly sourceAppId?: string;
}

/** In the order of `toRow`. Ids are text: they are greater than what other tools' numbers hold. */
export const columns: readonly Column[] = [
  { name: 'id', type: 'STRING' },
  { name: 'created_at', type: 'DATETIME' },
  { name: 'direction', type: 'STRING' },
  { name: 'event_type', type: 'STRING' },
  { name: 'conversation_id', type: 'STRING' },
  { name: 'conversation_type', type: 'STRING' },
  { name: 'account_id', type: 'STRING' },
  { name: 'sender_id', type: 'STRING' },
  { name: 'sender_screen_name', type: 'STRING' },
  { name: 'sender_name', type: 'STRING' },
  { name: 'recipient_id', type: 'STRING' },
  { name: 'recipient_screen_name', type: 'STRING' },
  { name: 'recipient_name', type: 'STRING' },
  { name: 'participant_ids', type: 'STRING' },
  { name: 'text', type: 'STRING' },
  { name: 'lang', type: 'STRING' },
  { name: 'media_keys', type: 'STRING' },
  { name: 'attachment_type', type: 'STRING' },
  { name: 'attachment_url', type: 'STRING' },
  { name: 'urls', type: 'STRING' },
  { name: 'hashtags', type: 'STRING' },
  { name: 'mentions', type: 'STRING' },
  { name: 'referenced_post_id', type: 'STRING' },
  { name: 'initiated_via_post_id', type: 'STRING' },
  { name: 'welcome_message_id', type: 'STRING' },
  { name: 'quick_reply_metadata', type: 'STRING' },
  { name: 'source_app_id', type: 'STRING' },
];

/** @param accountXUserId X's id of the account whose messages they are. */
export function toRow(message: DirectMessage, accountXUserId: string): Row {
  const { sender, recipient, attachment } = message;
  return [
    message.id,
    message.at.toISOString(),
    message.direction,
    message.eventType,
    message.conversationId,
    message.isGroup ? 'group' : 'one_to_one',
    accountXUserId,
    sender?.id ?? null,
    sender?.username ?? null,
    sender?.name ?? null,
    recipient?.id ?? null,
    recipient?.username ?? null,
    recipient?.name ?? null,
    listText(message.participantIds),
    message.text,
    message.lang ?? null,
    message.mediaKeys.length === 0 ? null : message.mediaKeys.join(','),
    attachment?.type ?? null,
    attachment?.url ?? null,
    listText(message.urls),
    listText(message.hashtags),
    listText(message.mentions),
    message.referencedPostId ?? null,
    message.viaPostId ?? null,
    message.welcomeMessageId ?? null,
    message.quickReplyMetadata ?? null,
    message.sourceAppId ?? null,
  ];
}

const listText = (list: readonly string[]): string | null =>
  list.length === 0 ? null : JSON.stringify(list);

/** Who else is in a conversation of two, from its id: X has no recipient. Nothing for a group. */
export function otherOf(conversationId: string, xUserId: string): string | undefined {
  const pair = pairOf(conversationId);
  if (pair?.[0] === xUserId) return pair[1];
  return pair?.[1] === xUserId ? pair[0] : undefined;
}

/** The two of a conversation of two, by its id. */
export function pairOf(conversationId: string): readonly [string, string] | undefined {
  const found = /^(\d{1,19})-(\d{1,19})$/.exec(conversationId);
  return found?.[1] !== undefined && found[2] !== undefined ? [found[1], found[2]] : undefined;
}

/** X's id of the conversation of two people: the smaller id first. */
export function pairId(a: string, b: string): string {
  return BigInt(a) < BigInt(b) ? `${a}-${b}` : `${b}-${a}`;
}
