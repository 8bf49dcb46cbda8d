// A webhook that checks every signature and counts, in a process of its own. `GET /count` tells how many came.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const secret = process.argv[2] ?? '';
const hmac = (data: string | Buffer) =>
  `sha256=${createHmac('sha256', secret).update(data).digest('base64')}`;
let count = 0;
let wrong = 0;

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://receiver');
  if (request.method === 'GET') {
    const token = url.searchParams.get('crc_token');
    const body = JSON.stringify(token === null ? { count, wrong } : { response_token: hmac(token) });
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const expected = Buffer.from(hmac(Buffer.concat(chunks)));
    const given = Buffer.from(String(request.headers['x-twitter-webhooks-signature'] ?? ''));
    if (given.length === expected.length && timingSafeEqual(given, expected)) count += 1;
    else wrong += 1;
    response.writeHead(200).end();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  // A TCP server has an address of this form.
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port, pid: process.pid }));
});
process.on('SIGTERM', () => process.exit(0));
