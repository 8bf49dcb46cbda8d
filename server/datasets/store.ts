import type { DatasetAudience } from '../../contract/api/index.ts';
import { type Db, sql, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../base/index.ts';
import type { Column } from './columns.ts';
import type { Personal } from './expunge/match.ts';
import type { Manifest } from './manifest.ts';
import { seenBy } from './sharing/store.ts';
import type { Reader } from './sharing/viewer.ts';

export type Method =
  | 'replace'
  | 'append'
  | 'upsert'
  | 'partition'
  | 'revert'
  | 'undo'
  | 'compact'
  /** People, messages or what is too old went out of all states. */
  | 'expunge';

export interface DatasetRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly columns: readonly Column[];
  readonly keys: readonly string[];
  readonly tags: readonly string[];
  readonly ownerId: string | null;
  /** 0 before the first. */
  readonly version: number;
  readonly rows: number;
  readonly bytes: number;
  readonly keepVersions: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly dataAt: Date | null;
  readonly personal: Personal | null;
  readonly audience: DatasetAudience;
  readonly policiesOn: boolean;
}

const columns = sql`id::text, name, description, columns, key_columns as keys, tags, owner_id as "ownerId",
  version::float8 as version, rows::float8 as rows, bytes::float8 as bytes, keep_versions as "keepVersions",
  created_at as "createdAt", updated_at as "updatedAt", data_at as "dataAt", personal, audience,
  policies_on as "policiesOn"`;

export interface VersionRow {
  readonly number: number;
  readonly method: Method;
  readonly columns: readonly Column[];
  readonly manifest: Manifest;
  readonly rows: number;
  readonly bytes: number;
  readonly rowsIn: number;
  readonly rowsNew: number;
  readonly rowsChanged: number;
  readonly rowsGone: number;
  readonly byId: string | null;
  readonly createdAt: Date;
}

const versionColumns = sql`number::float8 as number, method, columns, manifest, rows::float8 as rows,
  bytes::float8 as bytes, rows_in::float8 as "rowsIn", rows_new::float8 as "rowsNew",
  rows_changed::float8 as "rowsChanged", rows_gone::float8 as "rowsGone", by_id as "byId",
  created_at as "createdAt"`;

export async function insertDataset(tx: WorkspaceTx, row: DatasetRow): Promise<void> {
  await tx.execute(sql`
    insert into dataset (workspace_id, id, name, description, columns, key_columns, tags, owner_id, version, rows, bytes,
      keep_versions, created_at, updated_at, data_at, personal, audience, policies_on)
    values (${tx.workspaceId}, ${row.id}, ${row.name}, ${row.description}, ${JSON.stringify(row.columns)},
      ${[...row.keys]}::text[], ${[...row.tags]}::text[], ${row.ownerId}, ${row.version}, ${row.rows}, ${row.bytes},
      ${row.keepVersions}, ${row.createdAt}, ${row.updatedAt}, ${row.dataAt},
      ${row.personal && JSON.stringify(row.personal)}, ${row.audience}, ${row.policiesOn})`);
}

export function findDataset(db: WorkspaceDb, id: string): Promise<DatasetRow | undefined> {
  return db.findRow(sql<DatasetRow>`
    select ${columns} from dataset where workspace_id = ${db.workspaceId} and id = ${id}`);
}

export function lockDataset(tx: WorkspaceTx, id: string): Promise<DatasetRow | undefined> {
  return tx.findRow(sql<DatasetRow>`
    select ${columns} from dataset where workspace_id = ${tx.workspaceId} and id = ${id} for update`);
}

export async function updateDataset(tx: WorkspaceTx, row: DatasetRow): Promise<void> {
  await tx.execute(sql`
    update dataset set name = ${row.name}, description = ${row.description}, columns = ${JSON.stringify(row.columns)},
      key_columns = ${[...row.keys]}::text[], tags = ${[...row.tags]}::text[], owner_id = ${row.ownerId},
      version = ${row.version}, rows = ${row.rows}, bytes = ${row.bytes}, keep_versions = ${row.keepVersions},
      updated_at = ${row.updatedAt}, data_at = ${row.dataAt},
      personal = ${row.personal && JSON.stringify(row.personal)}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`);
}

