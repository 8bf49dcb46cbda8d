import { giveLeaseBack, type Lease, takeLease, type WorkspaceDb } from '../base/index.ts';
import { Breaker } from './breaker.ts';
import { listWaiting, listWaitingOf, type Mark, type WaitingDelivery } from './delivery-store.ts';
import { postponeProbe } from './endpoint-store.ts';
import { LANE_PAGE, laneOf, Lanes } from './lanes.ts';
import { type MadeBody, makeBodies } from './bodies.ts';
import { factOf, hasArrived, markOf, type Tried } from './outcome.ts';
import { createPoster, type Poster } from './post.ts';
import { probeAfterMs } from './retry.ts';
import type { SenderDeps } from './senders.ts';
import type { WebhookEndpoint } from './types.ts';

export const LEASE_KIND = 'webhook';
/** Deliveries that are read at once, and conversations that are looked at, of all that wait. */
const WINDOW = 200;
const MOST_LANES = 2_000;
/** So long it stays after the last one: the next is not worth a new lease. */
const LINGER_MS = 5_000;
const LOOK_MS = 30_000;
const AFTER_FAULT_MS = 1_000;
const STOP_MS = 2_000;

/** Why a sender ended. */
export type SenderEnd = 'idle' | 'no_lease' | 'paused';

/** Delivers to one endpoint while this process holds its lease, until nothing waits. */
export class EndpointSender {
  readonly #deps: SenderDeps;
  readonly #db: WorkspaceDb;
  readonly #endpointId: string;
  readonly #holder: string;
  readonly #lanes = new Lanes<WaitingDelivery>();
  readonly #breaker: Breaker;
  readonly #inFlight = new Set<Promise<void>>();
  /** Conversations whose rest is to be read, and behind what. */
  readonly #toRefill = new Map<string, string>();
  readonly #poster: Poster;
  readonly #ask: Poster['ask'] = (question) => this.#poster.ask(question);
  readonly #onSlot = () => this.#nudge();
  #lease: Lease | undefined;
  /** Everything that waits up to here is in `lanes`, or known to be behind what is. */
  #readTo = '0';
  #hasMore = true;
  #stopped = false;
  #woken = false;
  /** What is in memory may no longer be what is stored. */
  #isStale = false;
  /** It has waited long enough for what is under way; what becomes of that, the next holder finds out. */
  #abandoned = false;
  #wake: (() => void) | undefined;
  #idleSinceMs: number | undefined;
  #restUntilMs = 0;

  constructor(deps: SenderDeps, db: WorkspaceDb, endpointId: string, holder: string) {
    this.#deps = deps;
    this.#db = db;
    this.#endpointId = endpointId;
    this.#holder = holder;
    this.#breaker = new Breaker(deps.pace.failuresToPause);
    this.#poster = createPoster({ allowPrivate: deps.allowPrivateUrls }, deps.pace.slots);
  }

  /** There may be something new to send. */
  wake(): void {
    this.#hasMore = true;
    this.#nudge();
  }

  get isWoken(): boolean {
    return this.#woken;
  }

  stop(): void {
    this.#stopped = true;
    this.#nudge();
  }

