import type { FastifyInstance } from 'fastify';
import type { JsonObject } from '../../core/errors.ts';
import { v1Route } from '../../core/v1-route.ts';
import type { Sim } from '../../sim.ts';

const windowMs = 15 * 60_000;

/**
 * `application/rate_limit_status`: what is left of the quarter hour, by family of endpoints.
 * https://developer.x.com/en/docs/x-api/v1/developer-utilities/rate-limit-status/api-reference/get-application-rate_limit_status
 */
export function registerRateLimitStatus(app: FastifyInstance, sim: Sim): void {
  v1Route(app, sim, {
    method: 'GET',
    path: 'application/rate_limit_status',
    handle: ({ caller, given }) => {
      const wanted = new Set((given['resources'] ?? '').split(',').filter((name) => name !== ''));
      const who = caller.user ? `user ${caller.app.id}:${caller.user.id}` : `app ${caller.app.id}`;
      const used = new Map(
        sim.limits.usage().flatMap((entry) => (entry.who === who ? [[entry.key, entry] as const] : [])),
      );
      const resources: Record<string, JsonObject> = {};
      for (const [key, rule] of Object.entries(sim.limits.rules())) {
        const [, family, rest] = /^GET \/1\.1\/([a-z_]+)(\/.*)\.json$/.exec(key) ?? [];
        const limit = caller.user ? rule.user : rule.app;
        if (family === undefined || limit === undefined || (wanted.size > 0 && !wanted.has(family))) continue;
        const spent = used.get(key);
        const isOver = !spent || spent.resetAt <= sim.clock.now();
        const list = (resources[family] ??= {});
        list[`/${family}${rest}`] = {
          limit,
          remaining: isOver ? limit : Math.max(0, limit - spent.used),
          reset: Math.ceil((isOver ? sim.clock.now() + windowMs : spent.resetAt) / 1000),
        };
      }
      const context = caller.kind === 'oauth1' ? { access_token: caller.token.token } : {};
      return {
        rate_limit_context: caller.user ? context : { application: caller.app.consumerKey },
        resources,
      };
    },
  });
}
