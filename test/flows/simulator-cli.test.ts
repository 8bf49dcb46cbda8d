import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const cli = fileURLToPath(new URL('../../simulator/cli.ts', import.meta.url));
const run = (...args: string[]) =>
  spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });

it('says where it listens in one line, and ends on SIGTERM', async () => {
  const child = run('--port', '0');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { ready, url, pid } = JSON.parse(line) as { ready: boolean; url: string; pid: number };
  expect([ready, pid]).toEqual([true, child.pid]);
  expect((await fetch(`${url}/_control/time`)).status).toBe(200);
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(0);
});

it('names a wrong flag', async () => {
  const child = run('--port', 'many');
  const [text] = (await once(child.stderr, 'data')) as [Buffer];
  expect(text.toString()).toContain('--port must be a number');
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(2);
});

it('tells where its other doors are, and what to trust there', async () => {
  const child = run('--port', '0', '--tls-port', '0', '--proxy-port', '0');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { tls, proxy, ca } = JSON.parse(line) as Record<'tls' | 'proxy' | 'ca', string>;
  expect(tls).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  expect(proxy).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(readFileSync(ca, 'utf8')).toContain('BEGIN CERTIFICATE');
  child.kill('SIGTERM');
  await once(child, 'exit');
  expect(existsSync(ca)).toBe(false);
});

it.each(['--tls-port', '--proxy-port'])('names a wrong %s', async (flag) => {
  const child = run('--port', '0', flag, '');
  const [text] = (await once(child.stderr, 'data')) as [Buffer];
  expect(text.toString()).toContain(`${flag} must be a number`);
  await once(child, 'exit');
});

it('loses nothing that was answered when it is killed', async () => {
  const data = mkdtempSync(join(tmpdir(), 'killed-x-'));
  const control = async (url: string, path: string, body?: object) => {
    const response = await fetch(`${url}/_control${path}`, {
      method: body ? 'POST' : 'GET',
      headers: body ? { 'content-type': 'application/json' } : {},
      body: body && JSON.stringify(body),
    });
    return (await response.json()) as object;
  };
  const start = async () => {
    const child = run('--port', '0', '--data', data);
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return { child, url: (JSON.parse(line) as { url: string }).url };
  };
  const first = await start();
  for (const username of ['ann', 'shop']) await control(first.url, '/users', { username });
  const texts = Array.from({ length: 40 }, (_, n) => `message ${n}`);
  for (const text of texts) await control(first.url, '/messages', { from: '@ann', to: '@shop', text });
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await start();
  const kept = JSON.stringify(await control(second.url, '/ledger'));
  expect(texts.filter((text) => !kept.includes(`"${text}"`))).toEqual([]);
  second.child.kill('SIGTERM');
  await once(second.child, 'exit');
  rmSync(data, { recursive: true });
});
