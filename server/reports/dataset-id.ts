import { baseErrors } from '../../contract/errors/base.ts';
import { reportErrors } from '../../contract/errors/reports.ts';
import { AppError, type WorkspaceDb } from '../base/index.ts';
import type { DatasetRow } from '../datasets/index.ts';
import type { ReportsDeps } from './deps.ts';

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
 * The DataSet that is named as an input, for somebody who may read it; `readerId` null: for nobody in particular.
 * @throws AppError report_options_wrong, not_found, report_input_forbidden
 */
export async function inputOf(
  { datasets, mayReadDataset }: Pick<ReportsDeps, 'datasets' | 'mayReadDataset'>,
  db: WorkspaceDb,
  text: string,
  readerId: string | null,
): Promise<DatasetRow> {
  const id = readDatasetId(text);
  if (id === undefined) {
    const why =
      'Input DataSet ID: give the id, as aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee, or the address of the DataSet’s page.';
    throw new AppError(reportErrors.report_options_wrong, { values: { why } });
  }
  const row = await datasets.find(db, id);
  if (!row) throw new AppError(baseErrors.not_found, { values: { what: 'input DataSet' } });
  if (mayReadDataset && readerId !== null && !(await mayReadDataset(db, row, readerId))) {
    throw new AppError(reportErrors.report_input_forbidden);
  }
  return row;
}
