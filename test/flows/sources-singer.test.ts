import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkRow, readSingerLine, type SingerMessage } from '../fixtures/source-protocols.ts';
import { idsOf, lastSingerState, openSourceWorld, type TapStream } from './source-world.ts';

const cli = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));

let world: Awaited<ReturnType<typeof openSourceWorld>>;
let received: string[];
beforeAll(async () => {
  world = await openSourceWorld();
  received = Array.from({ length: 230 }, (_, n) => world.write(`question ${n}`)).toReversed();
  for (const age of [3, 2]) world.post(age);
});
afterAll(() => world?.close());

const rowsOf = (messages: readonly SingerMessage[], stream: string) =>
  messages.flatMap((one) => (one.type === 'RECORD' && one.stream === stream ? [one.record] : []));
const select = (streams: TapStream[], name: string, more: Record<string, unknown> = {}) => ({
  streams: streams.map((stream) => ({
    ...stream,
    metadata: stream.metadata.map((one) =>
      one.breadcrumb.length === 0 && stream.tap_stream_id === name
        ? { ...one, metadata: { ...one.metadata, selected: true, ...more } }
        : one,
    ),
  })),
});

test('without a catalogue every stream comes, each record as its schema says', async () => {
  const config = { ...world.sample(), most_usd_per_run: 50 };
  const { messages, done } = await world.tap(config);
  expect(done).toBe(true);
  const schemas = new Map<string, object>();
  for (const message of messages) {
    if (message.type === 'SCHEMA')
      schemas.set(message.stream, { ...message.schema, additionalProperties: false });
    // A schema comes before its records.
    if (message.type === 'RECORD') checkRow(schemas.get(message.stream) ?? { not: {} }, message.record);
  }
  expect([...schemas.keys()]).toHaveLength(6);
  expect(idsOf(rowsOf(messages, 'direct_messages'))).toEqual(received);
  expect(rowsOf(messages, 'historical_engagement')).toHaveLength(2 * 2 * 7);
  expect(messages.at(-1)?.type).toBe('STATE');
  const [schema] = messages.flatMap((one) =>
    one.type === 'SCHEMA' && one.stream === 'direct_messages' ? [one] : [],
  );
  expect([schema?.key_properties, schema?.bookmark_properties]).toEqual([['id'], ['created_at']]);
});

test('bookmarks bring what is new, and a cut goes on where it was', async () => {
  const config = world.config();
  const { streams } = await world.tapCatalog(config);
  const catalog = select(streams, 'direct_messages');
  const whole = (await world.tap(config, catalog)).messages;
  const states = whole.flatMap((one, at) => (one.type === 'STATE' ? [{ at, value: one.value }] : []));
  expect(states.length).toBeGreaterThanOrEqual(4);
  for (const { at, value } of states) {
    const { messages } = await world.tap(config, catalog, value);
    const parts = [whole.slice(0, at), messages].map((part) => idsOf(rowsOf(part, 'direct_messages')));
    expect(parts.flat()).toEqual(received);
  }
  const late = world.write('one more');
  received.unshift(late);
  const next = (await world.tap(config, catalog, lastSingerState(whole))).messages;
  expect(idsOf(rowsOf(next, 'direct_messages'))).toEqual([late]);
  // Other streams were not selected.
  expect(new Set(whole.flatMap((one) => (one.type === 'SCHEMA' ? [one.stream] : [])))).toEqual(
    new Set(['direct_messages']),
  );
});

test('columns and the whole table are chosen by metadata', async () => {
  const config = world.config({ direct_messages: { count: 3 } });
  const { streams } = await world.tapCatalog(config);
  const [stream] = streams.filter(({ tap_stream_id: id }) => id === 'direct_messages');
  if (stream) {
    stream.metadata = stream.metadata.map((one) =>
      one.breadcrumb[1] === 'text' || one.breadcrumb[1] === 'id'
        ? { ...one, metadata: { ...one.metadata, selected: false } }
        : one,
    );
  }
  const catalog = select(streams, 'direct_messages', { 'replication-method': 'FULL_TABLE' });
  const { messages } = await world.tap(config, catalog);
  const rows = rowsOf(messages, 'direct_messages');
  expect(idsOf(rows)).toEqual(received.slice(0, 3));
  // What tells rows apart stays, whatever is said.
  expect(Object.keys(rows[0] ?? {})).toContain('id');
  expect(Object.keys(rows[0] ?? {})).not.toContain('text');
  const wrong = world.tap(config, { streams: [{ stream: 'weather', schema: { selected: true } }] });
  await expect(wrong).rejects.toThrow('no stream “weather”');
});

test('the program keeps to the protocol: records out, words beside', async () => {
  const { streams } = await world.tapCatalog(world.config());
  const [config, catalog] = [join(world.dir, 'tap.json'), join(world.dir, 'tap-catalog.json')];
  writeFileSync(config, JSON.stringify(world.config()));
  writeFileSync(catalog, JSON.stringify(select(streams, 'direct_messages')));
  const child = spawn(process.execPath, [cli, 'tap', '--config', config, '--properties', catalog]);
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  expect(child.exitCode).toBe(0);
  const messages = out.trim().split('\n').map(readSingerLine);
  expect(idsOf(rowsOf(messages, 'direct_messages'))).toEqual(received);
  expect(errors).toContain(`direct_messages: ${received.length}`);
});

test('a tap whose file cannot be written spends no refresh token', async () => {
  const credentials = world.pairOf();
  const config = { ...world.config(), credentials };
  const refused = world.tap(config, undefined, undefined, { canKeepFile: () => Promise.resolve(false) });
  await expect(refused).rejects.toThrow('The configuration file cannot be written');
  // It still works.
  const { done } = await world.tap({ ...config, streams: { direct_messages: { count: 1 } } });
  expect([done, JSON.stringify(world.kept.at(-1))]).toEqual([
    true,
    expect.not.stringContaining(String(credentials.refresh_token)),
  ]);
});
