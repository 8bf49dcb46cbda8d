import type { LiveEvent } from '../../contract/api/index.ts';

export type LiveMessage =
  | { type: 'event'; event: LiveEvent }
  /** `fresh`: the stream began now; what happened before it was open is not known. */
  | { type: 'open'; fresh: boolean }
  | { type: 'lost' };

/**
 * The stream of live events, kept open: after a break it goes on behind the last event that came,
 * waiting a little longer after each failure.
 */
export class LiveStream {
  readonly #url: string;
  readonly #tell: (message: LiveMessage) => void;
  #source: EventSource | undefined;
  #lastEventId = '';
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  isOpen = false;

  constructor(url: string, tell: (message: LiveMessage) => void) {
    this.#url = url;
    this.#tell = tell;
    this.#connect();
  }

  /** Tries at once, without waiting for the pause to end. */
  retry(): void {
    if (this.isOpen) return;
    this.#connect();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
    this.isOpen = false;
  }

  #connect(): void {
    this.close();
    const resume = this.#lastEventId;
    const query = resume ? `?lastEventId=${encodeURIComponent(resume)}` : '';
    const source = new EventSource(this.#url + query, { withCredentials: true });
    this.#source = source;
    source.addEventListener('open', () => {
      this.isOpen = true;
      this.#failures = 0;
      this.#tell({ type: 'open', fresh: resume === '' });
    });
    source.addEventListener('message', (message: MessageEvent<string>) => this.#take(message));
    source.addEventListener('error', () => this.#fail());
  }

  #take(message: MessageEvent<string>): void {
    if (message.lastEventId) this.#lastEventId = message.lastEventId;
    // Our own server writes what its declaration says.
    const event = JSON.parse(message.data) as LiveEvent;
    this.#tell({ type: 'event', event });
  }

  #fail(): void {
    this.close();
    this.#failures += 1;
    this.#tell({ type: 'lost' });
    const pauseMs = Math.min(15_000, 500 * 2 ** Math.min(this.#failures, 5)) * (0.7 + Math.random() * 0.6);
    this.#timer = setTimeout(() => this.#connect(), pauseMs);
  }
}
