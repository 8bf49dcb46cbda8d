import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createPoster, type Poster } from './post.ts';

const servers: Server[] = [];
const posters: Poster[] = [];

afterEach(async () => {
  for (const poster of posters.splice(0)) poster.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never a string.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

function post(target: string, body = '{"a":1}', allowPrivate = true, timeoutMs = 2_000) {
  const poster = createPoster({ allowPrivate }, 4);
  posters.push(poster);
  return poster.post({ target, secret: 's3cret', deliveryId: 'e-1', body, timeoutMs });
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

it('posts JSON with the secret and a signature that the receiver can check', async () => {
  const got = Promise.withResolvers<{ headers: IncomingMessage['headers']; body: string; method?: string }>();
  const target = await serve((request, response) => {
    void read(request).then((body) => {
      got.resolve({ headers: request.headers, body, method: request.method ?? '' });
      response.end('thanks');
    });
  });
  const answer = await post(target, '{"text":"grüße \\u0000"}');
  expect(answer).toMatchObject({ status: 200, error: null, response: 'thanks' });
  const { headers, body, method } = await got.promise;
  expect(method).toBe('POST');
  expect(body).toBe('{"text":"grüße \\u0000"}');
  expect(headers).toMatchObject({
    'x-api-key': 's3cret',
    'content-type': 'application/json',
    'x-rookery-delivery': 'e-1',
  });
  const [, seconds, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-rookery-signature'])) ?? [];
  expect(mac).toBe(createHmac('sha256', 's3cret').update(`${seconds}.${body}`).digest('hex'));
});

it('keeps the beginning of an answer and does not read an endless one', async () => {
  let sent = 0;
  const target = await serve((_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(16_384))) sent += 16_384;
      sent += 16_384;
    };
    response.on('drain', more);
    more();
  });
  const answer = await post(target);
  expect(answer.status).toBe(200);
  expect(answer.response).toBe('x'.repeat(2_048));
  expect(sent).toBeLessThan(20_000_000);
});

it('follows no redirect', async () => {
  let elsewhere = 0;
  const other = await serve((_request, response) => {
    elsewhere += 1;
    response.end();
  });
  const target = await serve((_request, response) => response.writeHead(307, { location: other }).end());
  expect(await post(target)).toMatchObject({
    status: 307,
    error: 'answered 307: redirects are not followed',
  });
  expect(elsewhere).toBe(0);
});

it('waits so long and no longer, for the beginning and for the end of an answer', async () => {
  const silent = await serve(() => undefined);
  expect(await post(silent, '{}', true, 100)).toMatchObject({ status: null, error: 'timed out' });
  const slow = await serve((_request, response) => {
    response.write('a');
  });
  expect(await post(slow, '{}', true, 100)).toMatchObject({ status: null, error: 'timed out' });
});

it('says what went wrong between us', async () => {
  const closing = await serve((request) => request.socket.destroy());
  expect(await post(closing)).toMatchObject({
    status: null,
    error: 'the connection was closed before an answer came',
  });
  expect(await post('http://127.0.0.1:1/')).toMatchObject({ error: 'nobody listens at this address' });
});

it('sends once more on a new connection when a kept one was closed by the receiver', async () => {
  let requests = 0;
  const target = await serve((request, response) => {
    requests += 1;
    // The second request of a connection finds it closed.
    if (requests === 2) request.socket.resetAndDestroy();
    else response.end('ok');
  });
  const poster = createPoster({ allowPrivate: true }, 1);
  posters.push(poster);
  const sending = { target, secret: 's', deliveryId: 'd', body: '{}', timeoutMs: 2_000 };
  expect((await poster.post(sending)).status).toBe(200);
  expect((await poster.post(sending)).status).toBe(200);
  expect(requests).toBe(3);
});

it('talks to no private address unless allowed, by name or number', async () => {
  let asked = 0;
  const target = await serve((_request, response) => {
    asked += 1;
    response.end();
  });
  const port = new URL(target).port;
  for (const url of [target, `https://127.0.0.1:${port}/`, `https://localhost:${port}/`, 'https://[::1]/'])
    expect((await post(url, '{}', false)).error).toMatch(/private network|https/);
  expect(asked).toBe(0);
});

it('reads how long the receiver asks to be left alone', async () => {
  const target = await serve((_request, response) => response.writeHead(429, { 'retry-after': '90' }).end());
  expect(await post(target)).toMatchObject({ status: 429, retryAfterMs: 90_000 });
});
