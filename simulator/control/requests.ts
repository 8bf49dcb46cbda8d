import type { FastifyInstance } from 'fastify';
import {
  type ControlCurl,
  type ControlRequest,
  type ControlRequestDetail,
  ControlRequestQuery,
} from '../../contract/control/running.ts';
import type { LoggedRequest } from '../core/request-log.ts';
import type { Sim } from '../sim.ts';
import { ControlError, controlRoute } from './control-route.ts';
import { curlOf } from './curl.ts';

/** `/_control/requests`: what programs asked, and how to ask it again. */
export function controlRequests(app: FastifyInstance, sim: Sim): void {
  const get = (id = ''): LoggedRequest => {
    const entry = sim.log.find(Number(id));
    if (!entry) throw new ControlError(404, `request ${id} is not kept`);
    return entry;
  };

  controlRoute(app, {
    method: 'GET',
    url: '/requests',
    query: ControlRequestQuery,
    handle: ({ query: { latest, ...query } }) => ({
      requests: sim.log.list({ ...query, limit: query.limit ?? 200 }, latest).map(inList),
    }),
  });

  controlRoute(app, {
    method: 'GET',
    url: '/requests/:id',
    handle: ({ params }): ControlRequestDetail => get(params['id']),
  });

  controlRoute(app, {
    method: 'GET',
    url: '/requests/:id/curl',
    handle: ({ params }): ControlCurl => curlOf(sim, get(params['id'])),
  });
}

const inList = ({
  headers: _headers,
  responseHeaders: _answered,
  responseBody: _answer,
  ...entry
}: LoggedRequest): ControlRequest => entry;
