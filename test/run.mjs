// Runs every test and ends with the line `N passed, N failed`. Arguments choose files, as with vitest.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * A Chromium for the browser tests: the one that is named, the one that npm carries (the same everywhere, and
 * without a window's weight), or the system's where that one does not run.
 */
async function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const system = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap((name) =>
    (process.env.PATH ?? '').split(':').map((folder) => join(folder, name)),
  );
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  const found = [await unpackChromium(), ...system, mac].find((path) => path && runs(path));
  if (!found) console.error('No Chromium was found, and the one of the packages does not run here.');
  return found;
}

async function unpackChromium() {
  if (process.platform !== 'linux') return undefined;
  try {
    // Only then does the package unpack the shared libraries that it carries.
    process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } catch (error) {
    console.error(`The Chromium of the packages could not be unpacked: ${error.message}`);
    return undefined;
  }
}

function runs(path) {
  return (
    existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 60_000 }).status === 0
  );
}

/** As long as no file has ended, a run stands still. The longest file takes about two minutes. */
const STILL_MS = 8 * 60_000;

/** Runs vitest until it ends, stands still, or is told to stop. */
async function run(args, env, progress) {
  // A group of its own, so that a worker that no longer listens ends too.
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env, detached: true });
  const kill = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended.
    }
  };
  const stop = () => {
    child.kill('SIGTERM');
    setTimeout(() => kill('SIGKILL'), 15_000).unref();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', () => {
    stopped = true;
    stop();
  });
  let seen = 0;
  let since = Date.now();
  let still = false;
  const watch = setInterval(() => {
    const { size } = existsSync(progress) ? statSync(progress) : { size: 0 };
    if (size !== seen) {
      seen = size;
      since = Date.now();
    } else if (!still && Date.now() - since > STILL_MS) {
      still = true;
      stop();
    }
  }, 5_000);
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (exit) => resolve(exit ?? 1));
  });
  clearInterval(watch);
  kill('SIGKILL');
  return { code, still };
}

let stopped = false;

/** What the run has come to: tests by outcome, files by theirs, errors outside any test. */
async function readProgress(progress) {
  const ended = new Map();
  const unfinished = new Set();
  let errors = 0;
  const text = await readFile(progress, 'utf8').catch(() => '');
  for (const line of text.split('\n').filter(Boolean)) {
    const { file, ended: counts, errors: more = 0 } = JSON.parse(line);
    errors += more;
    if (file && !counts) unfinished.add(file);
    if (!counts) continue;
    unfinished.delete(file);
    ended.set(file, counts);
  }
  return { ended, errors, unfinished: [...unfinished] };
}

const chromium = await findChromium();
const folder = await mkdtemp(join(tmpdir(), 'rookery-report-'));
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const args = [vitest, 'run', '--reporter=default', '--reporter=./test/progress-reporter.mjs'];

async function attempt(number, files) {
  const progress = join(folder, `progress-${number}.jsonl`);
  const env = {
    ...process.env,
    ...(chromium ? { CHROMIUM_PATH: chromium } : {}),
    FORCE_COLOR: '0',
    ROOKERY_TEST_PROGRESS: progress,
  };
  const { code, still } = await run([...args, ...files], env, progress);
  return { code, still, ...(await readProgress(progress)) };
}

/** More red files than these are no matter of chance. */
const MOST_AGAIN = 12;

const asked = process.argv.slice(2);
const first = await attempt(1, asked);
const results = new Map(first.ended);
const red = [...first.ended].filter(([, { failed }]) => failed > 0).map(([file]) => file);
const again = [...first.unfinished, ...(asked.length === 0 || process.env.CI ? red : [])];
let errors = first.still ? 0 : first.errors;
if (first.code !== 0 && again.length === 0) errors += 1;
let unfinished = first.unfinished;
// A machine that is short of time gets a second try, in new processes; what is wrong fails twice.
if (again.length > 0 && again.length <= MOST_AGAIN && !stopped) {
  if (first.still) console.error(`Nothing ended for ${STILL_MS / 60_000} minutes.`);
  console.error('These are run once more, one after the other:');
  for (const file of again) console.error(`  ${file}`);
  const second = await attempt(2, ['--maxWorkers=1', ...again]);
  for (const [file, counts] of second.ended) results.set(file, counts);
  errors += second.errors;
  unfinished = second.unfinished;
  for (const file of again)
    if (results.get(file)?.failed === 0) console.error(`${file} passed at the second try.`);
}
await rm(folder, { recursive: true, force: true });
const sum = (state) => [...results.values()].reduce((total, counts) => total + counts[state], 0);
const [passed, skipped] = [sum('passed'), sum('skipped')];
// What has not ended has failed, and so has a run with an error outside any test: a rejection, a leak.
const failed = sum('failed') + unfinished.length || Math.min(errors, 1);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
