import type { Check } from '../../../../contract/api/index.ts';
import {
  type AccountRecord,
  changeProfile,
  checkAccount,
  findAccount,
  listAccounts,
} from '../../../accounts/index.ts';
import type { WorkspaceDb } from '../../../base/index.ts';
import { type FeedRecord, listFeeds, listHandles } from '../../../handles/index.ts';
import type { ConnectDeps } from '../deps.ts';
import { getMeEndpoint, type XClient } from '../../../x/index.ts';
import { skipped } from './check.ts';
import type { LiveAccount } from '../ways/way.ts';

export interface SeenAccount {
  readonly account: AccountRecord;
  readonly feed: FeedRecord | undefined;
  readonly checks: readonly Check[];
  /** Present when X accepts its token. */
  readonly live: LiveAccount | undefined;
  /** Why not, when it must be signed in again; null when X could not say now. */
  readonly lost: string | null;
}

/** Asks X about the token, the permission and the open messages of each user account of an app. */
export async function lookAtAccounts(
  deps: Pick<ConnectDeps, 'accounts'>,
  db: WorkspaceDb,
  appId: string,
): Promise<SeenAccount[]> {
  const users = (await listAccounts(db, { appId })).filter((account) => account.kind === 'user');
  const feeds = await listFeeds(
    db,
    users.map((account) => account.id),
  );
  const feedOf = new Map(feeds.map((feed) => [feed.accountId, feed]));
  const wanting = new Set(
    (await listHandles(db)).filter((handle) => handle.publicMentions).map((handle) => handle.accountId),
  );
  return Promise.all(
    users.map((account) => look(deps, db, account, feedOf.get(account.id), wanting.has(account.id))),
  );
}

async function look(
  deps: Pick<ConnectDeps, 'accounts'>,
  db: WorkspaceDb,
  account: AccountRecord,
  feed: FeedRecord | undefined,
  wantsMentions: boolean,
): Promise<SeenAccount> {
  const client = await deps.accounts.clientFor(db, account);
  const room = account.status === 'active' ? await client.reserve(getMeEndpoint) : undefined;
  if (room && 'freeAt' in room) return unasked(account, client, feed, wantsMentions);
  if (room) await client.release(room);
  const { checks, me } = await checkAccount(account, () => Promise.resolve(client));
  const { xUserId } = account;
  if (me && xUserId !== null) {
    const profile = { username: me.username, name: me.name, avatarUrl: me.avatarUrl ?? account.avatarUrl };
    await changeProfile(db, account.id, profile);
    const known = { ...account, ...profile, xUserId };
    return { account, feed, checks, live: { account: known, client, feed, wantsMentions }, lost: null };
  }
  // What X refused for good has been noted with the account.
  const now = await findAccount(db, account.id);
  const lost =
    now && now.status !== 'active' ? (now.statusReason ?? 'X no longer accepts its sign-in.') : null;
  return { account: now ?? account, feed, checks, live: undefined, lost };
}

/** The calls that X allows for the question are used up: nothing new is known, and the rest can be looked at. */
function unasked(
  account: AccountRecord,
  client: XClient,
  feed: FeedRecord | undefined,
  wantsMentions: boolean,
): SeenAccount {
  const accountId = account.id;
  const detail = 'X allows no more questions about the account for now.';
  const { xUserId } = account;
  const live =
    xUserId === null ? undefined : { account: { ...account, xUserId }, client, feed, wantsMentions };
  return { account, feed, checks: [skipped('token', { accountId, detail })], live, lost: null };
}
