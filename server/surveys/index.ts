import type { Timers } from '../base/index.ts';
import { inviteAfterEnd, isEnd, sendDue } from './invite.ts';
import { addPublicRoutes } from './public-routes.ts';
import { addSurveyRoutes, type SurveyRouteDeps } from './routes.ts';

export { listScores } from './score.ts';

const SWEEP_MS = 2_000;

/** Surveys after conversations: set per handle, sent as a link, answered without a sign-in. Call before `log.start()`. */
export function addSurveys(deps: SurveyRouteDeps & { readonly timers: Timers }): void {
  addSurveyRoutes(deps);
  addPublicRoutes(deps.http, deps);
  deps.log.consume({
    name: 'surveys',
    start: 'now',
    kinds: ['work_item.changed'],
    wants: isEnd,
    // At once: whether there is a survey is asked as it stands when the conversation ends.
    handle: (tx, events) => inviteAfterEnd(deps, tx, events),
  });
  deps.timers.sweeper({ name: 'surveys-due', everyMs: SWEEP_MS, run: () => sendDue(deps) });
}
