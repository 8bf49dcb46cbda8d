import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connectOnce, type EmbeddedPostgres, migrate, openDb, startEmbedded } from '../server/base/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection URL of the run's PostgreSQL, without a database name at its end. */
    postgresUrl: string;
  }
}

export const TEMPLATE = 'rookery_template';

/** One PostgreSQL for the run, with a migrated database that each test file clones. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rookery-test-'));
  // Not durable: the proofs of durability start a server of their own.
  const server = await startEmbedded({ dataDir, fsync: false, maxConnections: 200 });
  const tearDown = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  await makeTemplate(server).catch(async (error: unknown) => {
    await tearDown();
    throw error;
  });
  project.provide('postgresUrl', server.url(''));
  return tearDown;
}

async function makeTemplate(server: EmbeddedPostgres): Promise<void> {
  const client = await connectOnce(server.url('postgres'));
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  const db = openDb({ url: server.url(TEMPLATE), poolSize: 1, onError: () => undefined });
  try {
    await migrate(db);
  } finally {
    await db.close();
  }
}
