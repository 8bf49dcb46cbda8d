import type { SunshineMessage } from '../../../contract/sunshine/messages.ts';
import { triggersV1 } from '../../../contract/api/index.ts';
import type { WebhookEndpoint, WebhookFact } from '../../webhooks/index.ts';
import { presentClient } from '../users/present.ts';
import { errorOf, postbackOf } from './outcomes.ts';
import type { World } from './world.ts';

/** A fact in the form of v1.1, whose clients index `messages[0]` and read `appUser`. */
export function v1BodyOf(
  appId: string,
  endpoint: WebhookEndpoint,
  fact: WebhookFact,
  world: World,
): object | undefined {
  const thread = world.threads.get(fact.conversationId ?? '');
  const message = world.messages.get(fact.refs['messageId'] ?? '');
  const shown = world.shown.get(fact.refs['messageId'] ?? '')?.[Number(fact.refs['part'] ?? 0)];
  const userId = thread?.customerId ?? shown?.author.userId;
  const user = userId === undefined ? undefined : world.users.get(userId);
  const customer = user?.customer;
  const base = {
    trigger: triggerOf(endpoint, fact),
    version: 'v1.1',
    app: { _id: appId },
    appUser: {
      _id: userId,
      ...(user?.kept?.externalId ? { userId: user.kept.externalId } : {}),
      conversationStarted: true,
    },
    conversation: { _id: fact.conversationId },
    ...(endpoint.includeClient && customer && thread
      ? { client: v1Client(customer, thread, world.blocked.has(customer.id)) }
      : {}),
    timestamp: fact.createdAt.getTime() / 1000,
  };
  const destination = { type: 'twitter' };
  switch (fact.type) {
    case 'conversation:message':
      return shown && { ...base, messages: [presentV1(shown)] };
    case 'conversation:postback':
      return message && { ...base, postbacks: [v1Postback(message.id, message.text, postbackOf(message))] };
    case 'conversation:message:delivery:channel':
      return message && { ...base, destination, isFinalEvent: true, message: { _id: message.id } };
    case 'conversation:message:delivery:failure':
      return (
        message && {
          ...base,
          destination,
          isFinalEvent: true,
          error: errorOf(message),
          message: { _id: message.id },
        }
      );
    case 'conversation:read':
      return { ...base, source: { type: 'twitter', integrationId: thread?.handleId } };
    default:
      return base;
  }
}

/** The name in v1.1 under which the endpoint asked for this. */
function triggerOf(endpoint: WebhookEndpoint, fact: WebhookFact): string {
  const fitting = Object.entries(triggersV1).filter(
    ([, meaning]) =>
      meaning.type === fact.type && (meaning.author === undefined || meaning.author === fact.refs['author']),
  );
  const named = fitting.find(([trigger]) => endpoint.triggers.includes(trigger)) ?? fitting[0];
  return named?.[0] ?? fact.type;
}

/** A message in the flat form of v1.1. */
export function presentV1(message: SunshineMessage): object {
  const { type, ...content } = message.content;
  const isUser = message.author.type === 'user';
  return {
    _id: message.id,
    type,
    ...content,
    ...(message.author.userId ? { authorId: message.author.userId } : {}),
    role: isUser ? 'appUser' : 'appMaker',
    name: message.author.displayName,
    ...(message.author.avatarUrl ? { avatarUrl: message.author.avatarUrl } : {}),
    received: Date.parse(message.received) / 1000,
    ...(message.metadata ? { metadata: message.metadata } : {}),
    source: {
      ...message.source,
      type: message.source.type === 'api:conversations' ? 'api' : message.source.type,
      ...(message.source.originalMessageTimestamp
        ? { originalMessageTimestamp: Date.parse(message.source.originalMessageTimestamp) / 1000 }
        : {}),
    },
  };
}

function v1Client(...given: Parameters<typeof presentClient>): object {
  const { id, type, status, lastSeen, linkedAt, ...rest } = presentClient(...given);
  return { _id: id, platform: type, active: status === 'active', lastSeen, linkedAt, ...rest };
}

function v1Postback(
  messageId: string,
  text: string,
  { payload, metadata }: ReturnType<typeof postbackOf>,
): object {
  return {
    message: { _id: messageId },
    action: { _id: messageId, type: 'postback', text, payload, ...(metadata ? { metadata } : {}) },
  };
}
