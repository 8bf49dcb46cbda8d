import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { reportKinds } from '../../server/reports/index.ts';
import { checkRow, readAirbyteLine } from '../fixtures/source-protocols.ts';
import {
  configured,
  errorsOf,
  idsOf,
  openSourceWorld,
  recordsOf,
  statesOf,
  statusesOf,
} from './source-world.ts';

const cli = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));

let world: Awaited<ReturnType<typeof openSourceWorld>>;
let received: string[];
let sent: string[];
beforeAll(async () => {
  world = await openSourceWorld();
  received = Array.from({ length: 230 }, (_, n) => world.write(`question ${n}`)).toReversed();
  sent = Array.from({ length: 40 }, (_, n) => world.answer(`answer ${n}`)).toReversed();
  for (const age of [3, 2, 1]) world.post(age);
});
beforeEach(() => {
  world.sim.limits.enabled = false;
});
afterAll(() => world?.close());

const catalogOf = async (config: object, modes: Record<string, string>) =>
  configured((await world.discover(config)).messages, modes);

test('the sample of the guide is checked, listed and read by the program, from files alone', async () => {
  const files = { config: join(world.dir, 'config.json'), catalog: join(world.dir, 'catalog.json') };
  writeFileSync(files.config, JSON.stringify(world.sample()));
  const run = (...args: string[]) =>
    // Nothing of a server: not even a place to put one.
    spawnAside(process.execPath, [cli, 'source', ...args], {
      cwd: world.dir,
      env: { PATH: process.env['PATH'] },
    });
  const checked = await run('check', '--config', files.config);
  expect(checked.messages).toEqual([
    {
      type: 'CONNECTION_STATUS',
      connectionStatus: { status: 'SUCCEEDED', message: expect.stringContaining('@shop') },
    },
  ]);
  const listed = await run('discover', '--config', files.config);
  const modes = {
    direct_messages: 'full_refresh',
    historical_engagement: 'full_refresh',
    users_lookup: 'full_refresh',
  };
  writeFileSync(files.catalog, JSON.stringify(configured(listed.messages, modes)));
  const { messages, code, errors } = await run('read', '--config', files.config, '--catalog', files.catalog);
  expect([code, errorsOf(messages)]).toEqual([0, []]);
  expect(idsOf(recordsOf(messages, 'direct_messages'))).toEqual(received.slice(0, 50));
  // Three tweets of the last days, two metrics, a row for each day.
  expect(recordsOf(messages, 'historical_engagement').length).toBe(3 * 2 * 7);
  expect(recordsOf(messages, 'users_lookup').map((row) => row['lookup_status'])).toEqual(['found', 'found']);
  // Progress is beside the protocol.
  expect(errors).toContain('direct_messages: 50 of about 50 rows');
  expect(existsSync(join(world.dir, '.rookery'))).toBe(false);
});

test('the specification describes every menu of every stream, and nothing that needs a server', () => {
  const { stdout } = spawnSync(process.execPath, [cli, 'source', 'spec'], { encoding: 'utf8' });
  const message = readAirbyteLine(stdout);
  if (message.type !== 'SPEC') throw new Error('no specification');
  // Its form is known: it is ours.
  const { properties } = message.spec.connectionSpecification as {
    properties: { streams: { properties: Record<string, { properties: object }> } };
  };
  const streams = properties.streams.properties;
  const declared = reportKinds.flatMap(({ streams: of }) => (of ?? []).map(({ name }) => name));
  expect(Object.keys(streams)).toEqual(declared);
  expect(Object.keys(streams['direct_messages']?.properties ?? {})).toEqual(['which', 'count', 'days']);
  expect(Object.keys(streams['users_lookup']?.properties ?? {})).not.toContain('list_id');
  const secrets = JSON.stringify(message.spec.connectionSpecification).match(/"airbyte_secret":true/g);
  expect(secrets).toHaveLength(6);
});

