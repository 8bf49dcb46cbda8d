import type { ColumnStatistics } from '../../../contract/api/index.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { type Duck, DuckError, type DuckRows, quoteName } from '../../duck/index.ts';
import type { Column } from '../columns.ts';
import type { DatasetsDeps } from '../deps.ts';
import { numeral, planBins } from './bins.ts';
import { type FirstLook, type Plan, presentColumn, type Spread } from './figures.ts';
import type { Reader } from '../sharing/viewer.ts';
import { sourceOf } from './now.ts';
import { queryFault } from './query.ts';
import { selectAll } from './source.ts';

export interface StatisticsOptions {
  readonly reader: Reader;
  readonly version?: number;
  /** Of the first column that is wanted. */
  readonly offset: number;
  readonly limit: number;
}

export interface Statistics {
  readonly rows: number;
  readonly columns: ColumnStatistics[];
  readonly more: boolean;
}

const TIMEOUT_MS = 60_000;
/** Values that are sorted for exact quartiles, of all columns of an answer together: of a million rows it takes a third of a second a column, an estimate a quarter of that. */
const MOST_SORTED = 1_000_000;
/** Different values that are told apart one by one: telling a million texts apart takes as long as all the rest. How many there are about is DuckDB's estimate. */
const MOST_TOLD_APART = 150_000;
const FREQUENT = 10;
const SHOWN_CHARACTERS = 200;

/** A column of the answer, under the names that our statements have for it. */
interface Asked {
  readonly column: Column;
  /** The column. */
  readonly cell: string;
  /** Its value as a number, of dates and times in seconds since 1970; null where no figure is made of it. */
  readonly value: string;
}

interface Looked extends Asked {
  readonly first: FirstLook;
  /** Of numbers, dates and times, where there are any. */
  readonly plan: Plan | undefined;
}

const isText = ({ column }: Asked): boolean => column.type === 'STRING';

/**
 * What the columns of a version hold. All rows are read twice: once for how many there are and how far they reach, once
 * for what lies between; texts twice more, for those that come most.
 * @throws AppError not_found, dataset_version_gone, query_too_big, query_too_long
 */
export async function readStatistics(
  { duck, files }: DatasetsDeps,
  db: WorkspaceDb,
  datasetId: string,
  { reader, version, offset, limit }: StatisticsOptions,
): Promise<Statistics> {
  const source = await sourceOf(files, db, datasetId, reader, version);
  const asked = source.columns
    .slice(offset, offset + limit)
    .map((column, at): Asked => ({ column, cell: `c${at}`, value: `v${at}` }));
  const list = asked.flatMap((one) => [
    `${quoteName(one.column.name)} as ${one.cell}`,
    ...(isText(one) ? [] : [`${valueOf(one.column)} as ${one.value}`]),
  ]);
  const from = `(select ${['1 as one', ...list].join(', ')} from (${selectAll(source)}))`;
  const endMs = performance.now() + TIMEOUT_MS;
  const { rows, looked } = await lookFirst(duck, asked, from, endMs);
  const columns = await lookAgain(duck, looked, from, rows, endMs);
  return { rows, columns, more: source.columns.length > offset + limit };
}

async function lookFirst(duck: Duck, asked: readonly Asked[], from: string, endMs: number) {
  const wanted = asked.map((one) => (isText(one) ? askLengths(one) : askRange(one)));
  const [answer] = await run(duck, [`select ${['count(*)', ...wanted].join(', ')} from ${from}`], endMs);
  const [count, ...cells] = answer?.rows[0] ?? [];
  const rows = Number(count);
  const sorts = asked.filter((one) => !isText(one)).length * rows <= MOST_SORTED;
  const looked = asked.map((one, at): Looked => {
    // What our own statement wrote.
    const first = JSON.parse(String(cells[at])) as FirstLook;
    return { ...one, first, plan: planOf(one, first, sorts) };
  });
  return { rows, looked };
}

