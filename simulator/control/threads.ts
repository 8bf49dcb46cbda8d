import type { FastifyInstance } from 'fastify';
import {
  type ControlThread,
  type ControlWelcomeMessage,
  type ControlWelcomeMessages,
  NewControlThread,
} from '../../contract/control/threads.ts';
import { openThread } from '../acts/threads.ts';
import type { Sim } from '../sim.ts';
import { conversationIdOf } from '../state/dms.ts';
import type { OpenThread } from '../state/open-threads.ts';
import type { WelcomeMessage } from '../state/welcome-messages.ts';
import { ControlError, controlRoute, getUser } from './control-route.ts';
import { shownWelcome } from './shown-message.ts';

/** `/_control/threads`: opening a conversation, and what is seen there before anybody writes. */
export function controlThreads(app: FastifyInstance, sim: Sim): void {
  controlRoute(app, {
    method: 'POST',
    url: '/threads/open',
    body: NewControlThread,
    handle: ({ body, reply }): unknown => {
      const opened = openThread(sim, {
        userId: getUser(sim, body.user).id,
        recipientId: body.recipient === undefined ? undefined : getUser(sim, body.recipient).id,
        welcomeMessageId: body.welcomeMessageId,
        text: body.text,
        postId: body.postId,
      });
      if (typeof opened === 'string') throw new ControlError(404, opened);
      return reply.code(201).send(shownThread(sim, opened));
    },
  });

  controlRoute(app, {
    method: 'GET',
    url: '/threads/:user/:other',
    handle: ({ params }): ControlThread => {
      const user = getUser(sim, params['user'] ?? '');
      const other = getUser(sim, params['other'] ?? '');
      const opened = sim.openThreads.find(user.id, other.id);
      if (!opened) throw new ControlError(404, 'nothing waits there to be answered');
      return shownThread(sim, opened);
    },
  });

  controlRoute(app, {
    method: 'GET',
    url: '/users/:user/welcome-messages',
    handle: ({ params }): ControlWelcomeMessages => {
      const owner = getUser(sim, params['user'] ?? '');
      const messages = sim.welcomeMessages.listOf(owner.id);
      return { welcomeMessages: messages.map((message) => welcomeMessageOf(sim, message)) };
    },
  });
}

function shownThread(
  sim: Sim,
  { userId, otherId, text, postId, welcomeMessageId }: OpenThread,
): ControlThread {
  const welcome = sim.welcomeMessages.find(welcomeMessageId ?? '');
  return {
    conversationId: conversationIdOf(userId, otherId),
    recipientId: otherId,
    text,
    postId,
    welcome: welcome && shownWelcome(sim, welcome),
  };
}

function welcomeMessageOf(sim: Sim, message: WelcomeMessage): ControlWelcomeMessage {
  const { id, ownerId, name, createdAt, appId } = message;
  return {
    ...shownWelcome(sim, message),
    name,
    createdAt,
    appName: sim.apps.find(appId)?.name,
    isDefault: sim.welcomeMessages.ruleOf(ownerId)?.welcomeMessageId === id,
    link: `https://twitter.com/messages/compose?recipient_id=${ownerId}&welcome_message_id=${id}`,
  };
}
