import { rename, rm } from 'node:fs/promises';
import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { AppError, newId, type WorkspaceDb } from '../../base/index.ts';
import { quoteName, quoteText, quoteTexts } from '../../duck/index.ts';
import type { Column } from '../columns.ts';
import type { DatasetsDeps } from '../deps.ts';
import { type GoneFile, type Manifest, withPart } from '../manifest.ts';
import { forgetCopies } from '../read/copies.ts';
import { commitExpunged } from '../write/commit.ts';
import { listPersonal, listUnswept, type UnsweptVersion } from '../store.ts';
import { listsWithout, type Match, type Personal, rowsToGo } from './match.ts';

const TIMEOUT_MS = 30 * 60_000;
const MOST_TRIES = 5;
const PAGE = 100;

/**
 * Takes rows out of every state of every DataSet that has people in it, those included that are no longer kept and
 * still have files. First no version shows them any more, then the files are written anew without them; a repeat after
 * a kill ends what was begun. @returns the DataSets of which something went
 */
export async function expunge(deps: DatasetsDeps, db: WorkspaceDb, match: Match): Promise<string[]> {
  const hit: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await listPersonal(db, after, PAGE);
    for (const { id, personal } of page) if (await expungeFrom(deps, db, id, personal, match)) hit.push(id);
    if (page.length < PAGE) return hit;
    after = page.at(-1)?.id;
  }
}

/** @returns whether something went */
export async function expungeFrom(
  deps: DatasetsDeps,
  db: WorkspaceDb,
  datasetId: string,
  personal: Personal,
  match: Match,
): Promise<boolean> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const versions = await listUnswept(db, datasetId);
    const hit = await findHit(deps, db, datasetId, versions, personal, match);
    if (hit.files.size === 0) return false;
    if (!(await hide(deps, db, datasetId, versions, hit.gone))) continue;
    for (const [partId, columns] of hit.files) {
      await blank(deps, db, datasetId, partId, columns, personal, match);
    }
    await forgetCopies(deps.files, db, datasetId);
    return true;
  }
  throw new AppError(datasetErrors.dataset_busy);
}

interface Hit {
  /** Files to be written anew, with their columns. */
  readonly files: ReadonlyMap<string, readonly Column[]>;
  /** Where the rows stand; undefined when only lists change. */
  readonly gone: GoneFile | undefined;
}

async function findHit(
  deps: DatasetsDeps,
  db: WorkspaceDb,
  datasetId: string,
  versions: readonly UnsweptVersion[],
  personal: Personal,
  match: Match,
): Promise<Hit> {
  const pathOf = (id: string) => deps.files.pathOf(db.workspaceId, datasetId, id);
  const parts = new Map<string, readonly Column[]>();
  for (const { columns, manifest } of versions) {
    for (const { id } of manifest.parts) if (!parts.has(id)) parts.set(id, columns);
  }
  const selects: string[] = [];
  const looks: string[] = [];
  for (const [id, columns] of parts) {
    const go = rowsToGo(match, personal, columns) ?? 'false';
    const lists = listsWithout(match, personal, columns).map(({ holds }) => holds);
    const from = `read_parquet(${quoteText(pathOf(id))}, file_row_number = true)`;
    const part = quoteText(id);
    selects.push(`select ${part} as part, file_row_number as row from ${from} where ${go}`);
    looks.push(
      `select ${part}, count(*) filter (where ${go}), count(*) filter (where ${[go, ...lists].join(' or ')}) from ${from}`,
    );
  }
  if (selects.length === 0) return { files: new Map(), gone: undefined };
  const id = newId();
  const [looked] = await deps.duck.run(
    { steps: [{ sql: looks.join(' union all '), rows: selects.length }] },
    { timeoutMs: TIMEOUT_MS },
  );
  const found = (looked?.rows ?? []).map(([part, rows, any]) => ({
    part: String(part),
    rows: Number(rows),
    any: Number(any),
  }));
  const files = new Map(
    found.filter(({ any }) => any > 0).map(({ part }) => [part, parts.get(part) ?? []] as const),
  );
  const rows = found.reduce((sum, one) => sum + one.rows, 0);
  if (rows === 0) return { files, gone: undefined };
  await deps.duck.run(
    {
      steps: [
        {
          sql: `copy (${selects.join(' union all ')}) to ${quoteText(pathOf(id))} (format parquet, compression zstd)`,
        },
      ],
    },
    { timeoutMs: TIMEOUT_MS },
  );
  return { files, gone: { id, rows, bytes: await deps.files.keep(db.workspaceId, datasetId, id) } };
}

