import type { CallInput, XClient } from '../client.ts';
import { type Endpoint, perAppDay, perUserDay } from '../endpoint.ts';
import { asRecord, asXId } from '../json.ts';
import { unreadable } from '../requests.ts';
import type { SentDm } from './dm-send.ts';

/**
 * v1.1: the only way to send quick replies and buttons. Self-serve plans are refused with code 453 (`x_access_level`),
 * so it is a capability of an app and never taken for granted.
 */
export const sendDmV1: Endpoint = {
  name: 'dm_send_v1',
  method: 'POST',
  host: 'api',
  path: '/1.1/direct_messages/events/new.json',
  auth: ['oauth1'],
  limits: [perUserDay(1000), perAppDay(15_000)],
  cost: { kind: 'dm_write', units: () => 1 },
};

export interface QuickReplyOption {
  /** At most 36 characters, no URL. */
  readonly label: string;
  /** At most 72 characters; all options have one or none has. */
  readonly description?: string;
  /** At most 1,000 characters; comes back with the answer. */
  readonly metadata?: string;
}

export interface RichDmContent {
  readonly text: string;
  readonly mediaId?: string;
  /** 1 to 20. */
  readonly options?: readonly QuickReplyOption[];
  /** Asks for the person's location. */
  readonly askLocation?: { readonly metadata?: string };
  /** 1 to 3 buttons that open a page. */
  readonly buttons?: readonly { readonly label: string; readonly url: string }[];
}

/** Sends a direct message with quick replies or buttons. @throws XProblem */
export async function sendRichDm(
  client: XClient,
  recipientId: string,
  content: RichDmContent,
  options: Pick<CallInput, 'priority' | 'reservation' | 'timeoutMs'> = {},
): Promise<SentDm> {
  const answer = await client.call(sendDmV1, {
    ...options,
    json: {
      event: {
        type: 'message_create',
        message_create: { target: { recipient_id: recipientId }, message_data: messageData(content) },
      },
    },
  });
  const event = asRecord(asRecord(answer.body)?.['event']);
  const eventId = asXId(event?.['id']);
  if (eventId === undefined) throw unreadable(true, JSON.stringify(answer.body));
  return { eventId, conversationId: undefined };
}

function messageData(content: RichDmContent): object {
  return {
    text: content.text,
    ...(content.options && { quick_reply: { type: 'options', options: content.options } }),
    ...(content.askLocation && { quick_reply: { type: 'location', location: content.askLocation } }),
    ...(content.buttons && {
      ctas: content.buttons.map((button) => ({ type: 'web_url', label: button.label, url: button.url })),
    }),
    ...(content.mediaId && { attachment: { type: 'media', media: { id: content.mediaId } } }),
  };
}
