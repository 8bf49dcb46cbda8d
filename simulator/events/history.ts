/** One event that was meant for a webhook, kept so that it can be replayed. */
export type KeptEvent = {
  webhookId: string;
  deliveryId: string;
  product: 'activity' | 'account_activity';
  eventType: string;
  userId: string | null;
  body: Buffer;
  atMs: number;
};

const KEPT_MS = 5 * 24 * 3_600_000;
const MAX_BYTES = 96 * 1024 * 1024;

export type History = {
  add(event: KeptEvent): void;
  /** In the order in which they happened. */
  list(webhookId: string, fromMs: number, toMs: number): KeptEvent[];
  forget(webhookId: string): void;
  clear(): void;
};

/** Keeps events for five days, and no more than 96 MB of them; the oldest go first. */
export const createHistory = (): History => {
  let events: KeptEvent[] = [];
  let first = 0;
  let bytes = 0;
  const compact = () => {
    if (first < 1024 || first * 2 < events.length) return;
    events = events.slice(first);
    first = 0;
  };
  return {
    add(event) {
      events.push(event);
      bytes += event.body.length;
      for (let oldest = events[first]; oldest; oldest = events[first]) {
        if (bytes <= MAX_BYTES && oldest.atMs > event.atMs - KEPT_MS) break;
        bytes -= oldest.body.length;
        first++;
      }
      compact();
    },
    list: (webhookId, fromMs, toMs) =>
      events
        .slice(first)
        .filter((event) => event.webhookId === webhookId && event.atMs >= fromMs && event.atMs < toMs),
    forget(webhookId) {
      events = events.slice(first).filter((event) => event.webhookId !== webhookId);
      first = 0;
      bytes = events.reduce((sum, event) => sum + event.body.length, 0);
    },
    clear() {
      events = [];
      first = 0;
      bytes = 0;
    },
  };
};
