import { baseErrors } from '../../contract/errors/base.ts';
import { datasetErrors } from '../../contract/errors/datasets.ts';
import { reportErrors } from '../../contract/errors/reports.ts';
import { AppError, type WorkspaceDb } from '../base/index.ts';
import type { DatasetRow, Datasets, Reader } from '../datasets/index.ts';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const BARE = new RegExp(`^${UUID}$`, 'i');
const IN_ADDRESS = new RegExp(`/datasources/(${UUID})(?=[/?#]|$)`, 'i');

/** The id in what was typed or pasted: the id itself, or the address of a DataSet's page. */
export function readDatasetId(text: string): string | undefined {
  const trimmed = text.trim();
  if (BARE.test(trimmed)) return trimmed.toLowerCase();
  return IN_ADDRESS.exec(trimmed)?.[1]?.toLowerCase();
}

/**
 * The DataSet that a report reads. Its rows become others: whoever makes the report sees all of them.
 * @throws AppError report_options_wrong, not_found, report_input_forbidden, dataset_rows_kept
 */
export async function inputOf(
  datasets: Datasets,
  db: WorkspaceDb,
  text: string,
  reader: Reader,
): Promise<DatasetRow> {
  const id = readDatasetId(text);
  if (id === undefined) {
    const why =
      'Input DataSet ID: give the id, as aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee, or the address of the DataSet’s page.';
    throw new AppError(reportErrors.report_options_wrong, { values: { why } });
  }
  const row = await datasets.find(db, id);
  if (!row) throw new AppError(baseErrors.not_found, { values: { what: 'input DataSet' } });
  const isSeen = reader === 'system' || (await datasets.levels(db, reader, [row])).has(id);
  if (!isSeen) throw new AppError(reportErrors.report_input_forbidden);
  if (await datasets.areRowsKept(db, reader, row)) {
    throw new AppError(datasetErrors.dataset_rows_kept, { values: { name: row.name } });
  }
  return row;
}
