import pg from 'pg';
import { Db } from './db.ts';
import { NamingClient } from './naming-client.ts';

export interface PoolOptions {
  /** `postgres://…`, or a directory that holds the server's socket. */
  readonly url: string;
  readonly poolSize: number;
  readonly onError: (error: Error) => void;
  readonly applicationName?: string;
}

/** Opens a pool; connections are made when they are first needed. */
export function openDb(options: PoolOptions): Db {
  const pool = new pg.Pool({
    ...connectionOf(options.url),
    Client: NamingClient,
    max: options.poolSize,
    application_name: options.applicationName ?? 'rookery',
    // A hung process must not hold row locks for ever.
    idle_in_transaction_session_timeout: 30_000,
    statement_timeout: 60_000,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
  });
  // Without a listener an idle connection that breaks ends the process.
  pool.on('error', options.onError);
  // The pool listens to idle connections only: one that breaks while it is used would end the process too.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Db(pool);
}

/** One connection outside the pool (LISTEN, advisory locks). The caller ends it. */
export async function connectOnce(url: string, applicationName = 'rookery'): Promise<pg.Client> {
  const client = new pg.Client({
    ...connectionOf(url),
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // A connection that breaks must not end the process; who needs to know listens too.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

function connectionOf(url: string): pg.ClientConfig {
  return { connectionString: url };
}