async function lookAgain(
  duck: Duck,
  looked: readonly Looked[],
  from: string,
  rows: number,
  endMs: number,
): Promise<ColumnStatistics[]> {
  const spread = looked.flatMap((one) => (one.plan ? [askSpread(one, one.plan)] : []));
  const counts = (one: Looked) => isText(one) && one.first.rough <= MOST_TOLD_APART;
  const statements = [
    `select ${['count(*)', ...spread].join(', ')} from ${from}`,
    ...looked.filter(counts).map((one) => askFrequent(one, from)),
  ];
  const [spreads, ...frequents] = await run(duck, statements, endMs);
  const cells = (spreads?.rows[0] ?? []).slice(1);
  // Both answers come in the order of the columns.
  return looked.map((one) =>
    presentColumn(one.column, rows, one.first, {
      plan: one.plan,
      // What our own statement wrote.
      spread: one.plan && (JSON.parse(String(cells.shift())) as Spread),
      frequent: counts(one) ? frequents.shift() : undefined,
    }),
  );
}

/** The value of a column as a number. Years that ISO 8601 does not write are in no figure. */
function valueOf({ name, type }: Column): string {
  const cell = quoteName(name);
  if (type === 'DATE' || type === 'DATETIME') {
    return `case when year(${cell}) between 1 and 9999 then epoch(${cell}) end`;
  }
  return type === 'DOUBLE' ? `case when isfinite(${cell}) then ${cell} end` : `${cell}::double`;
}

const askRange = ({ cell, value }: Asked) =>
  `json_object('values', count(${cell}), 'rough', approx_count_distinct(${cell}), 'fit', count(${value}),
    'least', min(${value}), 'most', max(${value}), 'leastText', min(${cell})::varchar,
    'mostText', max(${cell})::varchar)::varchar`;

const askLengths = ({ cell }: Asked) =>
  `json_object('values', count(${cell}), 'rough', approx_count_distinct(${cell}),
    'empty', count(*) filter (where ${cell} = ''), 'shortest', min(length(${cell})),
    'longest', max(length(${cell})), 'average', avg(length(${cell})))::varchar`;

function planOf({ column, cell, value }: Asked, first: FirstLook, sorts: boolean): Plan | undefined {
  const { least, most } = first;
  if (column.type === 'STRING' || typeof least !== 'number' || typeof most !== 'number') return undefined;
  const reach = Math.max(Math.abs(least), Math.abs(most));
  // A power of two divides without a loss; sums and squares then stay within what a number can be.
  const scale = reach === 0 ? 1 : 2 ** Math.floor(Math.log2(reach));
  return { least, most, scale, sorts, bins: planBins(column.type, value, cell, least, most) };
}

function askSpread({ cell, value, first }: Looked, { scale, bins, sorts }: Plan): string {
  const scaled = `(${value} / ${numeral(scale)})`;
  const tellsApart = first.rough <= MOST_TOLD_APART;
  return `json_object('average', avg(${scaled}), 'deviation', stddev_samp(${scaled}),
    'quarters', ${sorts ? 'quantile_cont' : 'approx_quantile'}(${scaled}, [0.25, 0.5, 0.75]),
    'distinct', ${tellsApart ? `count(distinct ${cell})` : 'null'},
    'bins', histogram(${bins.sql}) filter (where ${value} is not null))::varchar`;
}

/** By the hash of a text, which is short: texts may be long. */
const askFrequent = ({ cell }: Asked, from: string) => `
  with told as materialized (select hash(${cell}) as h, count(*) as n from ${from} where ${cell} is not null group by 1),
    best as (select h from told where n > 1 order by n desc, h limit ${FREQUENT})
  select (select count(*) from told), substr(found.${cell}, 1, ${SHOWN_CHARACTERS}), found.n
  from (select 1) left join (
    select ${cell}, count(*) as n from ${from}
    where ${cell} is not null and hash(${cell}) in (select h from best) group by ${cell}) found on true
  order by found.n desc, found.${cell} limit ${FREQUENT}`;

async function run(duck: Duck, statements: readonly string[], endMs: number): Promise<DuckRows[]> {
  const timeoutMs = Math.max(1, endMs - performance.now());
  try {
    return await duck.run({ steps: statements.map((sql) => ({ sql, rows: FREQUENT })) }, { timeoutMs });
  } catch (error) {
    // A statement that is wrong is our own fault, and nobody else's.
    throw error instanceof DuckError && error.kind === 'statement' ? error : queryFault(error);
  }
}
