import { isDeskTrigger } from '../../../contract/api/index.ts';
import type { SunshineMessage } from '../../../contract/sunshine/messages.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import type { Conversation } from '../../conversations/index.ts';
import type { WebhookEndpoint, WebhookFact } from '../../webhooks/index.ts';
import { userAuthor } from '../messages/present.ts';
import type { MessagingParts } from '../parts.ts';
import { controlRefs } from '../switchboard/present.ts';
import { presentClient, presentUser } from '../users/present.ts';
import { readWorld, type World } from './world.ts';
import { v1BodyOf } from './bodies-v1.ts';
import { errorOf, postbackOf, referralOf } from './outcomes.ts';

/** The bodies that tell an endpoint of facts, masked as messages are; undefined: there is nothing to say any more. */
export async function bodiesOf(
  parts: Pick<MessagingParts, 'files' | 'findNames'>,
  db: WorkspaceDb,
  endpoint: WebhookEndpoint,
  facts: readonly WebhookFact[],
): Promise<readonly (object | undefined)[]> {
  const world = await readWorld(parts, db, facts);
  return facts.map((fact) => {
    const payload = payloadOf(fact, endpoint, world);
    if (payload === undefined) return undefined;
    if (endpoint.version === 'v1.1') return v1BodyOf(db.workspaceId, endpoint, fact, world);
    return {
      app: { id: db.workspaceId },
      webhook: { id: endpoint.id, version: 'v2' },
      events: [{ id: fact.id, createdAt: fact.createdAt.toISOString(), type: fact.type, payload }],
    };
  });
}

function payloadOf(fact: WebhookFact, endpoint: WebhookEndpoint, world: World): object | undefined {
  const gone = goneOf(fact, endpoint, world);
  if (gone) return gone;
  const id = fact.conversationId ?? '';
  const thread = world.threads.get(id);
  const kept = world.kept.get(id);
  if (!thread && !kept?.kind) return undefined;
  const conversation = conversationOf(id, thread, world);
  switch (fact.type) {
    case 'conversation:create': {
      const userId = thread?.customerId ?? fact.refs['userId'];
      const isPersonal = thread ? thread.groupId === null : kept?.kind === 'personal';
      return {
        conversation,
        // A program's own was begun by none of the other ways.
        creationReason: thread ? 'message' : 'none',
        source: thread ? sourceOf(thread, endpoint, world) : { type: 'api:conversations' },
        ...(userId !== undefined && isPersonal ? { user: shownUser(userId, endpoint, world) } : {}),
        ...(world.sources.has(id) ? { referral: referralOf(world.sources.get(id)) } : {}),
      };
    }
    case 'conversation:join':
    case 'conversation:leave':
      return { conversation, user: shortUser(fact.refs['userId'] ?? '', world) };
    case 'client:update': {
      const customer = world.users.get(fact.refs['userId'] ?? '')?.customer;
      const { reason } = fact.refs;
      if (!thread || !customer) return undefined;
      const client = presentClient(customer, thread, reason === 'blocked');
      return { conversation, user: shortUser(customer.id, world), client, reason };
    }
    case 'conversation:typing':
      return (
        thread && {
          conversation,
          activity: {
            type: 'typing:start',
            source: sourceOf(thread, endpoint, world),
            author: userAuthor(thread.customerId, world.users),
          },
        }
      );
    case 'conversation:message': {
      const message = world.shown.get(fact.refs['messageId'] ?? '')?.[Number(fact.refs['part'] ?? 0)];
      return (
        message && {
          conversation,
          message: messageOf(message, thread, endpoint, world),
          recentNotifications: [],
        }
      );
    }
    case 'conversation:postback': {
      const message = world.messages.get(fact.refs['messageId'] ?? '');
      return (
        thread &&
        message && {
          postback: postbackOf(message),
          conversation,
          user: shownUser(message.authorId ?? thread.customerId, endpoint, world),
          source: sourceOf(thread, endpoint, world),
        }
      );
    }
    case 'conversation:message:delivery:channel':
    case 'conversation:message:delivery:failure': {
      const message = world.messages.get(fact.refs['messageId'] ?? '');
      return (
        thread &&
        message && {
          user: shownUser(thread.customerId, endpoint, world),
          conversation,
          message: { id: message.id },
          destination: { type: 'twitter', integrationId: thread.handleId },
          ...(message.xEventId === null ? {} : { externalMessages: [{ id: message.xEventId }] }),
          isFinalEvent: true,
          ...(fact.type.endsWith('failure') ? { error: errorOf(message) } : {}),
        }
      );
    }
    case 'conversation:read':
      return (
        thread && {
          conversation,
          activity: {
            type: 'conversation:read',
            source: sourceOf(thread, endpoint, world),
            author: userAuthor(thread.customerId, world.users),
          },
        }
      );
    default:
      if (isDeskTrigger(fact.type)) return workOf(fact, conversation, world);
      return fact.type.startsWith('switchboard:') ? controlOf(fact, conversation, world) : undefined;
  }
}

