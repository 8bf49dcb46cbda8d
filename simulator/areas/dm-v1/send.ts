import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sendMessage } from '../../acts/messages.ts';
import type { Caller } from '../../core/auth.ts';
import { jsonBody } from '../../core/body.ts';
import { type XError, v1Error } from '../../core/errors.ts';
import { presentEventV1 } from '../../present/dm-v1.ts';
import { mediaBaseFor } from '../../present/media.ts';
import { isFreeReply } from '../../rules/free-replies.ts';
import { type Refusal, refusalToMessage } from '../../rules/may-message.ts';
import type { Sim } from '../../sim.ts';
import { type Reader, readJson } from './json.ts';
import { readMessageData } from './message-data.ts';
import { v1Route } from './v1-route.ts';

/**
 * `POST /1.1/direct_messages/events/new.json`: text, quick replies, buttons, a file or a location.
 * https://developer.x.com/en/docs/x-api/v1/direct-messages/sending-and-receiving/api-reference/new-event
 */
export function registerV1Send(app: FastifyInstance, sim: Sim): void {
  v1Route(app, sim, {
    method: 'POST',
    path: 'events/new',
    uncounted: (request, caller) => isFree(sim, request, caller),
    handle: (call) => {
      const event = readJson(jsonBody(call.request)).object('event');
      if (event.required('type') !== 'message_create')
        throw v1Error(400, 214, `event.type: '${event.text('type')}' is not a valid EventType`);
      const create = event.object('message_create');
      const recipientId = create.object('target').id('recipient_id');
      const content = readMessageData(sim, create.object('message_data'), call.user.id);
      const refusal = refusalToMessage(sim, call.user.id, recipientId);
      if (refusal) throw refused(refusal);
      const sent = sendMessage(sim, {
        ...content,
        senderId: call.user.id,
        to: { userId: recipientId },
        appId: call.caller.app.id,
        customProfileId: customProfileOf(create, event),
      });
      return { event: presentEventV1(sim, sent, mediaBaseFor(sim, call.request.headers.host)) };
    },
  });
}

/** One of the five replies that a message received gives; whatever is wrong with the body is told later. */
function isFree(sim: Sim, request: FastifyRequest, caller: Caller): boolean {
  if (!caller.user) return false;
  try {
    const create = readJson(jsonBody(request)).object('event').object('message_create');
    return isFreeReply(sim, caller.user.id, create.object('target').id('recipient_id'));
  } catch {
    return false;
  }
}

/**
 * X's table names it `event.custom_profile_id`, its sample has it inside `message_create`: both are taken.
 * https://developer.x.com/en/docs/direct-messages/custom-profiles/api-reference
 */
function customProfileOf(create: Reader, event: Reader): string | undefined {
  return create.text('custom_profile_id') ?? event.text('custom_profile_id');
}

function refused(refusal: Refusal): XError {
  if (refusal === 'unknown') return v1Error(404, 108, 'Cannot find specified user.');
  if (refusal === 'not_following')
    return v1Error(403, 150, 'You cannot send messages to users who are not following you.');
  return v1Error(403, 349, 'You cannot send messages to this user.');
}
