import { type AddressInfo, createServer } from 'node:net';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { XProblem } from './problem.ts';
import { rateSaidWith, sendRequest, type XRequest } from './requests.ts';
import { createXTime } from './x-time.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createHttpServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  // A listening TCP server has an address object.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/2/thing`;
}

function call(url: string, more: Partial<XRequest> = {}) {
  return sendRequest({ method: 'POST', url, timeoutMs: 2000, maxBytes: 100_000, ...more }, createXTime());
}

async function problemOf(promise: Promise<unknown>): Promise<XProblem> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof XProblem)) throw new Error(`not a problem of X: ${String(error)}`);
  return error;
}

test('keeps every digit of an id that X sends as a number', async () => {
  const url = await serve((_request, response) => response.end('{"id":1582103724607971332,"n":3}'));
  expect((await call(url)).body).toEqual({ id: '1582103724607971332', n: 3 });
});

test('a refused connection means that nothing was sent', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const problem = await problemOf(call(`http://127.0.0.1:${port}/`));
  expect([problem.kind, problem.code, problem.retryable]).toEqual(['not_sent', 'x_unreachable', true]);
});

test('a time-out of a write is uncertain, of a read a failure', async () => {
  const url = await serve(() => {});
  expect((await problemOf(call(url, { timeoutMs: 60 }))).kind).toBe('uncertain');
  expect((await problemOf(call(url, { method: 'GET', timeoutMs: 60 }))).kind).toBe('failed');
});

test('a connection that breaks after the request is uncertain', async () => {
  const url = await serve((request) => request.socket.destroy());
  expect((await problemOf(call(url))).kind).toBe('uncertain');
});

test('a body that never ends is bounded by the time-out, a long one by its size', async () => {
  const slow = await serve((_request, response) => {
    response.writeHead(200);
    response.write('{"a":');
  });
  expect((await problemOf(call(slow, { timeoutMs: 80 }))).kind).toBe('uncertain');
  const long = await serve((_request, response) => response.end('x'.repeat(200_000)));
  expect((await problemOf(call(long, { method: 'GET' }))).kind).toBe('failed');
});

test('a broken body of a write that succeeded is uncertain', async () => {
  const url = await serve((_request, response) => response.writeHead(201).end('{"data":{"dm_ev'));
  expect((await problemOf(call(url))).kind).toBe('uncertain');
});

test('follows no redirect', async () => {
  const url = await serve((_request, response) =>
    response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
  );
  expect((await problemOf(call(url, { method: 'GET' }))).code).toBe('x_answer_unreadable');
});

test('reads the three windows relative to the clock of X', async () => {
  const url = await serve((_request, response) => {
    response.setHeader('date', 'Wed, 01 Jan 2020 00:00:00 GMT');
    response.setHeader('x-rate-limit-limit', '15');
    response.setHeader('x-rate-limit-remaining', '0');
    response.setHeader('x-rate-limit-reset', String(Date.UTC(2020, 0, 1) / 1000 + 60));
    response.setHeader('x-app-limit-24hour-limit', '1440');
    response.setHeader('x-app-limit-24hour-remaining', '7');
    response.setHeader('x-app-limit-24hour-reset', String(Date.UTC(2020, 0, 2) / 1000));
    response.writeHead(429).end('{"title":"Too Many Requests","status":429,"type":"about:blank"}');
  });
  const problem = await problemOf(call(url));
  expect([problem.kind, problem.code, problem.retryAfterMs]).toEqual(['limited', 'x_rate_limited', 60_000]);
  expect(rateSaidWith(problem).appDay).toMatchObject({ limit: 1440, remaining: 7, resetInMs: 86_400_000 });
});
