import type { FastifyInstance } from 'fastify';
import { deleteForUser } from '../../acts/messages.ts';
import { type JsonObject, v1Error } from '../../core/errors.ts';
import { firstSnowflakeAt } from '../../core/snowflake.ts';
import { presentEventV1 } from '../../present/dm-v1.ts';
import { mediaBaseFor } from '../../present/media.ts';
import { presentAppV1 } from '../../present/user.ts';
import { isReadable } from '../../rules/message-requests.ts';
import type { Sim } from '../../sim.ts';
import type { DmEvent } from '../../state/dms.ts';
import { pageOf } from './page.ts';
import { parameter, v1Route } from './v1-route.ts';

const windowMs = 30 * 24 * 60 * 60_000;

/**
 * `events/list`, `events/show` and `events/destroy`.
 * https://developer.x.com/en/docs/x-api/v1/direct-messages/sending-and-receiving/api-reference/list-events
 */
export function registerV1Reads(app: FastifyInstance, sim: Sim): void {
  const isOneToOne = (event: DmEvent) =>
    event.type === 'MessageCreate' && sim.dms.findConversation(event.conversationId)?.kind === 'one';

  v1Route(app, sim, {
    method: 'GET',
    path: 'events/list',
    handle: (call) => {
      const { page, next } = pageOf(call, 'events', sim.dms.eventsOfUser(call.user.id), {
        from: firstSnowflakeAt(sim.clock.now() - windowMs).toString(),
        wanted: (event) => isOneToOne(event) && isReadable(sim, call.user.id, event),
      });
      const base = mediaBaseFor(sim, call.request.headers.host);
      return {
        events: page.map((event) => presentEventV1(sim, event, base)),
        apps: appsOf(sim, page),
        ...next,
      };
    },
  });

  const getOwn = (userId: string, id: string): DmEvent => {
    const event = sim.dms.find(id);
    if (!event || !isOneToOne(event) || !isReadable(sim, userId, event))
      throw v1Error(404, 34, 'Sorry, that page does not exist.');
    return event;
  };

  v1Route(app, sim, {
    method: 'GET',
    path: 'events/show',
    handle: (call) => {
      const event = getOwn(call.user.id, parameter(call, 'id'));
      return {
        event: presentEventV1(sim, event, mediaBaseFor(sim, call.request.headers.host)),
        apps: appsOf(sim, [event]),
      };
    },
  });

  v1Route(app, sim, {
    method: 'DELETE',
    path: 'events/destroy',
    handle: (call) => {
      deleteForUser(sim, call.user.id, getOwn(call.user.id, parameter(call, 'id')).id);
      call.reply.code(204);
    },
  });
}

function appsOf(sim: Sim, events: DmEvent[]): JsonObject {
  const apps: JsonObject = {};
  for (const { appId } of events) {
    const app = appId === undefined ? undefined : sim.apps.find(appId);
    if (app) apps[app.id] = presentAppV1(app);
  }
  return apps;
}
