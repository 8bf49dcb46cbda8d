import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startChild, stopChild } from '../base/index.ts';
import { childEnvironment, type Config } from '../config.ts';

const SCRIPT = fileURLToPath(new URL('../../simulator/cli.ts', import.meta.url));
const START_TIMEOUT_MS = 20_000;

export interface LocalX {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the local X as a child process; one that already answers at its address is used as it is. */
export async function startLocalX(config: Config): Promise<LocalX> {
  const { localXUrl } = config;
  if (await answers(localXUrl)) return { url: localXUrl, stop: () => Promise.resolve() };
  const { port, hostname } = new URL(localXUrl);
  const args = ['--port', port || '80', '--host', hostname, '--data', join(config.dataDir, 'local-x')];
  const child = startChild({ script: SCRIPT, args, env: childEnvironment({}) });
  // Its first line says that it is ready, and where.
  const lines = child.stdout && createInterface({ input: child.stdout });
  const { promise: url, resolve, reject } = Promise.withResolvers<string>();
  const timer = setTimeout(() => reject(new Error('The local X did not start in time.')), START_TIMEOUT_MS);
  lines?.once('line', (line) => resolve(readyUrl(line) ?? localXUrl));
  child.once('error', reject);
  child.once('exit', () =>
    reject(new Error(`The local X could not start at ${localXUrl}; is another program using that port?`)),
  );
  try {
    return { url: await url, stop: () => stopChild(child) };
  } catch (error) {
    await stopChild(child);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/_control/time`, { signal: AbortSignal.timeout(500) }).then(
    (response) => response.ok,
    () => false,
  );
}

function readyUrl(line: string): string | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('url' in value)) return undefined;
    return typeof value.url === 'string' ? value.url : undefined;
  } catch {
    return undefined;
  }
}
