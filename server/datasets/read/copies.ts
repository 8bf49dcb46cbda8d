import { createHash } from 'node:crypto';
import { rename, rm, stat, utimes } from 'node:fs/promises';
import type { WorkspaceDb } from '../../base/index.ts';
import type { DatasetsDeps } from '../deps.ts';
import type { DatasetFiles } from '../files.ts';
import { pathsOf, type Source } from './source.ts';

/** How the names of copies begin among what is thrown away again. */
export const COPY_PREFIX = 'order-';
/** Of all copies together; those that nobody looked at for longest go first. */
const MOST_BYTES = 2_000_000_000;
const COPY_TIMEOUT_MS = 60_000;

/**
 * Versions in another order, or with only those rows that hold a text: a row is then found by its number. Copies can be
 * made anew at any time, so none of them is durable.
 */
export interface Copies {
  /** The path of a copy that is there; a call keeps it from being removed. */
  find(name: string): Promise<string | undefined>;
  /**
   * Makes a copy; who asks for one that is being made waits for it. It is given up when all who wait for it are gone.
   * @param select what it holds
   * @param isRight asked when it is there: false, and it is removed, since what it was made from has changed
   * @throws DuckError
   */
  make(name: string, select: string, isRight: () => Promise<boolean>, signal?: AbortSignal): Promise<void>;
}

interface Making {
  readonly done: Promise<void>;
  readonly controller: AbortController;
  waiting: number;
}

export function createCopies({ clock, duck, files }: Pick<DatasetsDeps, 'clock' | 'duck' | 'files'>): Copies {
  const underWay = new Map<string, Making>();

  const make = async (name: string, select: string, isRight: () => Promise<boolean>, signal: AbortSignal) => {
    const path = await files.scratch(name);
    const part = `${path}-${process.pid}.part`;
    try {
      // Short groups of rows, quickly packed: a page is read from one of them.
      const sql = `copy (${select}) to '${part.replaceAll("'", "''")}' (format parquet, compression lz4_raw, row_group_size 10240)`;
      await duck.run({ steps: [{ sql }] }, { timeoutMs: COPY_TIMEOUT_MS, signal });
      await rename(part, path);
    } finally {
      await rm(part, { force: true });
    }
    if (await isRight()) await trim(files, name);
    else await files.removeScratch(name);
  };

  return {
    find: async (name) => {
      const path = await files.scratch(name);
      const now = clock.now();
      return utimes(path, now, now).then(
        () => path,
        () => undefined,
      );
    },
    make: (name, select, isRight, signal) => {
      let one = underWay.get(name);
      if (!one) {
        const controller = new AbortController();
        const done = make(name, select, isRight, controller.signal).finally(() => underWay.delete(name));
        one = { done, controller, waiting: 0 };
        underWay.set(name, one);
      }
      const { controller } = one;
      one.waiting += 1;
      const leave = () => {
        one.waiting -= 1;
        if (one.waiting === 0) controller.abort();
      };
      signal?.addEventListener('abort', leave, { once: true });
      return one.done.finally(() => signal?.removeEventListener('abort', leave));
    },
  };
}

/** What a copy is called: another name as soon as a file that it is made from is another one, or written anew. */
export async function copyName(
  db: WorkspaceDb,
  datasetId: string,
  source: Source,
  how: Readonly<Record<string, unknown>>,
): Promise<string> {
  const files = await Promise.all(
    pathsOf(source).map(async (path) => [path, (await stat(path)).mtimeMs] as const),
  );
  const told = JSON.stringify([source.columns, files, how]);
  return `${prefixOf(db, datasetId)}${createHash('sha256').update(told).digest('hex').slice(0, 32)}`;
}

/** Removes all copies of a DataSet. */
export async function forgetCopies(files: DatasetFiles, db: WorkspaceDb, datasetId: string): Promise<void> {
  const all = await files.listScratch();
  const own = all.filter(({ name }) => name.startsWith(prefixOf(db, datasetId)));
  await Promise.all(own.map(({ name }) => files.removeScratch(name)));
}

const prefixOf = ({ workspaceId }: WorkspaceDb, datasetId: string) =>
  `${COPY_PREFIX}${workspaceId}-${datasetId}-`;

async function trim(files: DatasetFiles, made: string): Promise<void> {
  const all = (await files.listScratch()).filter(({ name }) => name.startsWith(COPY_PREFIX));
  let bytes = all.reduce((sum, one) => sum + one.bytes, 0);
  for (const one of all.toSorted((a, b) => a.changedAtMs - b.changedAtMs)) {
    if (bytes <= MOST_BYTES || one.name === made) return;
    await files.removeScratch(one.name);
    bytes -= one.bytes;
  }
}
