import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild } from '../base/index.ts';
import { DuckError } from './duck-error.ts';
import type { ChildSettings, DuckFault, DuckOutcome, DuckRows, DuckTask, FromChild } from './protocol.ts';

export interface DuckOptions {
  /** Where children put what does not fit into their memory; processes of one machine may share it. */
  readonly spillDir: string;
  /** Children at once; tasks beyond them wait. */
  readonly most?: number;
  readonly memoryMb?: number;
  readonly threads?: number;
  readonly spillMb?: number;
}

export interface TaskOptions {
  /** The task is ended after this time. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Told from 0 to 100, where DuckDB knows. */
  readonly onProgress?: (percent: number) => void;
}

export interface Duck {
  /**
   * Runs statements in a child of limited memory and time.
   * @returns the rows of each step that wants some, in order
   * @throws DuckError
   */
  run(task: DuckTask, options: TaskOptions): Promise<DuckRows[]>;
  /** Ends all children; what runs is cancelled. */
  close(): Promise<void>;
}

interface Waiting {
  readonly task: DuckTask;
  readonly options: TaskOptions;
  readonly resolve: (rows: DuckRows[]) => void;
  readonly reject: (error: DuckError) => void;
}

interface Child {
  readonly process: ChildProcess;
  busy: boolean;
  tasks: number;
}

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
const MOST_WAITING = 200;
/** After so many tasks a child is replaced: what it might leak goes with it. */
const TASKS_PER_CHILD = 200;
const IDLE_MS = 60_000;
const WATCH_MS = 500;
/** What Node and DuckDB need beside DuckDB's own limit before a child counts as run away. */
const SPARE_MB = 512;

/** Children that run SQL: kept warm, limited, and never a danger to the server. */
export function createDuck(options: DuckOptions): Duck {
  const { spillDir, most = 2, memoryMb = 768, threads = 2, spillMb = 8_192 } = options;
  const children = new Set<Child>();
  /** Told to end, and not gone yet. */
  const ending = new Set<Child>();
  const waiting: Waiting[] = [];
  let number = 0;
  let closed = false;
  forgetDead(spillDir);

  const start = (): Child => {
    number += 1;
    const ownDir = join(spillDir, `child-${process.pid}-${number}`);
    mkdirSync(ownDir, { recursive: true, mode: 0o700 });
    const settings: ChildSettings = { memoryMb, threads, spillDir: ownDir, spillMb };
    const child: Child = {
      // Nothing of our environment is a stranger's to read.
      process: startChild({
        script: CHILD,
        args: [JSON.stringify(settings)],
        env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
        talks: true,
      }),
      busy: false,
      tasks: 0,
    };
    children.add(child);
    child.process.once('exit', () => {
      children.delete(child);
      ending.delete(child);
      rmSync(ownDir, { recursive: true, force: true });
      next();
    });
    return child;
  };

  const next = (): void => {
    while (waiting.length > 0 && !closed) {
      const free = [...children].find((child) => !child.busy);
      if (!free && children.size >= most) return;
      const one = waiting.shift();
      if (one) void serve(free ?? start(), one);
    }
  };

  const serve = async (child: Child, { task, options: limits, resolve, reject }: Waiting): Promise<void> => {
    child.busy = true;
    child.tasks += 1;
    child.process.ref();
    const outcome = await ask(child.process, child.tasks, task, limits, memoryMb + SPARE_MB);
    child.busy = false;
    if (!outcome.ok && endsChild(outcome.kind)) retire(child, 'SIGKILL');
    else if (child.tasks >= TASKS_PER_CHILD || closed) retire(child, 'SIGTERM');
    else rest(child);
    if (outcome.ok) resolve([...outcome.results]);
    else reject(new DuckError(outcome.kind, outcome.message));
    next();
  };

  const leave = (one: Waiting): void => {
    const at = waiting.indexOf(one);
    if (at < 0) return;
    waiting.splice(at, 1);
    one.reject(new DuckError('cancelled', 'It was cancelled.'));
  };

  /** Nobody gets a child that is about to end. */
  const retire = (child: Child, signal: NodeJS.Signals): void => {
    children.delete(child);
    ending.add(child);
    child.process.kill(signal);
  };

  /** A child that nobody asks for a while ends. */
  const rest = (child: Child): void => {
    const { tasks } = child;
    child.process.unref();
    child.process.channel?.unref();
    setTimeout(() => {
      if (!child.busy && child.tasks === tasks && children.has(child)) retire(child, 'SIGTERM');
    }, IDLE_MS).unref();
  };

  return {
    run: (task, limits) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new DuckError('cancelled', 'The server is stopping.'));
        if (limits.signal?.aborted) return reject(new DuckError('cancelled', 'It was cancelled.'));
        if (waiting.length >= MOST_WAITING) {
          return reject(new DuckError('time', 'Too many queries are waiting. Try again in a moment.'));
        }
        const one = { task, options: limits, resolve, reject };
        waiting.push(one);
        // Who goes away while waiting leaves the line; from then on it is the child's matter.
        limits.signal?.addEventListener('abort', () => leave(one), { once: true });
        next();
      }),
    close: async () => {
      closed = true;
      for (const { reject } of waiting.splice(0))
        reject(new DuckError('cancelled', 'The server is stopping.'));
      await Promise.all(
        [...children, ...ending].map(
          (child) =>
            new Promise<void>((resolve) => {
              child.process.ref();
              child.process.once('exit', () => resolve());
              child.process.kill('SIGKILL');
            }),
        ),
      );
    },
  };
}

