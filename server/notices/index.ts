import { addConsentRoutes } from './consent-routes.ts';
import { FOLLOWED, follow } from './follow.ts';
import { addNoticeRoutes, type NoticeRouteDeps } from './routes.ts';

export { checkPrivacy, followPrivacyMode } from './privacy.ts';
export type { NoticeRouteDeps } from './routes.ts';

/** Automatic messages, the privacy notice, consent and opt-out. Call before `log.start()`. */
export function addNotices(deps: NoticeRouteDeps): void {
  addNoticeRoutes(deps);
  addConsentRoutes(deps);
  deps.log.consume({
    name: 'notices',
    start: 'now',
    kinds: FOLLOWED,
    // A wish to hear no more is obeyed at once: this waits hardly at all.
    giveWayMs: 200,
    handle: (tx, events) => follow(deps, tx, events),
  });
}
