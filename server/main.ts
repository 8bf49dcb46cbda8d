import { existsSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type App, startApp } from './app.ts';
import { createLogger } from './base/index.ts';
import { type LocalX, startLocalX } from './commands/local-x.ts';
import type { Config } from './config.ts';
import {
  DEMO_PASSWORD,
  demoStaff,
  forgetUnfinished,
  keepWriting,
  seedDemo,
  settleUnfinished,
  whileMarked,
} from './demo/index.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DRAIN_TIMEOUT_MS = 30_000;
const SAME_SIGNAL_MS = 500;

export interface MainOptions {
  /** Starts the local X beside it and offers its people for a one-click sign-in. */
  readonly demo: boolean;
}

/** Starts the product and serves until a signal comes. A second signal ends it at once. */
export async function main(config: Config, options: MainOptions): Promise<void> {
  const startedAt = performance.now();
  const logger = createLogger(config.logLevel);
  const starting: { localX?: LocalX } = {};
  try {
    const build = prepareWeb();
    if (options.demo) await forgetUnfinished(config);
    if (options.demo) starting.localX = await startLocalX(config);
    await build.catch((error: unknown) =>
      logger.error({ err: error }, 'the pages could not be built; the API is served without them'),
    );
    const app = await startApp(config, { logger, demo: options.demo, webDir: join(ROOT, 'dist', 'web') });
    const localXUrl = starting.localX?.url ?? config.localXUrl;
    if (options.demo) {
      // Half a demo is better than none.
      await fillDemo(app, localXUrl).catch((error: unknown) =>
        logger.error({ err: error }, 'the demo could not be filled'),
      );
    }
    const writing = options.demo
      ? keepWriting({
          localXUrl,
          onProblem: (error) => logger.debug({ err: error }, 'a customer of the demo could not write'),
        })
      : undefined;
    // Listened for before anybody is told that it is ready: who reads that may end it at once.
    const ended = untilSignal(async () => {
      await writing?.stop();
      await app.close();
      await starting.localX?.stop();
    });
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    console.log(welcome(config, app.url, starting.localX?.url, seconds));
    // Kept for the next start now, since a killed process keeps nothing.
    flushCompileCache();
    await ended;
  } catch (error) {
    await starting.localX?.stop();
    throw error;
  }
}

/** Builds the pages when their sources have changed since the last build. A published package carries them built. */
async function prepareWeb(): Promise<void> {
  if (!existsSync(join(ROOT, 'bin', 'build-web.ts'))) return;
  const { buildWeb } = await import('../bin/build-web.ts');
  await buildWeb();
}

/** An empty workspace is filled with a week of messages; one that has people in it stays as it is. */
async function fillDemo(app: App, localXUrl: string): Promise<void> {
  const { config, parts } = app;
  await settleUnfinished(config, parts.clock);
  if (await app.modules.people.setup.findFirstWorkspaceId()) return;
  const shown = process.stdout.isTTY ? (line: string) => process.stdout.write(`\r${line}`) : () => undefined;
  console.log('Living a week of messages for the demo…');
  await whileMarked(config, () =>
    seedDemo({
      url: app.url,
      localXUrl,
      clock: parts.clock,
      onProgress: (done, of) => shown(`  ${done} of ${of}`),
    }),
  );
  shown('            \r');
}

/** Resolves when everything has been closed after the first signal. */
async function untilSignal(close: () => Promise<void>): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let closingSinceMs: number | undefined;
  const stop = (signal: NodeJS.Signals) => {
    if (closingSinceMs !== undefined) {
      // One Ctrl-C may come twice: from the terminal, and passed on by the launcher.
      if (performance.now() - closingSinceMs < SAME_SIGNAL_MS) return;
      console.error(`${signal} again: ending at once.`);
      process.exit(1);
    }
    closingSinceMs = performance.now();
    console.log('Finishing what is under way… (again to end at once)');
    setTimeout(() => {
      console.error(`Not finished after ${DRAIN_TIMEOUT_MS / 1_000} seconds: ending.`);
      process.exit(1);
    }, DRAIN_TIMEOUT_MS).unref();
    close().then(resolve, reject);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
  await promise;
}

function welcome(config: Config, url: string, localXUrl: string | undefined, seconds: string): string {
  const loopback = ['127.0.0.1', 'localhost', '::1'].includes(config.host);
  const lines = [
    `Rookery is ready after ${seconds} s.`,
    '',
    `  Open        ${url}${loopback ? '   (from this machine only; --host 0.0.0.0 lets others in)' : ''}`,
    ...(localXUrl === undefined ? [] : [`  Local X     ${localXUrl}   (be a customer here)`]),
    ...(localXUrl === undefined
      ? []
      : [`  Sign in     with one click, or as ${demoStaff.ada.email} with ${DEMO_PASSWORD}`]),
    `  Database    ${config.databaseUrl === undefined ? `PostgreSQL in ${config.dataDir}` : 'the one of DATABASE_URL'}`,
    '',
    '  Ctrl-C ends it.',
  ];
  return `\n${lines.join('\n')}\n`;
}
