import type { FastifyInstance } from 'fastify';
import type { Sim } from '../../sim.ts';
import { registerAnalytics } from './analytics.ts';
import { engagementRoute } from './engagement-route.ts';
import { zipAnswer } from './gzip.ts';
import { registerInsights } from './insights.ts';
import { registerMediaAnalytics } from './media-analytics.ts';
import { answer28Hours, answerHistorical } from './series.ts';
import { answerTotals } from './totals.ts';

/** What posts get: the enterprise Engagement API, `/2/tweets/analytics`, and `/2/insights`, which X has removed. */
export function registerEngagement(app: FastifyInstance, sim: Sim): void {
  sim.events.on('like.deleted', ({ post, at }) => sim.engagement.recordUnlike(post.id, at));
  sim.events.on('post.deleted', ({ post }) => sim.engagement.forget(post.id));
  registerAnalytics(app, sim);
  registerMediaAnalytics(app, sim);
  void app.register(async (zipped) => {
    zipped.addHook('onSend', zipAnswer);
    engagementRoute(zipped, sim, 'totals', (call) => answerTotals(sim, call));
    engagementRoute(zipped, sim, '28hr', (call) => answer28Hours(sim, call));
    engagementRoute(zipped, sim, 'historical', (call) => answerHistorical(sim, call));
  });
  void app.register(async (insights) => registerInsights(insights, sim));
}
