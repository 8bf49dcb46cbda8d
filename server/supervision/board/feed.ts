import type { Alert, BoardAgent, BoardChange, BoardQueue, BoardRow } from '../../../contract/api/index.ts';
import type { Clock, LiveHub, Logger, WorkspaceDb } from '../../base/index.ts';
import { type AgentState, listAgents, readSetup } from '../../routing/index.ts';
import { listNames } from '../../teamwork/index.ts';
import { listActiveAlerts } from '../alerts/store.ts';
import { agentsOf, queuesOf, rowOf, sumUp } from './picture.ts';
import { listLiveItems, listLiveItemsOf, type LiveItem } from './rows-store.ts';

export interface FeedDeps {
  readonly clock: Clock;
  readonly live: Pick<LiveHub, 'listen'>;
  readonly logger: Logger;
}

const TICK_MS = 1_000;
/** What no event told (a clock that was turned, a row changed by hand) is seen after this time. */
const RELOAD_MS = 5 * 60_000;
/** Beyond this many, reading all of them is cheaper. */
const MOST_CHANGED = 2_000;

/**
 * What one workspace's boards show, kept while anybody watches: read once, then only what events say has changed, at
 * most once a second. Every watcher gets the same text.
 */
export class BoardFeed {
  readonly #db: WorkspaceDb;
  readonly #deps: FeedDeps;
  readonly #watchers = new Set<(text: string) => void>();
  readonly #items = new Map<string, LiveItem>();
  #rows = new Map<string, BoardRow>();
  #agents: BoardAgent[] = [];
  #queues: BoardQueue[] = [];
  #alerts: Alert[] = [];
  #states: AgentState[] = [];
  #names: ReadonlyMap<string, string> = new Map();
  readonly #sent = new Map<object | string, string>();
  readonly #changed = new Set<string>();
  #agentsChanged = true;
  #alertsChanged = true;
  #reloadAtMs = 0;
  #ready: Promise<void> | undefined;
  #working: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopListening: (() => void) | undefined;

  constructor(db: WorkspaceDb, deps: FeedDeps) {
    this.#db = db;
    this.#deps = deps;
  }

  get isWatched(): boolean {
    return this.#watchers.size > 0;
  }

  /** Sends everything at once, then what changes, until the answer is called. */
  async watch(send: (text: string) => void): Promise<() => void> {
    await this.start();
    send(this.#frame(this.whole()));
    this.#watchers.add(send);
    return () => this.#watchers.delete(send);
  }

  start(): Promise<void> {
    this.#ready ??= this.#begin();
    return this.#ready;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopListening?.();
    await this.#working;
  }

  /** Everything as it is now. */
  whole(): BoardChange {
    return {
      type: 'all',
      at: this.#deps.clock.now().toISOString(),
      agents: this.#agents,
      queues: this.#queues,
      rows: [...this.#rows.values()],
      gone: [],
      alerts: this.#alerts,
    };
  }

  async #begin(): Promise<void> {
    this.#stopListening = this.#deps.live.listen(this.#db.workspaceId, (event) => this.#hear(event));
    await this.#refresh();
    this.#timer = setInterval(() => this.tick(), TICK_MS).unref();
  }

  #hear(event: unknown): void {
    // What toLive made of an event: see contract/api/live.ts.
    const { type, conversationId } = event as { type: string; conversationId?: string };
    if (type === 'presence' || type === 'member' || type === 'setup') this.#agentsChanged = true;
    if (type === 'alert') this.#alertsChanged = true;
    if (type === 'reset' || type === 'customer') this.#reloadAtMs = Math.min(this.#reloadAtMs, 0);
    const concernsItem = type === 'conversation' || type === 'session' || type === 'entry';
    if (concernsItem && conversationId !== undefined) this.#changed.add(conversationId);
  }

  tick(): void {
    this.#working ??= this.#refresh()
      .catch((error: unknown) =>
        this.#deps.logger.warn({ err: error }, 'the board could not be brought up to date'),
      )
      .finally(() => {
        this.#working = undefined;
      });
  }

