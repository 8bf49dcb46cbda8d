import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What to do with bytes that have been seen. */
export type Verdict = 'pass' | 'cut';

export interface Watcher {
  /** Bytes on their way to the server behind the proxy. */
  readonly onRequest?: (bytes: Buffer) => Verdict;
  /** Bytes on their way back. */
  readonly onAnswer?: (bytes: Buffer) => Verdict;
}

export interface TcpProxy {
  readonly port: number;
  /** Watches from now on, all connections together or each with a watcher of its own; replaces the one before. */
  watch(watcher: Watcher | (() => Watcher) | undefined): void;
  close(): Promise<void>;
}

/** A small proxy that acts on the bytes it sees: nothing in the product knows of it. */
export async function startTcpProxy(
  target: { host?: string; port: number } | { path: string },
): Promise<TcpProxy> {
  let watcher: Watcher | (() => Watcher) | undefined;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target);
    sockets.add(client).add(upstream);
    let mine: Watcher | undefined;
    let madeFrom: typeof watcher;
    const current = () => {
      if (watcher !== madeFrom) {
        madeFrom = watcher;
        mine = typeof watcher === 'function' ? watcher() : watcher;
      }
      return mine;
    };
    const cut = () => {
      client.destroy();
      upstream.destroy();
    };
    client.on('data', (bytes) => {
      if (current()?.onRequest?.(bytes) === 'cut') return cut();
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (current()?.onAnswer?.(bytes) === 'cut') return cut();
      client.write(bytes);
    });
    client.on('end', () => upstream.end());
    upstream.on('end', () => client.end());
    for (const socket of [client, upstream]) {
      socket.on('error', cut);
      socket.on('close', () => sockets.delete(socket));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never a string.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    watch: (next) => {
      watcher = next;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // As above.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
