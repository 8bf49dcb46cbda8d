import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const WORKSPACE = /^[0-9a-f]{24}$/;
const DATASET = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const FILE = /^[0-9a-z-]{8,60}$/;

/** Where the files of DataSets lie: `<root>/<workspace>/<dataset>/<file>.parquet`. */
export interface DatasetFiles {
  pathOf(workspaceId: string, datasetId: string, fileId: string): string;
  /** Makes the directory of a DataSet, durably. */
  prepare(workspaceId: string, datasetId: string): Promise<void>;
  /** Makes a file that was written, and its name, durable. @returns its size in bytes */
  keep(workspaceId: string, datasetId: string, fileId: string): Promise<number>;
  /** Makes a file's bytes durable. */
  sync(path: string): Promise<void>;
  /** All DataSets that have a directory. */
  listAll(): Promise<{ workspaceId: string; datasetId: string }[]>;
  list(workspaceId: string, datasetId: string): Promise<{ id: string; changedAtMs: number }[]>;
  remove(workspaceId: string, datasetId: string, fileId: string): Promise<void>;
  removeAll(workspaceId: string, datasetId: string): Promise<void>;
  /** A path for what is thrown away again: uploads on their way, exports. */
  scratch(name: string): Promise<string>;
  listScratch(): Promise<{ name: string; changedAtMs: number; bytes: number }[]>;
  removeScratch(name: string): Promise<void>;
}

export function openDatasetFiles(root: string): DatasetFiles {
  const dirOf = (workspaceId: string, datasetId: string) => {
    // Ids are ours; the check keeps a mistake inside the directory.
    if (!WORKSPACE.test(workspaceId) || !DATASET.test(datasetId)) throw new Error('not a DataSet');
    return join(root, workspaceId, datasetId);
  };
  const pathOf: DatasetFiles['pathOf'] = (workspaceId, datasetId, fileId) => {
    if (!FILE.test(fileId)) throw new Error('not a file of a DataSet');
    return join(dirOf(workspaceId, datasetId), `${fileId}.parquet`);
  };
  return {
    pathOf,
    prepare: async (workspaceId, datasetId) => {
      const dir = dirOf(workspaceId, datasetId);
      if ((await mkdir(dir, { recursive: true, mode: 0o700 })) === undefined) return;
      await sync(join(root, workspaceId));
      await sync(root);
    },
    keep: async (workspaceId, datasetId, fileId) => {
      const path = pathOf(workspaceId, datasetId, fileId);
      await sync(path);
      await sync(dirOf(workspaceId, datasetId));
      return (await stat(path)).size;
    },
    sync,
    listAll: async () => {
      const workspaces = (await readdir(root).catch(() => [])).filter((name) => WORKSPACE.test(name));
      const found = workspaces.map(async (workspaceId) =>
        (await readdir(join(root, workspaceId)))
          .filter((name) => DATASET.test(name))
          .map((datasetId) => ({ workspaceId, datasetId })),
      );
      return (await Promise.all(found)).flat();
    },
    list: async (workspaceId, datasetId) => {
      const dir = dirOf(workspaceId, datasetId);
      const names = await readdir(dir).catch(() => []);
      const files = names.filter((name) => name.endsWith('.parquet'));
      return Promise.all(
        files.map(async (name) => ({
          id: name.slice(0, -'.parquet'.length),
          changedAtMs: (await stat(join(dir, name))).mtimeMs,
        })),
      );
    },
    remove: (workspaceId, datasetId, fileId) => rm(pathOf(workspaceId, datasetId, fileId), { force: true }),
    removeAll: (workspaceId, datasetId) =>
      rm(dirOf(workspaceId, datasetId), { recursive: true, force: true }),
    scratch: async (name) => {
      const dir = join(root, 'scratch');
      await mkdir(dir, { recursive: true, mode: 0o700 });
      return join(dir, name);
    },
    listScratch: async () => {
      const dir = join(root, 'scratch');
      const names = await readdir(dir).catch(() => []);
      const looked = names.map(async (name) => {
        // Others remove theirs meanwhile.
        const found = await stat(join(dir, name)).catch(() => undefined);
        return found ? [{ name, changedAtMs: found.mtimeMs, bytes: found.size }] : [];
      });
      return (await Promise.all(looked)).flat();
    },
    removeScratch: (name) => rm(join(root, 'scratch', name), { force: true }),
  };
}

/** Without it a file, or the name of one, may be lost with the power. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
