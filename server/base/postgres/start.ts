import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Binaries, findBinaries } from './binaries.ts';
import { asOrdinaryUser, type Disguise, dyingWithParent, handOver } from './ordinary-user.ts';
import { isAlive, readPostmaster, stopOrphan, stopProcess } from './postmaster.ts';
import { makeSocketDir } from './socket-dir.ts';

const run = promisify(execFile);

export const SUPERUSER = 'rookery';
const START_TIMEOUT_MS = 60_000;

export interface EmbeddedOptions {
  /** The product's data directory; the cluster is its `postgres` folder. */
  readonly dataDir: string;
  /** Durable by default. Only tests turn it off. */
  readonly fsync?: boolean;
  readonly maxConnections?: number;
  /** Told when the server ended by itself and is being started again. */
  readonly onCrash?: (reason: string) => void;
}

export interface EmbeddedPostgres {
  readonly socketDir: string;
  /** Connection URL of one database of the server. */
  url(database: string): string;
  pid(): number | undefined;
  stop(): Promise<void>;
}

/** Starts the shipped PostgreSQL on the cluster of this data directory, making the cluster first if there is none. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir } = options;
  const clusterDir = join(dataDir, 'postgres');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const binaries = await findBinaries(join(dataDir, 'lib'));
  const disguise = asOrdinaryUser();
  await stopOrphan(clusterDir);
  await initialise(clusterDir, binaries, disguise);
  await handOver(clusterDir, disguise);
  const socketDir = await makeSocketDir(dataDir);
  await handOver(socketDir, disguise);
  const server = new Server({ ...options, clusterDir, socketDir, binaries, disguise });
  await server.start();
  return server;
}

/** Where a server socket lies, as a connection URL. */
export function socketUrl(socketDir: string, database: string): string {
  return `socket://${SUPERUSER}@${encodeURI(socketDir)}?db=${encodeURIComponent(database)}`;
}

async function initialise(clusterDir: string, binaries: Binaries, disguise: Disguise): Promise<void> {
  const done = await stat(join(clusterDir, 'PG_VERSION')).catch(() => undefined);
  if (done) return;
  // Made aside and renamed, so that a crash in the middle leaves nothing that looks like a cluster.
  const aside = `${clusterDir}.new`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { mode: 0o700 });
  await handOver(aside, disguise);
  const args = [
    '-D',
    aside,
    '-U',
    SUPERUSER,
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-instructions',
  ];
  const [command = binaries.initdb, ...rest] = [...disguise.command, binaries.initdb, ...args];
  await run(command, rest, {
    env: { ...plainEnv(), ...binaries.env },
    cwd: '/',
    ...disguise.spawnAs,
  });
  await rename(aside, clusterDir);
}

/** PostgreSQL reads PG* and locale variables; ours must not steer it. */
function plainEnv(): Record<string, string> {
  return { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', TZ: 'UTC', LC_ALL: 'C' };
}

interface ServerOptions extends EmbeddedOptions {
  readonly clusterDir: string;
  readonly socketDir: string;
  readonly binaries: Binaries;
  readonly disguise: Disguise;
}

class Server implements EmbeddedPostgres {
  readonly socketDir: string;
  readonly #options: ServerOptions;
  #child: ChildProcess | undefined;
  #stopping = false;
  #restart: Promise<void> | undefined;

  constructor(options: ServerOptions) {
    this.#options = options;
    this.socketDir = options.socketDir;
  }

  url(database: string): string {
    return socketUrl(this.socketDir, database);
  }

  pid(): number | undefined {
    return this.#child?.pid;
  }

  async start(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    for (;;) {
      const failure = await this.#spawn(deadline);
      if (failure === undefined) return;
      // After a kill the old server's children hold its memory for a moment longer.
      const passing = failure.includes('still in use') || failure.includes('lock file');
      if (!passing || Date.now() > deadline || this.#stopping) {
        throw new Error(`PostgreSQL did not start: ${failure}`);
      }
      await pause(50);
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#restart?.catch(() => undefined);
    const pid = this.#child?.pid;
    if (pid === undefined || this.#child?.exitCode !== null) return;
    await stopProcess(pid, 15_000);
  }

  /** Answers nothing when the server is ready, else what it said before it ended. */
  async #spawn(deadline: number): Promise<string | undefined> {
    const { binaries, disguise, clusterDir, dataDir } = this.#options;
    const logPath = join(dataDir, 'postgres.log');
    const log = await open(logPath, (await sizeOf(logPath)) > 5_000_000 ? 'w' : 'a', 0o600);
    const logStart = (await log.stat()).size;
    const line = [
      ...disguise.command,
      ...dyingWithParent(),
      binaries.postgres,
      '-D',
      clusterDir,
      ...this.#settings(),
    ];
    const [command = binaries.postgres, ...rest] = line;
    const child = spawn(command, rest, {
      env: { ...plainEnv(), ...binaries.env },
      cwd: '/',
      // An own process session: Ctrl-C in the terminal reaches us, and we stop the server when we have drained.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      ...disguise.spawnAs,
    });
    let ended = false;
    const exited = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    }).then(() => {
      ended = true;
    });
    await log.close();
    while (!ended && Date.now() < deadline) {
      const postmaster = await readPostmaster(clusterDir);
      if (postmaster?.ready && postmaster.pid === child.pid) {
        this.#adopt(child);
        return undefined;
      }
      await Promise.race([pause(10), exited]);
    }
    if (child.pid !== undefined && isAlive(child.pid)) await stopProcess(child.pid, 2_000);
    return (await readFile(logPath, 'utf8').catch(() => '')).slice(logStart).trim() || 'no reason given';
  }

  #adopt(child: ChildProcess): void {
    this.#child = child;
    child.once('exit', (code, signal) => {
      if (this.#stopping) return;
      this.#options.onCrash?.(signal ? `ended by ${signal}` : `ended with code ${code}`);
      this.#restart = this.#comeBack();
    });
  }

  async #comeBack(): Promise<void> {
    for (let waitMs = 50; !this.#stopping; waitMs = Math.min(waitMs * 2, 5_000)) {
      try {
        return await this.start();
      } catch (error) {
        this.#options.onCrash?.(error instanceof Error ? error.message : String(error));
        await pause(waitMs);
      }
    }
  }

  #settings(): string[] {
    const { fsync = true, maxConnections = 60, socketDir } = this.#options;
    const settings: Record<string, string> = {
      listen_addresses: '',
      unix_socket_directories: socketDir,
      unix_socket_permissions: '0700',
      max_connections: String(maxConnections),
      shared_buffers: '128MB',
      work_mem: '8MB',
      maintenance_work_mem: '64MB',
      max_wal_size: '1GB',
      checkpoint_timeout: '15min',
      wal_compression: 'on',
      jit: 'off',
      max_parallel_workers_per_gather: '0',
      timezone: 'UTC',
      log_timezone: 'UTC',
      log_min_messages: 'warning',
      log_min_error_statement: 'panic',
      fsync: fsync ? 'on' : 'off',
      ...(fsync ? {} : { synchronous_commit: 'off', full_page_writes: 'off' }),
    };
    return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  }
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
