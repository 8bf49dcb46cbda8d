import type { Readable } from 'node:stream';
import {
  AppError,
  type Db,
  newUuid,
  type Timers,
  type WorkspaceDb,
  type WorkspaceTx,
} from '../base/index.ts';
import type { DatasetLevel } from '../../contract/api/index.ts';
import { datasetErrors } from '../../contract/errors/datasets.ts';
import type { DuckRows } from '../duck/index.ts';
import { areSame, checkColumns, type Column, compareColumns } from './columns.ts';
import type { DatasetsDeps } from './deps.ts';
import { missingDataset } from './missing.ts';
import { areRowsKept, getWhole } from './policies/rows.ts';
import { getShared, levelsOf, type SharedDataset } from './sharing/access.ts';
import { giveToOwner, shareAs } from './sharing/store.ts';
import type { Reader, Viewer } from './sharing/viewer.ts';
import { exportRows, type ExportOptions } from './read/export.ts';
import { readNow } from './read/now.ts';
import { detect, type Detected } from './read/detect.ts';
import { namedIn } from './read/by-name.ts';
import { createCopies } from './read/copies.ts';
import { type Page, type PageOptions, readPage } from './read/page.ts';
import { query, type QueryOptions } from './read/query.ts';
import { readStatistics, type Statistics, type StatisticsOptions } from './read/statistics.ts';
import {
  type DatasetQuery,
  type DatasetRow,
  deleteDataset,
  findDataset,
  insertDataset,
  listDatasets,
  listVersions,
  lockDataset,
  updateDataset,
  type VersionRow,
} from './store.ts';
import { expunge, expungeFrom } from './expunge/expunge.ts';
import type { Match, Personal } from './expunge/match.ts';
import { sweepLost, sweepScratch, sweepVersions } from './sweep.ts';
import { commitVersion } from './write/commit.ts';
import { deleteUpdate, revertTo } from './write/history.ts';
import { compact, inColumns } from './write/rewrite.ts';
import type { Incoming } from './write/stage.ts';
import { writeIncoming, type WriteOptions, type Written } from './write/write.ts';

const KEEP_VERSIONS = 30;
const SWEEP_EVERY_MS = 5 * 60_000;
const LOST_EVERY_MS = 60 * 60_000;

export interface NewDataset {
  readonly name: string;
  readonly description?: string;
  readonly columns: readonly Column[];
  readonly keys?: readonly string[];
  /** Whoever made it; a member is its owner from then on. */
  readonly ownerId: string | null;
  /** The member who owns it, where a program made it. */
  readonly memberId?: string | null;
  /** Is seen by those who see this DataSet, instead. */
  readonly like?: string;
  readonly personal?: Personal | null;
}

export interface DatasetChange {
  readonly name?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly keys?: readonly string[];
  readonly keepVersions?: number;
  readonly columns?: readonly Column[];
  readonly ownerId?: string | null;
  /** Which of its columns are of people; see `expunge`. */
  readonly personal?: Personal | null;
}

/** Tables whose states are kept. */
export interface Datasets {
  /** @throws AppError dataset_columns_wrong */
  create(db: WorkspaceDb, input: NewDataset): Promise<DatasetRow>;
  find(db: WorkspaceDb, id: string): Promise<DatasetRow | undefined>;
  /**
   * For whoever may do so much with it.
   * @throws AppError not_found also for what is not shared with them at all; dataset_not_shared
   */
  getShared(db: WorkspaceDb, viewer: Viewer, id: string, wanted: DatasetLevel): Promise<SharedDataset>;
  /** The same, for whoever sees all its rows. @throws AppError dataset_rows_kept */
  getWhole(db: WorkspaceDb, viewer: Viewer, id: string, wanted: DatasetLevel): Promise<SharedDataset>;
  /** What somebody may do with each, where it is there for them. */
  levels(db: WorkspaceDb, viewer: Viewer, rows: readonly DatasetRow[]): Promise<Map<string, DatasetLevel>>;
  /** Whether some rows may be kept from a reader. */
  areRowsKept(db: WorkspaceDb, reader: Reader, row: DatasetRow): Promise<boolean>;
  /** Whoever it is for. @throws AppError not_found */
  get(db: WorkspaceDb, id: string): Promise<DatasetRow>;
  list(db: WorkspaceDb, query: DatasetQuery): Promise<DatasetRow[]>;
  /** Other columns make a new version, with the values that can be kept. @throws AppError not_found, dataset_columns_wrong, dataset_busy */
  change(db: WorkspaceDb, id: string, change: DatasetChange): Promise<DatasetRow>;
  remove(tx: WorkspaceTx, id: string): Promise<void>;
  /** See writeIncoming. */
  write(db: WorkspaceDb, id: string, incoming: Incoming, options: WriteOptions): Promise<Written>;
  versions(db: WorkspaceDb, id: string, before: number | undefined, limit: number): Promise<VersionRow[]>;
  revert(db: WorkspaceDb, id: string, number: number, byId: string | null): Promise<VersionRow>;
  deleteUpdate(db: WorkspaceDb, id: string, number: number, byId: string | null): Promise<VersionRow>;
  query(db: WorkspaceDb, options: QueryOptions): Promise<DuckRows>;
  /** A statement that names DataSets by their names. */
  queryByName(db: WorkspaceDb, options: Omit<QueryOptions, 'tables'>): Promise<DuckRows>;
  page(db: WorkspaceDb, id: string, options: PageOptions): Promise<Page>;
  /** What its columns hold. */
  statistics(db: WorkspaceDb, id: string, options: StatisticsOptions): Promise<Statistics>;
  export(db: WorkspaceDb, id: string, options: ExportOptions): Promise<Readable>;
  /** Takes rows out of every state of every DataSet that says which of its columns are of people. See expunge. */
  readonly expunge: (db: WorkspaceDb, match: Match) => Promise<string[]>;
  /** The same for one DataSet. */
  expungeFrom(db: WorkspaceDb, id: string, personal: Personal, match: Match): Promise<boolean>;
  /** What a file seems to hold. @throws AppError dataset_data_wrong */
  detect(path: string): Promise<Detected>;
  /** Where an upload may be put on its way in. */
  scratch(name: string): Promise<string>;
}

