import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { type ControlDump, ControlDump as Dump, ControlDumpQuery } from '../../contract/control/running.ts';
import type { StoreDump } from '../core/store.ts';
import type { Sim } from '../sim.ts';
import { ControlError, controlRoute } from './control-route.ts';

const linesType = 'application/x-ndjson';
const mostBytes = 4 * 1024 ** 3;
const rowsPerChunk = 1000;

/** One line of a dump in lines. */
type Line = { now: number } | { t: string; p: object } | { media: string; bytes: string };

/**
 * `/_control/dump` and `/load`: the whole state out and in. As one JSON document, or with `?format=lines` one JSON
 * value a line, which has no upper size.
 */
export function controlDump(app: FastifyInstance, sim: Sim): void {
  app.addContentTypeParser(linesType, { bodyLimit: mostBytes }, (_request, payload, done) =>
    done(null, payload),
  );

  controlRoute(app, {
    method: 'GET',
    url: '/dump',
    query: ControlDumpQuery,
    handle: ({ query, reply }) => {
      const inLines = query.format === 'lines';
      return reply
        .header('content-type', inLines ? linesType : 'application/json; charset=utf-8')
        .send(Readable.from(inLines ? lines(sim) : document(sim), { objectMode: false }));
    },
  });

  app.post(
    '/load',
    {
      bodyLimit: mostBytes,
      // Lines are checked as they are read.
      schema: { body: { content: { 'application/json': { schema: Dump } } } },
    },
    async ({ body }) => {
      // Fastify has checked JSON against the schema and leaves lines as a stream: see the parser above.
      replace(sim, body instanceof Readable ? await readLines(body) : (body as ControlDump));
      return {};
    },
  );
}

function replace(sim: Sim, { now, tables, media }: ControlDump): void {
  sim.load(tables);
  for (const [id, bytes] of Object.entries(media)) sim.media.writeBytes(id, Buffer.from(bytes, 'base64'));
  // Time never runs behind what was written.
  if (now > sim.clock.now()) sim.clock.set(now);
}

function* files(sim: Sim): Generator<[id: string, bytes: string]> {
  for (const { id } of sim.media.table.values()) {
    const bytes = sim.media.readBytes(id);
    if (bytes) yield [id, bytes.toString('base64')];
  }
}

/** The document in pieces: a long history is longer than the longest text that there can be. */
function* document(sim: Sim): Generator<string> {
  yield `{"now":${sim.clock.now()},"tables":{`;
  let tableComma = '';
  for (const [name, rows] of Object.entries(sim.store.dump())) {
    yield `${tableComma}${JSON.stringify(name)}:[`;
    for (let at = 0; at < rows.length; at += rowsPerChunk)
      yield `${at === 0 ? '' : ','}${JSON.stringify(rows.slice(at, at + rowsPerChunk)).slice(1, -1)}`;
    yield ']';
    tableComma = ',';
  }
  yield '},"media":{';
  let fileComma = '';
  for (const [id, bytes] of files(sim)) {
    yield `${fileComma}${JSON.stringify(id)}:"${bytes}"`;
    fileComma = ',';
  }
  yield '}}';
}

function* lines(sim: Sim): Generator<string> {
  const line = (value: Line) => `${JSON.stringify(value)}\n`;
  yield line({ now: sim.clock.now() });
  for (const [t, rows] of Object.entries(sim.store.dump()))
    for (let at = 0; at < rows.length; at += rowsPerChunk)
      yield rows
        .slice(at, at + rowsPerChunk)
        .map((p) => line({ t, p }))
        .join('');
  for (const [media, bytes] of files(sim)) yield line({ media, bytes });
}

async function readLines(body: Readable): Promise<ControlDump> {
  const tables: StoreDump = {};
  const dump = { now: 0, tables: tables as ControlDump['tables'], media: {} as Record<string, string> };
  let number = 0;
  for await (const text of splitLines(body)) {
    number++;
    if (text === '') continue;
    const line = parseLine(text);
    if (!line) throw new ControlError(400, `line ${number} is no line of a dump: nothing was loaded`);
    if ('now' in line) dump.now = line.now;
    else if ('media' in line) dump.media[line.media] = line.bytes;
    else (tables[line.t] ??= []).push(line.p);
  }
  if (number === 0) throw new ControlError(400, 'the dump is empty: nothing was loaded');
  return dump;
}

/** Only a line feed ends a line: `readline` would also split at U+2028, which texts may hold. */
async function* splitLines(body: Readable): AsyncGenerator<string> {
  let rest = '';
  body.setEncoding('utf8');
  for await (const chunk of body) {
    const parts = (rest + String(chunk)).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  if (rest !== '') yield rest;
}

function parseLine(text: string): Line | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { now, t, p, media, bytes } = value as Record<string, unknown>;
  if (typeof now === 'number') return { now };
  if (typeof t === 'string' && typeof p === 'object' && p !== null) return { t, p };
  if (typeof media === 'string' && typeof bytes === 'string') return { media, bytes };
  return undefined;
}