/** Removes what children of killed processes left; those of others that share the directory are theirs. */
function forgetDead(spillDir: string): void {
  for (const name of existsSync(spillDir) ? readdirSync(spillDir) : []) {
    const owner = Number(/^child-(\d+)-/.exec(name)?.[1]);
    if (!isAlive(owner)) rmSync(join(spillDir, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process is one.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const endsChild = (kind: DuckFault) => ['memory', 'time', 'cancelled', 'crashed'].includes(kind);

/** One task of a child: answered, out of time, cancelled, grown too big or gone. */
function ask(
  child: ChildProcess,
  id: number,
  task: DuckTask,
  { timeoutMs, signal, onProgress }: TaskOptions,
  mostMb: number,
): Promise<DuckOutcome> {
  return new Promise((resolve) => {
    const end = (outcome: DuckOutcome) => {
      clearTimeout(timer);
      clearInterval(watch);
      signal?.removeEventListener('abort', cancel);
      child.off('message', hear);
      child.off('exit', gone);
      resolve(outcome);
    };
    const fail = (kind: DuckFault, message: string) => end({ ok: false, kind, message });
    const cancel = () => fail('cancelled', 'It was cancelled.');
    const gone = () => fail('crashed', 'The query engine ended unexpectedly.');
    const hear = (message: unknown) => {
      // Our own program is at the other end.
      const said = message as FromChild;
      if ('ready' in said || said.id !== id) return;
      if ('progress' in said) onProgress?.(said.progress);
      else end(said.outcome);
    };
    const timer = setTimeout(
      () => fail('time', `It took longer than ${Math.round(timeoutMs / 1000)} seconds.`),
      timeoutMs,
    );
    const watch = setInterval(() => {
      void residentMb(child.pid).then((mb) => {
        if (mb > mostMb) fail('memory', `It needed more than ${mostMb} MB of memory.`);
      });
    }, WATCH_MS);
    signal?.addEventListener('abort', cancel);
    child.on('message', hear);
    child.once('exit', gone);
    child.send({ id, task }, (error) => {
      if (error) gone();
    });
  });
}

/** DuckDB's own limit does not bound all that it takes: what the process holds is looked at, where Linux tells. */
async function residentMb(pid: number | undefined): Promise<number> {
  if (pid === undefined || process.platform !== 'linux') return 0;
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024;
}