test('streams have the columns of the DataSets, and their keys', async () => {
  const { messages } = await world.discover(world.sample());
  const streams = messages.flatMap((one) => (one.type === 'CATALOG' ? one.catalog.streams : []));
  expect(streams.map(({ name }) => name)).toEqual([
    'direct_messages',
    'direct_messages_sent',
    'historical_engagement',
    'historical_engagement_unavailable_tweets',
    'users_lookup',
    'users_lookup_requests',
  ]);
  const [messagesOf, , engagement] = streams;
  const directMessages = reportKinds.find(({ id }) => id === 'direct_messages');
  const names = directMessages?.columns({ options: {}, zone: 'UTC', now: new Date(0), account: undefined });
  expect(Object.keys(messagesOf?.json_schema.properties ?? {})).toEqual(names?.map(({ name }) => name));
  expect(messagesOf).toMatchObject({
    supported_sync_modes: ['full_refresh', 'incremental'],
    source_defined_cursor: true,
    default_cursor_field: ['created_at'],
    source_defined_primary_key: [['id']],
    is_resumable: true,
  });
  expect(messagesOf?.json_schema.properties['created_at']).toEqual({
    type: ['null', 'string'],
    format: 'date-time',
    airbyte_type: 'timestamp_with_timezone',
  });
  expect(engagement?.source_defined_primary_key).toEqual([['tweet_id'], ['engagement_type'], ['date']]);
  // Without an input there is nobody to look up.
  const few = (await world.discover(world.config())).messages;
  expect(JSON.stringify(few)).not.toContain('users_lookup');
});

test('records are what their streams said they would be, and states stand behind them', async () => {
  const modes = {
    direct_messages: 'incremental',
    direct_messages_sent: 'incremental',
    historical_engagement: 'full_refresh',
    users_lookup: 'full_refresh',
    users_lookup_requests: 'full_refresh',
  };
  const { messages: listed } = await world.discover(world.sample());
  const config = { ...world.sample(), most_usd_per_run: 50 };
  const { messages, done } = await world.read(config, configured(listed, modes));
  expect([done, errorsOf(messages)]).toEqual([true, []]);
  const schemas = new Map(
    listed.flatMap((one) =>
      one.type === 'CATALOG'
        ? one.catalog.streams.map((stream) => [stream.name, stream.json_schema] as const)
        : [],
    ),
  );
  for (const name of Object.keys(modes)) {
    const rows = recordsOf(messages, name);
    expect([name, rows.length > 0]).toEqual([name, true]);
    for (const row of rows) checkRow({ ...schemas.get(name), additionalProperties: false }, row);
    expect(statusesOf(messages, name).map(({ status }) => status)).toEqual([
      'STARTED',
      'RUNNING',
      'COMPLETE',
    ]);
    const states = statesOf(messages, name);
    // All records of a stream are behind one of its states.
    expect(states.reduce((sum, { state }) => sum + state.sourceStats.recordCount, 0)).toBe(rows.length);
    const last = messages.findLastIndex((one) => one.type === 'RECORD' && one.record.stream === name);
    expect(states.at(-1)?.at).toBeGreaterThan(last);
  }
  expect(idsOf(recordsOf(messages, 'direct_messages_sent'))).toEqual(sent);
  const [estimate] = messages.flatMap((one) =>
    one.type === 'TRACE' && one.trace.type === 'ESTIMATE' ? [one.trace.estimate] : [],
  );
  expect(estimate).toEqual({ name: 'historical_engagement', type: 'STREAM', row_estimate: 42 });
});

