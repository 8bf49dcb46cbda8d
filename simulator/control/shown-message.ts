import type { ControlEvent } from '../../contract/control/messages.ts';
import type { ControlWelcome } from '../../contract/control/threads.ts';
import { compareIds } from '../core/snowflake.ts';
import type { Sim } from '../sim.ts';
import type { Conversation, DmEvent, MessageContent } from '../state/dms.ts';
import type { WelcomeMessage } from '../state/welcome-messages.ts';

/** A message as the people of its conversation see it. */
export function shown(sim: Sim, conversation: Conversation, event: DmEvent): ControlEvent {
  const others = conversation.participantIds.filter((id) => id !== event.senderId);
  const { id, type, conversationId, senderId, participantIds, createdAt, initiatedVia } = event;
  const welcome = sim.welcomeMessages.find(initiatedVia?.welcomeMessageId ?? '');
  return {
    id,
    type,
    conversationId,
    senderId,
    participantIds,
    at: createdAt,
    ...shownContent(sim, event),
    answer: event.quickReplyResponse,
    appName: event.appId === undefined ? undefined : sim.apps.find(event.appId)?.name,
    initiatedVia: initiatedVia && {
      ...initiatedVia,
      welcome: welcome && shownWelcome(sim, welcome),
    },
    read: others.every((other) => compareIds(conversation.readUpTo[other] ?? '0', id) >= 0),
  };
}

/** A welcome message as those see it who open a conversation with its owner. */
export function shownWelcome(sim: Sim, message: WelcomeMessage): ControlWelcome {
  return { id: message.id, ...shownContent(sim, message.content) };
}

function shownContent(sim: Sim, content: MessageContent): Omit<ControlWelcome, 'id'> {
  const { text, urls, location, quickReply, ctas, mediaId } = content;
  const media = mediaId === undefined ? undefined : sim.media.find(mediaId);
  return {
    text,
    urls,
    media:
      media && media.kind !== 'subtitles'
        ? {
            id: media.id,
            kind: media.kind,
            mimeType: media.mimeType,
            url: `/_control/media/${media.id}`,
            altText: media.altText,
            width: media.width,
            height: media.height,
          }
        : undefined,
    location,
    quickReply: quickReply && {
      type: quickReply.type,
      options: quickReply.type === 'options' ? quickReply.options : undefined,
    },
    ctas: ctas?.map(({ label, url }) => ({ label, url })),
  };
}
