// Runs every test and ends with the line `N passed, N failed`. Arguments choose files, as with vitest.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A Chromium for the browser tests: the one that is named, the system's, or the one that npm carries. */
async function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const system = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap((name) =>
    (process.env.PATH ?? '').split(':').map((folder) => join(folder, name)),
  );
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  const found = [...system, mac].find((path) => existsSync(path));
  if (found) return found;
  try {
    // Only then does the package unpack the shared libraries that it carries.
    process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } catch (error) {
    console.error(
      `No Chromium was found, and none could be unpacked (${error.message}); the browser tests will fail.`,
    );
    return undefined;
  }
}

function run(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', env });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Counts of vitest's JSON report. A file that could not even be loaded counts as one failure. */
async function countTests(file) {
  try {
    const report = JSON.parse(await readFile(file, 'utf8'));
    const broken = report.testResults.filter(
      (result) =>
        result.status === 'failed' && !result.assertionResults.some((one) => one.status === 'failed'),
    );
    return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const chromium = await findChromium();
const folder = await mkdtemp(join(tmpdir(), 'rookery-report-'));
const report = join(folder, 'report.json');
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const args = [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const env = { ...process.env, ...(chromium ? { CHROMIUM_PATH: chromium } : {}), FORCE_COLOR: '0' };
const code = await run(process.execPath, [...args, ...process.argv.slice(2)], env);
const { passed, failed } = await countTests(report);
await rm(folder, { recursive: true, force: true });
// Something outside any test went wrong: an unhandled rejection, a leak.
const failures = failed === 0 && code !== 0 ? 1 : failed;
console.log(`${passed} passed, ${failures} failed`);
process.exitCode = failures === 0 && passed > 0 ? 0 : 1;
