import {
  giveLeaseBack,
  type Lease,
  machineNowMs,
  messageOf,
  takeLease,
  type WorkspaceDb,
} from '../base/index.ts';
import { listSending, listToSettle } from './attempt-store.ts';
import { type Delivered, deliver } from './deliver.ts';
import { type OutboundDeps, PATIENCE } from './deps.ts';
import type { OutboundMetrics } from './metrics.ts';
import type { Failure } from './outcome.ts';
import { type Head, listHeads } from './outbox-store.ts';
import { recordEnd } from './record.ts';
import { settle } from './reconcile.ts';
import { showSendTimes } from './shown-times.ts';
import { Turns } from './turns.ts';

const PARALLEL = 8;
const LOOK_MS = 3_000;
const AFTER_FAULT_MS = 500;
/** The book of limits is asked again after so long, whatever it said: headers of other calls correct it. */
const ASK_AGAIN_MS = 5_000;
const SHOW_EVERY_MS = 1_000;

export const LEASE_KIND = 'outbound';

/** Sends for one account while this process holds its lease, until there is nothing left to do. */
export class AccountSender {
  readonly #deps: OutboundDeps;
  readonly #metrics: OutboundMetrics;
  readonly #db: WorkspaceDb;
  readonly #accountId: string;
  readonly #holder: string;
  /** Conversations that are being worked on. */
  readonly #busy = new Map<string, Promise<void>>();
  readonly #turns = new Turns();
  /** By the machine's clock: nothing leaves at this priority before. */
  #closedUntilMs = { person: 0, automation: 0 };
  #haltedUntilMs = 0;
  #adoptAgainMs = 0;
  #lease: Lease | undefined;
  #stopped = false;
  #wake: (() => void) | undefined;
  #woken = false;
  #showTimes = false;
  #shownUntilMs = 0;

  constructor(
    deps: OutboundDeps,
    metrics: OutboundMetrics,
    db: WorkspaceDb,
    accountId: string,
    holder: string,
  ) {
    this.#deps = deps;
    this.#metrics = metrics;
    this.#db = db;
    this.#accountId = accountId;
    this.#holder = holder;
  }

  /** There may be something new. */
  wake(): void {
    this.#woken = true;
    this.#wake?.();
  }

  /** Woken since its last look. */
  get isWoken(): boolean {
    return this.#woken;
  }

  /** Takes nothing new; `run` ends when what is on its way is settled. */
  stop(): void {
    this.#stopped = true;
    this.wake();
  }