/** What is told of something that is not there any more: by its ids alone. */
function goneOf(fact: WebhookFact, endpoint: WebhookEndpoint, world: World): object | undefined {
  const { userId = '', survivingId = '', conversationType } = fact.refs;
  const discarded = { id: userId, authenticated: false };
  switch (fact.type) {
    case 'user:remove':
      return { user: discarded };
    case 'user:merge':
      return {
        mergedUsers: { surviving: shownUser(survivingId, endpoint, world), discarded },
        ...discardedOf(userId, world),
        reason: 'api',
      };
    case 'conversation:remove':
      return { conversation: { id: fact.conversationId, type: conversationType } };
    default:
      return undefined;
  }
}

/** Whose work it is or was, who gave it, and why it ended. */
function workOf(fact: WebhookFact, conversation: object, world: World): object {
  const { workItemId, agentId, byId, reason } = fact.refs;
  const member = (id: string) => ({
    id,
    ...(world.names.has(id) ? { displayName: world.names.get(id) } : {}),
  });
  return {
    conversation,
    workItem: { id: workItemId },
    ...(agentId ? { agent: member(agentId) } : {}),
    ...(byId ? { by: member(byId) } : {}),
    ...(reason ? { reason } : {}),
  };
}

function discardedOf(userId: string, world: World): object {
  const discardedMetadata = world.discarded.get(userId);
  return discardedMetadata ? { discardedMetadata } : {};
}

/** Who had the conversation after what was done, not who has it now. */
function controlOf(fact: WebhookFact, conversation: object, world: World): object | undefined {
  const action = world.actions.get(fact.refs['actionId'] ?? '');
  return (
    action && {
      conversation: { ...conversation, ...controlRefs(action, world.seats) },
      metadata: action.metadata,
      ...(action.reason === 'ticketClosed' ? { reason: action.reason } : {}),
    }
  );
}

/** The short form of a conversation, which events carry. */
function conversationOf(id: string, thread: Conversation | undefined, world: World): object {
  const kept = world.kept.get(id);
  const isGroup = thread ? thread.groupId !== null : kept?.kind === 'sdkGroup';
  const hasMetadata = kept !== undefined && Object.keys(kept.metadata).length > 0;
  return {
    id,
    type: isGroup ? 'sdkGroup' : 'personal',
    ...(hasMetadata ? { metadata: kept.metadata } : {}),
    ...(world.control.get(id) ? controlRefs(world.control.get(id), world.seats) : {}),
  };
}

function messageOf(
  message: SunshineMessage,
  thread: Conversation | undefined,
  endpoint: WebhookEndpoint,
  world: World,
): SunshineMessage {
  if (message.author.type !== 'user') return message;
  const user = endpoint.includeFullUser ? shownUser(message.author.userId ?? '', endpoint, world) : undefined;
  const source =
    endpoint.includeFullSource && thread ? { ...message.source, ...clientOf(thread, world) } : message.source;
  return { ...message, ...(user ? { author: { ...message.author, user: { ...user } } } : {}), source };
}

/** Whole where the endpoint asked for that. */
function shownUser(id: string, { includeFullUser }: WebhookEndpoint, world: World): object {
  const user = includeFullUser ? world.users.get(id) : undefined;
  return user ? presentUser(user) : shortUser(id, world);
}

/** As events name users beside conversations. */
function shortUser(id: string, world: World): object {
  const externalId = world.users.get(id)?.kept?.externalId;
  return { id, authenticated: false, ...(externalId ? { externalId } : {}) };
}

function sourceOf(thread: Conversation, endpoint: WebhookEndpoint, world: World): object {
  return {
    type: 'twitter',
    integrationId: thread.handleId,
    ...(endpoint.includeFullSource ? clientOf(thread, world) : {}),
  };
}

function clientOf(thread: Conversation, world: World): object {
  const customer = world.users.get(thread.customerId)?.customer;
  return customer ? { client: presentClient(customer, thread, world.blocked.has(customer.id)) } : {};
}
