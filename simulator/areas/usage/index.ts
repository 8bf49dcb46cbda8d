import type { FastifyInstance } from 'fastify';
import type { XCredits, XUsage } from '../../../contract/x/usage.ts';
import { pageNotFound } from '../../core/errors.ts';
import { fieldsParameter, numberParameter, onlyParameters } from '../../core/query.ts';
import { xRoute } from '../../core/route.ts';
import { lastDays } from '../../money/days.ts';
import { usd } from '../../money/prices.ts';
import { accountIdOf } from '../../money/problems.ts';
import type { Sim } from '../../sim.ts';
import type { SimApp } from '../../state/apps.ts';

const usageFields = [
  'cap_reset_day',
  'daily_client_app_usage',
  'daily_project_usage',
  'project_cap',
  'project_id',
  'project_usage',
] as const;
/** What X gives unasked: https://docs.x.com/x-api/x-api-v2/usage/tweets */
const standardFields = new Set<string>(['cap_reset_day', 'project_cap', 'project_id', 'project_usage']);
const maxDays = 90;
const dayMs = 24 * 60 * 60_000;

/** `/2/usage`: https://docs.x.com/x-api/usage/introduction */
export function registerUsage(app: FastifyInstance, sim: Sim): void {
  xRoute(app, sim, {
    method: 'GET',
    url: '/2/usage/tweets',
    allow: { bearer: true },
    handle: ({ query, caller }) => {
      onlyParameters(query, ['days', 'usage.fields']);
      const days = numberParameter(query, 'days', 1, maxDays, 7);
      const asked = fieldsParameter(query, 'usage.fields', usageFields);
      const all = usageOf(sim, caller.app, days);
      const wanted = asked.size === 0 ? standardFields : asked;
      return { data: Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name))) };
    },
  });

  // https://docs.x.com/x-api/usage/get-usage-credits
  xRoute(app, sim, {
    method: 'GET',
    url: '/2/usage/credits',
    allow: { oauth2: ['users.read'], oauth1: 'read', bearer: true },
    handle: ({ query, caller, request }) => {
      onlyParameters(query, []);
      const credits = creditsOf(sim, caller.app);
      if (!credits) throw pageNotFound(request.url);
      return { data: credits };
    },
  });
}

/** The apps of one owner are one project; an app without an owner is its own. */
function projectOf(sim: Sim, app: SimApp): SimApp[] {
  if (app.ownerUserId === undefined) return [app];
  return sim.apps.list().filter(({ ownerUserId }) => ownerUserId === app.ownerUserId);
}

function usageOf(sim: Sim, app: SimApp, days: number): Required<XUsage> {
  const { accounts } = sim.money;
  const apps = projectOf(sim, app);
  const own = accounts.of(app);
  const perApp = apps.map((each) => ({ id: each.id, byDay: postsByDay(sim, each.id, days) }));
  const whole = new Map<string, number>();
  for (const { byDay } of perApp)
    for (const [day, posts] of byDay) whole.set(day, (whole.get(day) ?? 0) + posts);
  const projectId = accountIdOf(apps[0]?.id ?? app.id);
  const used = apps.reduce((posts, each) => posts + accounts.of(each).postsThisCycle, 0);
  return {
    cap_reset_day: Math.ceil((own.cycleEndsAt - sim.clock.now()) / dayMs),
    project_cap: String(own.postReadCap ?? Number.MAX_SAFE_INTEGER),
    project_id: projectId,
    project_usage: String(used),
    daily_project_usage: { project_id: projectId, usage: entriesOf(whole) },
    daily_client_app_usage: perApp.map(({ id, byDay }) => ({
      client_app_id: id,
      usage: entriesOf(byDay),
      usage_result_count: byDay.size,
    })),
  };
}

/** Posts charged on each day that had any. */
function postsByDay(sim: Sim, appId: string, days: number): Map<string, number> {
  const byDay = new Map<string, number>();
  for (const { day, posts } of sim.money.ledger.lines(lastDays(sim.clock.now(), days), appId))
    if (posts > 0) byDay.set(day, (byDay.get(day) ?? 0) + posts);
  return byDay;
}

const entriesOf = (byDay: Map<string, number>) =>
  [...byDay]
    .sort(([a], [b]) => b.localeCompare(a))
    .map(([day, posts]) => ({ date: `${day}T00:00:00.000Z`, usage: String(posts) }));

/** Undefined for an app whose money is not counted. */
function creditsOf(sim: Sim, app: SimApp): XCredits | undefined {
  const { prepaid, free } = sim.money.accounts.of(app);
  if (prepaid === null) return undefined;
  return {
    total_balance: usd(Math.max(0, prepaid + free)),
    prepaid_balance: usd(prepaid),
    free_balance: usd(free),
  };
}
