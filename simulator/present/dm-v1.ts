import type { XLegacyEntities } from '../../contract/x/legacy.ts';
import type {
  XMessageAttachment,
  XMessageCreateEvent,
  XMessageData,
  XQuickReply,
} from '../../contract/x/webhooks.ts';
import { exactNumber } from '../core/exact-number.ts';
import { findEntities } from '../rules/message-text.ts';
import type { Sim } from '../sim.ts';
import { type DmEvent, type MessageContent, type SharedLocation, otherParticipant } from '../state/dms.ts';
import { presentMediaV1 } from './media.ts';

type XLocation = Extract<XMessageAttachment, { type: 'location' }>['location'];

/** A `message_create` event: an answer of v1.1 and an item of `direct_message_events[]`. */
export function presentEventV1(sim: Sim, event: DmEvent, mediaBase = sim.url()): XMessageCreateEvent {
  const conversation = sim.dms.findConversation(event.conversationId);
  const recipientId = conversation ? otherParticipant(conversation, event.senderId) : event.senderId;
  return {
    type: 'message_create',
    id: event.id,
    created_timestamp: String(event.createdAt),
    ...(event.initiatedVia ? { initiated_via: initiatedVia(event.initiatedVia) } : {}),
    message_create: {
      target: { recipient_id: recipientId },
      sender_id: event.senderId,
      ...(event.appId === undefined ? {} : { source_app_id: event.appId }),
      message_data: presentMessageData(sim, event, mediaBase),
      ...(event.customProfileId === undefined ? {} : { custom_profile_id: event.customProfileId }),
    },
  };
}

function initiatedVia({
  postId,
  welcomeMessageId,
}: NonNullable<DmEvent['initiatedVia']>): XMessageCreateEvent['initiated_via'] {
  return {
    ...(postId === undefined ? {} : { tweet_id: postId }),
    ...(welcomeMessageId === undefined ? {} : { welcome_message_id: welcomeMessageId }),
  };
}

type Shown = MessageContent & Pick<DmEvent, 'id' | 'quickReplyResponse'>;

/** The `message_data` of a message, or of a welcome message. */
export function presentMessageData(sim: Sim, event: Shown, mediaBase: string): XMessageData {
  const data: XMessageData = { text: event.text ?? '', entities: entitiesV1(sim, event) };
  if (event.quickReply) data.quick_reply = quickReply(event.quickReply);
  if (event.quickReplyResponse) data.quick_reply_response = event.quickReplyResponse;
  if (event.ctas)
    data.ctas = event.ctas.map(({ type, label, url, tcoUrl }) => ({ type, label, url, tco_url: tcoUrl }));
  const media = event.mediaId === undefined ? undefined : sim.media.find(event.mediaId);
  if (media) data.attachment = { type: 'media', media: presentMediaV1(mediaBase, event, media) };
  else if (event.location) data.attachment = { type: 'location', location: location(event.location) };
  return data;
}

function quickReply(reply: NonNullable<DmEvent['quickReply']>): XQuickReply {
  if (reply.type === 'text_input')
    return { type: reply.type, ...(reply.textInput ? { text_input: reply.textInput } : {}) };
  return reply;
}

function location(shared: SharedLocation): XLocation {
  if (shared.type === 'shared_place') return { type: 'shared_place', shared_place: { place: shared.place } };
  return {
    type: 'shared_coordinate',
    shared_coordinate: { coordinates: { type: 'Point', coordinates: [shared.longitude, shared.latitude] } },
  };
}

function entitiesV1(sim: Sim, event: MessageContent): XLegacyEntities {
  const found = findEntities(event.text ?? '');
  const tags = (list: typeof found.hashtags) =>
    list.map(({ text, start, end }) => ({ text, indices: indicesOf(start, end) }));
  return {
    hashtags: tags(found.hashtags),
    symbols: tags(found.cashtags),
    user_mentions: found.mentions.flatMap(({ text, start, end }) => {
      const user = sim.users.findByUsername(text);
      if (!user) return [];
      const { id, name, username } = user;
      return [
        { screen_name: username, name, id: exactNumber(id), id_str: id, indices: indicesOf(start, end) },
      ];
    }),
    urls: (event.urls ?? []).map(({ url, expandedUrl, displayUrl, start, end }) => ({
      url,
      expanded_url: expandedUrl,
      display_url: displayUrl,
      indices: indicesOf(start, end),
    })),
  };
}

function indicesOf(start: number, end: number): [number, number] {
  return [start, end];
}
