import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Programs that are told, in a process of their own: one server each, and one over which they are asked. Argument: how
 * many. Prints the ports.
 */
const count = Number(process.argv[2] ?? '1');

interface Book {
  /** From what happened, as the body says it, to the request. */
  waits: number[];
  /** When a message was first told of, by its id. */
  readonly messages: Map<string, number>;
  hangs: boolean;
}

const books = Array.from({ length: count }, (): Book => ({ waits: [], messages: new Map(), hangs: false }));

const programs = books.map((book) =>
  createServer((request, response) => {
    const startedAtMs = performance.timeOrigin + performance.now();
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (text += part));
    request.on('end', () => {
      const at = /"saidAtMs":([\d.]+)/.exec(text)?.[1];
      if (at !== undefined) book.waits.push(startedAtMs - Number(at));
      const id = /"message":\{"id":"([0-9a-f]{24})"/.exec(text)?.[1];
      if (id !== undefined && !book.messages.has(id)) book.messages.set(id, startedAtMs);
      if (!book.hangs) response.end('ok');
    });
  }),
);

const desk = createServer((request, response) => {
  const [, what, n = ''] = (request.url ?? '').split('/');
  if (what === 'hang') for (const [index, book] of books.entries()) book.hangs = String(index) === n;
  const answer =
    what === 'messages' ? Object.fromEntries(books[0]?.messages ?? []) : books.map((one) => one.waits);
  response.end(JSON.stringify(answer));
  if (what === 'forget') for (const book of books) book.waits = [];
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never a string.
  return (server.address() as AddressInfo).port;
}

const ports: number[] = [];
for (const program of programs) ports.push(await listen(program));
process.stdout.write(`${JSON.stringify({ ports, desk: await listen(desk) })}\n`);
