import { type Clock, type Db, type Logger, messageOf } from '../../base/index.ts';
import { firstXIdAt } from '../../conversations/index.ts';
import { type Feed, listAllFeeds, markAlive, markGaps } from './feed-store.ts';

export interface KeepAliveDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The stream of this app is open here and now. */
  readonly isStreaming: (appId: string) => boolean;
  readonly everyMs: number;
  /** Shorter absences are covered by X, which repeats a delivery that was not answered. */
  readonly gapMs: number;
}

/**
 * At a start even a short absence is a gap: whoever ended uncleanly may have refused deliveries that X does not repeat.
 * It costs a page of reads for each handle.
 */
const START_GAP_MS = 1_000;
/** X repeats a delivery for about five minutes: what is newer than that may still come. */
const REPEATS_MS = 6 * 60_000;

/**
 * Notes now and then that we listen, so that an absence shows: at the start by the shared clock, later by this process's
 * own, which nobody moves. An absence is a gap to be filled.
 */
export class KeepAlive {
  readonly #deps: KeepAliveDeps;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #lastMs: number | undefined;

  constructor(deps: KeepAliveDeps) {
    this.#deps = deps;
  }

  async start(): Promise<void> {
    await this.#mark();
    this.#timer = setInterval(() => {
      this.#running ??= this.#mark().finally(() => {
        this.#running = undefined;
      });
    }, this.#deps.everyMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
    // A clean end: the absence begins now.
    await this.#mark();
  }

  async #mark(): Promise<void> {
    const { db, clock, gapMs } = this.#deps;
    try {
      const now = clock.now();
      const feeds = (await listAllFeeds(db)).filter((feed) => this.#isListened(feed));
      const nowMs = performance.now();
      const isStart = this.#lastMs === undefined;
      const wasAway = this.#lastMs !== undefined && nowMs - this.#lastMs > gapMs;
      const gaps = feeds.flatMap((feed) => {
        // Never marked: whoever connected it was gone before the first mark.
        const since = feed.aliveAt ?? (isStart ? feed.connectedAt : null);
        if (since === null) return [];
        const awayMs = now.getTime() - since.getTime();
        const isGap = isStart ? awayMs > Math.min(gapMs, START_GAP_MS) : wasAway;
        return isGap ? [{ feed, since }] : [];
      });
      await markGaps(db, gaps);
      if (feeds.length > 0) await markAlive(db, feeds, now, firstXIdAt(new Date(now.getTime() - REPEATS_MS)));
      this.#lastMs = nowMs;
    } catch (error) {
      // The time that passes until the database is back is the absence that shows then.
      this.#deps.logger.debug({ reason: messageOf(error) }, 'listening could not be noted');
    }
  }

  #isListened(feed: Feed): boolean {
    switch (feed.transport) {
      case 'activity_webhook':
      case 'account_activity_v2':
      case 'account_activity_v1':
        return feed.subscribed;
      case 'activity_stream':
        return this.#deps.isStreaming(feed.appId);
      case 'polling':
      case 'none':
        return false;
    }
  }
}
