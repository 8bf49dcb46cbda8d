import type { ServerResponse } from 'node:http';

/** A browser that reads this slowly is cut off and resumes by its last event id. */
const MOST_BUFFERED_BYTES = 1_000_000;

/**
 * So long what comes for the same browser is put together: at once when it is quiet, in fewer writes when it is not. A
 * write costs 0.1 to 0.2 ms, whatever is in it.
 */
const GATHER_MS = 20;
/** Writing takes this share of the time at most: with many browsers it gathers for longer, up to a limit. */
const SHARE = 0.25;
const LONGEST_MS = 200;
/** Browsers that are written to without a pause for other work. */
const SLICE = 20;

const waiting = new Set<LiveClient>();
let timer: NodeJS.Timeout | undefined;
let sending = false;
let nextAtMs = Number.NEGATIVE_INFINITY;

function sendSoon(client: LiveClient): void {
  waiting.add(client);
  if (!sending) timer ??= setTimeout(startSending, Math.max(0, nextAtMs - performance.now()));
}

function startSending(): void {
  timer = undefined;
  sending = true;
  const clients = [...waiting];
  waiting.clear();
  sendSlice(clients, 0, performance.now(), 0);
}

function sendSlice(clients: readonly LiveClient[], from: number, startedMs: number, spentMs: number): void {
  const beganMs = performance.now();
  for (const client of clients.slice(from, from + SLICE)) client.flush();
  // The writes themselves come in ticks that were asked for before this one.
  process.nextTick(() => {
    const spentNowMs = spentMs + performance.now() - beganMs;
    if (from + SLICE < clients.length) {
      setImmediate(() => sendSlice(clients, from + SLICE, startedMs, spentNowMs));
      return;
    }
    sending = false;
    const pauseMs = Math.min(LONGEST_MS, spentNowMs * (1 / SHARE - 1));
    nextAtMs = Math.max(startedMs + GATHER_MS, performance.now() + pauseMs);
    const [next] = waiting;
    if (next) sendSoon(next);
  });
}

const texts = new WeakMap<object, string>();

/** An event as text, made once for all browsers that hear of it. */
function textOf(event: unknown): string {
  if (typeof event !== 'object' || event === null) return JSON.stringify(event);
  const text = texts.get(event) ?? JSON.stringify(event);
  texts.set(event, text);
  return text;
}

/** Whoever hears a workspace's events: a browser, or a part of this process. */
export interface LiveEnd {
  readonly memberId: string | null;
  readonly signInId: string | null;
  readonly closed: boolean;
  send(event: unknown, id?: string): void;
  mark(id: string): void;
  beat(): void;
  end(): void;
}

/** One stream of server-sent events to one browser. */
export class LiveClient implements LiveEnd {
  readonly memberId: string | null;
  readonly signInId: string | null;
  readonly #response: ServerResponse;
  #gathered = '';
  /** The last event that is being judged. */
  #waiting: Promise<void> | undefined;
  readonly #allows: (event: unknown) => boolean | Promise<boolean>;

  constructor(options: {
    readonly response: ServerResponse;
    readonly memberId: string | null;
    readonly signInId: string | null;
    readonly allows: (event: unknown) => boolean | Promise<boolean>;
  }) {
    this.#response = options.response;
    this.#allows = options.allows;
    this.memberId = options.memberId;
    this.signInId = options.signInId;
  }

  get closed(): boolean {
    return this.#response.destroyed || this.#response.writableEnded;
  }

  /** Sends an event; one that this client may not see moves its id on and nothing else. */
  send(event: unknown, id?: string): void {
    const idLine = id === undefined ? '' : `id: ${id}\n`;
    const text = `${idLine}data: ${textOf(event)}\n\n`;
    const allowed = this.#allows(event);
    if (typeof allowed === 'boolean' && !this.#waiting) {
      if (allowed) this.#write(text);
      return;
    }
    // Those behind wait too, so that all arrive in order. Who cannot be judged hears nothing and begins anew.
    const judged = (this.#waiting ?? Promise.resolve()).then(async () => {
      if (await allowed) this.#write(text);
    });
    const turn: Promise<void> = judged
      .catch(() => void this.#response.destroy())
      .finally(() => {
        if (this.#waiting === turn) this.#waiting = undefined;
      });
    this.#waiting = turn;
  }

  /** Tells the browser where it is, without an event. */
  mark(id: string): void {
    const text = `id: ${id}\nevent: mark\ndata: {}\n\n`;
    // Never ahead of an event that is still being judged: a break would lose it.
    if (this.#waiting) void this.#waiting.then(() => this.#write(text));
    else this.#write(text);
  }

  /** Keeps proxies from closing a silent stream. */
  beat(): void {
    this.#write(': beat\n\n');
  }

  end(): void {
    this.flush();
    if (!this.closed) this.#response.end();
  }

  /** Writes what was put together. */
  flush(): void {
    const text = this.#gathered;
    this.#gathered = '';
    if (this.closed || text === '') return;
    this.#response.write(text);
    if (this.#response.writableLength > MOST_BUFFERED_BYTES) this.#response.destroy();
  }

  onClose(listener: () => void): void {
    this.#response.once('close', listener);
  }

  #write(text: string): void {
    if (this.closed) return;
    this.#gathered += text;
    sendSoon(this);
  }
}
