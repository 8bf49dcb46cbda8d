import type { Writable } from 'node:stream';
import { SourceProblem } from './problem.ts';

const CHUNK = 64 * 1024;

/** Lines of a protocol on their way out: gathered, and no faster than the reader takes them. */
export class Lines {
  readonly #out: Writable;
  #waiting = '';
  #broken: Error | undefined;

  constructor(out: Writable) {
    this.#out = out;
    out.on('error', (error) => (this.#broken = error));
  }

  async write(line: string): Promise<void> {
    this.#waiting += `${line}\n`;
    if (this.#waiting.length >= CHUNK) await this.flush();
  }

  /** @throws SourceProblem when nobody reads any more */
  async flush(): Promise<void> {
    const text = this.#waiting;
    this.#waiting = '';
    if (this.#broken) throw gone(this.#broken);
    if (text === '') return;
    await new Promise<void>((resolve, reject) => {
      this.#out.write(text, (error) => (error ? reject(gone(error)) : resolve()));
    });
  }
}

const gone = (cause: Error) =>
  new SourceProblem('transient_error', 'Whoever reads the output has gone away.', cause);
