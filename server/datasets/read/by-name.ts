import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { AppError, type WorkspaceDb } from '../../base/index.ts';
import { listDatasets } from '../store.ts';
import type { Reader } from '../sharing/viewer.ts';
import type { QueryOptions } from './query.ts';

const MOST = 5_000;

/**
 * The DataSets of those that somebody sees whose names a statement may mean: those that stand in its text. Which of them it reads is its own matter.
 * @throws AppError query_refused when two have one name
 */
export async function namedIn(db: WorkspaceDb, sql: string, reader: Reader): Promise<QueryOptions['tables']> {
  const text = sql.toLowerCase();
  const all = await listDatasets(db, { reader, order: 'name', limit: MOST, offset: 0 });
  const found = all.filter(({ name }) => text.includes(name.toLowerCase()));
  const seen = new Map<string, string>();
  for (const { name } of found) {
    const key = name.toLowerCase();
    if (seen.has(key)) {
      throw new AppError(datasetErrors.query_refused, {
        values: { why: `There are two DataSets called “${name}”. Rename one of them.` },
      });
    }
    seen.set(key, name);
  }
  return Object.fromEntries(found.map(({ name, id }) => [name, { datasetId: id }]));
}
