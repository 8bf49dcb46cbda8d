import type { Accounts } from '../../accounts/index.ts';
import { asId, type Clock, type Db, type EventLog, type Logger, messageOf } from '../../base/index.ts';
import { firstXIdAt } from '../../conversations/index.ts';
import { type DmEventPage, listDmEvents, type XClient, XProblem } from '../../x/index.ts';
import type { DeliveryLog } from '../delivery-log.ts';
import { type Feed, finishFill, markDeletionsChecked, saveFill } from './feed-store.ts';
import { obeyDeletions } from './vanished.ts';

export interface FillDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly logger: Logger;
  readonly deliveries: DeliveryLog;
  readonly accounts: Pick<Accounts, 'clientFor'>;
}

export type FillResult =
  | { readonly state: 'done' }
  /** X or our book of its limits says to wait, or X cannot be asked: it goes on where it stopped. */
  | { readonly state: 'later'; readonly waitMs: number; readonly reason: string };

/** Every event read costs money: a quiet account is asked for a few, and for more only when those did not reach back. */
const FIRST_PAGE = 20;
const NEXT_PAGE = 100;
const MOST_PAGES = 200;
/** X counts a little differently from us; the overlap is sorted out by the dedupe. */
const OVERLAP_MS = 5 * 60_000;
const LIMITED_MS = 15_000;
const TROUBLE_MS = 30_000;
const REFUSED_MS = 300_000;

/**
 * Reads an account's events back, newest first, to the last one that is known to be here. Each page is durable before the
 * next one is asked for.
 */
export async function fillBack(
  deps: FillDeps,
  feed: Feed,
  how: { readonly transport: 'gap_fill' | 'polling'; readonly late: boolean },
): Promise<FillResult> {
  const workspace = deps.db.workspace(feed.workspaceId);
  const stop = BigInt(feed.completeTo ?? firstXIdAt(startOf(feed, deps.clock.now())));
  let token = feed.fillToken;
  let newest = feed.fillNewest;
  try {
    const client = await deps.accounts.clientFor(workspace, asId<'account'>(feed.accountId));
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const page = await readPage(client, token, token === null && pages === 0 ? FIRST_PAGE : NEXT_PAGE);
      const ids = page.items.map((item) => BigInt(item.id));
      await obeyDeletions(
        deps,
        client,
        feed,
        page.items.map((item) => item.id),
      );
      const wanted = pageAfter(page, stop);
      if (wanted) {
        await deps.deliveries.append({
          workspaceId: feed.workspaceId,
          appId: feed.appId,
          transport: how.transport,
          body: wanted,
          forXUserId: feed.xUserId,
          late: how.late,
        });
      }
      newest = greatest(newest, ids);
      token = page.nextToken ?? null;
      const isThrough = token === null || ids.length === 0 || ids.some((id) => id <= stop);
      if (isThrough) return await finish(deps, feed, newest);
      await saveFill(workspace, feed.accountId, { token, newest });
    }
    return { state: 'later', waitMs: 1_000, reason: 'There is more to read.' };
  } catch (error) {
    // A page's token does not live for ever: without it the fill begins anew.
    if (error instanceof XProblem && error.xStatus === 400 && token !== null) {
      await saveFill(workspace, feed.accountId, { token: null, newest: null });
    }
    const waitMs = waitAfter(error);
    if (waitMs === undefined) throw error;
    deps.logger.info({ accountId: feed.accountId, reason: messageOf(error), waitMs }, 'reading back waits');
    return { state: 'later', waitMs, reason: messageOf(error) };
  }
}

/** Looks through an account's newest events for messages that are gone: they were told to us, and may not stay. */
export async function lookForDeletions(deps: FillDeps, feed: Feed): Promise<void> {
  const workspace = deps.db.workspace(feed.workspaceId);
  // Noted first: an account that cannot be asked is not asked again at every look.
  await markDeletionsChecked(workspace, feed.accountId, deps.clock.now());
  try {
    const client = await deps.accounts.clientFor(workspace, asId<'account'>(feed.accountId));
    const { items } = await readPage(client, null, NEXT_PAGE);
    await obeyDeletions(
      deps,
      client,
      feed,
      items.map((item) => item.id),
    );
  } catch (error) {
    if (waitAfter(error) === undefined) throw error;
    deps.logger.info({ accountId: feed.accountId, reason: messageOf(error) }, 'no look for deletions');
  }
}

function readPage(client: XClient, token: string | null, maxResults: number): Promise<DmEventPage> {
  return listDmEvents(
    client,
    { of: 'account' },
    { maxResults, priority: 'automation', ...(token === null ? {} : { token }) },
  );
}

/** The page's body without what is known to be here; nothing when all of it is. */
function pageAfter(page: DmEventPage, stop: bigint): Buffer | undefined {
  const news = page.items.filter((item) => BigInt(item.id) > stop).map((item) => item.raw);
  if (news.length === 0) return undefined;
  // An answer whose events could be read is an object.
  return Buffer.from(JSON.stringify({ ...(page.body as object), data: news }));
}

async function finish(deps: FillDeps, feed: Feed, newest: string | null): Promise<FillResult> {
  await deps.db.workspace(feed.workspaceId).transaction(async (tx) => {
    await finishFill(tx, feed, newest, deps.clock.now());
    if (feed.gapSince === null) return;
    const body = { accountId: feed.accountId, what: 'feed' };
    deps.log.append(tx, [{ kind: 'account.changed', key: feed.accountId, body }]);
  });
  return { state: 'done' };
}

/** An account of which nothing is known yet begins where the gap does: what was before is not ours to bring in. */
function startOf(feed: Feed, now: Date): Date {
  return new Date((feed.gapSince ?? now).getTime() - OVERLAP_MS);
}

function greatest(newest: string | null, ids: readonly bigint[]): string | null {
  let most = newest === null ? 0n : BigInt(newest);
  for (const id of ids) if (id > most) most = id;
  return most === 0n ? null : most.toString();
}

function waitAfter(error: unknown): number | undefined {
  if (error instanceof XProblem) {
    // Our own book of limits is looked into again soon: that asks nothing of X.
    if (error.kind === 'limited') return Math.max(1_000, error.retryAfterMs ?? LIMITED_MS);
    return error.kind === 'refused' ? REFUSED_MS : TROUBLE_MS;
  }
  // The account is not connected, or its token is being refreshed: both have an error of their own.
  return error instanceof Error && error.name === 'AppError' ? TROUBLE_MS : undefined;
}