test('from whichever state it goes on, no message is lost and none comes twice', async () => {
  const config = world.config();
  const catalog = await catalogOf(config, { direct_messages: 'incremental' });
  const whole = (await world.read(config, catalog)).messages;
  expect(idsOf(recordsOf(whole, 'direct_messages'))).toEqual(received);
  const states = statesOf(whole, 'direct_messages');
  // A state after each page of X, and the last one.
  expect(states.length).toBeGreaterThanOrEqual(4);
  for (const { at, state } of states) {
    const before = idsOf(recordsOf(whole.slice(0, at), 'direct_messages'));
    const { messages } = await world.read(config, catalog, [{ type: 'STREAM', stream: state.stream }]);
    expect([...before, ...idsOf(recordsOf(messages, 'direct_messages'))]).toEqual(received);
  }
  // What is written between a stop and its end comes with the run after it.
  const [first] = states;
  const late = world.write('written in between');
  const rest = (await world.read(config, catalog, [first?.state])).messages;
  expect(idsOf(recordsOf(rest, 'direct_messages'))).not.toContain(late);
  const end = statesOf(rest, 'direct_messages').at(-1);
  const next = (await world.read(config, catalog, [end?.state])).messages;
  expect(idsOf(recordsOf(next, 'direct_messages'))).toEqual([late]);
  received.unshift(late);
});

test('a program that is killed in the middle goes on from the last state it gave', async () => {
  const config = world.config();
  const catalog = await catalogOf(config, { direct_messages: 'incremental' });
  const files = { config: join(world.dir, 'killed.json'), catalog: join(world.dir, 'killed-catalog.json') };
  writeFileSync(files.config, JSON.stringify(config));
  writeFileSync(files.catalog, JSON.stringify(catalog));
  const child = spawn(
    process.execPath,
    [cli, 'source', 'read', '--config', files.config, '--catalog', files.catalog],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.startsWith('{"type":"STATE"')) child.kill('SIGKILL');
  }
  const before = lines.map(readAirbyteLine);
  const last = statesOf(before, 'direct_messages').at(-1);
  const { messages } = await world.read(config, catalog, [last?.state]);
  const ids = [before.slice(0, last?.at), messages].flatMap((part) =>
    idsOf(recordsOf(part, 'direct_messages')),
  );
  expect(ids).toEqual(received);
});

test('engagement goes on where it was, and begins anew when other things are asked for', async () => {
  const config = world.sample();
  const catalog = await catalogOf(config, { historical_engagement: 'full_refresh' });
  const whole = (await world.read(config, catalog)).messages;
  const rows = recordsOf(whole, 'historical_engagement');
  for (const { at, state } of statesOf(whole, 'historical_engagement').slice(0, -1)) {
    const { messages } = await world.read(config, catalog, [state]);
    expect([
      ...recordsOf(whole.slice(0, at), 'historical_engagement'),
      ...recordsOf(messages, 'historical_engagement'),
    ]).toEqual(rows);
  }
  const [begun] = statesOf(whole, 'historical_engagement');
  const other = structuredClone(config);
  Object.assign(other.streams['historical_engagement'] ?? {}, { metrics: ['replies'] });
  const { messages } = await world.read(other, catalog, [begun?.state]);
  expect(recordsOf(messages, 'historical_engagement')).toHaveLength(21);
  expect(JSON.stringify(messages)).toContain('it begins anew');
});

test('says until when X asks to wait, waits, and loses nothing', async () => {
  const config = world.config();
  const catalog = await catalogOf(config, { direct_messages: 'incremental' });
  world.sim.limits.enabled = true;
  let waited: ReturnType<typeof statusesOf> = [];
  for (let run = 0; run < 8 && waited.length === 0; run += 1) {
    const { messages, done } = await world.read(config, catalog);
    expect(done).toBe(true);
    expect(idsOf(recordsOf(messages, 'direct_messages'))).toEqual(received);
    waited = statusesOf(messages, 'direct_messages').filter(({ reasons }) => reasons !== undefined);
  }
  expect(waited[0]).toMatchObject({ status: 'RUNNING', reasons: [{ type: 'RATE_LIMITED' }] });
  // Whoever does not want to wait is told, and can go on later.
  const impatient = world.config({}, { most_wait_minutes: 0 });
  let ended = await world.read(impatient, catalog);
  for (let run = 0; run < 8 && ended.done === true; run += 1) ended = await world.read(impatient, catalog);
  expect(errorsOf(ended.messages)).toMatchObject([
    { failure_type: 'transient_error', message: expect.stringContaining('goes on where it was') },
  ]);
  expect(statusesOf(ended.messages, 'direct_messages').at(-1)?.status).toBe('INCOMPLETE');
});

