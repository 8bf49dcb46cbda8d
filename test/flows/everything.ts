import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Db, sql } from '../../server/base/index.ts';

/** Everything that is stored anywhere, as one text. */
export async function everything({ db, blobDir }: { db: Db; blobDir: string }): Promise<string> {
  const tables = await db.rows(sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'jobs') order by 1`);
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await db.rows(sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`);
    texts.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  const bodies = await db.rows(sql<{ body: Buffer }>`select body from delivery`);
  texts.push(...bodies.map(({ body }) => `delivery ${body.toString('utf8')}`));
  for (const entry of await readdir(blobDir, { recursive: true, withFileTypes: true }).catch(() => [])) {
    if (entry.isFile())
      texts.push(`blob ${(await readFile(join(entry.parentPath, entry.name))).toString('latin1')}`);
  }
  return texts.join('\n');
}
