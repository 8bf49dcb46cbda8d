import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { launchBrowser } from '../test/e2e/browser.ts';
import { findPostmaster, ROOT, untilAnswers } from '../test/proof/processes.ts';
import { freePort } from '../test/proof/tcp-proxy.ts';
import { type Bench, ofRuns } from './figures.ts';
import { cookiesOf, signInToHouse } from './person.ts';
import { pssOf, treeOf } from './processes.ts';

const IDLE_MS = 60_000;

/** From the command to the first answer, what it holds when nothing happens, what a browser loads first. */
export const start: Bench = {
  name: 'start',
  about:
    'a fresh copy of the sources without built pages; `rookery start`; memory of product and database; pages',
  run: async (say) => {
    const dir = await mkdtemp(join(tmpdir(), 'rk-start-'));
    const copy = join(dir, 'rookery');
    copySources(copy);
    const data = join(dir, 'data');
    const stops: (() => Promise<void>)[] = [];
    const begin = async () => {
      const running = await startIn(copy, data);
      stops.push(running.stop);
      return running;
    };
    try {
      const first = await begin();
      say(`first start ${Math.round(first.tookMs)} ms`);
      await first.stop();
      const again: number[] = [];
      for (let run = 0; run < 3; run += 1) {
        const next = await begin();
        again.push(next.tookMs / 1_000);
        await next.stop();
      }
      const running = await begin();
      const memory = () => {
        const database = findPostmaster(data);
        return pssOf([...new Set([...treeOf(running.pid), ...(database ? treeOf(database) : [])])]);
      };
      await pause(3_000);
      const fresh = memory();
      await pause(IDLE_MS);
      const idle = memory();
      say(`memory ${Math.round(fresh)} MB, after a minute ${Math.round(idle)} MB`);
      const scriptKb = await firstRouteKb(running.url, copy);
      return [
        ofRuns('ready after the first start, pages built', 's', [first.tookMs / 1_000], {
          target: { at: 'most', value: 15 },
        }),
        ofRuns('ready after a second start', 's', again, { target: { at: 'most', value: 1 } }),
        ofRuns('memory (PSS) after the start', 'MB', [fresh], { target: { at: 'most', value: 350 } }),
        ofRuns('memory (PSS) after a minute idle', 'MB', [idle], { target: { at: 'most', value: 350 } }),
        ofRuns("JavaScript of the desk's first route, gzip", 'kB', [scriptKb], {
          target: { at: 'most', value: 300 },
        }),
      ];
    } finally {
      for (const stop of stops) await stop();
      await rm(dir, { recursive: true, force: true });
    }
  },
};

function copySources(copy: string): void {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0');
  for (const file of files)
    if (file && existsSync(join(ROOT, file))) cpSync(join(ROOT, file), join(copy, file));
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
}

async function startIn(copy: string, data: string) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const startedMs = performance.now();
  const child = spawn(
    process.execPath,
    [join(copy, 'bin/rookery.mjs'), 'start', '--port', String(port), '--data', data],
    {
      cwd: copy,
      env: { PATH: process.env['PATH'] ?? '', ROOKERY_LOG_LEVEL: 'warn', HOME: data },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  };
  await untilAnswers(`${url}/ready`, 120_000).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, tookMs: performance.now() - startedMs, pid: child.pid ?? 0, stop };
}

/** Every script that a browser fetches until the desk stands there, each compressed by itself. */
async function firstRouteKb(url: string, copy: string): Promise<number> {
  await fetch(`${url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({
      workspaceName: 'Bench',
      name: 'Ada',
      email: 'ada@example.com',
      password: 'correct horse battery',
    }),
  });
  const { cookie } = await signInToHouse(url);
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext();
    await context.addCookies(cookiesOf(cookie, url));
    const page = await context.newPage();
    const scripts = new Set<string>();
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.endsWith('.js')) scripts.add(pathname);
    });
    await page.goto(`${url}/inbox/all`, { waitUntil: 'networkidle', timeout: 30_000 }).catch(() => undefined);
    await page.getByRole('region', { name: 'Conversations' }).waitFor({ timeout: 20_000 });
    const sizes = [...scripts].map((path) => gzipSync(readFileSync(join(copy, 'dist/web', path))).length);
    return sizes.reduce((sum, one) => sum + one, 0) / 1_000;
  } finally {
    await browser.close();
  }
}
