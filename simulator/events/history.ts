import type { Store } from '../core/store.ts';

/** One event that was meant for a webhook, kept so that it can be replayed, retried after a restart, or looked at. */
export type KeptEvent = {
  webhookId: string;
  appId: string;
  deliveryId: string;
  product: 'activity' | 'account_activity';
  eventType: string;
  userId: string | null;
  body: string;
  atMs: number;
  /** What is charged once it is delivered; nothing when absent. */
  resource?: string;
};

/** What Account Activity can replay; v2 asks for a day of it. */
const KEPT_MS = 5 * 24 * 3_600_000;
const MAX_BYTES = 96 * 1024 * 1024;
/** What an event costs beside its body. */
const ROW_BYTES = 256;

export type History = {
  add(event: KeptEvent): void;
  find(deliveryId: string): KeptEvent | undefined;
  /** In the order in which they happened. */
  list(webhookId: string, fromMs: number, toMs: number): KeptEvent[];
  forget(webhookId: string): void;
};

/** First in, first out, with removal at the front in constant time. */
class Queue<T> {
  #items: T[] = [];
  #first = 0;

  push(item: T): void {
    this.#items.push(item);
  }

  peek(): T | undefined {
    return this.#items[this.#first];
  }

  shift(): void {
    this.#first++;
    if (this.#first < 1024 || this.#first * 2 < this.#items.length) return;
    this.#items = this.#items.slice(this.#first);
    this.#first = 0;
  }

  values(): T[] {
    return this.#items.slice(this.#first);
  }
}

const weigh = (event: KeptEvent) => event.body.length + ROW_BYTES;

/** Keeps events for five days, and no more than 96 MB of them; the oldest go first. */
export const createHistory = (store: Store): History => {
  /** The ids in the order in which they came; those that are forgotten are skipped when their turn comes. */
  let order = new Queue<string>();
  let ofWebhook = new Map<string, Queue<string>>();
  let bytes = 0;
  const table = store.table<KeptEvent>('keptEvents', {
    key: (row) => row.deliveryId,
    indexed(row) {
      order.push(row.deliveryId);
      const own = ofWebhook.get(row.webhookId) ?? new Queue<string>();
      ofWebhook.set(row.webhookId, own);
      own.push(row.deliveryId);
      bytes += weigh(row);
    },
    removed: (row) => void (bytes -= weigh(row)),
    cleared() {
      order = new Queue();
      ofWebhook = new Map();
      bytes = 0;
    },
  });

  const skipForgotten = (queue: Queue<string> | undefined) => {
    for (let id = queue?.peek(); id !== undefined && !table.find(id); id = queue?.peek()) queue?.shift();
  };

  const prune = (nowMs: number) => {
    for (let id = order.peek(); id !== undefined; id = order.peek()) {
      const oldest = table.find(id);
      if (oldest && bytes <= MAX_BYTES && oldest.atMs > nowMs - KEPT_MS) return;
      order.shift();
      if (!oldest) continue;
      table.delete(id);
      skipForgotten(ofWebhook.get(oldest.webhookId));
    }
  };

  return {
    add(event) {
      table.put(event);
      prune(event.atMs);
    },
    find: (deliveryId) => table.find(deliveryId),
    list: (webhookId, fromMs, toMs) =>
      (ofWebhook.get(webhookId)?.values() ?? []).flatMap((id) => {
        const event = table.find(id);
        return event && event.atMs >= fromMs && event.atMs < toMs ? [event] : [];
      }),
    forget(webhookId) {
      for (const id of ofWebhook.get(webhookId)?.values() ?? []) table.delete(id);
      ofWebhook.delete(webhookId);
    },
  };
};