  /** Works until nothing is left, the lease is lost, or it is stopped. */
  async run(): Promise<void> {
    if (!(await this.#keepLease())) return;
    try {
      while (!this.#stopped && (await this.#keepLease())) {
        this.#woken = false;
        const idle = await this.#round();
        if (idle) break;
      }
    } finally {
      await Promise.all(this.#busy.values());
      if (this.#lease) await giveLeaseBack(this.#db, this.#lease).catch(() => undefined);
    }
  }

  /** Starts what can be started, then waits; answers whether there is nothing left. */
  async #round(): Promise<boolean> {
    await this.#adopt();
    const now = this.#deps.clock.now();
    const free = PARALLEL - this.#busy.size;
    const except = [...this.#busy.keys()];
    const unsettled = free > 0 ? await listToSettle(this.#db, this.#accountId, now, free) : [];
    for (const attempt of unsettled) {
      if (this.#busy.has(attempt.conversationId)) continue;
      this.#launch(attempt.conversationId, () => settle(this.#deps, this.#metrics, this.#db, attempt));
    }
    const heads = await listHeads(this.#db, this.#accountId, except, 200);
    const open = heads.filter((head) => this.#opensAtMs(head) <= machineNowMs());
    for (const head of open.filter((one) => !one.notBefore || one.notBefore <= now)) {
      if (this.#busy.size >= PARALLEL) break;
      if (!this.#busy.has(head.conversationId)) this.#launch(head.conversationId, () => this.#deliver(head));
    }
    if (heads.length > open.length || this.#showTimes) await this.#show();
    if (heads.length === 0 && this.#busy.size === 0 && !this.#woken) return true;
    await this.#sleep(this.#waitMs(heads, now));
    return false;
  }

  async #deliver(head: Head): Promise<void> {
    const turn = this.#turns.take();
    try {
      this.#take(await deliver(this.#deps, this.#metrics, this.#db, () => this.#lease, head, turn));
    } finally {
      turn.done();
    }
  }

  #take(result: Delivered): void {
    switch (result.kind) {
      case 'done':
        // X's answer may have taught the book of limits more than it knew.
        this.#closedUntilMs = { person: 0, automation: 0 };
        return;
      case 'halted':
        return this.#closeFor(LOOK_MS);
      case 'told_to_wait':
        this.#showTimes = true;
        return this.#closeFor(result.untilMs - machineNowMs());
      case 'closed': {
        this.#showTimes = true;
        const untilMs = Math.min(result.untilMs, machineNowMs() + ASK_AGAIN_MS);
        this.#closedUntilMs.automation = Math.max(this.#closedUntilMs.automation, untilMs);
        if (result.priority === 'person')
          this.#closedUntilMs.person = Math.max(this.#closedUntilMs.person, untilMs);
      }
    }
  }

  #launch(conversationId: string, work: () => Promise<void>): void {
    const run = work()
      .catch((error: unknown) => {
        this.#deps.logger.warn({ err: error, accountId: this.#accountId }, 'a send could not be worked on');
        this.#closeFor(AFTER_FAULT_MS);
      })
      .finally(() => {
        this.#busy.delete(conversationId);
        this.wake();
      });
    this.#busy.set(conversationId, run);
  }

  #closeFor(ms: number): void {
    this.#haltedUntilMs = Math.max(this.#haltedUntilMs, machineNowMs() + ms);
  }

  #opensAtMs(head: Head): number {
    const byLimits = this.#closedUntilMs[head.urgency === 0 ? 'person' : 'automation'];
    return Math.max(byLimits, this.#haltedUntilMs);
  }

  #waitMs(heads: readonly Head[], now: Date): number {
    const waits = heads.map((head) => {
      const dueInMs = head.notBefore ? head.notBefore.getTime() - now.getTime() : 0;
      return Math.max(this.#opensAtMs(head) - machineNowMs(), dueInMs);
    });
    // Full hands are woken by whatever ends first.
    const soonest = this.#busy.size >= PARALLEL ? LOOK_MS : Math.min(LOOK_MS, ...waits);
    return this.#busy.size > 0 && soonest <= 0 ? LOOK_MS : Math.max(10, soonest);
  }

  async #show(): Promise<void> {
    if (performance.now() < this.#shownUntilMs) return;
    this.#shownUntilMs = performance.now() + SHOW_EVERY_MS;
    this.#showTimes = false;
    try {
      const client = await this.#deps.clientFor(this.#db, this.#accountId);
      await showSendTimes(this.#deps, this.#db, client, this.#accountId);
    } catch (error) {
      this.#deps.logger.warn(
        { accountId: this.#accountId, problem: messageOf(error) },
        'send times are not shown',
      );
    }
  }

  /** Tries that a dead or stopped process left on their way: what became of them is unknown. */
  async #adopt(): Promise<void> {
    if (performance.now() < this.#adoptAgainMs) return;
    this.#adoptAgainMs = performance.now() + LOOK_MS;
    for (const attempt of await listSending(this.#db, this.#accountId)) {
      // Ours; and if it has ended since it was listed, ending it again changes nothing.
      if (this.#busy.has(attempt.conversationId)) continue;
      const dueMs = this.#deps.clock.now().getTime() + (this.#deps.patience ?? PATIENCE).echoMs;
      const message = { id: attempt.messageId, conversationId: attempt.conversationId };
      await recordEnd(this.#deps, this.#db, message, attempt.n, {
        state: 'uncertain',
        message: 'uncertain',
        failure: INTERRUPTED,
        settleDueAt: new Date(dueMs),
      });
    }
  }

  async #keepLease(): Promise<boolean> {
    if (this.#lease && this.#lease.freshUntilMs > performance.now()) return true;
    const name = `${LEASE_KIND}:${this.#db.workspaceId}:${this.#accountId}`;
    this.#lease = await takeLease(this.#db, name, this.#holder);
    return this.#lease !== undefined;
  }

  #sleep(ms: number): Promise<void> {
    if (this.#woken || this.#stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
    });
  }
}

const INTERRUPTED: Failure = {
  code: 'x_outcome_unknown',
  message: 'The sending was interrupted and nobody knows whether X has the message. This is looked up.',
  xStatus: null,
  xBody: null,
  canRetry: false,
};