/** No version shows the rows from here on. @returns false when somebody wrote meanwhile */
async function hide(
  deps: DatasetsDeps,
  db: WorkspaceDb,
  datasetId: string,
  versions: readonly UnsweptVersion[],
  gone: GoneFile | undefined,
): Promise<boolean> {
  if (!gone) return true;
  const manifests = new Map<number, Manifest>();
  for (const { number, manifest } of versions) {
    const byPart = await countNew(deps, db, datasetId, manifest, gone);
    if (byPart.size > 0) manifests.set(number, withPart(manifest, undefined, { file: gone, byPart }));
  }
  if (manifests.size === 0) {
    // A run that was cut off has hidden them already.
    await deps.files.remove(db.workspaceId, datasetId, gone.id);
    return true;
  }
  const done = await commitExpunged(deps, db, datasetId, versions, manifests);
  if (!done) await deps.files.remove(db.workspaceId, datasetId, gone.id);
  return done;
}

/** How many rows of each part of a version go that had not gone before. */
async function countNew(
  { duck, files }: DatasetsDeps,
  db: WorkspaceDb,
  datasetId: string,
  manifest: Manifest,
  gone: GoneFile,
): Promise<Map<string, number>> {
  const pathOf = (id: string) => files.pathOf(db.workspaceId, datasetId, id);
  if (manifest.parts.length === 0) return new Map();
  const before =
    manifest.gone.length === 0
      ? ''
      : `and not exists (select 1 from read_parquet(${quoteTexts(manifest.gone.map(({ id }) => pathOf(id)))}) old
          where old.part = hit.part and old.row = hit.row)`;
  const [counted] = await duck.run(
    {
      steps: [
        {
          sql: `select hit.part, count(*) from read_parquet(${quoteText(pathOf(gone.id))}) hit
            where hit.part in (${manifest.parts.map(({ id }) => quoteText(id)).join(', ')}) ${before}
            group by hit.part`,
          rows: manifest.parts.length,
        },
      ],
    },
    { timeoutMs: TIMEOUT_MS },
  );
  return new Map((counted?.rows ?? []).map(([part, count]) => [String(part), Number(count)]));
}

/** Writes a file anew: the rows keep their places, and hold nothing. */
async function blank(
  { duck, files }: DatasetsDeps,
  db: WorkspaceDb,
  datasetId: string,
  partId: string,
  columns: readonly Column[],
  personal: Personal,
  match: Match,
): Promise<void> {
  const path = files.pathOf(db.workspaceId, datasetId, partId);
  const newPath = files.pathOf(db.workspaceId, datasetId, newId());
  const go = rowsToGo(match, personal, columns) ?? 'false';
  const lists = new Map(listsWithout(match, personal, columns).map((one) => [one.name, one]));
  const list = columns.map(({ name }) => {
    const inList = lists.get(name);
    const value = inList
      ? `case when ${inList.holds} then ${inList.without} else ${quoteName(name)} end`
      : quoteName(name);
    return `case when ${go} then null else ${value} end as ${quoteName(name)}`;
  });
  try {
    await duck.run(
      {
        steps: [
          {
            sql: `copy (select ${list.join(', ')} from read_parquet(${quoteText(path)}))
              to ${quoteText(newPath)} (format parquet, compression zstd)`,
          },
        ],
      },
      { timeoutMs: TIMEOUT_MS },
    );
    await files.sync(newPath);
    await rename(newPath, path);
    await files.keep(db.workspaceId, datasetId, partId);
  } finally {
    await rm(newPath, { force: true });
  }
}
