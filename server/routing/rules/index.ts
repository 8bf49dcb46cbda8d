import { addDryRunRoute } from './dry-run.ts';
import { addRuleRoutes, type RulesDeps } from './routes.ts';
import { addTraceRoute } from './trace-routes.ts';

/** The routes around rules: editing them, trying them, and how a conversation was routed. */
export function addRules(deps: RulesDeps): void {
  addRuleRoutes(deps);
  addDryRunRoute(deps);
  addTraceRoute(deps);
}
