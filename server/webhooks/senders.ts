import { asId, endLeases, newId } from '../base/index.ts';
import { type EndpointKey, listEndpointsWithWork } from './delivery-store.ts';
import type { EndpointCache } from './endpoint-cache.ts';
import { EndpointSender, LEASE_KIND } from './endpoint-sender.ts';
import type { Endpoints } from './endpoints.ts';
import type { Marks } from './marks.ts';
import type { WebhookMetrics } from './metrics.ts';
import type { Slots } from './slots.ts';
import type { WebhookPace, WebhooksDeps } from './types.ts';

/** Bus topic: "there may be something to send", with `workspaceId:endpointId`. */
export const WAKE = 'webhooks';
const POLL_MS = 1_000;
/** Another process has it, or it is paused: not asked again at once. */
const REST_MS = 2_000;

export type SenderDeps = Pick<
  WebhooksDeps,
  'db' | 'bus' | 'clock' | 'logger' | 'ports' | 'carriers' | 'allowPrivateUrls' | 'alone'
> & {
  readonly pace: WebhookPace;
  readonly cache: EndpointCache;
  readonly endpointsOf: (carrier: string) => Endpoints;
  readonly marks: Marks;
  readonly metrics: WebhookMetrics;
  readonly slots: Slots;
  /** Endpoints that this process delivers to now. */
  readonly countAtWork: () => number;
};

/** Delivers what waits, for every endpoint whose lease this process can get. */
export interface Senders {
  readonly count: number;
  start(): Promise<void>;
  /** Finishes what is on its way, gives the leases back. */
  stop(): Promise<void>;
}

export function createSenders(deps: SenderDeps): Senders {
  return new Pool(deps);
}

class Pool implements Senders {
  readonly #deps: SenderDeps;
  readonly #holder: string = newId<'process'>();
  readonly #running = new Map<string, { readonly sender: EndpointSender; readonly done: Promise<void> }>();
  readonly #restUntilMs = new Map<string, number>();
  readonly #unsubscribe: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #polling: Promise<void> | undefined;
  #stopped = false;

  constructor(deps: SenderDeps) {
    this.#deps = deps;
  }

  get count(): number {
    return this.#running.size;
  }

  async start(): Promise<void> {
    const { db, bus, clock, alone } = this.#deps;
    if (alone) await endLeases(db, LEASE_KIND);
    this.#unsubscribe.push(
      bus.subscribe(WAKE, (payload) => {
        const [workspaceId = '', endpointId = ''] = payload.split(':');
        this.#ensure({ workspaceId, endpointId });
      }),
      clock.onJump(() => {
        for (const { sender } of this.#running.values()) sender.wake();
        this.#restUntilMs.clear();
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
    this.#deps.marks.stop();
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  #poll(): void {
    if (this.#polling || this.#stopped) return;
    const { db, clock, logger } = this.#deps;
    for (const [key, untilMs] of this.#restUntilMs)
      if (untilMs <= performance.now()) this.#restUntilMs.delete(key);
    this.#polling = listEndpointsWithWork(db, clock.now())
      .then((endpoints) => {
        for (const endpoint of endpoints) this.#ensure(endpoint);
      })
      .catch((error: unknown) => logger.warn({ err: error }, 'webhooks could not be looked at'))
      .finally(() => {
        this.#polling = undefined;
      });
  }

  #ensure(endpoint: EndpointKey): void {
    const key = `${endpoint.workspaceId}:${endpoint.endpointId}`;
    const known = this.#running.get(key);
    if (known) return known.sender.wake();
    if (this.#stopped || (this.#restUntilMs.get(key) ?? 0) > performance.now()) return;
    const db = this.#deps.db.workspace(asId<'workspace'>(endpoint.workspaceId));
    const sender = new EndpointSender(this.#deps, db, endpoint.endpointId, this.#holder);
    const done = sender
      .run()
      .then((end) => {
        if (end !== 'idle') this.#restUntilMs.set(key, performance.now() + REST_MS);
      })
      .catch((error: unknown) => {
        this.#restUntilMs.set(key, performance.now() + REST_MS);
        this.#deps.logger.warn(
          { err: error, endpointId: endpoint.endpointId },
          'a sender of webhooks broke off',
        );
      })
      .finally(() => {
        this.#running.delete(key);
        // Woken between its last look and its end.
        if (sender.isWoken) this.#ensure(endpoint);
      });
    this.#running.set(key, { sender, done });
  }
}
