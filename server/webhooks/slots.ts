/**
 * Requests at once: so many of one endpoint, so many of the process. When many endpoints are at work each has its equal
 * share, at least one: receivers that hold their connections for long leave room for the others.
 */
export class Slots {
  readonly #ofEndpoint: number;
  readonly #ofProcess: number;
  #taken = 0;
  /** Who found none free, first come first. */
  readonly #waiting = new Set<() => void>();

  constructor(ofEndpoint: number, ofProcess: number) {
    this.#ofEndpoint = ofEndpoint;
    this.#ofProcess = ofProcess;
  }

  get taken(): number {
    return this.#taken;
  }

  /** How many more one endpoint may take. `atWork`: endpoints of this process that have something to send. */
  free(inFlight: number, atWork: number, isFailing: boolean): number {
    const share = Math.max(1, Math.floor(this.#ofProcess / Math.max(1, atWork)));
    // Who fails gets fewer until the first success: less harm to both sides.
    const own = Math.min(isFailing ? 2 : this.#ofEndpoint, share);
    return Math.max(0, Math.min(own - inFlight, this.#ofProcess - this.#taken));
  }

  take(): void {
    this.#taken += 1;
  }

  give(): void {
    this.#taken -= 1;
    const [first] = this.#waiting;
    if (!first) return;
    this.#waiting.delete(first);
    first();
  }

  /** Called once, when a slot of the process is free again. */
  whenFree(call: () => void): void {
    this.#waiting.add(call);
  }

  /** No longer interested. */
  forget(call: () => void): void {
    this.#waiting.delete(call);
  }
}
