import { open, rm } from 'node:fs/promises';
import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { AppError, newId, type WorkspaceDb } from '../../base/index.ts';
import { type DuckStep, quoteName, quoteText } from '../../duck/index.ts';
import { type Column, columnList, isOfTheRun } from '../columns.ts';
import type { DatasetsDeps } from '../deps.ts';
import { type GoneFile, type Manifest, type Part, withPart } from '../manifest.ts';
import { type Now, readNow } from '../read/now.ts';
import { selectAll, selectPlaced } from '../read/source.ts';
import { type DatasetRow, findWrite, type Method, type VersionRow } from '../store.ts';
import { commitVersion } from './commit.ts';
import { fieldsOf, isHeader } from './header.ts';
import { inColumns } from './rewrite.ts';
import {
  type BadLine,
  badLinesOf,
  columnsOfHeader,
  type Incoming,
  incomingFault,
  SELECT_BAD_LINES,
  selectIncoming,
} from './stage.ts';

export interface WriteOptions {
  readonly method: Extract<Method, 'replace' | 'append' | 'upsert' | 'partition'>;
  /** Columns whose values name a partition, for `partition`: those that come replace those that are there. */
  readonly partitionBy?: readonly string[];
  /** Columns as they are after this write; else the DataSet's own. */
  readonly columns?: readonly Column[];
  /** Columns that tell rows apart, from this write on; else the DataSet's own. */
  readonly keys?: readonly string[];
  /** A second write under the same key finds the first. */
  readonly writeKey?: string;
  readonly byId: string | null;
  readonly signal?: AbortSignal;
  readonly onProgress?: (percent: number) => void;
  readonly timeoutMs?: number;
}

export interface Written {
  readonly version: VersionRow;
  readonly badLines: readonly BadLine[];
  /** It had been written before, under the same key. */
  readonly again: boolean;
}

const WRITE_TIMEOUT_MS = 30 * 60_000;
/** Others that change the same DataSet between our look at it and our commit: so often it is looked at again. */
const MOST_TRIES = 5;

interface Staged {
  readonly part: Part;
  readonly badLines: readonly BadLine[];
}

/**
 * Writes a file's rows as a new version: into files first, checked, then seen by all readers at once. What fails
 * leaves the DataSet as it was.
 * @throws AppError dataset_data_wrong, dataset_key_empty, dataset_key_twice, dataset_no_key, dataset_busy
 */
export async function writeIncoming(
  deps: DatasetsDeps,
  db: WorkspaceDb,
  dataset: DatasetRow,
  incoming: Incoming,
  options: WriteOptions,
): Promise<Written> {
  if (options.writeKey !== undefined) {
    const before = await findWrite(db, dataset.id, options.writeKey);
    if (before) return { version: before, badLines: [], again: true };
  }
  if (options.method === 'upsert' && (options.keys ?? dataset.keys).length === 0) {
    throw new AppError(datasetErrors.dataset_no_key);
  }
  await deps.files.prepare(db.workspaceId, dataset.id);
  const made: string[] = [];
  try {
    const columns = options.columns ?? dataset.columns;
    const staged = await stage(deps, db, dataset, incoming, columns, options, made);
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const version = await place(deps, db, dataset.id, columns, staged.part, options, made);
      if (version) return { version, badLines: staged.badLines, again: false };
    }
    throw new AppError(datasetErrors.dataset_busy);
  } catch (error) {
    // Nothing names these files; what a kill leaves is swept later.
    for (const id of made) await deps.files.remove(db.workspaceId, dataset.id, id).catch(() => undefined);
    throw error;
  }
}

/** Writes the incoming rows into a part of their own, sorted out and checked. */
async function stage(
  deps: DatasetsDeps,
  db: WorkspaceDb,
  dataset: DatasetRow,
  incoming: Incoming,
  columns: readonly Column[],
  options: WriteOptions,
  made: string[],
): Promise<Staged> {
  const id = newId();
  made.push(id);
  const path = deps.files.pathOf(db.workspaceId, dataset.id, id);
  const { order, skipFirst } = await readHeader(incoming, columns);
  const collect = incoming.format === 'csv' && incoming.badLines === 'collect';
  const keys = options.method === 'upsert' ? (options.keys ?? dataset.keys) : [];
  const steps: DuckStep[] = [
    {
      sql: `copy (select ${columnList(columns)} from (${selectIncoming(incoming, order, skipFirst)}))
        to ${quoteText(path)} (format parquet, compression zstd)`,
    },
    { sql: `select count(*) from read_parquet(${quoteText(path)})`, rows: 1 },
    ...keySteps(path, keys),
    ...(collect ? [{ sql: SELECT_BAD_LINES, rows: 1_000 }] : []),
  ];
  const results = await deps.duck
    .run({ steps }, limitsOf(options))
    .catch((error: unknown) => Promise.reject(incomingFault(error)));
  const rows = Number(results[0]?.rows[0]?.[0] ?? 0);
  if (keys.length > 0) checkKeys(keys, results.slice(1));
  const bytes = await deps.files.keep(db.workspaceId, dataset.id, id);
  return {
    part: { id, rows, bytes, gone: 0 },
    badLines: collect ? badLinesOf(results.at(-1)?.rows ?? []) : [],
  };
}

