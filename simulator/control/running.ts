import type { FastifyInstance } from 'fastify';
import { latestMoment } from '../../contract/control/ids.ts';
import { ControlLimitChange, type ControlStats, ControlTimeChange } from '../../contract/control/running.ts';
import type { Sim } from '../sim.ts';
import { ControlError, controlRoute } from './control-route.ts';

/** Time, limits, the request log, and the whole state. */
export function controlRunning(app: FastifyInstance, sim: Sim): void {
  const startedAt = sim.clock.now();
  const time = () => ({ now: sim.clock.now(), offsetMs: sim.clock.offsetMs(), rate: sim.clock.rate() });
  controlRoute(app, { method: 'GET', url: '/time', handle: time });

  controlRoute(app, {
    method: 'POST',
    url: '/time',
    body: ControlTimeChange,
    handle: ({ body }) => {
      if ((body.setTo ?? sim.clock.now()) + (body.advanceMs ?? 0) > latestMoment)
        throw new ControlError(400, 'X has no ids for times after July 2080');
      if (body.rate !== undefined) sim.clock.setRate(body.rate);
      if (body.setTo !== undefined) sim.clock.set(body.setTo);
      if (body.advanceMs !== undefined) sim.clock.advance(body.advanceMs);
      sim.keepTime();
      return time();
    },
  });

  const limits = () => ({
    enabled: sim.limits.enabled,
    rules: sim.limits.rules(),
    usage: sim.limits.usage(),
  });
  controlRoute(app, { method: 'GET', url: '/limits', handle: limits });

  controlRoute(app, {
    method: 'POST',
    url: '/limits',
    body: ControlLimitChange,
    handle: ({ body }) => {
      if (body.enabled !== undefined) sim.limits.enabled = body.enabled;
      if (body.clearUsage) sim.limits.clearUsage();
      if (body.rule !== undefined) {
        if (body.key === undefined || !(body.key in sim.limits.rules()))
          throw new ControlError(400, `key must be one of: ${Object.keys(sim.limits.rules()).join('; ')}`);
        sim.limits.override(body.key, body.rule, body.appId);
      }
      return limits();
    },
  });

  controlRoute(app, {
    method: 'GET',
    url: '/stats',
    handle: (): ControlStats => ({
      requests: sim.log.counts(),
      tooMany: sim.limits.refusals(),
      users: sim.users.count(),
      conversations: sim.dms.countConversations(),
      messages: sim.dms.all().length,
      startedAt,
    }),
  });

  controlRoute(app, {
    method: 'POST',
    url: '/reset',
    handle: () => {
      sim.reset();
      return {};
    },
  });
}
