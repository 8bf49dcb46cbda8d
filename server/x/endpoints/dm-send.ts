import type { CallInput, XClient } from '../client.ts';
import { type Endpoint, perAppDay, perUser, perUserDay } from '../endpoint.ts';
import { asRecord, asXId } from '../json.ts';
import { unreadable } from '../requests.ts';

/** https://docs.x.com/x-api/fundamentals/rate-limits: 15 per quarter hour and user, 1,440 per day, user and app each. */
const limits = [perUser(15), perUserDay(1440), perAppDay(1440)];
const cost = { kind: 'dm_write', units: () => 1 } as const;

/** Starts or continues the one-to-one thread with a person. */
export const sendDmToParticipant: Endpoint = {
  name: 'dm_send_to_participant',
  method: 'POST',
  host: 'api',
  path: '/2/dm_conversations/with/:participantId/messages',
  auth: ['oauth2', 'oauth1'],
  limits,
  cost,
};

export const sendDmToConversation: Endpoint = {
  name: 'dm_send_to_conversation',
  method: 'POST',
  host: 'api',
  path: '/2/dm_conversations/:conversationId/messages',
  auth: ['oauth2', 'oauth1'],
  limits,
  cost,
};

/** One of the two is required; X takes one attachment. */
export interface DmContent {
  readonly text?: string;
  readonly mediaId?: string;
}

export interface SentDm {
  readonly eventId: string;
  readonly conversationId: string | undefined;
}

export type DmTarget = { readonly participantId: string } | { readonly conversationId: string };

/** The endpoint that a target spends: reserve with it before calling `sendDm`. */
export function dmSendEndpoint(target: DmTarget): Endpoint {
  return 'participantId' in target ? sendDmToParticipant : sendDmToConversation;
}

/** Sends one direct message. X has no idempotency key. @throws XProblem */
export async function sendDm(
  client: XClient,
  target: DmTarget,
  content: DmContent,
  options: Pick<CallInput, 'priority' | 'reservation' | 'timeoutMs'> = {},
): Promise<SentDm> {
  const answer = await client.call(dmSendEndpoint(target), {
    ...options,
    params: { ...target },
    json: {
      ...(content.text !== undefined && { text: content.text }),
      ...(content.mediaId !== undefined && { attachments: [{ media_id: content.mediaId }] }),
    },
  });
  const data = asRecord(asRecord(answer.body)?.['data']);
  const eventId = asXId(data?.['dm_event_id']);
  // X took it, but which event it became is not known.
  if (eventId === undefined) throw unreadable(true, JSON.stringify(answer.body));
  const conversationId = data?.['dm_conversation_id'];
  return { eventId, conversationId: typeof conversationId === 'string' ? conversationId : undefined };
}
