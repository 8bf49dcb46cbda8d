import type { Check } from '../../../contract/api/x-apps.ts';
import { getMe, type Me, type XClient, type XUser } from '../../x/index.ts';
import type { AccountRecord } from '../account.ts';
import { attempt, byHand, type CheckAbout, failed, passed, skipped } from './outcome.ts';

const DM_ACCESS = 'read-write-directmessages';
const NEEDED_SCOPES = ['dm.read', 'dm.write', 'tweet.read', 'users.read'];

export interface AccountChecks {
  readonly checks: readonly Check[];
  /** What X says about the account now, if it could be asked. */
  readonly me: XUser | undefined;
}

/** Token, permission and open messages of one account, by one call to X. */
export async function checkAccount(
  account: AccountRecord,
  client: () => Promise<XClient>,
): Promise<AccountChecks> {
  const name = account.username === null ? '' : `@${account.username}: `;
  const about = (id: string, title: string): CheckAbout => ({
    id,
    title: name + title,
    accountId: account.id,
  });
  const token = about('token', 'X accepts the sign-in');
  const permission = about('permission', 'may read and write direct messages');
  const dmOpen = about('dm_open', 'direct messages are open to everyone');

  let found: Me | undefined;
  const tokenCheck = await attempt(token, async () => {
    found = await getMe(await client());
    return passed(token, `Signed in as @${found.user.username}.`);
  });
  if (!found) {
    const why = 'The sign-in comes first.';
    return { checks: [tokenCheck, skipped(permission, why), skipped(dmOpen, why)], me: undefined };
  }
  const { user: me, accessLevel } = found;
  return {
    checks: [tokenCheck, checkPermission(permission, account, accessLevel), checkDmOpen(dmOpen, me)],
    me,
  };
}

function checkPermission(about: CheckAbout, account: AccountRecord, accessLevel: string | null): Check {
  if (account.authKind === 'oauth2') {
    const missing = NEEDED_SCOPES.filter((scope) => !account.scopes.includes(scope));
    return missing.length === 0
      ? passed(about, account.scopes.join(' '))
      : failed(
          about,
          `These permissions are missing: ${missing.join(', ')}.`,
          'Reconnect the account and allow them.',
        );
  }
  if (accessLevel === DM_ACCESS) return passed(about, accessLevel);
  const remedy =
    'In the app’s settings at X set the permission to “Read and write and Direct message”, then reconnect the account: an old sign-in keeps the old permission.';
  return accessLevel === null
    ? byHand(about, 'X does not say which permission this sign-in has.', remedy)
    : failed(about, `The sign-in has the permission “${accessLevel}”.`, remedy);
}

function checkDmOpen(about: CheckAbout, me: XUser): Check {
  const remedy =
    'At X, under Settings, Privacy and safety, Direct messages, allow message requests from everyone.';
  if (me.receivesYourDm === undefined) return byHand(about, 'X does not tell.', remedy);
  return me.receivesYourDm ? passed(about) : failed(about, 'X says that messages are not open.', remedy);
}

/** Whether events still come in. */
export function checkLastEvent(lastEventAt: Date | null, account: AccountRecord): Check {
  const about: CheckAbout = { id: 'last_event', title: 'An event has come in', accountId: account.id };
  return lastEventAt === null
    ? byHand(about, 'None has come in yet.', 'Write to the account from another one.')
    : passed(about, lastEventAt.toISOString());
}
