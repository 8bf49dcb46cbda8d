import { type Accounts, getApp } from '../../accounts/index.ts';
import { asId, type Clock, type Db, type Logger, messageOf } from '../../base/index.ts';
import { replayWebhook } from '../../x/index.ts';
import { type Feed, markReplayAsked } from './feed-store.ts';

export interface ReplayDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly accounts: Pick<Accounts, 'appClient'>;
}

const MINUTE_MS = 60_000;
/** https://docs.x.com/x-api/webhooks: from 24 hours to 31 minutes ago, to 10 minutes ago, two hours at a time. */
const OLDEST_MS = 24 * 60 * MINUTE_MS - 5 * MINUTE_MS;
const YOUNGEST_FROM_MS = 31 * MINUTE_MS;
const YOUNGEST_TO_MS = 10 * MINUTE_MS;
const SPAN_MS = 2 * 60 * MINUTE_MS;

/** The stretches of a gap that X can send once more, in X's own bounds. */
export function replaySpans(since: Date, now: Date): { from: Date; to: Date }[] {
  const endMs = now.getTime() - YOUNGEST_TO_MS;
  const spans: { from: Date; to: Date }[] = [];
  let fromMs = Math.max(since.getTime() - MINUTE_MS, now.getTime() - OLDEST_MS);
  fromMs = Math.floor(fromMs / MINUTE_MS) * MINUTE_MS;
  while (fromMs < endMs && fromMs <= now.getTime() - YOUNGEST_FROM_MS) {
    const toMs = Math.min(fromMs + SPAN_MS, endMs);
    spans.push({ from: new Date(fromMs), to: new Date(toMs) });
    fromMs = toMs;
  }
  return spans;
}

/**
 * Asks X to send a gap's events to the webhook once more, once for each gap: that brings what the list of events does
 * not have (encrypted messages, requests, reading). The list is read all the same, so a refusal costs nothing.
 */
export async function askReplay(deps: ReplayDeps, feed: Feed): Promise<void> {
  if (feed.gapSince === null || (feed.replayAskedAt && feed.replayAskedAt >= feed.gapSince)) return;
  if (feed.transport !== 'activity_webhook' && feed.transport !== 'account_activity_v2') return;
  const now = deps.clock.now();
  const spans = replaySpans(feed.gapSince, now);
  const workspace = deps.db.workspace(feed.workspaceId);
  const app = await getApp(workspace, asId<'x_app'>(feed.appId));
  if (spans.length === 0 || app.xWebhookId === null) return;
  await markReplayAsked(workspace, feed.accountId, now);
  const client = deps.accounts.appClient(workspace, app);
  for (const { from, to } of spans) {
    try {
      await replayWebhook(client, app.xWebhookId, from, to);
    } catch (error) {
      deps.logger.info({ accountId: feed.accountId, reason: messageOf(error) }, 'X did not take a replay');
      return;
    }
  }
}
