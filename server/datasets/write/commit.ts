import type { WorkspaceDb } from '../../base/index.ts';
import type { Column } from '../columns.ts';
import type { DatasetsDeps } from '../deps.ts';
import { bytesOf, type Manifest, rowsOf } from '../manifest.ts';
import {
  dropVersions,
  findWrite,
  insertVersion,
  lockDataset,
  type Method,
  setManifest,
  type UnsweptVersion,
  updateDataset,
  type VersionRow,
} from '../store.ts';
import { missingDataset } from '../missing.ts';

export interface NewVersion {
  readonly datasetId: string;
  /** The version that the new one was made from: another one by now, and nothing is written. */
  readonly expected: number;
  readonly method: Method;
  readonly columns: readonly Column[];
  /** The DataSet's own unless given. */
  readonly keys?: readonly string[];
  readonly manifest: Manifest;
  readonly counts: {
    readonly in: number;
    readonly new: number;
    readonly changed: number;
    readonly gone: number;
  };
  readonly writeKey: string | null;
  readonly byId: string | null;
}

/**
 * Makes a version the one that is read: one transaction, after all its files are durable.
 * @returns nothing when another one came before
 * @throws AppError not_found when the DataSet was deleted meanwhile
 */
export function commitVersion(
  { clock, changed }: DatasetsDeps,
  db: WorkspaceDb,
  input: NewVersion,
): Promise<VersionRow | undefined> {
  return db.transaction(async (tx) => {
    const dataset = await lockDataset(tx, input.datasetId);
    if (!dataset) throw missingDataset();
    if (input.writeKey !== null) {
      const before = await findWrite(tx, dataset.id, input.writeKey);
      if (before) return before;
    }
    if (dataset.version !== input.expected) return undefined;
    const at = clock.now();
    const rows = rowsOf(input.manifest);
    const bytes = bytesOf(input.manifest);
    const version: VersionRow = {
      number: dataset.version + 1,
      method: input.method,
      columns: input.columns,
      manifest: input.manifest,
      rows,
      bytes,
      rowsIn: input.counts.in,
      rowsNew: input.counts.new,
      rowsChanged: input.counts.changed,
      rowsGone: input.counts.gone,
      byId: input.byId,
      createdAt: at,
    };
    await insertVersion(tx, dataset.id, version, input.writeKey);
    await updateDataset(tx, {
      ...dataset,
      columns: input.columns,
      keys: input.keys ?? dataset.keys,
      version: version.number,
      rows,
      bytes,
      updatedAt: at,
      // The same rows in other files are no news.
      dataAt: input.method === 'compact' ? dataset.dataAt : at,
    });
    await dropVersions(tx, dataset.id, version.number - dataset.keepVersions, at);
    if (input.method !== 'compact') await changed(tx, dataset.id, version.number);
    return version;
  });
}

/**
 * Gives versions manifests without rows that must go, and makes a new one, so that nobody who had begun to write from
 * an old one goes on. @returns false when there is a version by now that was not looked at
 */
export function commitExpunged(
  { clock, changed }: DatasetsDeps,
  db: WorkspaceDb,
  datasetId: string,
  seen: readonly UnsweptVersion[],
  manifests: ReadonlyMap<number, Manifest>,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const dataset = await lockDataset(tx, datasetId);
    if (!dataset) throw missingDataset();
    if (seen.some(({ number }) => number > dataset.version) || seen[0]?.number !== dataset.version)
      return false;
    for (const [number, manifest] of manifests) {
      await setManifest(tx, datasetId, number, manifest, rowsOf(manifest), bytesOf(manifest));
    }
    const manifest = manifests.get(dataset.version) ?? seen[0].manifest;
    const at = clock.now();
    const [rows, bytes] = [rowsOf(manifest), bytesOf(manifest)];
    const number = dataset.version + 1;
    const counts = { rowsIn: 0, rowsNew: 0, rowsChanged: 0, rowsGone: dataset.rows - rows };
    const { columns } = dataset;
    await insertVersion(
      tx,
      datasetId,
      { number, method: 'expunge', columns, manifest, rows, bytes, ...counts, byId: null, createdAt: at },
      null,
    );
    await updateDataset(tx, { ...dataset, version: number, rows, bytes, updatedAt: at, dataAt: at });
    await dropVersions(tx, datasetId, number - dataset.keepVersions, at);
    await changed(tx, datasetId, number);
    return true;
  });
}
