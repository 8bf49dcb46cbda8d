import { asId } from '../base/index.ts';
import type { AccountFacts } from '../reports/index.ts';
import { costsAlone, createSite, getMe, limitsAlone, localX, REAL_X, XClient } from '../x/index.ts';
import type { SourceConfig } from './config.ts';
import { credentialsOf, type KeepConfig } from './credentials.ts';

/** X, and who we are there. */
export interface Connection {
  readonly client: XClient;
  readonly account: AccountFacts;
  /** The account's name at X. */
  readonly name: string;
  /** Time at X. */
  readonly now: () => Date;
}

/** Whose the tokens are is asked of X, which tells what time it is there as well. @throws XProblem, SourceProblem */
export async function connect(
  config: SourceConfig,
  keep: KeepConfig,
  nowMs: () => number,
): Promise<Connection> {
  const site =
    config.x_url === undefined ? createSite('x', REAL_X) : createSite('local', localX(config.x_url));
  const shared = {
    site,
    appId: 'configuration',
    limits: limitsAlone(nowMs),
    costs: costsAlone,
    credentials: credentialsOf(config, site, keep),
    onBookkeepingError: (error: unknown) => Promise.reject(error),
  };
  const { user } = await getMe(new XClient({ ...shared, xUserId: 'signing-in' }));
  return {
    client: new XClient({ ...shared, xUserId: user.id }),
    account: { ...factsOf(config), xUserId: user.id, username: user.username },
    name: user.name,
    now: () => new Date(site.time.nowMs()),
  };
}

/** What menus and columns need to know before X is asked. */
export function factsOf({ credentials }: Pick<SourceConfig, 'credentials'>): AccountFacts {
  return {
    id: asId<'account'>('0'.repeat(24)),
    authKind: credentials.auth_type,
    // What a sign-in may do is in X's answers only.
    scopes: ['dm.read', 'tweet.read', 'users.read'],
    xUserId: null,
    username: null,
  };
}
