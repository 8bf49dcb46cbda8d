import type { Check } from '../../../../contract/api/index.ts';
import { lookupUsers, XProblem } from '../../../x/index.ts';
import { ok } from './check.ts';
import type { SeenAccount } from './look-at-accounts.ts';

const REMEDY =
  'At X, under Settings, Privacy and safety, Direct messages, allow message requests from everyone.';

/**
 * X tells whether a user takes messages from the user who asks. What it tells an account about itself is not documented,
 * so a "no" to itself counts only when another connected account hears it too.
 */
export async function settleDmOpen(seen: readonly SeenAccount[]): Promise<SeenAccount[]> {
  return Promise.all(
    seen.map(async (one) => {
      const index = one.checks.findIndex((check) => check.id === 'dm_open');
      const own = one.checks[index];
      if (own?.state !== 'failed') return one;
      return { ...one, checks: one.checks.with(index, await askAnother(one, seen, own)) };
    }),
  );
}

async function askAnother(one: SeenAccount, seen: readonly SeenAccount[], own: Check): Promise<Check> {
  const unknown: Check = {
    ...own,
    state: 'manual',
    detail: 'X tells this to other accounts only, and no other is connected. Please look yourself.',
    remedy: REMEDY,
  };
  const other = seen.find(({ live, account }) => live && account.id !== one.account.id)?.live;
  if (!other || !one.live) return unknown;
  try {
    const { users } = await lookupUsers(other.client, [one.live.account.xUserId]);
    const answer = users[0]?.receivesYourDm;
    if (answer === undefined) return unknown;
    const asked = `Asked as @${other.account.username ?? ''}.`;
    if (answer) return { ...ok('dm_open', { detail: asked, accountId: one.account.id }), title: own.title };
    return { ...own, detail: `${own.detail ?? ''} ${asked}`.trim() };
  } catch (error) {
    if (!(error instanceof XProblem)) throw error;
    return unknown;
  }
}
