import { type Duck, DuckError, type DuckRows, quoteText } from '../../duck/index.ts';
import type { Input } from '../ports.ts';

export const PAGE_ROWS = 10_000;
const TIMEOUT_MS = 120_000;

/**
 * A CSV file with a header as an input; all of it is text. `unreadable` makes the error for a file that is none, from
 * what DuckDB says.
 */
export function csvInput(
  duck: Duck,
  path: string,
  unreadable: (why: string, cause: unknown) => Error,
  signal?: AbortSignal,
): Input & { count(): Promise<number> } {
  const view = {
    sql: `create or replace temp view input as
      select * from read_csv(${quoteText(path)}, header = true, delim = ',', quote = '"',
        escape = '"', all_varchar = true, nullstr = '')`,
  };
  const ask = async (sql: string, rows: number): Promise<DuckRows> => {
    try {
      const limits = { timeoutMs: TIMEOUT_MS, ...(signal && { signal }) };
      const [result] = await duck.run({ steps: [view, { sql, rows }] }, limits);
      if (!result) throw new Error('the query brought no result');
      return result;
    } catch (error) {
      if (!(error instanceof DuckError) || error.kind !== 'statement') throw error;
      throw unreadable(error.message.split('\n')[0] ?? error.message, error);
    }
  };
  return {
    columns: async () =>
      (await ask('select * from input limit 0', 0)).columns.map(({ name }) => ({ name, type: 'STRING' })),
    rows: (sql) =>
      pagesOf(async (offset) => (await ask(`${sql} limit ${PAGE_ROWS} offset ${offset}`, PAGE_ROWS)).rows),
    count: async () => Number((await ask('select count(*) from input', 1)).rows[0]?.[0] ?? 0),
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
