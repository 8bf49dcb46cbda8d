import type { Accounts } from './accounts/index.ts';
import type { Timers } from './base/index.ts';

const HOUR_MS = 60 * 60 * 1000;
const REFRESH_EVERY_MS = 5_000;

/** What is done now and then for modules that know no timers: tokens are refreshed, what is over is forgotten. */
export function addSweeps(
  timers: Timers,
  modules: {
    readonly accounts: Accounts;
    readonly media: { readonly forgetAbandoned: () => Promise<boolean | void> };
    readonly people: { readonly forgetOld: () => Promise<void> };
  },
): void {
  const { accounts, media, people } = modules;
  timers.sweeper({
    name: 'token-refresh',
    everyMs: REFRESH_EVERY_MS,
    run: async () => void (await accounts.refresher.refreshDue()),
  });
  const forgetSignIns = async () => void (await accounts.forgetOldSignIns());
  timers.sweeper({ name: 'sign-ins-forget', everyMs: HOUR_MS, run: forgetSignIns });
  timers.sweeper({ name: 'uploads-forget', everyMs: HOUR_MS, run: () => media.forgetAbandoned() });
  timers.sweeper({ name: 'people-forget', everyMs: HOUR_MS, run: () => people.forgetOld() });
}