export type DatasetsOptions = DatasetsDeps & { readonly db: Db; readonly timers?: Timers };

export function createDatasets(options: DatasetsOptions): Datasets {
  const { clock, files, timers } = options;
  const copies = createCopies(options);
  timers?.sweeper({ name: 'datasets:versions', everyMs: SWEEP_EVERY_MS, run: () => sweepVersions(options) });
  timers?.sweeper({ name: 'datasets:lost', everyMs: LOST_EVERY_MS, run: () => sweepLost(options) });
  timers?.sweeper({ name: 'datasets:scratch', everyMs: LOST_EVERY_MS, run: () => sweepScratch(options) });

  const get = async (db: WorkspaceDb, id: string): Promise<DatasetRow> => {
    const row = await findDataset(db, id);
    if (!row) throw missingDataset();
    return row;
  };
  return {
    create: (db, input) => create(options, db, input),
    find: findDataset,
    get,
    getShared,
    getWhole,
    levels: levelsOf,
    areRowsKept,
    list: listDatasets,
    change: async (db, id, change) => {
      if (change.columns) await reshape(options, db, id, change.columns, change.ownerId ?? null);
      return db.transaction(async (tx) => {
        const row = await lockDataset(tx, id);
        if (!row) throw missingDataset();
        const { columns: _, ...fields } = change;
        const after = { ...row, ...fields, updatedAt: clock.now() };
        checkColumns(after.columns, after.keys);
        await updateDataset(tx, after);
        return after;
      });
    },
    remove: deleteDataset,
    write: async (db, id, incoming, writing) => {
      const written = await writeIncoming(options, db, await get(db, id), incoming, writing);
      // Whoever reads next is served faster; whether it comes about is nobody's business here.
      await compact(options, db, id).catch(() => false);
      return written;
    },
    versions: listVersions,
    revert: (db, id, number, byId) => revertTo(options, db, id, number, byId),
    deleteUpdate: (db, id, number, byId) => deleteUpdate(options, db, id, number, byId),
    query: (db, asked) => query(options, db, asked),
    queryByName: async (db, asked) =>
      query(options, db, { ...asked, tables: await namedIn(db, asked.sql, asked.reader) }),
    page: (db, id, asked) => readPage({ ...options, copies }, db, id, asked),
    statistics: (db, id, asked) => readStatistics(options, db, id, asked),
    export: (db, id, asked) => exportRows(options, db, id, asked),
    expunge: (db, match) => expunge(options, db, match),
    expungeFrom: (db, id, personal, match) => expungeFrom(options, db, id, personal, match),
    detect: (path) => detect(options.duck, path),
    scratch: (name) => files.scratch(name),
  };
}

async function create({ clock }: DatasetsDeps, db: WorkspaceDb, input: NewDataset): Promise<DatasetRow> {
  const keys = input.keys ?? [];
  checkColumns(input.columns, keys);
  const at = clock.now();
  const row: DatasetRow = {
    id: newUuid(),
    name: input.name.trim(),
    description: input.description ?? '',
    columns: input.columns.map(({ name, type }) => ({ name, type })),
    keys,
    tags: [],
    ownerId: input.ownerId,
    version: 0,
    rows: 0,
    bytes: 0,
    keepVersions: KEEP_VERSIONS,
    createdAt: at,
    updatedAt: at,
    dataAt: null,
    personal: input.personal ?? null,
    audience: 'everybody',
    policiesOn: false,
  };
  const { like } = input;
  const owner = input.memberId ?? input.ownerId;
  await db.transaction(async (tx) => {
    await insertDataset(tx, row);
    if (like !== undefined) await shareAs(tx, row.id, like, at);
    else if (owner !== null) await giveToOwner(tx, row.id, owner, at);
  });
  return row;
}

/** Gives the rows other columns: a new version, unless there are no rows or nothing changes. */
async function reshape(
  deps: DatasetsDeps,
  db: WorkspaceDb,
  id: string,
  columns: readonly Column[],
  byId: string | null,
): Promise<void> {
  const now = await readNow(db, id);
  checkColumns(columns, now.dataset.keys);
  const inOrder = columns.every(({ name }, at) => now.dataset.columns[at]?.name === name);
  if (inOrder && areSame(compareColumns(now.dataset.columns, columns))) return;
  await deps.files.prepare(db.workspaceId, id);
  const manifest = await inColumns(deps, db, now, columns, []);
  const version = await commitVersion(deps, db, {
    datasetId: id,
    expected: now.dataset.version,
    method: 'replace',
    columns,
    manifest,
    counts: { in: 0, new: 0, changed: 0, gone: 0 },
    writeKey: null,
    byId,
  });
  if (!version) throw new AppError(datasetErrors.dataset_busy);
}
