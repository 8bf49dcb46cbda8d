import { connect, type Socket } from 'node:net';

/** One keep-alive HTTP connection with one request at a time: as little work as a generator can do. */
export class KeptSocket {
  readonly #host: string;
  readonly #socket: Socket;
  #waiting: PromiseWithResolvers<number> | undefined;
  #got = '';

  constructor(port: number, host = '127.0.0.1') {
    this.#host = `${host}:${port}`;
    this.#socket = connect({ port, host, noDelay: true });
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (chunk) => this.#take(String(chunk)));
    this.#socket.on('error', (error) => this.#waiting?.reject(error));
    this.#socket.on('close', () => this.#waiting?.reject(new Error('the connection was closed')));
  }

  /** Answers the status once the whole answer is there. */
  post(path: string, headers: string, body: Buffer): Promise<number> {
    const waiting = Promise.withResolvers<number>();
    this.#waiting = waiting;
    this.#socket.cork();
    this.#socket.write(
      `POST ${path} HTTP/1.1\r\nhost: ${this.#host}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n${headers}\r\n`,
    );
    this.#socket.write(body);
    this.#socket.uncork();
    return waiting.promise;
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: string): void {
    this.#got += chunk;
    const end = this.#got.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(this.#got.slice(0, end))?.[1] ?? 0);
    if (this.#got.length < end + 4 + length) return;
    const status = Number(this.#got.slice(9, 12));
    this.#got = this.#got.slice(end + 4 + length);
    this.#waiting?.resolve(status);
    this.#waiting = undefined;
  }
}
