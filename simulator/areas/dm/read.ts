import type { FastifyInstance } from 'fastify';
import { type JsonObject, forbidden, invalidRequest, resourceNotFound } from '../../core/errors.ts';
import {
  fieldsParameter,
  listParameter,
  numberParameter,
  onlyParameters,
  textParameter,
} from '../../core/query.ts';
import { decodeCursor, encodeCursor, takePage } from '../../core/page.ts';
import { type UserCall, userRoute } from '../../core/route.ts';
import { firstSnowflakeAt } from '../../core/snowflake.ts';
import {
  type DmView,
  dmEventFields,
  dmExpansions,
  presentEventV2,
  presentIncludes,
} from '../../present/dm-v2.ts';
import { mediaBaseFor, mediaFields } from '../../present/media.ts';
import { tweetFields } from '../../present/post.ts';
import { userFields } from '../../present/user.ts';
import { isReadable } from '../../rules/message-requests.ts';
import type { Sim } from '../../sim.ts';
import { type DmEvent, conversationIdOf } from '../../state/dms.ts';

/** Messages of the last 30 days. https://docs.x.com/x-api/direct-messages/lookup/introduction */
const windowMs = 30 * 24 * 60 * 60_000;
const allow = { oauth2: ['dm.read', 'tweet.read', 'users.read'], oauth1: 'read-write-dm' } as const;
const eventTypes = ['MessageCreate', 'ParticipantsJoin', 'ParticipantsLeave'];
const viewParameters = [
  'dm_event.fields',
  'expansions',
  'user.fields',
  'media.fields',
  'tweet.fields',
  'post.fields',
];
const pageParameters = ['max_results', 'pagination_token', 'event_types'];

/**
 * The four ways to read direct messages; each user sees only what is theirs.
 * https://docs.x.com/x-api/direct-messages/lookup/introduction
 */
export function registerDmReads(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'GET',
    url: '/2/dm_events',
    allow,
    handle: (call) =>
      list(
        sim,
        call,
        `events:${call.user.id}`,
        sim.dms.eventsOfUser(call.user.id),
        sim.clock.now() - windowMs,
      ),
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/dm_conversations/with/:participant_id/dm_events',
    allow,
    handle: (call) => {
      const id = call.params['participant_id'] ?? '';
      checkId('participant_id', id);
      if (!sim.users.find(id)) throw resourceNotFound('user', 'participant_id', id);
      return listConversation(sim, call, conversationIdOf(call.user.id, id));
    },
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/dm_conversations/:id/dm_events',
    allow,
    handle: (call) => {
      const id = call.params['id'] ?? '';
      if (!/^([0-9]{1,19}-[0-9]{1,19}|[0-9]{15,19})$/.test(id))
        throw invalidRequest({ id: [id] }, `The \`id\` query parameter value [${id}] is not valid`);
      const conversation = sim.dms.findConversation(id);
      const mine = conversation
        ? conversation.participantIds.includes(call.user.id)
        : id.split('-').includes(call.user.id);
      if (!mine) throw forbidden();
      return listConversation(sim, call, id);
    },
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/dm_events/:event_id',
    allow,
    handle: (call) => {
      onlyParameters(call.query, viewParameters);
      const id = call.params['event_id'] ?? '';
      checkId('event_id', id);
      const view = viewOf(sim, call);
      const event = sim.dms.find(id);
      if (!event || !isReadable(sim, call.user.id, event)) throw resourceNotFound('dm_event', 'event_id', id);
      return { data: presentEventV2(sim, event, view), ...presentIncludes(sim, [event], view) };
    },
  });
}

function checkId(parameter: string, id: string): void {
  if (!/^[0-9]{1,19}$/.test(id))
    throw invalidRequest(
      { [parameter]: [id] },
      `The \`${parameter}\` query parameter value [${id}] is not valid`,
    );
}

function viewOf(sim: Sim, call: UserCall): DmView {
  const { query, vocabulary, user, caller } = call;
  return {
    fields: fieldsParameter(query, 'dm_event.fields', dmEventFields),
    expansions: fieldsParameter(query, 'expansions', dmExpansions),
    users: { fields: fieldsParameter(query, 'user.fields', userFields), vocabulary, viewer: user, caller },
    mediaFields: fieldsParameter(query, 'media.fields', mediaFields),
    postFields: fieldsParameter(query, 'tweet.fields', tweetFields),
    vocabulary,
    mediaBase: mediaBaseFor(sim, call.request.headers.host),
  };
}

function listConversation(sim: Sim, call: UserCall, id: string): JsonObject {
  return list(sim, call, `conversation:${call.user.id}:${id}`, sim.dms.eventsOfConversation(id));
}

function list(sim: Sim, call: UserCall, name: string, all: readonly DmEvent[], since?: number): JsonObject {
  const { query, user } = call;
  onlyParameters(query, [...viewParameters, ...pageParameters]);
  const view = viewOf(sim, call);
  const types = listParameter(query, 'event_types');
  for (const type of types)
    if (!eventTypes.includes(type))
      throw invalidRequest(
        { event_types: [types.join(',')] },
        `The \`event_types\` query parameter value [${type}] is not one of [${eventTypes.join(',')}]`,
      );
  const token = textParameter(query, 'pagination_token');
  const cursor = token === undefined ? undefined : decodeCursor(name, token);
  if (token !== undefined && !cursor)
    throw invalidRequest(
      { pagination_token: [token] },
      `The \`pagination_token\` query parameter value [${token}] is not valid`,
    );
  const page = takePage(all, {
    cursor,
    limit: numberParameter(query, 'max_results', 1, 100, 100),
    from: since === undefined ? undefined : firstSnowflakeAt(since).toString(),
    wanted: (event) => (types.length === 0 || types.includes(event.type)) && isReadable(sim, user.id, event),
  });
  const meta: JsonObject = { result_count: page.items.length };
  if (page.older) meta['next_token'] = encodeCursor(name, page.older);
  if (page.newer) meta['previous_token'] = encodeCursor(name, page.newer);
  if (page.items.length === 0) return { meta };
  return {
    data: page.items.map((event) => presentEventV2(sim, event, view)),
    ...presentIncludes(sim, page.items, view),
    meta,
  };
}
