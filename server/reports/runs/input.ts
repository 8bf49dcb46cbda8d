import type { WorkspaceDb } from '../../base/index.ts';
import { readDatasetId } from '../dataset-id.ts';
import type { ReportsDeps } from '../deps.ts';
import type { Asked, ReportKind } from '../kind.ts';
import type { Input } from '../ports.ts';

const PAGE_ROWS = 10_000;
const TIMEOUT_MS = 120_000;

/** The DataSet that a report reads; undefined for a kind that reads none. */
export function inputOfReport(
  { datasets }: Pick<ReportsDeps, 'datasets'>,
  db: WorkspaceDb,
  { kind, asked, signal }: { kind: ReportKind; asked: Asked; signal: AbortSignal },
): Input | undefined {
  const chosen = kind.input === null ? undefined : asked.options[kind.input];
  if (typeof chosen !== 'string') return undefined;
  const datasetId = readDatasetId(chosen) ?? '';
  return {
    columns: async () => (await datasets.get(db, datasetId)).columns,
    rows: async function* (sql) {
      // Of one version, whatever is written meanwhile.
      const { version } = await datasets.get(db, datasetId);
      if (version === 0) return;
      yield* pagesOf(async (offset) => {
        const page = await datasets.query(db, {
          reader: 'system',
          sql: `${sql} limit ${PAGE_ROWS} offset ${offset}`,
          tables: { input: { datasetId, version } },
          rows: PAGE_ROWS,
          timeoutMs: TIMEOUT_MS,
          signal,
        });
        return page.rows;
      });
    },
  };
}

/** All rows of a query that is asked page by page, as text. */
export async function* pagesOf(
  page: (offset: number) => Promise<readonly (readonly (string | number | boolean | null)[])[]>,
): AsyncGenerator<readonly (string | null)[]> {
  for (let offset = 0; ; offset += PAGE_ROWS) {
    const rows = await page(offset);
    for (const row of rows) yield row.map((cell) => (cell === null ? null : String(cell)));
    if (rows.length < PAGE_ROWS) return;
  }
}
