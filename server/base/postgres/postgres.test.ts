import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { until } from '../../../test/harness.ts';
import { sql } from '../db/index.ts';
import { openDatabase, type OpenDatabase } from './index.ts';
import { isAlive, readPostmaster } from './postmaster.ts';

const opened: OpenDatabase[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rookery-pg-'));
  folders.push(folder);
  return folder;
}

async function open(dataDir: string, mode: 'own' | 'attach' = 'own'): Promise<OpenDatabase> {
  const database = await openDatabase({ dataDir, poolSize: 4, mode, onError: () => undefined });
  opened.push(database);
  return database;
}

test('starts a durable server, on a socket that only its owner can reach', async () => {
  const dataDir = await newFolder();
  const { db } = await open(dataDir);
  const row = await db.row(sql`
    select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
      current_setting('full_page_writes') as pages, current_setting('listen_addresses') as addresses,
      current_setting('server_encoding') as encoding`);
  expect(row).toEqual({ fsync: 'on', commit: 'on', pages: 'on', addresses: '', encoding: 'UTF8' });
  expect((await stat(join(dataDir, 'run'))).mode & 0o777).toBe(0o700);
  expect((await stat(join(dataDir, 'owner.json'))).mode & 0o777).toBe(0o600);
});

test('starts in a folder whose path is too long for a socket', async () => {
  const deep = join(await newFolder(), 'd'.repeat(120));
  await mkdir(deep);
  const { db } = await open(deep);
  expect(await db.row(sql`select 1 as one`)).toEqual({ one: 1 });
});

test('a second start is refused with the number of the process that has it; a command attaches', async () => {
  const dataDir = await newFolder();
  await open(dataDir);
  await expect(open(dataDir)).rejects.toThrow(`in use by process ${process.pid}`);
  const command = await open(dataDir, 'attach');
  expect(await command.db.row(sql`select 1 as one`)).toEqual({ one: 1 });
  expect(command.serverPid()).toBeUndefined();
});

test('a database that is killed comes back by itself with everything that was committed', async () => {
  const { db, serverPid } = await open(await newFolder());
  await db.execute(sql`create table kept (n int)`);
  const acknowledged: number[] = [];
  let writing = true;
  const writer = (async () => {
    for (let n = 0; writing; n += 1) {
      await db.execute(sql`insert into kept values (${n})`).then(
        () => acknowledged.push(n),
        () => undefined,
      );
    }
  })();
  await until(() => acknowledged.length > 50);
  const killed = serverPid();
  if (killed === undefined) throw new Error('no server');
  process.kill(killed, 'SIGKILL');
  const before = acknowledged.length;
  await until(() => acknowledged.length > before + 50, { timeoutMs: 45_000 });
  expect(serverPid()).not.toBe(killed);
  writing = false;
  await writer;
  const rows = await db.rows(sql<{ n: number }>`select n from kept`);
  const present = new Set(rows.map((row) => row.n));
  expect(acknowledged.filter((n) => !present.has(n))).toEqual([]);
  expect(rows).toHaveLength(present.size);
});

test('after our process was killed, the next start finds no server in its way and all data', async () => {
  const dataDir = await newFolder();
  const script = join(dataDir, 'victim.ts');
  const door = new URL('./index.ts', import.meta.url).href;
  await writeFile(
    script,
    `import { openDatabase } from '${door}';
     const database = await openDatabase({ dataDir: ${JSON.stringify(dataDir)}, poolSize: 2, mode: 'own', onError: () => undefined });
     await database.db.pool.query('create table left_behind as select 42 as n');
     console.log('ready');
     setInterval(() => undefined, 1000);`,
  );
  const victim = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  victim.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await until(() => said.includes('ready'), { timeoutMs: 45_000 });
  const orphan = await readPostmaster(join(dataDir, 'postgres'));
  victim.kill('SIGKILL');
  const startedAt = performance.now();
  const { db } = await open(dataDir);
  expect(performance.now() - startedAt).toBeLessThan(20_000);
  expect(await db.row(sql`select n from left_behind`)).toEqual({ n: 42 });
  if (!orphan) throw new Error('the victim had no server');
  expect(isAlive(orphan.pid)).toBe(false);
});

test('closing leaves no process, no lock and no pid file', async () => {
  const dataDir = await newFolder();
  const database = await openDatabase({ dataDir, poolSize: 2, mode: 'own', onError: () => undefined });
  const pid = database.serverPid();
  await database.close();
  if (pid === undefined) throw new Error('no server');
  expect(isAlive(pid)).toBe(false);
  await expect(stat(join(dataDir, 'owner.json'))).rejects.toThrow('ENOENT');
  await expect(readFile(join(dataDir, 'postgres', 'postmaster.pid'))).rejects.toThrow('ENOENT');
});

test.runIf(process.getuid?.() === 0)(
  'root can start it where user namespaces are forbidden, below a closed folder',
  async () => {
    const closed = await newFolder();
    const refuse = join(closed, 'unshare');
    await writeFile(refuse, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const script = join(closed, 'start.ts');
    const door = new URL('./index.ts', import.meta.url).href;
    const options = JSON.stringify({ dataDir: join(closed, 'data'), poolSize: 1, mode: 'own' });
    await writeFile(
      script,
      `import { openDatabase } from '${door}';
     const database = await openDatabase({ ...${options}, onError: () => undefined });
     const { rows } = await database.db.pool.query('select 42 as n');
     await database.close();
     console.log('answer', rows[0].n);`,
    );
    const child = spawn(process.execPath, [script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      // Only this program is to fail; the others are found behind it.
      env: { PATH: `${closed}:/usr/bin:/bin` },
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await until(() => child.exitCode !== null, { timeoutMs: 45_000 });
    expect([child.exitCode, said]).toEqual([0, 'answer 42\n']);
    // The same cluster where namespaces are allowed.
    const { db } = await open(join(closed, 'data'));
    expect(await db.row(sql`select 1 as one`)).toEqual({ one: 1 });
  },
);