/** In what order the file has the columns, and whether its first line is left out. */
async function readHeader(
  incoming: Incoming,
  columns: readonly Column[],
): Promise<{ order: readonly Column[]; skipFirst: boolean }> {
  if (incoming.format !== 'csv' || incoming.header === 'no') return { order: columns, skipFirst: false };
  if (incoming.header === 'skip') return { order: columns, skipFirst: true };
  const line = await firstLineOf(incoming.path);
  if (incoming.header === 'yes') {
    return { order: columnsOfHeader(fieldsOf(line, incoming.delimiter), columns), skipFirst: true };
  }
  const names = columns.map(({ name }) => name);
  return { order: columns, skipFirst: isHeader(line, names, incoming.delimiter) };
}

const LONGEST_HEADER = 1 << 20;

async function firstLineOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_HEADER), 0, LONGEST_HEADER, 0);
    const text = buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
    return (/^[^\r\n]*/.exec(text) ?? [''])[0];
  } finally {
    await file.close();
  }
}

function keySteps(path: string, keys: readonly string[]): DuckStep[] {
  if (keys.length === 0) return [];
  const file = `read_parquet(${quoteText(path)})`;
  const list = keys.map(quoteName).join(', ');
  const empty = keys.map((key) => `count(*) filter (where ${quoteName(key)} is null)`).join(', ');
  return [
    { sql: `select ${empty} from ${file}`, rows: 1 },
    {
      sql: `select count(*) over (), ${keys.map((key) => `${quoteName(key)}::varchar`).join(', ')}
        from ${file} group by ${list} having count(*) > 1 limit 1`,
      rows: 1,
    },
  ];
}

function checkKeys(
  keys: readonly string[],
  [empty, twice]: readonly { rows: readonly (readonly unknown[])[] }[],
): void {
  keys.forEach((column, at) => {
    const count = Number(empty?.rows[0]?.[at] ?? 0);
    if (count > 0) throw new AppError(datasetErrors.dataset_key_empty, { values: { count, column } });
  });
  const [count, ...values] = twice?.rows[0] ?? [];
  if (count !== undefined) {
    const example = `“${values.map(String).join(', ')}”`;
    throw new AppError(datasetErrors.dataset_key_twice, { values: { count: Number(count), example } });
  }
}

/** Puts the part into the newest version; undefined when somebody else made a newer one meanwhile. */
async function place(
  deps: DatasetsDeps,
  db: WorkspaceDb,
  datasetId: string,
  columns: readonly Column[],
  part: Part,
  options: WriteOptions,
  made: string[],
): Promise<VersionRow | undefined> {
  const now = await readNow(db, datasetId);
  const plan = await planOf(deps, db, now, columns, part, options, made);
  return commitVersion(deps, db, {
    datasetId,
    expected: now.dataset.version,
    method: options.method,
    columns,
    ...(options.keys && { keys: options.keys }),
    manifest: plan.manifest,
    counts: plan.counts,
    writeKey: options.writeKey ?? null,
    byId: options.byId,
  });
}

interface Plan {
  readonly manifest: Manifest;
  readonly counts: {
    readonly in: number;
    readonly new: number;
    readonly changed: number;
    readonly gone: number;
  };
}

