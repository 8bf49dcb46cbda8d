import { askReplay, type ReplayDeps } from './replay.ts';
import { type Feed, findFeedOf, listDeletionsDue, listDuePolls, listGaps } from './feed-store.ts';
import { fillBack, type FillDeps, type FillResult, lookForDeletions } from './fill.ts';

export type GapDeps = FillDeps &
  ReplayDeps & { readonly pollEveryMs: number; readonly deletionsEveryMs: number };

/** Polling is no gap; an absence is. */
const ABSENT_POLLS = 3;

/** Fills gaps and polls, each account when it may be asked. One process at a time, under the sweep's lease. */
export class GapFiller {
  readonly #deps: GapDeps;
  /** This process's own clock: an account that has to wait is not asked before. */
  readonly #notBeforeMs = new Map<string, number>();

  constructor(deps: GapDeps) {
    this.#deps = deps;
  }

  /** One round over all marked gaps. */
  async fillAll(): Promise<void> {
    for (const feed of await listGaps(this.#deps.db)) {
      if (this.#mustWait(feed)) continue;
      await this.#fill(feed);
    }
  }

  /** One account, because somebody asked. Answers when it goes on, if not all is read yet. */
  async fillNow(workspaceId: Feed['workspaceId'], accountId: string): Promise<FillResult | undefined> {
    const feed = await findFeedOf(this.#deps.db.workspace(workspaceId), accountId);
    return feed && this.#fill(feed);
  }

  /** One round over the accounts that are asked instead of told. */
  async pollAll(): Promise<void> {
    const { db, clock, pollEveryMs } = this.#deps;
    const now = clock.now();
    for (const feed of await listDuePolls(db, new Date(now.getTime() - pollEveryMs))) {
      if (this.#mustWait(feed)) continue;
      const lastMs = feed.lastPolledAt?.getTime() ?? now.getTime();
      const late = now.getTime() - lastMs > ABSENT_POLLS * pollEveryMs;
      this.#note(feed, await fillBack(this.#deps, feed, { transport: 'polling', late }));
    }
  }

  /** One round over the accounts that nobody reads back: what was deleted on X is to go within a day. */
  async lookForDeletions(): Promise<void> {
    const { db, clock, deletionsEveryMs } = this.#deps;
    for (const feed of await listDeletionsDue(db, new Date(clock.now().getTime() - deletionsEveryMs))) {
      if (!this.#mustWait(feed)) await lookForDeletions(this.#deps, feed);
    }
  }

  async #fill(feed: Feed): Promise<FillResult> {
    await askReplay(this.#deps, feed);
    const result = await fillBack(this.#deps, feed, { transport: 'gap_fill', late: true });
    this.#note(feed, result);
    return result;
  }

  #mustWait(feed: Feed): boolean {
    return (this.#notBeforeMs.get(feed.accountId) ?? 0) > performance.now();
  }

  #note(feed: Feed, result: FillResult): void {
    if (result.state === 'done') this.#notBeforeMs.delete(feed.accountId);
    else this.#notBeforeMs.set(feed.accountId, performance.now() + result.waitMs);
  }
}
