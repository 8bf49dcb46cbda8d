import type { FastifyInstance } from 'fastify';
import { canSee, deleteForUser } from '../../acts/messages.ts';
import { type JsonObject, v1Error } from '../../core/errors.ts';
import { firstSnowflakeAt } from '../../core/snowflake.ts';
import { presentEventV1 } from '../../present/dm-v1.ts';
import { mediaBaseFor } from '../../present/media.ts';
import { presentAppV1 } from '../../present/user.ts';
import type { Sim } from '../../sim.ts';
import type { DmEvent } from '../../state/dms.ts';
import { decodeCursor, encodeCursor, takePage } from '../dm/index.ts';
import { parameter, v1Route } from './v1-route.ts';

const windowMs = 30 * 24 * 60 * 60_000;
const standardCount = 20;
const maxCount = 50;

/** `events/list`, `events/show` and `events/destroy`. */
export function registerV1Reads(app: FastifyInstance, sim: Sim): void {
  const isOneToOne = (event: DmEvent) =>
    event.type === 'MessageCreate' && sim.dms.findConversation(event.conversationId)?.kind === 'one';

  v1Route(app, sim, {
    method: 'GET',
    path: 'events/list',
    limit: { user: 15 },
    handle: ({ user, query, request }) => {
      const name = `v1:${user.id}`;
      const cursor = query['cursor'] === undefined ? undefined : decodeCursor(name, query['cursor']);
      if (query['cursor'] !== undefined && !cursor) throw v1Error(400, 44, 'cursor parameter is invalid.');
      const count = Number(query['count'] ?? standardCount);
      const page = takePage(sim.dms.eventsOfUser(user.id), {
        cursor,
        limit: Number.isInteger(count) ? Math.min(maxCount, Math.max(1, count)) : standardCount,
        oldestId: firstSnowflakeAt(sim.clock.now() - windowMs),
        wanted: isOneToOne,
      });
      return {
        events: page.events.map((event) =>
          presentEventV1(sim, event, mediaBaseFor(sim, request.headers.host)),
        ),
        apps: appsOf(sim, page.events),
        ...(page.older ? { next_cursor: encodeCursor(name, page.older) } : {}),
      };
    },
  });

  const getOwn = (userId: string, id: string): DmEvent => {
    const event = sim.dms.find(id);
    if (!event || !isOneToOne(event) || !canSee(sim, userId, event))
      throw v1Error(404, 34, 'Sorry, that page does not exist.');
    return event;
  };

  v1Route(app, sim, {
    method: 'GET',
    path: 'events/show',
    limit: { user: 15 },
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
    limit: { userDay: 1000, appDay: 15_000 },
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
