import type pg from 'pg';
import { connectOnce } from '../db/index.ts';
import type { Logger } from '../logger.ts';

type Listener = (payload: string) => void;

/**
 * Short messages to all processes: "look at the log", "somebody types". Nothing depends on their arrival.
 * Listeners in this process hear at once; the others through one NOTIFY for all messages of 10 ms, on a connection
 * of its own, since a NOTIFY inside a writing transaction serialises all commits.
 */
export interface Bus {
  publish(topic: string, payload: string): void;
  subscribe(topic: string, listener: Listener): () => void;
  /** Called after the connection was lost and is back: something may have been missed. */
  onGap(listener: () => void): void;
  close(): Promise<void>;
}

const CHANNEL = 'rookery';
const FLUSH_MS = 10;
// PostgreSQL's limit for a payload is 8,000 bytes.
const LARGEST_BYTES = 7_500;
const MOST_WAITING = 2_000;

export async function openBus(options: { readonly url: string; readonly logger: Logger }): Promise<Bus> {
  const bus = new PostgresBus(options.url, options.logger);
  await bus.connect();
  return bus;
}

class PostgresBus implements Bus {
  readonly #url: string;
  readonly #logger: Logger;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #gapListeners: (() => void)[] = [];
  readonly #waiting = new Set<string>();
  #client: pg.Client | undefined;
  #flushTimer: NodeJS.Timeout | undefined;
  #reconnectTimer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;
  #closed = false;

  constructor(url: string, logger: Logger) {
    this.#url = url;
    this.#logger = logger;
  }

  async connect(): Promise<void> {
    const client = await connectOnce(this.#url, 'rookery bus');
    const lost = () => this.#lost(client);
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', (message) => {
      if (message.processId !== ownPid(client)) this.#receive(message.payload ?? '[]');
    });
    await client.query(`set synchronous_commit = off`);
    await client.query(`listen ${CHANNEL}`);
    if (this.#closed) return client.end();
    this.#client = client;
  }

  publish(topic: string, payload: string): void {
    this.#deliver(topic, payload);
    const message = JSON.stringify([topic, payload]);
    if (Buffer.byteLength(message) > LARGEST_BYTES) {
      this.#logger.warn({ topic }, 'a message between processes is too large and was not sent');
      return;
    }
    if (this.#waiting.size >= MOST_WAITING) return;
    this.#waiting.add(message);
    this.#flushTimer ??= setTimeout(() => this.#startFlush(), FLUSH_MS);
  }

  subscribe(topic: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  onGap(listener: () => void): void {
    this.#gapListeners.push(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#flushTimer);
    clearTimeout(this.#reconnectTimer);
    await this.#flushing;
    await this.#client?.end().catch(() => undefined);
  }

  #startFlush(): void {
    this.#flushTimer = undefined;
    this.#flushing ??= this.#flush().finally(() => {
      this.#flushing = undefined;
      if (this.#waiting.size > 0 && !this.#closed)
        this.#flushTimer ??= setTimeout(() => this.#startFlush(), FLUSH_MS);
    });
  }

  async #flush(): Promise<void> {
    const client = this.#client;
    if (!client) {
      this.#waiting.clear();
      return;
    }
    const parcel: string[] = [];
    let bytes = 2;
    for (const message of this.#waiting) {
      bytes += Buffer.byteLength(message) + 1;
      if (bytes > LARGEST_BYTES + 300) break;
      parcel.push(message);
      this.#waiting.delete(message);
    }
    await client
      .query('select pg_notify($1, $2)', [CHANNEL, `[${parcel.join(',')}]`])
      .catch((error: unknown) => {
        this.#logger.debug({ err: error }, 'a notification was not sent');
      });
  }

  #receive(payload: string): void {
    // Only our own processes write to this channel.
    for (const [topic, text] of JSON.parse(payload) as [string, string][]) this.#deliver(topic, text);
  }

  #deliver(topic: string, payload: string): void {
    for (const listener of this.#listeners.get(topic) ?? []) listener(payload);
  }

  #lost(client: pg.Client): void {
    if (this.#closed || (this.#client !== client && this.#client !== undefined) || this.#reconnectTimer)
      return;
    this.#client = undefined;
    void client.end().catch(() => undefined);
    this.#reconnect(50);
  }

  #reconnect(waitMs: number): void {
    this.#reconnectTimer = setTimeout(() => {
      this.connect().then(
        () => {
          this.#reconnectTimer = undefined;
          for (const listener of this.#gapListeners) listener();
        },
        () => {
          if (!this.#closed) this.#reconnect(Math.min(waitMs * 2, 2_000));
        },
      );
    }, waitMs);
  }
}

/** The driver knows its backend's pid and does not declare it. */
function ownPid(client: pg.Client): number | undefined {
  return (client as unknown as { processID?: number }).processID;
}