test('a renewed sign-in is told before it is used; the one it was renewed from is dead', async () => {
  const config = { ...world.config(), credentials: world.pairOf() };
  const catalog = await catalogOf(config, { direct_messages: 'full_refresh' });
  world.kept.length = 0;
  const { messages, done } = await world.read(config, catalog);
  expect(done).toBe(true);
  const [first] = messages;
  if (first?.type !== 'CONTROL') throw new Error('the first word is not the new sign-in');
  expect(world.kept).toEqual([first.control.connectorConfig.config]);
  // With the new one it goes on, without renewing.
  const again = await world.read(world.kept[0], catalog);
  expect([again.done, again.messages.some(({ type }) => type === 'CONTROL')]).toEqual([true, false]);
  const dead = await world.read(config, catalog);
  expect(dead.done).toBe(false);
  expect(errorsOf(dead.messages)).toMatchObject([{ failure_type: 'config_error' }]);
});

test('what is wrong is said, with who must act', async () => {
  const failed = async (config: unknown) => {
    const { messages } = await world.check(config);
    const [message] = messages;
    return message?.type === 'CONNECTION_STATUS' ? message.connectionStatus : undefined;
  };
  expect(await failed({})).toEqual({
    status: 'FAILED',
    message: expect.stringContaining('credentials is missing'),
  });
  expect(await failed(world.config({ direct_messages: { count: 0 } }))).toMatchObject({ status: 'FAILED' });
  const wrong = { ...world.config().credentials, consumer_secret: 'wrong' };
  expect(await failed({ ...world.config(), credentials: wrong })).toMatchObject({
    status: 'FAILED',
    message: expect.stringContaining('X'),
  });
  expect(await failed(world.config({ users_lookup: { input_file: '/nowhere/users.csv' } }))).toMatchObject({
    status: 'FAILED',
    message: expect.stringContaining('/nowhere/users.csv cannot be read'),
  });
  const capped = world.config({}, { most_usd_per_run: 0.05 });
  const catalog = await catalogOf(capped, { direct_messages: 'incremental' });
  const { messages, done } = await world.read(capped, catalog);
  expect([done, errorsOf(messages)]).toEqual([
    false,
    [expect.objectContaining({ failure_type: 'config_error', message: expect.stringContaining('$0.05') })],
  ]);
  const unknown = await world.read(world.config(), { streams: [{ stream: { name: 'weather' } }] });
  expect(errorsOf(unknown.messages)[0]?.message).toContain('no stream “weather”');
});

test('a CSV file is the input, and columns that were not wanted stay out', async () => {
  const path = join(world.dir, 'people.csv');
  writeFileSync(path, `sender_id,recipient_id\n${world.ann.id},${world.shop.id}\n${world.ann.id},404\n,\n`);
  const config = world.config({ users_lookup: { input_file: path } });
  const catalog = await catalogOf(config, { users_lookup: 'full_refresh' });
  const [one] = catalog.streams;
  const { user_id, role, message_count, lookup_status } = one?.stream.json_schema.properties ?? {};
  if (one) one.stream.json_schema.properties = { user_id, role, message_count, lookup_status };
  const { messages } = await world.read(config, catalog);
  const rows = recordsOf(messages, 'users_lookup').toSorted(
    (a, b) => Number(a['user_id']) - Number(b['user_id']),
  );
  expect(rows).toEqual([
    { user_id: '404', role: 'recipient', message_count: 1, lookup_status: 'not_found' },
    { user_id: world.shop.id, role: 'recipient', message_count: 1, lookup_status: 'found' },
    { user_id: world.ann.id, role: 'sender', message_count: 2, lookup_status: 'found' },
  ]);
  expect(readFileSync(path, 'utf8')).toContain('sender_id');
});

/** Runs a program to its end, with its messages read by the protocol's rules. */
async function spawnAside(program: string, args: string[], options: { cwd: string; env: NodeJS.ProcessEnv }) {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, errors, messages: out.trim().split('\n').filter(Boolean).map(readAirbyteLine) };
}
