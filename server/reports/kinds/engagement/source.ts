import { xErrors } from '../../../../contract/errors/x.ts';
import { XProblem } from '../../../x/index.ts';
import type { AccountFacts } from '../../kind.ts';
import type { Chosen } from './chosen.ts';
import { countsIn, type Source } from './metrics.ts';

/** The Engagement API takes OAuth 1.0a; whether the app has a contract is known when X answers. */
export const canAskEngagementApi = (account: AccountFacts | undefined): boolean =>
  account === undefined || account.authKind === 'oauth1';

/** What is asked first. */
export function firstSource(
  { source, metrics }: Pick<Chosen, 'source' | 'metrics'>,
  account: AccountFacts | undefined,
): Source {
  if (source !== 'automatic') return source;
  const isEnough = metrics.every((metric) => countsIn('engagement_api', metric));
  return canAskEngagementApi(account) && isEnough ? 'engagement_api' : 'analytics';
}

/** A sentence when no source counts everything that was chosen. */
export function metricsProblem(
  { source, metrics }: Pick<Chosen, 'source' | 'metrics'>,
  account: AccountFacts | undefined,
): string | undefined {
  const without = (one: Source) => metrics.filter((metric) => !countsIn(one, metric));
  const names = (one: Source) =>
    without(one)
      .map(({ label }) => `“${label}”`)
      .join(', ');
  if (source === 'engagement_api') {
    return without('engagement_api').length > 0
      ? `The Engagement API does not count ${names('engagement_api')}: leave that out, or choose analytics as the source.`
      : undefined;
  }
  if (source === 'analytics' || !canAskEngagementApi(account)) {
    return without('analytics').length > 0
      ? `Analytics do not count ${names('analytics')}: leave that out, or choose the Engagement API as the source.`
      : undefined;
  }
  return without('engagement_api').length > 0 && without('analytics').length > 0
    ? `No source counts all of that: only the Engagement API counts ${names('analytics')}, only analytics count ${names('engagement_api')}. Make two reports of it.`
    : undefined;
}

const NO_CONTRACT: ReadonlySet<string> = new Set([
  xErrors.x_no_engagement_contract.code,
  xErrors.x_not_authenticated.code,
  xErrors.x_app_not_allowed.code,
  xErrors.x_forbidden.code,
  xErrors.x_not_found.code,
]);

/** X does not let the app use the Engagement API, in whatever words; or it is no more. */
export const isWithoutContract = (error: unknown): boolean =>
  error instanceof XProblem && NO_CONTRACT.has(error.code);
