import { connect, type Socket } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');

/** One keep-alive connection, one request at a time; answers of any length are counted, not kept. */
export class AnsweringSocket {
  readonly #socket: Socket;
  #waiting: PromiseWithResolvers<number> | undefined;
  #head: Buffer = Buffer.alloc(0);
  #status = 0;
  #missing = -1;

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#socket.on('error', (error) => this.#waiting?.reject(error));
    this.#socket.on('close', () => this.#waiting?.reject(new Error('the connection was closed')));
  }

  /** Answers the status once the whole answer is there. */
  ask(head: string, body: Buffer): Promise<number> {
    const waiting = Promise.withResolvers<number>();
    this.#waiting = waiting;
    if (body.length === 0) this.#socket.write(head, 'latin1');
    else this.#socket.write(Buffer.concat([Buffer.from(head, 'latin1'), body]));
    return waiting.promise;
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    if (this.#missing >= 0) {
      this.#missing -= chunk.length;
    } else {
      this.#head = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
      const end = this.#head.indexOf(HEAD_END);
      if (end < 0) return;
      const head = this.#head.toString('latin1', 0, end);
      this.#status = Number(head.slice(9, 12));
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      this.#missing = end + 4 + length - this.#head.length;
    }
    if (this.#missing > 0) return;
    this.#missing = -1;
    this.#head = Buffer.alloc(0);
    this.#waiting?.resolve(this.#status);
  }
}
