import type { ServerResponse } from 'node:http';

/** A browser that reads this slowly is cut off and resumes by its last event id. */
const MOST_BUFFERED_BYTES = 1_000_000;

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
  readonly #allows: (event: unknown) => boolean;

  constructor(options: {
    readonly response: ServerResponse;
    readonly memberId: string | null;
    readonly signInId: string | null;
    readonly allows: (event: unknown) => boolean;
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
    if (this.#allows(event)) this.#write(`${idLine}data: ${JSON.stringify(event)}\n\n`);
  }

  /** Tells the browser where it is, without an event. */
  mark(id: string): void {
    this.#write(`id: ${id}\nevent: mark\ndata: {}\n\n`);
  }

  /** Keeps proxies from closing a silent stream. */
  beat(): void {
    this.#write(': beat\n\n');
  }

  end(): void {
    if (!this.closed) this.#response.end();
  }

  onClose(listener: () => void): void {
    this.#response.once('close', listener);
  }

  #write(text: string): void {
    if (this.closed) return;
    this.#response.write(text);
    if (this.#response.writableLength > MOST_BUFFERED_BYTES) this.#response.destroy();
  }
}
