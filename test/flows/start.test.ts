import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../harness.ts';

const LAUNCHER = fileURLToPath(new URL('../../bin/rookery.mjs', import.meta.url));

let dataDir: string;
let port: number;
const running: ChildProcess[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rookery-start-'));
  port = await freePort();
});
afterAll(async () => {
  for (const child of running) if (child.exitCode === null) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
}

/** Starts the product as a person would, and waits until it says that it is ready. */
async function start(): Promise<Started> {
  const child = rookery('start', '--port', String(port));
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await until(() => said.includes('Rookery is ready') || child.exitCode !== null, { timeoutMs: 60_000 });
  return { child, output: () => said };
}

function rookery(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [LAUNCHER, ...args, '--data', dataDir]);
  running.push(child);
  return child;
}

function command(...args: string[]): { code: number | null; output: string } {
  const ran = spawnSync(process.execPath, [LAUNCHER, ...args, '--data', dataDir], {
    encoding: 'utf8',
    input: '',
  });
  return { code: ran.status, output: ran.stdout + ran.stderr };
}

test('starts, answers, is used by commands, and drains on SIGTERM', { timeout: 120_000 }, async () => {
  const { child, output } = await start();
  expect(output()).toContain(`http://127.0.0.1:${port}`);
  const ready = await fetch(`http://127.0.0.1:${port}/ready`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', parts: { database: 'ok' } }]);
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(metrics).toMatch(/^rookery_log_handled_total|^# HELP rookery_log_handled_total/m);
  expect((await stat(join(dataDir, 'master.key'))).mode & 0o777).toBe(0o600);

  const doctor = command('doctor');
  expect(doctor.output).toContain('ok    database: PostgreSQL 18');
  expect(doctor.output).toContain('ok    migrations: the database is up to date.');
  const admin = command('create-admin', '--email', 'ada@example.com');
  expect(admin.output).toContain('has been set up with this administrator');
  expect(admin.output).toMatch(/^Password: \S{16}/m);
  const second = command('start', '--port', '0');
  expect([second.code, second.output]).toEqual([1, expect.stringContaining('is in use by process')]);
  const rotation = command('rotate-keys');
  expect([rotation.code, rotation.output]).toEqual([1, expect.stringContaining('stop it, rotate the keys')]);

  const server = Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  child.kill('SIGTERM');
  await until(() => child.exitCode !== null, { timeoutMs: 20_000 });
  expect(child.exitCode).toBe(0);
  expect(() => process.kill(server, 0)).toThrow('ESRCH');
  await expect(stat(join(dataDir, 'owner.json'))).rejects.toThrow('ENOENT');
});

test('rotates the master key while stopped, and starts again in a moment', { timeout: 120_000 }, async () => {
  const before = await readFile(join(dataDir, 'master.key'), 'utf8');
  const rotation = command('rotate-keys');
  expect([rotation.code, rotation.output]).toEqual([
    0,
    expect.stringMatching(/\d+ secrets are sealed under the key/),
  ]);
  const after = await readFile(join(dataDir, 'master.key'), 'utf8');
  expect(after).not.toBe(before);
  expect(after.trim().split('\n')).toHaveLength(1);
  const { child, output } = await start();
  expect(output()).toContain('Rookery is ready');
  child.kill('SIGINT');
  await until(() => child.exitCode !== null, { timeoutMs: 20_000 });
  expect(child.exitCode).toBe(0);
});

test('a port that is taken is named in a sentence, and the start ends', { timeout: 60_000 }, async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', () => resolve()));
  try {
    expect(command('start', '--port', String(port))).toEqual({
      code: 1,
      output: `Port ${port} at 127.0.0.1 is used by another program; stop that one, or choose another with --port.\n`,
    });
  } finally {
    await new Promise((resolve) => other.close(resolve));
  }
});

test('no administrator is made of what is not an e-mail address', () => {
  expect(command('create-admin', '--email', 'ada')).toEqual({
    code: 1,
    output: 'email is not a valid e-mail address.\n',
  });
});

test('a wrong setting is named in a sentence, and nothing starts', () => {
  expect(command('start', '--port', 'eighty')).toEqual({
    code: 1,
    output: '--port is "eighty"; it must be a whole number from 0 to 65535.\n',
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
