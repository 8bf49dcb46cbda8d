import {
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
  createServer,
} from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Authority } from './authority.ts';
import { isXHost } from './names.ts';

/** Other doors to the same simulator, for clients that know X's own addresses only. */
export interface Fronts {
  /** PEM of the authority that clients must trust, and its file. */
  ca?: string;
  caFile?: string;
  /** Where HTTPS is answered with a certificate for X's hosts. */
  tlsUrl?: string;
  /** What to put into `HTTPS_PROXY`. */
  proxyUrl?: string;
  close(): Promise<void>;
}

export interface FrontOptions {
  host: string;
  dataDir?: string;
  /** 0 takes a free one; absent: no such door. */
  tlsPort?: number;
  proxyPort?: number;
}

/** What answers the requests: the simulator's own HTTP server. */
export interface Inside {
  server: Server;
  routing(request: IncomingMessage, response: ServerResponse): void;
}

export async function openFronts(inside: Inside, options: FrontOptions): Promise<Fronts> {
  const { host, dataDir, tlsPort, proxyPort } = options;
  if (tlsPort === undefined && proxyPort === undefined) return { close: () => Promise.resolve() };
  // Loaded only for those who want it: it takes a third of a second.
  const { openAuthority } = await import('./authority.ts');
  const authority = await openAuthority(dataDir);
  const sockets = new Set<Socket>();
  const remember = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // Clients go away as they please; there is nobody to tell.
    socket.on('error', () => socket.destroy());
  };
  const tls = createTls(inside, authority);
  tls.on('connection', remember);
  const proxy = createProxy(inside, tls);
  proxy.on('connection', remember);
  const open: Server[] = [];
  const listen = async (server: Server, port: number): Promise<number> => {
    await listening(server, port, host);
    open.push(server);
    // A server that listens on a port has an address of this form.
    return (server.address() as AddressInfo).port;
  };
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all(open.map((server) => new Promise((resolve) => server.close(resolve))));
    authority.close();
  };
  const named = host.includes(':') ? `[${host}]` : host;
  try {
    const tlsAt = tlsPort === undefined ? undefined : await listen(tls, tlsPort);
    const proxyAt = proxyPort === undefined ? undefined : await listen(proxy, proxyPort);
    return {
      ca: authority.ca,
      caFile: authority.caFile,
      tlsUrl: tlsAt === undefined ? undefined : `https://${named}:${tlsAt}`,
      proxyUrl: proxyAt === undefined ? undefined : `http://${named}:${proxyAt}`,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Takes TLS off and hands what is inside to the HTTP server. */
function createTls(inside: Inside, { key, certificate }: Authority): Server {
  return createTlsServer({ key, cert: certificate, ALPNProtocols: ['http/1.1'] }, (socket) => {
    socket.on('error', () => socket.destroy());
    inside.server.emit('connection', socket);
  });
}

/** An HTTP proxy that knows the way to X's hosts only. */
function createProxy(inside: Inside, tls: Server): HttpServer {
  const proxy = createServer((request, response) => {
    const target = URL.parse(request.url ?? '');
    if (target?.protocol !== 'http:' || !isXHost(target.host)) {
      response.writeHead(403, { 'content-type': 'text/plain' }).end(onlyX);
      return;
    }
    request.url = target.pathname + target.search;
    request.headers.host = target.host;
    inside.routing(request, response);
  });
  proxy.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const [, name = '', port = ''] = /^(.+):(\d+)$/.exec(request.url ?? '') ?? [];
    const door = port === '443' ? tls : port === '80' ? inside.server : undefined;
    if (!door || !isXHost(name)) {
      socket.end(`HTTP/1.1 403 Forbidden\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\n${onlyX}`);
      return;
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    door.emit('connection', socket);
  });
  return proxy;
}

const onlyX = 'This proxy leads to the local X only.\n';

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
