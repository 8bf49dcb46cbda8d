import { newId, type WorkspaceDb } from '../../base/index.ts';
import { quoteName, quoteText } from '../../duck/index.ts';
import { areSame, type Column, compareColumns, duckTypeOf } from '../columns.ts';
import type { DatasetsDeps } from '../deps.ts';
import { EMPTY, type Manifest, wantsCompacting } from '../manifest.ts';
import { type Now, readNow } from '../read/now.ts';
import { selectAll } from '../read/source.ts';
import { commitVersion } from './commit.ts';

const REWRITE_TIMEOUT_MS = 30 * 60_000;

/** The rows of now in files that have these columns: the same files, or one new one. */
export async function inColumns(
  deps: DatasetsDeps,
  db: WorkspaceDb,
  now: Now,
  columns: readonly Column[],
  made: string[],
): Promise<Manifest> {
  if (now.manifest.parts.length === 0) return EMPTY;
  if (areSame(compareColumns(now.dataset.columns, columns))) return now.manifest;
  return rewrite(deps, db, now, columns, made);
}

/** Writes all rows of now into one new file. What a value cannot be turned into becomes null. */
async function rewrite(
  { duck, files }: DatasetsDeps,
  db: WorkspaceDb,
  { dataset, manifest }: Now,
  columns: readonly Column[],
  made: string[],
): Promise<Manifest> {
  const id = newId();
  made.push(id);
  const pathOf = (fileId: string) => files.pathOf(db.workspaceId, dataset.id, fileId);
  const old = new Map(dataset.columns.map(({ name, type }) => [name, type]));
  const list = columns.map(({ name, type }) => {
    const wanted = duckTypeOf(type);
    if (!old.has(name)) return `null::${wanted} as ${quoteName(name)}`;
    return `try_cast(${quoteName(name)} as ${wanted}) as ${quoteName(name)}`;
  });
  const path = quoteText(pathOf(id));
  const rows = selectAll({ columns: dataset.columns, manifest, pathOf });
  const [count] = await duck.run(
    {
      steps: [
        {
          sql: `copy (select ${list.join(', ')} from (${rows})) to ${path} (format parquet, compression zstd)`,
        },
        { sql: `select count(*) from read_parquet(${path})`, rows: 1 },
      ],
    },
    { timeoutMs: REWRITE_TIMEOUT_MS },
  );
  const bytes = await files.keep(db.workspaceId, dataset.id, id);
  return { parts: [{ id, rows: Number(count?.rows[0]?.[0] ?? 0), bytes, gone: 0 }], gone: [] };
}

/** Writes many small files, or files with many rows gone, into one. The version's number rises; its rows are the same. */
export async function compact(deps: DatasetsDeps, db: WorkspaceDb, datasetId: string): Promise<boolean> {
  const now = await readNow(db, datasetId);
  if (!wantsCompacting(now.manifest)) return false;
  const made: string[] = [];
  const manifest = await rewrite(deps, db, now, now.dataset.columns, made);
  const version = await commitVersion(deps, db, {
    datasetId,
    expected: now.dataset.version,
    method: 'compact',
    columns: now.dataset.columns,
    manifest,
    counts: { in: 0, new: 0, changed: 0, gone: 0 },
    writeKey: null,
    byId: null,
  });
  if (version) return true;
  for (const id of made) await deps.files.remove(db.workspaceId, datasetId, id);
  return false;
}
