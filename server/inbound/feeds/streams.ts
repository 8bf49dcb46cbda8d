import { type Accounts, getApp } from '../../accounts/index.ts';
import { asId, type Clock, type Db, type Logger, messageOf, type Metrics } from '../../base/index.ts';
import { followActivityStream } from '../../x/index.ts';
import type { DeliveryLog } from '../delivery-log.ts';
import { type Feed, listAllFeeds, markGaps } from './feed-store.ts';

export interface StreamsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly deliveries: DeliveryLog;
  readonly accounts: Pick<Accounts, 'appClient'>;
}

interface OpenStream {
  readonly controller: AbortController;
  readonly ended: Promise<void>;
  isConnected: boolean;
}

const MINUTE_MS = 60_000;
/** X sends what was missed for five minutes at most. */
const BACKFILL_MS = 5 * MINUTE_MS;
/** Not called for so long, the lease has gone to another process. */
const LOST_MS = 25_000;
const AGAIN_MS = 5_000;

/** Keeps one activity stream open for each app that uses it. `reconcile` is called under a lease, every few seconds. */
export class Streams {
  readonly #deps: StreamsDeps;
  readonly #open = new Map<string, OpenStream>();
  #calledMs = performance.now();
  #watch: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(deps: StreamsDeps) {
    this.#deps = deps;
    deps.metrics.gauge('rookery_activity_streams', 'Activity streams that are connected.', [], (gauge) => {
      gauge.set([...this.#open.values()].filter((one) => one.isConnected).length);
    });
  }

  isStreaming(appId: string): boolean {
    return this.#open.get(appId)?.isConnected === true;
  }

  /** Opens the streams that are wanted and closes the others. */
  async reconcile(): Promise<void> {
    this.#calledMs = performance.now();
    this.#watch ??= setInterval(() => {
      if (performance.now() - this.#calledMs > LOST_MS) void this.#closeAll();
    }, AGAIN_MS).unref();
    const feeds = (await listAllFeeds(this.#deps.db)).filter((feed) => feed.transport === 'activity_stream');
    // The sweep may end after the streams.
    if (this.#stopped) return;
    const byApp = Map.groupBy(feeds, (feed) => feed.appId);
    for (const [appId, stream] of this.#open) {
      if (byApp.has(appId)) continue;
      stream.controller.abort();
      this.#open.delete(appId);
    }
    for (const [appId, ofApp] of byApp) if (!this.#open.has(appId)) this.#start(appId, ofApp);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#watch);
    await this.#closeAll();
  }

  async #closeAll(): Promise<void> {
    const streams = [...this.#open.values()];
    this.#open.clear();
    for (const { controller } of streams) controller.abort();
    await Promise.all(streams.map(({ ended }) => ended));
  }

  #start(appId: string, feeds: readonly Feed[]): void {
    const controller = new AbortController();
    const stream: OpenStream = { controller, isConnected: false, ended: Promise.resolve() };
    const ended = this.#follow(appId, feeds, stream)
      .catch((error: unknown) => {
        if (!controller.signal.aborted)
          this.#deps.logger.warn({ err: error, appId }, 'an activity stream ended');
      })
      .finally(() => {
        stream.isConnected = false;
        // The next reconciliation opens it anew.
        if (this.#open.get(appId)?.controller === controller) this.#open.delete(appId);
      });
    this.#open.set(appId, Object.assign(stream, { ended }));
  }

  async #follow(appId: string, feeds: readonly Feed[], stream: OpenStream): Promise<void> {
    const { db, clock, accounts, deliveries, logger } = this.#deps;
    const [first] = feeds;
    if (!first) return;
    const workspace = db.workspace(first.workspaceId);
    const client = accounts.appClient(workspace, await getApp(workspace, asId<'x_app'>(appId)));
    const awayMs = Math.max(
      0,
      ...feeds.flatMap((feed) => (feed.aliveAt ? clock.now().getTime() - feed.aliveAt.getTime() : [])),
    );
    if (awayMs > BACKFILL_MS) {
      await markGaps(
        db,
        feeds.flatMap((feed) => (feed.aliveAt ? [{ feed, since: feed.aliveAt }] : [])),
      );
    }
    // By this process's own clock: business time may be moved, a broken line may not.
    let brokenMs: number | undefined;
    let brokenAt: Date | undefined;
    const lines = followActivityStream(client, {
      signal: stream.controller.signal,
      backfillMinutes: awayMs === 0 ? 0 : Math.min(5, Math.ceil(awayMs / MINUTE_MS)),
      onConnected: () => {
        stream.isConnected = true;
        const wasLong = brokenMs !== undefined && performance.now() - brokenMs > BACKFILL_MS - MINUTE_MS;
        if (wasLong && brokenAt) this.#markGap(feeds, brokenAt);
        brokenMs = undefined;
      },
      onBroken: (problem, waitMs) => {
        stream.isConnected = false;
        if (brokenMs === undefined) {
          brokenMs = performance.now();
          brokenAt = clock.now();
        }
        logger.info(
          { appId, reason: messageOf(problem), waitMs },
          'an activity stream broke; it is opened again',
        );
      },
    });
    for await (const body of lines) {
      await deliveries.append({ workspaceId: first.workspaceId, appId, transport: 'activity_stream', body });
    }
  }

  #markGap(feeds: readonly Feed[], since: Date): void {
    const marked = feeds.map((feed) => ({ feed, since }));
    markGaps(this.#deps.db, marked).catch((error: unknown) => {
      this.#deps.logger.warn({ err: error }, 'a gap could not be marked');
    });
  }
}
