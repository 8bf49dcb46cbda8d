import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Db, sql } from '../../server/base/index.ts';

/** Everything that is stored anywhere, as one text; of X's bodies those that were taken in. */
export async function everything({ db, blobDir }: { db: Db; blobDir: string }): Promise<string> {
  const tables = await db.rows(sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'jobs') order by 1`);
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await db.rows(sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`);
    texts.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  // A page that X gave just now is looked at when it is taken in, and goes in the same transaction.
  const bodies = await db.rows(sql<{ body: Buffer }>`
    select d.body from delivery d join log_cursor c on c.workspace_id = d.workspace_id
      and c.source = 'delivery' and c.consumer = 'projector' and c.partition = d.partition and d.seq <= c.seq`);
  texts.push(...bodies.map(({ body }) => `delivery ${body.toString('utf8')}`));
  for (const entry of await readdir(blobDir, { recursive: true, withFileTypes: true }).catch(() => [])) {
    if (entry.isFile())
      texts.push(`blob ${(await readFile(join(entry.parentPath, entry.name))).toString('latin1')}`);
  }
  return texts.join('\n');
}
