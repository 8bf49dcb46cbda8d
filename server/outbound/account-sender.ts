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
/**
 * While the process is busy, what only programs wait for leaves in waves of so many, so far apart: X takes 15 in a quarter
 * of an hour, or 15,000 a day, and a send costs more than ten posts. So a flood of posts is stored first.
 */
const WAVE = 4;
const GIVE_WAY_MS = 1_000;
/** Reading the heads of a long queue costs milliseconds: they serve for so long, unless a person's message comes. */
const HEADS_MS = 1_000;
const MOST_HEADS = 200;

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
  /** Programs' messages give way until this is taken back. */
  #rest: (() => void) | undefined;
  /** Something was left for after the rest. */
  #withheld = false;
  #heads: { readonly list: readonly Head[]; readonly untilMs: number } | undefined;
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
    this.#heads = undefined;
    this.#lookAgain();
  }

  /** There may be something new that only programs wait for. */
  wakeAtLeisure(): void {
    if (this.#rest) this.#withheld = true;
    else this.#lookAgain();
  }

  /** Woken since its last look. */
  get isWoken(): boolean {
    return this.#woken || this.#withheld;
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
      this.#rest?.();
      if (this.#lease) await giveLeaseBack(this.#db, this.#lease).catch(() => undefined);
    }
  }

  /** Starts what can be started, then waits; answers whether there is nothing left. */
  async #round(): Promise<boolean> {
    await this.#adopt();
    const now = this.#deps.clock.now();
    const free = PARALLEL - this.#busy.size;
    const unsettled = free > 0 ? await listToSettle(this.#db, this.#accountId, now, free) : [];
    for (const attempt of unsettled) {
      if (this.#busy.has(attempt.conversationId)) continue;
      this.#launch(attempt.conversationId, () => settle(this.#deps, this.#metrics, this.#db, attempt));
    }
    const heads = await this.#listHeads();
    const open = heads.filter((head) => this.#opensAtMs(head) <= machineNowMs());
    this.#launchDue(open.filter((one) => !one.notBefore || one.notBefore <= now));
    if (heads.length > open.length || this.#showTimes) await this.#show();
    if (heads.length === 0 && this.#busy.size === 0 && !this.isWoken) return true;
    await this.#sleep(this.#waitMs(heads, now));
    return false;
  }

  #launchDue(due: readonly Head[]): void {
    let ofPrograms = this.#rest ? WAVE : 0;
    const before = ofPrograms;
    for (const head of due) {
      if (this.#busy.size >= PARALLEL) break;
      if (this.#isBusy(head)) continue;
      if (head.urgency > 0) {
        if (ofPrograms >= WAVE) {
          this.#withheld = true;
          continue;
        }
        ofPrograms += 1;
      }
      this.#launch(head.conversationId, () => this.#deliver(head));
    }
    // What was tried comes again as the database has it then.
    if (this.#heads)
      this.#heads = { ...this.#heads, list: this.#heads.list.filter((one) => !this.#isBusy(one)) };
    if (ofPrograms > before) this.#restUntilLeisure();
  }

  #isBusy({ conversationId }: Head): boolean {
    return this.#busy.has(conversationId);
  }

  #restUntilLeisure(): void {
    this.#rest = this.#deps.log.atLeisure(GIVE_WAY_MS, () => {
      this.#rest = undefined;
      if (!this.#withheld) return;
      this.#withheld = false;
      this.#lookAgain();
    });
  }

  /** Heads that nobody works on. A full list is kept for a while: whoever is sent looks at its message again anyway. */
  async #listHeads(): Promise<readonly Head[]> {
    const kept = this.#heads && this.#heads.untilMs > performance.now() ? this.#heads.list : [];
    const waiting = kept.filter((head) => !this.#isBusy(head));
    if (waiting.length > 0) return waiting;
    const askedAtMs = performance.now();
    const list = await listHeads(this.#db, this.#accountId, [...this.#busy.keys()], MOST_HEADS);
    this.#heads = list.length < MOST_HEADS ? undefined : { list, untilMs: askedAtMs + HEADS_MS };
    return list;
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
        this.#lookAgain();
      });
    this.#busy.set(conversationId, run);
  }

  #lookAgain(): void {
    this.#woken = true;
    this.#wake?.();
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
      // Its wave wakes.
      if (this.#rest && head.urgency > 0) return LOOK_MS;
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
