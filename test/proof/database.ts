import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
// The harness may start what it wants; the checker imports nothing of the product.
import { connectOnce, startEmbedded } from '../../server/base/index.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

export interface TestClient {
  rows<T extends object>(text: string, values?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/** A connection of the test's own, not of the product's. */
export async function openTestClient(url: string): Promise<TestClient> {
  const client = new pg.Client({ connectionString: url, application_name: 'proof' });
  // The database is killed under it now and then.
  client.on('error', () => undefined);
  await client.connect();
  return {
    rows: async <T extends object>(text: string, values: unknown[] = []) =>
      // The caller names the row of the query that it wrote.
      (await client.query(text, values)).rows as T[],
    close: () => client.end().catch(() => undefined),
  };
}

/** Where the shipped PostgreSQL of a data directory listens: line 5 of its postmaster.pid is the socket directory. */
export function embeddedUrl(dataDir: string): string {
  const socketDir = readFileSync(`${dataDir}/postgres/postmaster.pid`, 'utf8').split('\n')[4] ?? '';
  return `socket://rookery@${encodeURI(socketDir)}?db=rookery`;
}

export interface SharedDatabase {
  readonly directUrl: string;
  /** One for each server, so that it is known whose bytes pass. */
  readonly proxies: readonly TcpProxy[];
  close(): Promise<void>;
}

/** Address of the shared database through a proxy. */
export function proxiedUrl(proxy: TcpProxy): string {
  return `postgres://rookery@127.0.0.1:${proxy.port}/rookery`;
}

/** One durable PostgreSQL for several servers, behind proxies that see their bytes. */
export async function openSharedDatabase(dataDir: string, servers: number): Promise<SharedDatabase> {
  const server = await startEmbedded({ dataDir: join(dataDir, 'shared') });
  const client = await connectOnce(server.url('postgres'));
  await client.query('create database rookery');
  await client.end();
  const path = join(server.socketDir, '.s.PGSQL.5432');
  const proxies = await Promise.all(Array.from({ length: servers }, () => startTcpProxy({ path })));
  return {
    directUrl: server.url('rookery'),
    proxies,
    close: async () => {
      for (const proxy of proxies) await proxy.close();
      await server.stop();
    },
  };
}
