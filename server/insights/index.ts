import type { Clock, HttpServer } from '../base/index.ts';
import { type CountingDeps, startCounting } from './facts/count.ts';
import { addInsightsRoutes } from './routes.ts';
import { startSumming } from './sums/sum.ts';

/** Facts about closed conversations, and the analytics over them. Call before the log starts. */
export function addInsights(
  options: CountingDeps & { readonly http: HttpServer; readonly clock: Clock },
): void {
  startCounting(options);
  startSumming(options);
  addInsightsRoutes(options);
}
