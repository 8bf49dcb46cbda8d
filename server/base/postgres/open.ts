import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectOnce, type Db, openDb, sqlStateOf } from '../db/index.ts';
import { findOwner, giveUpOwnership, takeOwnership } from './owner.ts';
import { readPostmaster } from './postmaster.ts';
import { type EmbeddedPostgres, socketUrl, startEmbedded } from './start.ts';

export interface DatabaseOptions {
  /** A PostgreSQL of the operator's own; without it the shipped one runs in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly poolSize: number;
  /** `own`: start the shipped server and refuse when another process has it. `attach`: use a running one if there is one. */
  readonly mode: 'own' | 'attach';
  readonly onError: (message: string) => void;
}

export interface OpenDatabase {
  readonly db: Db;
  readonly url: string;
  /** Pid of the shipped server when this process runs it. */
  readonly serverPid: () => number | undefined;
  /** Closes the pool, and the shipped server if this process started it. */
  close(): Promise<void>;
}

const DATABASE = 'rookery';

/** Opens the product's database: the operator's, a running shipped one, or a newly started shipped one. */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  if (options.databaseUrl !== undefined) return connect(options.databaseUrl, options);
  if (options.mode === 'attach' && (await findOwner(options.dataDir)) !== undefined) {
    return connect(await attachUrl(options.dataDir), options);
  }
  const holder = await takeOwnership(options.dataDir);
  if (holder !== undefined) {
    throw new Error(
      `The data directory ${options.dataDir} is in use by process ${holder}; stop that one first, or choose another with --data.`,
    );
  }
  try {
    const server = await startEmbedded({
      dataDir: options.dataDir,
      onCrash: (reason) => options.onError(`PostgreSQL ${reason}; starting it again`),
    });
    return await connectOwn(server, options).catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
  } catch (error) {
    await giveUpOwnership(options.dataDir);
    throw error;
  }
}

async function connectOwn(server: EmbeddedPostgres, options: DatabaseOptions): Promise<OpenDatabase> {
  await createDatabase(server);
  const opened = await connect(server.url(DATABASE), options);
  return {
    ...opened,
    serverPid: () => server.pid(),
    close: async () => {
      await opened.close();
      await server.stop();
      await giveUpOwnership(options.dataDir);
    },
  };
}

async function createDatabase(server: EmbeddedPostgres): Promise<void> {
  try {
    const client = await connectOnce(server.url(DATABASE));
    await client.end();
  } catch (error) {
    if (sqlStateOf(error) !== '3D000') throw error;
    const client = await connectOnce(server.url('postgres'));
    await client.query(`create database ${DATABASE}`);
    await client.end();
  }
}

async function connect(url: string, options: DatabaseOptions): Promise<OpenDatabase> {
  let closing = false;
  const db = openDb({
    url,
    poolSize: options.poolSize,
    onError: (error) => {
      if (!closing) options.onError(`a database connection was lost: ${error.message}`);
    },
  });
  const close = () => {
    closing = true;
    return db.close();
  };
  return { db, url, serverPid: () => undefined, close };
}

/** The owner may still be starting its server. */
async function attachUrl(dataDir: string): Promise<string> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const postmaster = await readPostmaster(join(dataDir, 'postgres'));
    if (postmaster?.ready && postmaster.socketDir) return socketUrl(postmaster.socketDir, DATABASE);
    await pause(50);
  }
  throw new Error(`The process that holds ${dataDir} has no database running.`);
}
