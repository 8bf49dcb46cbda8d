import type { Clock, Db, EventLog, Logger, WorkspaceDb } from '../../base/index.ts';
import {
  deleteContent,
  listStandingMessages,
  lockConversation,
  showNewest,
  type StandingMessage,
} from '../../conversations/index.ts';
import { fillingOf } from '../../media/index.ts';
import { findDmEvent, type XClient, XProblem } from '../../x/index.ts';
import type { Feed } from './feed-store.ts';

export interface VanishedDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly logger: Logger;
}

/** What has just come in may not be in X's lists yet. */
const SETTLED_MS = 2 * 60_000;
const MOST_LOOKED_AT = 200;
/** Each costs one of 15 calls in a quarter hour. */
const MOST_ASKED = 3;
const MOST_REMEMBERED = 10_000;

/** Asked about and still there: X leaves things out of lists for other reasons too. */
const stillThere = new Set<string>();

/**
 * Obeys deletions made on X. X tells of none: a deleted message is missing from the account's events, and asked for by
 * its id X has none. Both must be so. A page is one stretch of events: what stands here between its ends and is not in it
 * is asked for, a few at a time.
 */
export async function obeyDeletions(
  deps: VanishedDeps,
  client: XClient,
  feed: Feed,
  listed: readonly string[],
): Promise<void> {
  const ids = listed.map(BigInt);
  const [first] = ids;
  if (first === undefined || ids.length < 2) return;
  const [from, to] = ids.reduce(
    ([least, most], id) => [id < least ? id : least, id > most ? id : most],
    [first, first],
  );
  const db = deps.db.workspace(feed.workspaceId);
  const before = new Date(deps.clock.now().getTime() - SETTLED_MS);
  const window = { from: String(from), to: String(to), before };
  const known = new Set(listed);
  const missing = (await listStandingMessages(db, feed.accountId, window, MOST_LOOKED_AT)).filter(
    ({ xEventId, messageId }) => !known.has(xEventId) && !stillThere.has(messageId),
  );
  for (const one of missing.slice(0, MOST_ASKED)) {
    const isGone = await isGoneAtX(client, one.xEventId);
    if (isGone === undefined) return;
    if (isGone) await takeAway(deps, db, one);
    else remember(one.messageId);
  }
}

/** Undefined: X could not be asked now; the next look comes. */
async function isGoneAtX(client: XClient, xEventId: string): Promise<boolean | undefined> {
  try {
    return (await findDmEvent(client, xEventId)) === undefined;
  } catch (error) {
    if (!(error instanceof XProblem)) throw error;
    return error.xStatus === 404 ? true : undefined;
  }
}

async function takeAway(deps: VanishedDeps, db: WorkspaceDb, one: StandingMessage): Promise<void> {
  await db.transaction(async (tx) => {
    const conversation = await lockConversation(tx, one.conversationId);
    const deleted = await deleteContent(tx, one.messageId, deps.clock.now());
    if (!deleted) return;
    await showNewest(tx, conversation, ({ id }) => fillingOf(tx, id));
    deps.log.append(tx, deleted.events);
  });
  deps.logger.info({ messageId: one.messageId }, 'a message was deleted on X, and so here');
}

function remember(messageId: string): void {
  if (stillThere.size >= MOST_REMEMBERED) stillThere.clear();
  stillThere.add(messageId);
}
