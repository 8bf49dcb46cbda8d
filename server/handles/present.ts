import type { Account, Handle, Transport } from '../../contract/api/index.ts';
import { type AccountRecord, type AppRecord, listAccounts, listApps } from '../accounts/index.ts';
import type { WorkspaceDb } from '../base/index.ts';
import { type KnownLimit, LimitBook } from '../x/index.ts';
import { type FeedRecord, listFeeds } from './feeds/store.ts';
import type { HandleRecord } from './store.ts';

const DAY_MS = 86_400_000;

/** Handles as the API shows them, with their accounts' state and limits. */
export async function presentHandles(db: WorkspaceDb, handles: readonly HandleRecord[]): Promise<Handle[]> {
  if (handles.length === 0) return [];
  const [accounts, apps] = await Promise.all([listAccounts(db), listApps(db)]);
  const accountOf = new Map<string, AccountRecord>(accounts.map((account) => [account.id, account]));
  const appOf = new Map<string, AppRecord>(apps.map((app) => [app.id, app]));
  const feeds = await listFeeds(
    db,
    handles.map((handle) => handle.accountId),
  );
  const feedOf = new Map(feeds.map((feed) => [feed.accountId, feed]));
  const book = new LimitBook(db);
  const limitsOf = new Map<string, KnownLimit[]>();
  for (const app of apps) limitsOf.set(app.id, await book.list(app.id));
  return handles.flatMap((handle) => {
    const account = accountOf.get(handle.accountId);
    // A removed account has no handle in use but for the moment between two statements.
    if (!account) return [];
    const transport = appOf.get(account.appId)?.transport ?? 'none';
    const limits = limitsOf.get(account.appId) ?? [];
    return [presentHandle(handle, presentAccount(account, feedOf.get(account.id), transport, limits))];
  });
}

function presentHandle(handle: HandleRecord, account: Account): Handle {
  return {
    id: handle.id,
    name: handle.name,
    account,
    language: handle.language,
    workStreamId: handle.workStreamId,
    hoursId: handle.hoursId,
    filesFromCustomers: handle.filesFromCustomers,
    filesFromAgents: handle.filesFromAgents,
    publicMentions: handle.publicMentions,
    enabled: handle.enabled,
  };
}

function presentAccount(
  account: AccountRecord,
  feed: FeedRecord | undefined,
  transport: Transport,
  limits: readonly KnownLimit[],
): Account {
  return {
    id: account.id,
    appId: account.appId,
    kind: account.kind,
    xUserId: account.xUserId,
    username: account.username,
    name: account.name,
    avatarUrl: account.avatarUrl,
    authKind: account.authKind,
    scopes: [...account.scopes],
    status: account.status,
    statusReason: account.statusReason,
    feed: {
      health: feed?.health ?? 'unknown',
      reason: feed?.healthReason ?? null,
      transport,
      subscribed: feed?.subscribed ?? false,
      lastEventAt: feed?.lastEventAt?.toISOString() ?? null,
      gapSince: feed?.gapSince?.toISOString() ?? null,
    },
    // Its own windows, and those that all accounts of the app share.
    limits: limits
      .filter((limit) => limit.subject === 'app' || limit.subject === `user:${account.xUserId ?? ''}`)
      .map((limit) => ({
        bucket: limit.bucket.replace(/\/[^/]*$/, ''),
        window: limit.windowMs >= DAY_MS ? 'day' : 'quarter',
        limit: limit.allowed,
        used: limit.used,
        resetsAt: limit.endsAt.toISOString(),
      })),
    createdAt: account.createdAt.toISOString(),
  };
}
