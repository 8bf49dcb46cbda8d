import { asId, endLeases, newId } from '../base/index.ts';
import { AccountSender, LEASE_KIND } from './account-sender.ts';
import { type OutboundDeps, WAKE } from './deps.ts';
import { outboundMetrics } from './metrics.ts';
import { type AccountKey, listAccountsWithWork } from './outbox-store.ts';

const POLL_MS = 500;
/** What waits may be waiting for a person: whoever found nothing to do is not started again at once. */
const REST_MS = 2_000;

export interface Senders {
  start(): Promise<void>;
  /** Finishes what is on its way, gives the leases back. */
  stop(): Promise<void>;
}

/** Sends what is queued, for every account whose lease this process can get. */
export function createSenders(deps: OutboundDeps): Senders {
  return new Pool(deps);
}

class Pool implements Senders {
  readonly #deps: OutboundDeps;
  readonly #metrics: ReturnType<typeof outboundMetrics>;
  readonly #holder: string = newId<'process'>();
  readonly #running = new Map<string, { sender: AccountSender; done: Promise<void> }>();
  readonly #endedAtMs = new Map<string, number>();
  readonly #unsubscribe: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #polling: Promise<void> | undefined;
  #stopped = false;

  constructor(deps: OutboundDeps) {
    this.#deps = deps;
    this.#metrics = outboundMetrics(deps);
  }

  async start(): Promise<void> {
    const { db, bus, clock, alone } = this.#deps;
    if (alone) await endLeases(db, LEASE_KIND);
    this.#unsubscribe.push(bus.subscribe(WAKE, (payload) => this.#wake(payload)));
    this.#unsubscribe.push(
      clock.onJump(() => {
        for (const { sender } of this.#running.values()) sender.wake();
        this.#poll();
      }),
    );
    this.#timer = setInterval(() => this.#poll(), POLL_MS);
    this.#poll();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    await this.#polling;
    for (const { sender } of this.#running.values()) sender.stop();
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  #wake(payload: string): void {
    const [workspaceId = '', accountId = '', waiting = 'person'] = payload.split(':');
    this.#ensure({ workspaceId: asId<'workspace'>(workspaceId), accountId }, waiting !== 'program');
  }

  #poll(): void {
    if (this.#polling || this.#stopped) return;
    const { db, clock, logger } = this.#deps;
    this.#polling = listAccountsWithWork(db, clock.now())
      .then((accounts) => {
        for (const account of accounts) if (!this.#isAtWorkOrRest(keyOf(account))) this.#ensure(account);
      })
      .catch((error: unknown) => logger.warn({ err: error }, 'the outbox could not be looked at'))
      .finally(() => {
        this.#polling = undefined;
      });
  }

  #isAtWorkOrRest(key: string): boolean {
    return this.#running.has(key) || (this.#endedAtMs.get(key) ?? -REST_MS) + REST_MS > performance.now();
  }

  #ensure(account: AccountKey, isUrgent = true): void {
    const key = keyOf(account);
    const known = this.#running.get(key);
    if (known) return isUrgent ? known.sender.wake() : known.sender.wakeAtLeisure();
    if (this.#stopped) return;
    const db = this.#deps.db.workspace(account.workspaceId);
    const sender = new AccountSender(this.#deps, this.#metrics, db, account.accountId, this.#holder);
    const done = sender
      .run()
      .catch((error: unknown) =>
        this.#deps.logger.warn({ err: error, accountId: account.accountId }, 'a sender broke off'),
      )
      .finally(() => {
        this.#running.delete(key);
        this.#endedAtMs.set(key, performance.now());
        // Woken between its last look and its end.
        if (sender.isWoken) this.#ensure(account);
      });
    this.#running.set(key, { sender, done });
  }
}

function keyOf(account: AccountKey): string {
  return `${account.workspaceId}:${account.accountId}`;
}
