import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type BrowserApp, browserApps } from './browser-apps.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const appNames: BrowserApp[] = ['web', 'simulator-web'];
/** Files outside an app's own directory that its output depends on. */
const sharedSources = [
  'ui',
  'client',
  'vite.config.ts',
  'bin/build-web.ts',
  'bin/browser-apps.ts',
  'package-lock.json',
];

/**
 * Builds the browser programs whose sources changed since their last build. The build runs in a child
 * process, so that the bundler's memory goes away with it. Throws when a build fails.
 */
export async function buildWeb(apps: readonly BrowserApp[] = appNames): Promise<{ built: BrowserApp[] }> {
  const stale = await staleApps(apps);
  if (stale.length === 0) return { built: [] };
  await new Promise<void>((done, fail) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...stale], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      // Its words may end in a log.
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    let problem = '';
    child.stderr.on('data', (chunk: Buffer) => (problem = (problem + chunk.toString()).slice(-4_000)));
    child.on('error', fail);
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`The web build failed:\n${problem}`))));
  });
  return { built: stale };
}

async function staleApps(apps: readonly BrowserApp[]): Promise<BrowserApp[]> {
  const stale: BrowserApp[] = [];
  for (const app of apps) {
    // A published package carries the output without the sources.
    if (!existsSync(join(root, browserApps[app].sources, 'index.html'))) continue;
    const built = await readFile(join(root, browserApps[app].output, '.hash'), 'utf8').catch(() => '');
    if (built !== (await hashSources(app))) stale.push(app);
  }
  return stale;
}

async function hashSources(app: BrowserApp): Promise<string> {
  const hash = createHash('sha256');
  for (const source of [browserApps[app].sources, ...sharedSources]) {
    for (const file of await listFiles(join(root, source))) {
      if (/\.test\.tsx?$/.test(file)) continue;
      hash.update(`${relative(root, file)}\0`).update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

async function listFiles(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (!entries) return existsSync(path) ? [path] : [];
  const nested = await Promise.all(
    entries
      .filter((entry) => entry.name !== 'node_modules')
      .map((entry) => {
        const file = join(path, entry.name);
        return entry.isDirectory() ? listFiles(file) : Promise.resolve([file]);
      }),
  );
  return nested.flat().sort();
}

async function buildApp(app: BrowserApp): Promise<void> {
  const startedAt = performance.now();
  const hash = await hashSources(app);
  const { browserAppConfig } = await import('../vite.config.ts');
  const config = browserAppConfig(app);
  const output = join(root, browserApps[app].output);
  const fresh = `${output}.new-${process.pid}`;
  const { build } = await import('vite');
  await build({ ...config, configFile: false, logLevel: 'warn', build: { ...config.build, outDir: fresh } });
  const sizes = await precompress(fresh);
  await writeFile(join(fresh, '.hash'), hash);
  await mkdir(join(root, 'dist'), { recursive: true });
  await rm(output, { recursive: true, force: true });
  await rename(fresh, output).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true, force: true });
    // Another process built the same sources at the same time and was first: its output is as good.
    if ((await readFile(join(output, '.hash'), 'utf8').catch(() => '')) !== hash) throw error;
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const html = await readFile(join(output, 'index.html'), 'utf8');
  const first = [...sizes].filter(([file]) => html.includes(file) && file.endsWith('.js'));
  const kilobytes = first.reduce((sum, [, bytes]) => sum + bytes, 0) / 1000;
  console.log(`${app}: first route ${kilobytes.toFixed(0)} kB of JavaScript (gzip), built in ${seconds} s`);
}

/** Writes `.gz` and `.br` beside every text file; answers the gzip sizes by path. */
async function precompress(directory: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  const files = (await listFiles(directory)).filter((file) => /\.(js|css|html|svg|json)$/.test(file));
  await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(file);
      const [zipped, brotli] = await Promise.all([
        promisify(gzip)(bytes, { level: 9 }),
        promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
      ]);
      sizes.set(relative(directory, file), zipped.length);
      await Promise.all([writeFile(`${file}.gz`, zipped), writeFile(`${file}.br`, brotli)]);
    }),
  );
  return sizes;
}

if (import.meta.main) {
  const named = appNames.filter((app) => process.argv.includes(app));
  const wanted = await staleApps(named.length > 0 ? named : appNames);
  for (const app of wanted) await buildApp(app);
  if (wanted.length === 0) console.log('The web build is up to date.');
}