  async #refresh(): Promise<void> {
    const now = this.#deps.clock.now();
    await this.#read();
    const { queues: sums, oldestWaitMs } = sumUp(this.#items.values(), now);
    const setup = await readSetup(this.#db);
    if (this.#agentsChanged) {
      this.#agentsChanged = false;
      const ids = [...setup.members.keys()];
      [this.#states, this.#names] = [await listAgents(this.#db, ids), await listNames(this.#db, ids)];
    }
    if (this.#alertsChanged) {
      this.#alertsChanged = false;
      this.#alerts = await listActiveAlerts(this.#db);
    }
    this.#agents = agentsOf(setup, this.#states, this.#names, oldestWaitMs);
    this.#queues = queuesOf(setup, this.#agents, sums);
    const rows = new Map<string, BoardRow>();
    for (const item of this.#items.values()) rows.set(item.conversationId, this.#rowOf(item, now));
    const gone = [...this.#rows.keys()].filter((id) => !rows.has(id));
    this.#rows = rows;
    this.#tell(gone, now);
  }

  /** A row whose item and service level are as before is the same object: nothing is compared or sent. */
  #rowOf(item: LiveItem, now: Date): BoardRow {
    const before = this.#rows.get(item.conversationId);
    const isFresh = this.#fresh.has(item.conversationId);
    if (before && !isFresh && item.slaDueAt === null) return before;
    const row = rowOf(item, now);
    return before && !isFresh && before.sla === row.sla ? before : row;
  }

  readonly #fresh = new Set<string>();

  async #read(): Promise<void> {
    const nowMs = performance.now();
    this.#fresh.clear();
    const ids = [...this.#changed];
    this.#changed.clear();
    if (nowMs >= this.#reloadAtMs || ids.length > MOST_CHANGED) {
      this.#reloadAtMs = nowMs + RELOAD_MS;
      this.#agentsChanged = true;
      this.#items.clear();
      for (const item of await listLiveItems(this.#db)) this.#put(item);
      return;
    }
    if (ids.length === 0) return;
    for (const id of ids) this.#items.delete(id);
    for (const item of await listLiveItemsOf(this.#db, ids)) this.#put(item);
  }

  #put(item: LiveItem): void {
    this.#items.set(item.conversationId, item);
    this.#fresh.add(item.conversationId);
  }

  #tell(gone: readonly string[], now: Date): void {
    const rows = [...this.#fresh].flatMap((id) => this.#rows.get(id) ?? []);
    const due = [...this.#rows.values()].filter(
      (row) => row.slaDueAt !== null && !this.#fresh.has(row.conversationId),
    );
    const change: BoardChange = {
      type: 'change',
      at: now.toISOString(),
      agents: this.#news('agent', this.#agents, (agent) => agent.memberId),
      queues: this.#news('queue', this.#queues, (queue) => queue.queueId),
      rows: [
        ...this.#news('row', rows, (row) => row.conversationId),
        ...this.#news('row', due, (row) => row.conversationId),
      ],
      gone: [...gone],
      ...(this.#isNews('alerts', this.#alerts) ? { alerts: this.#alerts } : {}),
    };
    for (const id of gone) this.#sent.delete(`row/${id}`);
    const isEmpty =
      change.agents.length + change.queues.length + change.rows.length + change.gone.length === 0 &&
      change.alerts === undefined;
    if (isEmpty || this.#watchers.size === 0) return;
    const text = this.#frame(change);
    for (const send of this.#watchers) send(text);
  }

  #news<T extends object>(kind: string, all: readonly T[], idOf: (one: T) => string): T[] {
    return all.filter((one) => this.#isNews(`${kind}/${idOf(one)}`, one));
  }

  #isNews(key: string, value: object): boolean {
    const text = JSON.stringify(value);
    if (this.#sent.get(key) === text) return false;
    this.#sent.set(key, text);
    return true;
  }

  #frame(change: BoardChange): string {
    return `data: ${JSON.stringify(change)}\n\n`;
  }
}
