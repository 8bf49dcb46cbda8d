import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
