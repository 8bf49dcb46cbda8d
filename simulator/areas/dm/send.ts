import type { FastifyInstance } from 'fastify';
import { createGroup, sendMessage } from '../../acts/messages.ts';
import { jsonBody } from '../../core/body.ts';
import {
  type JsonObject,
  type XError,
  forbidden,
  invalidRequest,
  resourceNotFound,
} from '../../core/errors.ts';
import { type UserCall, userRoute } from '../../core/route.ts';
import { refusalToMessage } from '../../rules/may-message.ts';
import type { Sim } from '../../sim.ts';
import type { DmEvent } from '../../state/dms.ts';
import { bad, onlyMembers, readMessage } from './message-body.ts';

const allow = { oauth2: ['dm.write', 'tweet.read', 'users.read'], oauth1: 'read-write-dm' } as const;
const conversationPattern = /^([0-9]{1,19}-[0-9]{1,19}|[0-9]{15,19})$/;

/**
 * The three ways to send: to a user, into a conversation, to a new group.
 * https://docs.x.com/x-api/direct-messages/manage/introduction
 */
export function registerDmSends(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'POST',
    url: '/2/dm_conversations/with/:participant_id/messages',
    allow,
    handle: (call) => {
      const id = call.params['participant_id'] ?? '';
      if (!/^[0-9]{1,19}$/.test(id))
        throw invalidRequest(
          { participant_id: [id] },
          `The \`participant_id\` query parameter value [${id}] is not valid`,
        );
      const message = readMessage(sim, jsonBody(call.request), call.user.id);
      checkRecipient(sim, call.user.id, id);
      return created(
        call,
        sendMessage(sim, {
          ...message,
          senderId: call.user.id,
          to: { userId: id },
          appId: call.caller.app.id,
        }),
      );
    },
  });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/dm_conversations/:id/messages',
    allow,
    handle: (call) => {
      const id = call.params['id'] ?? '';
      if (!conversationPattern.test(id))
        throw invalidRequest(
          { dm_conversation_id: [id] },
          `The \`dm_conversation_id\` query parameter value [${id}] does not match ${conversationPattern.source}`,
        );
      const message = readMessage(sim, jsonBody(call.request), call.user.id);
      const to = targetOf(sim, call.user.id, id);
      return created(
        call,
        sendMessage(sim, { ...message, senderId: call.user.id, to, appId: call.caller.app.id }),
      );
    },
  });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/dm_conversations',
    allow,
    handle: (call) => {
      const body = jsonBody(call.request);
      onlyMembers(body, ['conversation_type', 'participant_ids', 'message']);
      if (body['conversation_type'] !== 'Group')
        throw bad('$.conversation_type: does not have a value in the enumeration [Group]');
      const participants = readParticipants(body['participant_ids']);
      const given = body['message'];
      if (typeof given !== 'object' || given === null) throw bad('$.message: is missing but it is required');
      // An object that JSON gave; readMessage checks its members.
      const message = readMessage(sim, given as JsonObject, call.user.id, '$.message');
      // Naming somebody twice, or oneself, adds nobody.
      const others = [...new Set(participants)].filter((id) => id !== call.user.id);
      for (const id of others) checkRecipient(sim, call.user.id, id);
      const group = createGroup(sim, call.user.id, others);
      const to = { conversationId: group.id };
      return created(
        call,
        sendMessage(sim, { ...message, senderId: call.user.id, to, appId: call.caller.app.id }),
      );
    },
  });
}

function readParticipants(value: unknown): string[] {
  if (!Array.isArray(value) || value.length < 2 || value.length > 49)
    throw bad('$.participant_ids: there must be between 2 and 49 items in the array');
  return value.map((id: unknown) => {
    if (typeof id !== 'string' || !/^[0-9]{1,19}$/.test(id))
      throw bad('$.participant_ids: does not match the regex pattern ^[0-9]{1,19}$');
    return id;
  });
}

function targetOf(sim: Sim, userId: string, id: string): { userId: string } | { conversationId: string } {
  const [smaller, larger] = id.split('-');
  if (smaller !== undefined && larger !== undefined) {
    if (userId !== smaller && userId !== larger) throw notPermitted();
    const other = userId === smaller ? larger : smaller;
    checkRecipient(sim, userId, other);
    return { userId: other };
  }
  if (!sim.dms.findConversation(id)?.participantIds.includes(userId)) throw notPermitted();
  return { conversationId: id };
}

function checkRecipient(sim: Sim, senderId: string, recipientId: string): void {
  const refusal = refusalToMessage(sim, senderId, recipientId);
  if (refusal === 'unknown') throw resourceNotFound('user', 'participant_id', recipientId);
  if (refusal) throw notPermitted();
}

function notPermitted(): XError {
  return forbidden('You do not have permission to DM one or more participants.');
}

function created(call: UserCall, event: DmEvent): JsonObject {
  call.reply.code(201);
  return { data: { dm_conversation_id: event.conversationId, dm_event_id: event.id } };
}
