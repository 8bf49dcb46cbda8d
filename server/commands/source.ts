import { access, constants, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { machineNowMs, messageOf } from '../base/index.ts';
import {
  discover,
  failureOf,
  Lines,
  runCheck,
  runDiscover,
  runRead,
  runSpec,
  runTap,
  sayFailure,
  type Setting,
  SourceProblem,
} from '../sources/index.ts';

export type SourceCommand = 'spec' | 'check' | 'discover' | 'read';

/** Files, as the protocols name them. */
export interface SourceFlags {
  readonly config?: string;
  readonly catalog?: string;
  readonly properties?: string;
  readonly state?: string;
  readonly discover?: boolean;
}

/** Airbyte's commands: messages on standard output, progress on standard error. @returns whether it came through */
export async function runSource(command: SourceCommand, flags: SourceFlags): Promise<boolean> {
  return withSetting(flags, async (setting) => {
    try {
      if (command === 'spec') await runSpec(setting);
      else if (command === 'check') await runCheck(setting, await readJson(flags.config));
      else if (command === 'discover') return await runDiscover(setting, await readJson(flags.config));
      else return await runRead(setting, await readFiles(flags));
      return true;
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      await sayFailure(setting, command, error);
      // To have found it wrong is what a check is for.
      return command === 'check';
    }
  });
}

/** A Singer tap: records on standard output, everything else on standard error. @returns whether it came through */
export async function runTapCommand(flags: SourceFlags): Promise<boolean> {
  return withSetting(flags, async (setting) => {
    try {
      if (flags.discover !== true) return await runTap(setting, await readFiles(flags));
      await discover(setting, await readJson(flags.config));
      return true;
    } catch (error) {
      setting.progress(failureOf(error).sentence);
      return false;
    }
  });
}

const readFiles = async ({ config, catalog, properties, state }: SourceFlags) => ({
  config: await readJson(config),
  catalog: await readJson(catalog ?? properties),
  state: await readJson(state),
});

/** A signal ends it at the next place where it can go on. */
async function withSetting(
  { config }: SourceFlags,
  work: (setting: Setting) => Promise<boolean>,
): Promise<boolean> {
  const ending = new AbortController();
  const stop = () => ending.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  try {
    return await work({
      lines: new Lines(process.stdout),
      progress: (text) => console.error(text),
      signal: ending.signal,
      nowMs: machineNowMs,
      sleep: async (ms, signal) => wait(ms, undefined, { signal }),
      canKeepFile: async () => isWritable(config),
      keepFile: async (json) => keepFile(config, json),
    });
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
  }
}

/** @throws SourceProblem */
async function readJson(path: string | undefined): Promise<unknown> {
  if (path === undefined) return undefined;
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new SourceProblem('config_error', `${path} cannot be read: ${messageOf(error)}`, error);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SourceProblem('config_error', `${path} is not JSON: ${messageOf(error)}`, error);
  }
}

const isWritable = async (path: string | undefined): Promise<boolean> =>
  path !== undefined &&
  Promise.all([access(path, constants.W_OK), access(dirname(path), constants.W_OK)]).then(
    () => true,
    () => false,
  );

/** Whole or not at all: half a file would be a lost sign-in. */
async function keepFile(path: string | undefined, json: object): Promise<boolean> {
  if (path === undefined) return false;
  const fresh = `${path}.new`;
  return writeFile(fresh, `${JSON.stringify(json, null, 2)}\n`, { mode: 0o600, flush: true })
    .then(() => rename(fresh, path))
    .then(
      () => true,
      () => false,
    );
}
