import type { FastifyInstance } from 'fastify';
import { ControlAppChanges, NewControlApp } from '../../contract/control/apps.ts';
import { refusalOfCallback } from '../areas/oauth/index.ts';
import type { Sim } from '../sim.ts';
import type { SimApp } from '../state/apps.ts';
import { ControlError, controlRoute } from './control-route.ts';

/** `/_control/apps`: the developer portal. */
export function controlApps(app: FastifyInstance, sim: Sim): void {
  controlRoute(app, { method: 'GET', url: '/apps', handle: () => ({ apps: sim.apps.list() }) });

  controlRoute(app, { method: 'GET', url: '/apps/:id', handle: ({ params }) => getApp(sim, params['id']) });

  controlRoute(app, {
    method: 'POST',
    url: '/apps',
    body: NewControlApp,
    handle: ({ body, reply }) => {
      checkCallbacks(body.callbacks);
      if (body.consumerKey !== undefined && sim.apps.findByConsumerKey(body.consumerKey))
        throw new ControlError(409, 'another app has this consumer key');
      if (body.clientId !== undefined && sim.apps.findByClientId(body.clientId))
        throw new ControlError(409, 'another app has this client id');
      return reply.code(201).send(sim.apps.create(body));
    },
  });

  controlRoute(app, {
    method: 'PATCH',
    url: '/apps/:id',
    body: ControlAppChanges,
    handle: ({ body, params }) => {
      checkCallbacks(body.callbacks);
      return sim.apps.update(getApp(sim, params['id']).id, body);
    },
  });
}

export function getApp(sim: Sim, id = ''): SimApp {
  const app = sim.apps.find(id);
  if (!app) throw new ControlError(404, `there is no app ${id}`);
  return app;
}

function checkCallbacks(callbacks: string[] = []): void {
  for (const callback of callbacks) {
    const refusal = refusalOfCallback(callback);
    if (refusal) throw new ControlError(400, refusal);
  }
}