  /** Works until nothing waits, the lease is lost, the endpoint is paused, or it is stopped. */
  async run(): Promise<SenderEnd> {
    let end: SenderEnd | undefined = 'no_lease';
    try {
      while (!this.#stopped && (await this.#keepLease())) {
        this.#woken = false;
        end = await this.#round();
        if (end) break;
        end = 'no_lease';
      }
    } finally {
      await this.#endInFlight();
      this.#deps.slots.forget(this.#onSlot);
      this.#poster.close();
      if (this.#lease) await giveLeaseBack(this.#db, this.#lease).catch(() => undefined);
    }
    return end ?? 'idle';
  }

  /** Undefined: there is more to do. */
  async #round(): Promise<SenderEnd | undefined> {
    const endpoint = await this.#deps.cache.find(this.#db, this.#endpointId);
    if (!endpoint) return 'idle';
    if (endpoint.state === 'paused' || this.#isStale) {
      // What is under way ends first: a conversation must not be sent twice at once.
      await Promise.all(this.#inFlight);
      this.#forget();
    }
    if (endpoint.state === 'paused')
      return endpoint.pausedBy === 'failures' && (await this.#probe(endpoint)) ? undefined : 'paused';
    if (this.#restUntilMs <= performance.now()) {
      await this.#read(endpoint);
      await this.#dispatch(endpoint);
    }
    const isIdle = this.#lanes.size === 0 && this.#inFlight.size === 0 && !this.#woken;
    if (!isIdle) this.#idleSinceMs = undefined;
    else this.#idleSinceMs ??= performance.now();
    const idleMs = this.#idleSinceMs === undefined ? 0 : performance.now() - this.#idleSinceMs;
    if (isIdle && idleMs >= LINGER_MS) return 'idle';
    await this.#sleep(isIdle ? LINGER_MS - idleMs : this.#waitMs());
    return undefined;
  }

  /** One read after the other: what a conversation's own read and the window's find must not cross. */
  async #read(endpoint: WebhookEndpoint): Promise<void> {
    const isOver = ({ triedAt }: WaitingDelivery) =>
      triedAt !== null && endpoint.resumedAt !== null && triedAt < endpoint.resumedAt;
    // The receiver is back: what failed before waits no longer.
    const inTurn = (rows: readonly WaitingDelivery[]) =>
      rows.map((row) => (isOver(row) ? { ...row, dueAt: null } : row));
    for (const [lane, after] of this.#toRefill) {
      const range = { after, upTo: this.#readTo };
      const rows = await listWaitingOf(this.#db, this.#endpointId, lane, range, LANE_PAGE);
      this.#toRefill.delete(lane);
      this.#lanes.refill(lane, inTurn(rows), LANE_PAGE);
    }
    if (!this.#hasMore || !this.#isHungry()) return;
    // Before it is asked: a wake that comes meanwhile counts.
    this.#hasMore = false;
    const rows = await listWaiting(this.#db, this.#endpointId, this.#readTo, WINDOW);
    this.#lanes.add(inTurn(rows));
    this.#readTo = rows.at(-1)?.seq ?? this.#readTo;
    if (rows.length === WINDOW) this.#hasMore = true;
  }

  #isHungry(): boolean {
    return this.#lanes.countReady(this.#deps.clock.now()) < WINDOW / 2 && this.#lanes.size < MOST_LANES;
  }

  async #dispatch(endpoint: WebhookEndpoint): Promise<void> {
    const { clock, slots, countAtWork } = this.#deps;
    const free = slots.free(this.#inFlight.size, countAtWork(), this.#breaker.failures >= 2);
    const now = clock.now();
    if (free === 0 && this.#lanes.countReady(now) > 0) slots.whenFree(this.#onSlot);
    const heads = this.#lanes.take(now, free);
    if (heads.length === 0) return;
    for (const _ of heads) slots.take();
    const bodies = await makeBodies(this.#deps, this.#db, endpoint, heads).catch((error: unknown) => {
      for (const head of heads) {
        slots.give();
        this.#lanes.postpone(head, head);
      }
      this.#restUntilMs = performance.now() + AFTER_FAULT_MS;
      this.#deps.logger.warn(
        { err: error, endpointId: this.#endpointId },
        'bodies of webhooks were not made',
      );
      return [];
    });
    for (const [index, body] of bodies.entries()) {
      const head = heads[index];
      if (!head) continue;
      const sent = this.#send(endpoint, head, body).finally(() => slots.give());
      this.#follow(sent.then((tried) => this.#finish(endpoint, head, tried)));
    }
  }

  async #send(endpoint: WebhookEndpoint, head: WaitingDelivery, made: MadeBody): Promise<Tried> {
    const { clock, metrics, pace } = this.#deps;
    const at = clock.now();
    if (made.kind === 'nothing') return { at, answer: undefined, body: null };
    if (made.kind === 'failed') {
      const error = 'the body could not be made';
      return { at, answer: { status: null, error, response: null, tookMs: 0 }, body: null };
    }
    const body = made.text;
    if (head.tries === 0) metrics.waited(Math.max(0, at.getTime() - head.queuedAt.getTime()) / 1_000);
    const carrier = this.#deps.carriers?.[endpoint.carrier];
    if (carrier) {
      const { tries, queuedAt } = head;
      const { timeoutMs } = pace;
      const carriage = { fact: factOf(head), body, tries, queuedAt, timeoutMs, ask: this.#ask };
      const carried = await carrier.carry(this.#db, endpoint, carriage);
      metrics.took(carried.tookMs / 1_000);
      return { at, answer: carried, body };
    }
    if (endpoint.secret === '') {
      const error = 'the secret cannot be opened with our master key';
      return { at, answer: { status: null, error, response: null, tookMs: 0 }, body };
    }
    const { target, secret } = endpoint;
    const deliveryId = `${this.#endpointId}-${head.seq}`;
    const answer = await this.#poster.post({ target, secret, deliveryId, body, timeoutMs: pace.timeoutMs });
    metrics.took(answer.tookMs / 1_000);
    return { at, answer, body };
  }

  /** Notes what became of a try; only then the next of its conversation may leave. */
  async #finish(endpoint: WebhookEndpoint, head: WaitingDelivery, tried: Tried): Promise<void> {
    const { clock, marks, metrics, endpointsOf } = this.#deps;
    if (this.#abandoned && !hasArrived(tried)) return;
    const mark = markOf(this.#db.workspaceId, endpoint, head, tried, clock.now(), Math.random());
    metrics.tried(mark.state === 'waiting' ? 'failed' : mark.state);
    if (!(await marks.add(mark))) return;
    this.#settle(head, mark);
    const { answer } = tried;
    if (!answer || answer.isNothing || answer.laterMs !== undefined) return;
    if (answer.restMs !== undefined) {
      this.#restUntilMs = performance.now() + answer.restMs;
      return;
    }
    if (hasArrived(tried)) return this.#breaker.success();
    if (this.#breaker.failure(laneOf(head)) || answer.isDown)
      await endpointsOf(endpoint.carrier).pauseForFailures(
        this.#db,
        this.#endpointId,
        answer.error ?? 'failed',
      );
  }

  #settle(head: WaitingDelivery, mark: Mark): void {
    if (mark.state === 'waiting') {
      const { tries, firstTryAt, dueAt } = mark;
      return this.#lanes.postpone(head, { ...head, tries, firstTryAt, dueAt });
    }
    const after = this.#lanes.finish(head);
    if (after !== undefined) this.#toRefill.set(laneOf(head), after);
  }

  /** Paused by failures: the oldest that waits shows whether the receiver is back. Answers whether to go on at once. */
  async #probe(endpoint: WebhookEndpoint): Promise<boolean> {
    const { clock, marks, metrics, endpointsOf, slots } = this.#deps;
    if (endpoint.probeAt && endpoint.probeAt > clock.now()) return false;
    const [oldest] = await listWaiting(this.#db, this.#endpointId, '0', 1);
    if (!oldest) return false;
    const [body] = await makeBodies(this.#deps, this.#db, endpoint, [oldest]);
    if (!body) return false;
    slots.take();
    const sending = this.#send(endpoint, oldest, body).finally(() => slots.give());
    this.#follow(sending.then(() => undefined));
    const tried = await sending;
    if (this.#abandoned && !hasArrived(tried)) return false;
    const mark = markOf(this.#db.workspaceId, endpoint, oldest, tried, clock.now(), Math.random(), true);
    metrics.tried(mark.state === 'waiting' ? 'failed' : mark.state);
    if (!(await marks.add(mark))) return false;
    // Nothing was said: the next one shows it.
    if (!tried.answer || tried.answer.isNothing) return true;
    if (hasArrived(tried)) {
      this.#breaker.success();
      await endpointsOf(endpoint.carrier).resumeAfterFailures(this.#db, this.#endpointId);
      return true;
    }
    const next = new Date(clock.now().getTime() + probeAfterMs(endpoint.probes + 1));
    await postponeProbe(this.#db, this.#endpointId, next);
    this.#deps.cache.forgetNow(this.#db.workspaceId);
    return false;
  }

  #follow(work: Promise<void>): void {
    const run = work
      .catch((error: unknown) => {
        this.#deps.logger.warn({ err: error, endpointId: this.#endpointId }, 'a delivery broke off');
        this.#restUntilMs = performance.now() + AFTER_FAULT_MS;
        this.#isStale = true;
      })
      .finally(() => {
        this.#inFlight.delete(run);
        this.#nudge();
      });
    this.#inFlight.add(run);
  }

  #forget(): void {
    this.#lanes.clear();
    this.#toRefill.clear();
    this.#readTo = '0';
    this.#hasMore = true;
    this.#isStale = false;
  }

  #waitMs(): number {
    const restMs = this.#restUntilMs - performance.now();
    if (restMs > 0) return restMs;
    if (this.#toRefill.size > 0 || (this.#hasMore && this.#isHungry())) return 0;
    const dueAt = this.#lanes.nextDueAt();
    if (!dueAt) return LOOK_MS;
    return Math.max(10, Math.min(LOOK_MS, dueAt.getTime() - this.#deps.clock.now().getTime()));
  }

  async #keepLease(): Promise<boolean> {
    if (this.#lease && this.#lease.freshUntilMs > performance.now()) return true;
    const before = this.#lease?.epoch;
    const name = `${LEASE_KIND}:${this.#db.workspaceId}:${this.#endpointId}`;
    this.#lease = await takeLease(this.#db, name, this.#holder);
    // Another process had it in between: what is known here is old.
    if (this.#lease && before !== undefined && before !== this.#lease.epoch) {
      await Promise.all(this.#inFlight);
      this.#forget();
    }
    return this.#lease !== undefined;
  }

  /** Receivers that hang do not hold a stop up: what is cut off is sent again by whoever comes next. */
  async #endInFlight(): Promise<void> {
    const timer = setTimeout(() => {
      this.#abandoned = true;
      this.#poster.close();
    }, STOP_MS);
    await Promise.all(this.#inFlight);
    clearTimeout(timer);
  }

  #nudge(): void {
    this.#woken = true;
    this.#wake?.();
  }

  #sleep(ms: number): Promise<void> {
    if (ms <= 0 || this.#woken || this.#stopped) return Promise.resolve();
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
