import { open } from 'node:fs/promises';
import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { AppError } from '../../base/index.ts';
import { type Duck, DuckError, type DuckRows, quoteName, quoteText } from '../../duck/index.ts';
import { type Column, typeOfDuck } from '../columns.ts';
import { dataFault } from '../write/stage.ts';

/** What a file that somebody chose seems to hold. */
export interface Detected {
  readonly format: 'csv' | 'jsonl' | 'parquet';
  /** CSV only. */
  readonly delimiter?: string;
  /** CSV: the first line names the columns. */
  readonly hasHeader: boolean;
  readonly columns: readonly Column[];
  /** Its first rows, as text. */
  readonly sample: readonly (readonly (string | null)[])[];
}

const SAMPLE_ROWS = 5;
const LOOKED_AT = 20_480;
const TIMEOUT_MS = 60_000;

/** Looks at a file: its format by its bytes, its columns by its first rows. @throws AppError dataset_data_wrong */
export async function detect(duck: Duck, path: string): Promise<Detected> {
  const format = await formatOf(path);
  try {
    return format === 'csv' ? await detectCsv(duck, path) : await detectTyped(duck, path, format);
  } catch (error) {
    if (error instanceof DuckError && error.kind === 'statement') throw dataFault(error.message);
    throw error;
  }
}

async function formatOf(path: string): Promise<Detected['format']> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    if (bytesRead === 0) {
      throw new AppError(datasetErrors.dataset_data_wrong, { values: { why: 'the file is empty.' } });
    }
    const head = buffer.subarray(0, bytesRead);
    if (head.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet';
    return head
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trimStart()
      .startsWith('{')
      ? 'jsonl'
      : 'csv';
  } finally {
    await file.close();
  }
}

async function detectCsv(duck: Duck, path: string): Promise<Detected> {
  const file = quoteText(path);
  const [sniffed] = await run(duck, [
    `select Delimiter, HasHeader, to_json(Columns) from sniff_csv(${file}, sample_size = ${LOOKED_AT})`,
  ]);
  const [delimiter, header, json] = sniffed?.rows[0] ?? [];
  // What `sniff_csv` answers: a list of names and types.
  const found = JSON.parse(String(json ?? '[]')) as { name: string; type: string }[];
  if (found.length === 0) throw dataFault('no columns were found.');
  const hasHeader = header === true;
  const all = `read_csv(${file}, all_varchar = true, header = ${hasHeader}, delim = ${quoteText(String(delimiter))}, nullstr = '')`;
  const zeros = found
    .map(({ name }) => `bool_or(regexp_matches(${quoteName(name)}, '^[-+]?0[0-9]'))`)
    .join(', ');
  const [leading, sample] = await run(duck, [
    `select ${zeros} from (from ${all} limit ${LOOKED_AT})`,
    `from ${all} limit ${SAMPLE_ROWS}`,
  ]);
  return {
    format: 'csv',
    delimiter: String(delimiter),
    hasHeader,
    columns: found.map(({ name, type }, at) => ({
      name,
      // A number with a zero before it is a name of something: it would lose it.
      type: leading?.rows[0]?.[at] === true ? 'STRING' : typeOfDuck(type),
    })),
    sample: textsOf(sample),
  };
}

async function detectTyped(duck: Duck, path: string, format: 'jsonl' | 'parquet'): Promise<Detected> {
  const file = quoteText(path);
  const from =
    format === 'parquet' ? `read_parquet(${file})` : `read_json(${file}, format = 'newline_delimited')`;
  const [sample] = await run(duck, [`from ${from} limit ${SAMPLE_ROWS}`]);
  return {
    format,
    hasHeader: false,
    columns: (sample?.columns ?? []).map(({ name, type }) => ({ name, type: typeOfDuck(type) })),
    sample: textsOf(sample),
  };
}

const run = (duck: Duck, statements: readonly string[]): Promise<DuckRows[]> =>
  duck.run({ steps: statements.map((sql) => ({ sql, rows: SAMPLE_ROWS })) }, { timeoutMs: TIMEOUT_MS });

const textsOf = (rows: DuckRows | undefined) =>
  (rows?.rows ?? []).map((row) => row.map((cell) => (cell === null ? null : String(cell).slice(0, 200))));