/** Deletes the rows; the files go with a sweep. */
export async function deleteDataset(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(sql`delete from dataset where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

export interface DatasetQuery {
  /** Who asks: what they see is listed. */
  readonly reader: Reader;
  /** Part of the name, whatever its case. */
  readonly like?: string | undefined;
  readonly order: 'name' | 'name_down' | 'data' | 'data_down' | 'created' | 'created_down';
  readonly limit: number;
  readonly offset: number;
}

const ORDERS = {
  name: sql`lower(name), id`,
  name_down: sql`lower(name) desc, id desc`,
  data: sql`coalesce(data_at, created_at), id`,
  data_down: sql`coalesce(data_at, created_at) desc, id desc`,
  created: sql`created_at, id`,
  created_down: sql`created_at desc, id desc`,
};

export function listDatasets(db: WorkspaceDb, query: DatasetQuery): Promise<DatasetRow[]> {
  const like = query.like ? sql`and strpos(lower(name), lower(${query.like})) > 0` : sql``;
  return db.rows(sql<DatasetRow>`
    select ${columns} from dataset where workspace_id = ${db.workspaceId} and ${seenBy(query.reader, 'dataset')} ${like}
    order by ${ORDERS[query.order]} limit ${query.limit} offset ${query.offset}`);
}

export async function insertVersion(
  tx: WorkspaceTx,
  datasetId: string,
  row: VersionRow,
  writeKey: string | null,
): Promise<void> {
  await tx.execute(sql`
    insert into dataset_version (workspace_id, dataset_id, number, method, columns, manifest, rows, bytes, rows_in,
      rows_new, rows_changed, rows_gone, write_key, by_id, created_at)
    values (${tx.workspaceId}, ${datasetId}, ${row.number}, ${row.method}, ${JSON.stringify(row.columns)},
      ${JSON.stringify(row.manifest)}, ${row.rows}, ${row.bytes}, ${row.rowsIn}, ${row.rowsNew}, ${row.rowsChanged},
      ${row.rowsGone}, ${writeKey}, ${row.byId}, ${row.createdAt})`);
}

/** A kept version. */
export function findVersion(
  db: WorkspaceDb,
  datasetId: string,
  number: number,
): Promise<VersionRow | undefined> {
  return db.findRow(sql<VersionRow>`
    select ${versionColumns} from dataset_version
    where workspace_id = ${db.workspaceId} and dataset_id = ${datasetId} and number = ${number}
      and dropped_at is null`);
}

/** What was written under this key, kept or not. */
export function findWrite(db: WorkspaceDb, datasetId: string, key: string): Promise<VersionRow | undefined> {
  return db.findRow(sql<VersionRow>`
    select ${versionColumns} from dataset_version
    where workspace_id = ${db.workspaceId} and dataset_id = ${datasetId} and write_key = ${key}`);
}

/** Kept versions, newest first. */
export function listVersions(
  db: WorkspaceDb,
  datasetId: string,
  before: number | undefined,
  limit: number,
): Promise<VersionRow[]> {
  return db.rows(sql<VersionRow>`
    select ${versionColumns} from dataset_version
    where workspace_id = ${db.workspaceId} and dataset_id = ${datasetId} and dropped_at is null
      ${before === undefined ? sql`` : sql`and number < ${before}`}
    order by number desc limit ${limit}`);
}

/** Marks the versions before the newest `keep` as no longer kept. */
export async function dropVersions(
  tx: WorkspaceTx,
  datasetId: string,
  upTo: number,
  at: Date,
): Promise<void> {
  await tx.execute(sql`
    update dataset_version set dropped_at = ${at}
    where workspace_id = ${tx.workspaceId} and dataset_id = ${datasetId} and number <= ${upTo} and dropped_at is null`);
}

/** Manifests of which files may still be read, whatever they were written for. */
export async function listManifests(db: WorkspaceDb, datasetId: string): Promise<Manifest[]> {
  const rows = await db.rows(sql<{ manifest: Manifest }>`
    select manifest from dataset_version
    where workspace_id = ${db.workspaceId} and dataset_id = ${datasetId} and not swept`);
  return rows.map(({ manifest }) => manifest);
}

/** Says that the files of versions dropped before this time have gone. @returns how many versions */
export function markSwept(db: WorkspaceDb, datasetId: string, before: Date): Promise<number> {
  return db.execute(sql`
    update dataset_version set swept = true
    where workspace_id = ${db.workspaceId} and dataset_id = ${datasetId} and dropped_at < ${before} and not swept`);
}

/** DataSets with versions dropped before this time whose files are still there. */
export function listDropped(
  db: Db,
  before: Date,
  limit: number,
): Promise<{ workspaceId: WorkspaceId; datasetId: string }[]> {
  return db.rows(sql<{ workspaceId: WorkspaceId; datasetId: string }>`
    select distinct workspace_id as "workspaceId", dataset_id::text as "datasetId" from dataset_version
    where dropped_at < ${before} and not swept limit ${limit}`);
}

/** DataSets that have people in them. */
export function listPersonal(
  db: WorkspaceDb,
  after: string | undefined,
  limit: number,
): Promise<{ id: string; personal: Personal }[]> {
  return db.rows(sql<{ id: string; personal: Personal }>`
    select id::text as id, personal from dataset where workspace_id = ${db.workspaceId} and personal is not null
      ${after === undefined ? sql`` : sql`and id > ${after}`}
    order by id limit ${limit}`);
}

export interface UnsweptVersion {
  readonly number: number;
  readonly columns: readonly Column[];
  readonly manifest: Manifest;
}

/** Every version whose files are still there, kept or not, newest first. */
export function listUnswept(db: WorkspaceDb, datasetId: string): Promise<UnsweptVersion[]> {
  return db.rows(sql<UnsweptVersion>`
    select number::float8 as number, columns, manifest from dataset_version
    where workspace_id = ${db.workspaceId} and dataset_id = ${datasetId} and not swept order by number desc`);
}

export async function setManifest(
  tx: WorkspaceTx,
  datasetId: string,
  number: number,
  manifest: Manifest,
  rows: number,
  bytes: number,
): Promise<void> {
  await tx.execute(sql`
    update dataset_version set manifest = ${JSON.stringify(manifest)}, rows = ${rows}, bytes = ${bytes}
    where workspace_id = ${tx.workspaceId} and dataset_id = ${datasetId} and number = ${number}`);
}
