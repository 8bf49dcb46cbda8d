import { type ChildProcess, spawn } from 'node:child_process';
import { dyingWithParent } from './ordinary-user.ts';

export interface ChildOptions {
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Talks with it by messages; else its output is read. */
  readonly talks?: boolean;
}

/**
 * Starts a program of ours with this Node, in a process session of its own: Ctrl-C reaches us alone, and we end the
 * child when we have drained. Where the system can, it also ends when we are killed.
 */
export function startChild(options: ChildOptions): ChildProcess {
  const line = [...dyingWithParent(), process.execPath, options.script, ...options.args];
  const [command = process.execPath, ...rest] = line;
  return spawn(command, rest, {
    env: options.env,
    detached: true,
    stdio: options.talks ? ['ignore', 'ignore', 'ignore', 'ipc'] : ['ignore', 'pipe', 'inherit'],
  });
}

/** Asks the child to end and waits; after `patienceMs` it is killed. */
export async function stopChild(child: ChildProcess, patienceMs = 10_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
