import { fileURLToPath } from 'node:url';
import { startChild, stopChild } from '../base/index.ts';
import { childEnvironment } from '../config.ts';

const SCRIPT = fileURLToPath(new URL('../../simulator/cli.ts', import.meta.url));

export interface SimulatorFlags {
  readonly port: string;
  readonly host: string;
  readonly data?: string;
  readonly tlsPort?: string;
  readonly proxyPort?: string;
}

/** Runs the local X as a child process until a signal comes or it ends. */
export async function runSimulator(flags: SimulatorFlags): Promise<void> {
  const given = Object.entries({
    '--port': flags.port,
    '--host': flags.host,
    '--data': flags.data,
    '--tls-port': flags.tlsPort,
    '--proxy-port': flags.proxyPort,
  });
  const args = given.flatMap(([name, value]) => (value === undefined ? [] : [name, value]));
  const child = startChild({ script: SCRIPT, args, env: childEnvironment({}) });
  child.stdout?.pipe(process.stdout);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void stopChild(child));
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (ended) => resolve(ended ?? 1));
  });
  process.exitCode = code;
}
