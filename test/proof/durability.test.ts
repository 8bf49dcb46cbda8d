import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { openProofHouse, type ProofHouse } from './house.ts';
import { findProcesses } from './processes.ts';
import { openThread } from './thread.ts';

let house: ProofHouse;
beforeAll(async () => {
  house = await openProofHouse();
}, 60_000);
afterAll(() => house.close());

async function ask<T extends object>(text: string): Promise<T[]> {
  const database = await house.database();
  try {
    return await database.rows<T>(text);
  } finally {
    await database.close();
  }
}

describe('durability', () => {
  it.each(['fsync', 'synchronous_commit', 'full_page_writes'])('%s is on', async (name) => {
    const [row] = await ask<{ setting: string }>(`select setting from pg_settings where name = '${name}'`);
    expect(row?.setting).toBe('on');
  });

  it('writes to disk for each event that it acknowledges', async () => {
    await openThread(house, 'durable1');
    const syncs = async () => {
      const [row] = await ask<{ syncs: string }>(
        `select sum(fsyncs)::text as syncs from pg_stat_io where object = 'wal'`,
      );
      return Number(row?.syncs ?? 0);
    };
    const { webhooks } = await house.control<{ webhooks: { id: string }[] }>('GET', '/webhooks');
    const before = await syncs();
    const count = 20;
    for (let n = 0; n < count; n += 1) {
      const record = await house.control<{ status: number }>('POST', '/deliver', {
        webhookId: webhooks[0]?.id,
        body: JSON.stringify({ for_user_id: house.handles[0]?.xUserId, something_new: [{ n }] }),
      });
      expect(record.status).toBe(200);
    }
    // The statistics come a moment later.
    await until(async () => (await syncs()) - before >= count, { what: 'the writes are counted' });
  });

  it('leaves no second database, no held lease and no half-written file behind after a kill', async () => {
    for (let round = 0; round < 3; round += 1) {
      await house.servers[0]?.kill('SIGKILL');
      await house.startServer();
    }
    // One cluster, one postmaster: only that one has the directory in its command line.
    expect(findProcesses(`-D ${house.dataDir}/postgres`)).toHaveLength(1);
    const alive = await ask<{ name: string }>(
      `select name from work_lease where expires_at > clock_timestamp() + interval '1 hour'`,
    );
    expect(alive).toEqual([]);
    const files = readdirSync(house.dataDir, { recursive: true, withFileTypes: true })
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .filter((path) => path.endsWith('.part') || path.includes('pgsql_tmp'));
    expect(files).toEqual([]);
  }, 60_000);

  it('leaves no process behind after a kill of PostgreSQL and a proper end', async () => {
    const postmaster = house.postmaster();
    if (postmaster !== undefined) process.kill(postmaster, 'SIGKILL');
    await until(() => house.postmaster() !== postmaster && house.tryAsk('GET', '/api/handles'), {
      timeoutMs: 30_000,
      what: 'the database is back',
    });
    await house.servers[0]?.kill('SIGTERM');
    const left = findProcesses(house.dataDir);
    expect(left).toEqual([]);
    await house.startServer();
  }, 60_000);
});
