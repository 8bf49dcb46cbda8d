import type { FastifyInstance } from 'fastify';
import { sendMessage } from '../../acts/messages.ts';
import { jsonBody } from '../../core/body.ts';
import { type XError, v1Error } from '../../core/errors.ts';
import { presentEventV1 } from '../../present/dm-v1.ts';
import { mediaBaseFor } from '../../present/media.ts';
import { type Refusal, refusalToMessage } from '../../rules/may-message.ts';
import type { Sim } from '../../sim.ts';
import { readMessageData } from './message-data.ts';
import { memberOf, textOf } from './json.ts';
import { v1Route } from './v1-route.ts';

/** `POST /1.1/direct_messages/events/new.json`: text, quick replies, buttons, a file or a location. */
export function registerV1Send(app: FastifyInstance, sim: Sim): void {
  v1Route(app, sim, {
    method: 'POST',
    path: 'events/new',
    limit: { userDay: 1000, appDay: 15_000 },
    handle: (call) => {
      const event = memberOf(jsonBody(call.request), 'event');
      if (textOf(event, 'type') !== 'message_create')
        throw v1Error(403, 38, 'event.type parameter is missing.');
      const create = memberOf(event, 'message_create');
      const recipientId = textOf(memberOf(create, 'target'), 'recipient_id');
      if (recipientId === undefined) throw v1Error(403, 38, 'recipient_id parameter is missing.');
      const content = readMessageData(sim, memberOf(create, 'message_data'), call.user.id);
      const refusal = refusalToMessage(sim, call.user.id, recipientId);
      if (refusal) throw refused(refusal);
      const to = { userId: recipientId };
      const sent = sendMessage(sim, { ...content, senderId: call.user.id, to, appId: call.caller.app.id });
      return { event: presentEventV1(sim, sent, mediaBaseFor(sim, call.request.headers.host)) };
    },
  });
}

function refused(refusal: Refusal): XError {
  if (refusal === 'unknown') return v1Error(404, 108, 'Cannot find specified user.');
  if (refusal === 'not_following')
    return v1Error(403, 150, 'You cannot send messages to users who are not following you.');
  return v1Error(403, 349, 'You cannot send messages to this user.');
}
