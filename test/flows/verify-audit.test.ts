import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, sql, type WorkspaceId } from '../../server/base/index.ts';
import { createAudit } from '../../server/people/audit/audit.ts';
import { systemActor } from '../../server/people/index.ts';
import { createTestDatabase, type TestDatabase } from '../harness.ts';

const LAUNCHER = fileURLToPath(new URL('../../bin/rookery.mjs', import.meta.url));
const ENTRIES = 7;

let database: TestDatabase;
let dataDir: string;
// Ids are branded strings; this one is made here.
const workspaceId = newId() as WorkspaceId;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'rookery-audit-'));
  await database.db.execute(sql`
    insert into workspace (id, name, created_at) values (${workspaceId}, 'Chained house', ${new Date(0)})`);
  const audit = createAudit({ now: () => new Date(1_000) });
  for (let index = 0; index < ENTRIES; index += 1) {
    await database.db
      .workspace(workspaceId)
      .transaction((tx) => audit(tx, { actor: systemActor, action: 'queue.created', facts: { index } }));
  }
});
afterAll(async () => {
  await database?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** `rookery verify-audit`, as an operator runs it. */
function verify(): { code: number | null; said: string } {
  const args = ['verify-audit', '--database-url', database.url, '--data', dataDir];
  const ran = spawnSync(process.execPath, [LAUNCHER, ...args], { encoding: 'utf8', input: '' });
  return { code: ran.status, said: ran.stdout + ran.stderr };
}

it('says where an intact chain ends, and ends well', { timeout: 180_000 }, () => {
  const { code, said } = verify();
  expect(said).toMatch(/^Chained house: 7 entries, intact\. The end is [0-9a-f]{64}\.$/m);
  expect(code).toBe(0);
});

it('names the entry that was changed by hand, and ends badly', { timeout: 180_000 }, async () => {
  const change = (index: number) =>
    database.db.execute(sql`
      update audit set facts = ${JSON.stringify({ index })}::jsonb where workspace_id = ${workspaceId} and seq = 4`);
  await change(99);
  const changed = verify();
  expect([changed.code, changed.said]).toEqual([1, expect.stringContaining('broken at entry 4 of 7.')]);
  await change(3);
  expect(verify().code).toBe(0);
});

it('names the gap when the last entries were taken out', { timeout: 180_000 }, async () => {
  await database.db.execute(sql`delete from audit where workspace_id = ${workspaceId} and seq > 5`);
  const { code, said } = verify();
  expect([code, said]).toEqual([1, expect.stringContaining('broken at entry 6 of 7.')]);
});
