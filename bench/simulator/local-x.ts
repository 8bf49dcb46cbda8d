import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { SignedLoadOptions, SignedLoadResult } from './signed-load.ts';

const CLOCK_TICKS_PER_S = 100;

/** A local X in a process of its own, state in memory, limits off. */
export interface BenchX {
  readonly port: number;
  readonly url: string;
  control<Answer = unknown>(method: string, path: string, body?: object): Promise<Answer>;
  /** Processor time of the process so far, seconds. */
  cpuS(): number;
  /** Resident memory, MB. */
  memoryMb(): number;
  close(): Promise<void>;
}

export async function openBenchX(): Promise<BenchX> {
  const cli = fileURLToPath(new URL('../../simulator/cli.ts', import.meta.url));
  const program = await startProgram([cli, '--port', '0']);
  const { ready, pid } = program;
  const url = `http://127.0.0.1:${ready.port}`;
  const control: BenchX['control'] = async (method, path, body) => {
    const response = await fetch(`${url}/_control${path}`, {
      method,
      headers: body ? { 'content-type': 'application/json' } : {},
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    // Each caller names what its path answers.
    return (await response.json()) as never;
  };
  await control('POST', '/limits', { enabled: false });
  return {
    port: ready.port,
    url,
    control,
    cpuS() {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_PER_S;
    },
    memoryMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024,
    close: () => program.close(),
  };
}

export interface Program {
  /** The JSON of its first line. */
  readonly ready: { port: number };
  readonly pid: number;
  close(): Promise<void>;
}

/** Starts a script that writes one line of JSON once it listens. */
export async function startProgram(args: readonly string[]): Promise<Program> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    ready: JSON.parse(line) as { port: number },
    pid: child.pid ?? 0,
    async close() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

export async function runSignedLoad(options: SignedLoadOptions): Promise<SignedLoadResult> {
  const script = fileURLToPath(new URL('./signed-load.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: options.durationMs + 60_000,
  });
  let out = '';
  for await (const chunk of child.stdout) out += String(chunk);
  // The script writes a SignedLoadResult, or fails and writes nothing.
  const result = JSON.parse(out) as SignedLoadResult;
  const wrong = Object.entries(result.others);
  if (wrong.length > 0) throw new Error(`not every answer was ${options.expect}: ${JSON.stringify(wrong)}`);
  return result;
}
