import type { FastifyInstance } from 'fastify';
import {
  ControlRead,
  ControlTyping,
  NewControlGroup,
  NewControlMessage,
  NewControlMessages,
} from '../../contract/control/messages.ts';
import { UserRef, closed } from '../../contract/control/ids.ts';
import { Type } from 'typebox';
import {
  canSee,
  createGroup,
  deleteForUser,
  leaveGroup,
  readUpTo,
  sendMessage,
  typeTo,
} from '../acts/messages.ts';
import { refusalToMessage } from '../rules/may-message.ts';
import { isUsable } from '../rules/media-use.ts';
import { countCharacters, maxMessageCharacters } from '../rules/message-text.ts';
import type { Sim } from '../sim.ts';
import { type DmEvent, type QuickReply, conversationIdOf } from '../state/dms.ts';
import { ControlError, controlRoute, getUser } from './control-route.ts';

const As = Type.Object({ as: UserRef }, closed);
const Leaver = Type.Object({ user: UserRef }, closed);

/** What people do on x.com: write, answer, attach, type, read, delete, gather in groups. */
export function controlMessages(app: FastifyInstance, sim: Sim): void {
  controlRoute(app, {
    method: 'POST',
    url: '/messages',
    body: NewControlMessage,
    handle: ({ body, reply }) => reply.code(201).send(sentOf(send(sim, body))),
  });

  controlRoute(app, {
    method: 'POST',
    url: '/messages/batch',
    body: NewControlMessages,
    handle: ({ body, reply }) =>
      reply.code(201).send({ sent: body.messages.map((message) => sentOf(send(sim, message))) }),
  });

  controlRoute(app, {
    method: 'DELETE',
    url: '/messages/:id',
    query: As,
    handle: ({ params, query }) => {
      const user = getUser(sim, query.as);
      const event = sim.dms.find(params['id'] ?? '');
      if (!event || !canSee(sim, user.id, event))
        throw new ControlError(404, 'this user sees no such message');
      deleteForUser(sim, user.id, event.id);
      return { deleted: true };
    },
  });

  controlRoute(app, {
    method: 'POST',
    url: '/typing',
    body: ControlTyping,
    handle: ({ body }) => {
      typeTo(sim, getUser(sim, body.from).id, getUser(sim, body.to).id);
      return {};
    },
  });

  controlRoute(app, {
    method: 'POST',
    url: '/reads',
    body: ControlRead,
    handle: ({ body }) => ({
      read: readUpTo(sim, getUser(sim, body.reader).id, getUser(sim, body.other).id, body.eventId),
    }),
  });

  controlRoute(app, {
    method: 'POST',
    url: '/groups',
    body: NewControlGroup,
    handle: ({ body, reply }) => {
      const participants = body.participants.map((ref) => getUser(sim, ref).id);
      const group = createGroup(sim, getUser(sim, body.creator).id, participants);
      return reply.code(201).send({ conversationId: group.id });
    },
  });

  controlRoute(app, {
    method: 'POST',
    url: '/groups/:id/leave',
    body: Leaver,
    handle: ({ body, params }) => {
      const user = getUser(sim, body.user);
      const group = sim.dms.findConversation(params['id'] ?? '');
      if (group?.kind !== 'group' || !group.participantIds.includes(user.id))
        throw new ControlError(404, 'this user is in no such group');
      return sentOf(leaveGroup(sim, group.id, user.id));
    },
  });
}

function sentOf(event: DmEvent) {
  return { id: event.id, conversationId: event.conversationId };
}

/** Sends as a person does, under X's rules unless forced. */
function send(sim: Sim, body: NewControlMessage): DmEvent {
  const sender = getUser(sim, body.from);
  const to = targetOf(sim, sender.id, body);
  if (body.text !== undefined && countCharacters(body.text) > maxMessageCharacters)
    throw new ControlError(400, `a message has at most ${maxMessageCharacters} characters`);
  if (body.mediaId !== undefined && !isUsable(sim, body.mediaId, sender.id))
    throw new ControlError(400, 'this file is unknown, expired or of another user');
  const { text, mediaId, location } = body;
  const message = { senderId: sender.id, to, text, mediaId, location, createdAt: body.at };
  if (!body.answer) {
    if (text === undefined && mediaId === undefined && location === undefined)
      throw new ControlError(400, 'text, mediaId, location or answer is needed');
    return sendMessage(sim, message);
  }
  const { label, metadata } = body.answer;
  const asked = findQuickReply(sim, sender.id, to);
  const option = location || asked?.type !== 'options' ? undefined : optionOf(asked, label);
  return sendMessage(sim, {
    ...message,
    text: text ?? label ?? option?.label,
    quickReplyResponse: {
      type: location ? 'location' : asked?.type === 'text_input' ? 'text_input' : 'options',
      metadata: metadata ?? option?.metadata ?? (asked && metadataOf(asked)),
    },
  });
}

type Target = { userId: string } | { conversationId: string };

function targetOf(sim: Sim, senderId: string, body: NewControlMessage): Target {
  if (body.to !== undefined) {
    const recipient = getUser(sim, body.to);
    const refusal = refusalToMessage(sim, senderId, recipient.id);
    if (refusal && !body.force)
      throw new ControlError(403, `X does not let them write to each other: ${refusal}`);
    return { userId: recipient.id };
  }
  const conversation = sim.dms.findConversation(body.conversationId ?? '');
  if (!conversation?.participantIds.includes(senderId))
    throw new ControlError(404, 'to or the conversationId of a conversation of theirs is needed');
  return { conversationId: conversation.id };
}

/** The quick reply of the welcome message that is shown, else of the last message that has one. */
function findQuickReply(sim: Sim, userId: string, to: Target): QuickReply | undefined {
  const opened = 'userId' in to ? sim.openThreads.find(userId, to.userId) : undefined;
  const greeting = sim.welcomeMessages.find(opened?.welcomeMessageId ?? '')?.content.quickReply;
  if (greeting) return greeting;
  const conversationId = 'userId' in to ? conversationIdOf(userId, to.userId) : to.conversationId;
  const events = sim.dms.eventsOfConversation(conversationId);
  const lookBack = 200;
  for (let index = events.length - 1; index >= Math.max(0, events.length - lookBack); index--) {
    const reply = events[index]?.quickReply;
    if (reply) return reply;
  }
  return undefined;
}

function optionOf({ options }: Extract<QuickReply, { type: 'options' }>, label: string | undefined) {
  return options.find((option) => label === undefined || option.label === label);
}

/** What a request for a place or a text wants back; an option has its own. */
function metadataOf(asked: QuickReply): string | undefined {
  if (asked.type === 'location') return asked.location?.metadata;
  const metadata = asked.type === 'text_input' ? asked.textInput?.['metadata'] : undefined;
  return typeof metadata === 'string' ? metadata : undefined;
}