async function planOf(
  deps: DatasetsDeps,
  db: WorkspaceDb,
  now: Now,
  columns: readonly Column[],
  part: Part,
  options: WriteOptions,
  made: string[],
): Promise<Plan> {
  const { rows } = part;
  if (options.method === 'replace') {
    const manifest = withPart({ parts: [], gone: [] }, part);
    return { manifest, counts: { in: rows, new: rows, changed: 0, gone: now.dataset.rows } };
  }
  const same = await inColumns(deps, db, now, columns, made);
  const { keys = now.dataset.keys, partitionBy = [] } = options;
  const by = options.method === 'upsert' ? keys : partitionBy;
  if (options.method === 'append' || same.parts.length === 0) {
    return { manifest: withPart(same, part), counts: { in: rows, new: rows, changed: 0, gone: 0 } };
  }
  if (by.length === 0) throw new AppError(datasetErrors.dataset_no_key);
  const meeting = { db, datasetId: now.dataset.id, columns, manifest: same, part, by };
  const lost = await findLost(deps, meeting, options, made);
  const gone = lost?.file.rows ?? 0;
  const changed = gone > 0 && options.method === 'upsert' ? await countChanged(deps, meeting, options) : gone;
  return {
    manifest: withPart(same, part, lost),
    counts:
      options.method === 'upsert'
        ? { in: rows, new: rows - gone, changed, gone: 0 }
        : { in: rows, new: rows, changed: 0, gone },
  };
}

/** New rows beside those of the version that they come to. */
interface Meeting {
  readonly db: WorkspaceDb;
  readonly datasetId: string;
  readonly columns: readonly Column[];
  readonly manifest: Manifest;
  readonly part: Part;
  /** Columns whose values say which rows belong together. */
  readonly by: readonly string[];
}

/** How many rows that are there tell something else than the new one with the same key; which run brought them is not asked. */
async function countChanged(
  deps: DatasetsDeps,
  { db, datasetId, columns, manifest, part, by }: Meeting,
  options: WriteOptions,
): Promise<number> {
  const pathOf = (fileId: string) => deps.files.pathOf(db.workspaceId, datasetId, fileId);
  const told = columns.filter((column) => !isOfTheRun(column));
  const cells = told.map(({ name }, at) => ({ cell: `c${at}`, isKey: by.includes(name) }));
  const same = cells.filter(({ isKey }) => isKey).map(({ cell }) => `old.${cell} = new.${cell}`);
  const others = cells.filter(({ isKey }) => !isKey);
  if (others.length === 0) return 0;
  const differ = others.map(({ cell }) => `old.${cell} is distinct from new.${cell}`).join(' or ');
  const added: Manifest = { parts: [part], gone: [] };
  const placed = (of: Manifest) => selectPlaced({ columns: told, manifest: of, pathOf });
  const sql = `select count(*) from (${placed(manifest)}) old join (${placed(added)}) new
    on ${same.join(' and ')} where ${differ}`;
  const [counted] = await deps.duck.run({ steps: [{ sql, rows: 1 }] }, limitsOf(options));
  return Number(counted?.rows[0]?.[0] ?? 0);
}

/** Writes down which rows of the version have the same values in these columns as a new one. */
async function findLost(
  deps: DatasetsDeps,
  { db, datasetId, columns, manifest, part, by }: Meeting,
  options: WriteOptions,
  made: string[],
): Promise<{ file: GoneFile; byPart: Map<string, number> } | undefined> {
  const id = newId();
  const pathOf = (fileId: string) => deps.files.pathOf(db.workspaceId, datasetId, fileId);
  const list = by.map(quoteName).join(', ');
  const wanted = columns.filter(({ name }) => by.includes(name));
  const [places] = await deps.duck.run(
    {
      steps: [
        {
          sql: `create temp table lost as
            select _part as part, _row as row from (${selectAll({ columns: wanted, manifest, pathOf }, { places: true })})
            semi join (select distinct ${list} from read_parquet(${quoteText(pathOf(part.id))})) using (${list})`,
        },
        { sql: `copy lost to ${quoteText(pathOf(id))} (format parquet, compression zstd)` },
        { sql: 'select part, count(*) from lost group by part', rows: 1_000 },
      ],
    },
    limitsOf(options),
  );
  const byPart = new Map((places?.rows ?? []).map(([name, count]) => [String(name), Number(count)]));
  const rows = [...byPart.values()].reduce((sum, count) => sum + count, 0);
  if (rows === 0) {
    await rm(pathOf(id), { force: true });
    return undefined;
  }
  made.push(id);
  return { file: { id, rows, bytes: await deps.files.keep(db.workspaceId, datasetId, id) }, byPart };
}

function limitsOf({ signal, onProgress, timeoutMs = WRITE_TIMEOUT_MS }: WriteOptions) {
  return { timeoutMs, ...(signal && { signal }), ...(onProgress && { onProgress }) };
}
