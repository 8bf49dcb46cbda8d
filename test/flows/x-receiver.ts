import { createHmac } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One POST as it came in, with the outcome of our own check of its signature. */
export type Received = {
  body: string;
  bytes: Buffer;
  isGenuine: boolean;
  headers: IncomingMessage['headers'];
  at: number;
};

export type Answer = number | 'hang' | 'reset';
export type CrcAnswer = 'right' | 'wrong' | 'hang' | 'reset' | { status: number; location?: string };

export type Receiver = {
  url: string;
  received: Received[];
  challenges: { token: string; isSigned: boolean }[];
  /** How the next POSTs are answered; 200 when it returns nothing. */
  onPost: (post: Received, count: number) => Answer | undefined;
  crc: CrcAnswer;
  close(): Promise<void>;
};

// Written from X's description of its signatures, apart from the simulator's own code.
const hmac = (secret: string, data: string | Buffer) =>
  `sha256=${createHmac('sha256', secret).update(data).digest('base64')}`;

const readAll = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** A little web server that behaves like a customer of X's webhooks. */
export const startReceiver = async (secret: () => string): Promise<Receiver> => {
  const answerChallenge = (request: IncomingMessage, response: ServerResponse) => {
    const query = (request.url ?? '').split('?')[1] ?? '';
    const token = new URLSearchParams(query).get('crc_token') ?? '';
    const isSigned = request.headers['x-twitter-webhooks-signature'] === hmac(secret(), query);
    receiver.challenges.push({ token, isSigned });
    const { crc } = receiver;
    if (crc === 'hang') return;
    if (crc === 'reset') return void request.socket.destroy();
    if (typeof crc === 'object') {
      response.writeHead(crc.status, crc.location ? { location: crc.location } : {}).end();
      return;
    }
    const responseToken = hmac(crc === 'right' ? secret() : 'another secret', token);
    response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ response_token: responseToken }));
  };

  const answerPost = async (request: IncomingMessage, response: ServerResponse) => {
    const bytes = await readAll(request);
    const post: Received = {
      body: bytes.toString('utf8'),
      bytes,
      isGenuine: request.headers['x-twitter-webhooks-signature'] === hmac(secret(), bytes),
      headers: request.headers,
      at: performance.now(),
    };
    receiver.received.push(post);
    const answer = receiver.onPost(post, receiver.received.length) ?? 200;
    if (answer === 'hang') return;
    if (answer === 'reset') return void request.socket.destroy();
    response.writeHead(answer).end();
  };

  const server: Server = createServer((request, response) => {
    if (request.method === 'GET') answerChallenge(request, response);
    else void answerPost(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    // A listening TCP server has an address with a port.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/x/webhooks`,
    received: [],
    challenges: [],
    onPost: () => undefined,
    crc: 'right',
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
};

/** Polls until `read` gives something true; fails after five seconds with what was waited for. */
export const waitFor = async <T>(
  what: string,
  read: () => T | Promise<T>,
): Promise<Exclude<T, null | undefined | false>> => {
  const until = performance.now() + 5_000;
  for (;;) {
    const value = await read();
    // A true value is none of the excluded ones.
    if (value) return value as Exclude<T, null | undefined | false>;
    if (performance.now() > until) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
