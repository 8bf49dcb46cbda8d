import { triggersV1 } from '../../../contract/api/index.ts';
import type { WebhookEndpoint, WebhookFact } from '../../webhooks/index.ts';
import { presentClient } from '../users/present.ts';
import { presentAppUser, presentClientV1, presentMessageV1 } from '../v1/present.ts';
import { errorOf, postbackOf, referralOf } from './outcomes.ts';
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
  const { survivingId } = fact.refs;
  const userId =
    survivingId ??
    thread?.customerId ??
    world.keptUsers.get(fact.conversationId ?? '') ??
    shown?.author.userId ??
    fact.refs['userId'];
  // Everything in this version is about one user: of groups it knows nothing.
  if (userId === undefined) return undefined;
  const user = world.users.get(userId);
  const customer = user?.customer;
  const client = customer && thread && presentClient(customer, thread, world.blocked.has(customer.id));
  const base = {
    trigger: triggerOf(endpoint, fact),
    version: 'v1.1',
    app: { _id: appId },
    appUser:
      endpoint.includeFullUser && user
        ? presentAppUser(user, client ? [client] : [], true)
        : {
            _id: userId,
            ...(user?.kept?.externalId ? { userId: user.kept.externalId } : {}),
            conversationStarted: true,
          },
    ...(fact.conversationId === null ? {} : { conversation: { _id: fact.conversationId } }),
    ...(endpoint.includeClient && client ? { client: presentClientV1(client, true) } : {}),
    timestamp: fact.createdAt.getTime() / 1000,
  };
  const discarded = world.discarded.get(fact.refs['userId'] ?? '');
  const destination = { type: 'twitter' };
  const source = { type: 'twitter', ...(thread ? { integrationId: thread.handleId } : {}) };
  switch (fact.type) {
    case 'conversation:message':
      return shown && { ...base, messages: [presentMessageV1(shown)] };
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
      return { ...base, source };
    case 'conversation:create':
      return { ...base, source: thread ? source : { type: 'api' }, ...cameBy(fact, world) };
    case 'conversation:typing':
      return { ...base, source, activity: { type: 'typing:start' } };
    case 'user:merge':
      return {
        ...base,
        surviving: base.appUser,
        discarded: [{ _id: fact.refs['userId'] }],
        ...(discarded ? { discardedMetadata: discarded } : {}),
        reason: 'api',
      };
    default:
      return base;
  }
}

function cameBy({ conversationId }: WebhookFact, world: World): object {
  const source = world.sources.get(conversationId ?? '');
  return source ? { referral: referralOf(source) } : {};
}

/**
 * The name in v1.1 of what happened: the one under which the endpoint asked for it, and of messages always the one that
 * says whose they are, also to those who asked for all.
 */
function triggerOf(endpoint: WebhookEndpoint, fact: WebhookFact): string {
  const fitting = Object.entries(triggersV1).filter(
    ([, meaning]) =>
      meaning.type === fact.type && (meaning.author === undefined || meaning.author === fact.refs['author']),
  );
  const named =
    fitting.find(([, { author }]) => author !== undefined) ??
    fitting.find(([trigger]) => endpoint.triggers.includes(trigger)) ??
    fitting[0];
  return named?.[0] ?? fact.type;
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
