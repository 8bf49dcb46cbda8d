import type { RawBuilder } from 'kysely';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { sumKey, type Picked, summedWithin } from '../sums/picked.ts';
import { type Columns, groupKey, MOST_GROUPS, type Scope, tagJoin, within } from './scope.ts';

/** Rows that a report adds up, and the table with their sums of whole days and months. */
export interface Source {
  readonly from: RawBuilder<unknown>;
  readonly workspaceId: RawBuilder<unknown>;
  readonly columns: Columns;
  readonly sums: string;
  /** What is added up, as in the table of sums, by its name there: over rows, and over sums. */
  readonly numbers: Readonly<Record<string, Added>>;
}

interface Added {
  readonly ofRows: RawBuilder<unknown>;
  readonly ofSums: 'sum' | 'max';
}

export const count = (when?: RawBuilder<unknown>): Added => ({
  ofRows: when ? sql`count(*) filter (where ${when})` : sql`count(*)`,
  ofSums: 'sum',
});
export const countOf = (value: RawBuilder<unknown>): Added => ({
  ofRows: sql`count(${value})`,
  ofSums: 'sum',
});
export const sum = (value: RawBuilder<unknown>, when?: RawBuilder<unknown>): Added => ({
  ofRows: when ? sql`sum(${value}) filter (where ${when})` : sql`sum(${value})`,
  ofSums: 'sum',
});
export const max = (value: RawBuilder<unknown>): Added => ({ ofRows: sql`max(${value})`, ofSums: 'max' });

/** The names of a source's numbers, as SQL. */
export function namesOf({ numbers }: Source): RawBuilder<unknown> {
  return sql.join(Object.keys(numbers).map((name) => sql.ref(name)));
}

/** A source's numbers over its rows, in the order of `namesOf`. */
export function ofRows({ numbers }: Source): RawBuilder<unknown> {
  return sql.join(Object.entries(numbers).map(([name, added]) => sql`${added.ofRows} as ${sql.ref(name)}`));
}

/** A source's numbers over sums or over parts of a report, in the order of `namesOf`. */
export function ofSums({ numbers }: Source): RawBuilder<unknown> {
  return sql.join(
    Object.entries(numbers).map(
      ([name, added]) =>
        sql`${added.ofSums === 'sum' ? sql`sum` : sql`max`}(${sql.ref(name)}) as ${sql.ref(name)}`,
    ),
  );
}

/**
 * A source's numbers by group, largest first by the first of them, one group more than are shown. What days and months
 * are picked for is read from their sums, the rest from the rows.
 */
export function readGroups<Row>(
  db: WorkspaceDb,
  source: Source,
  scope: Scope,
  picked: Picked,
): Promise<(Row & { key: string })[]> {
  const { columns } = source;
  const inside = within(scope, columns, sql`${source.workspaceId} = ${db.workspaceId}`, picked.rest);
  const rows = sql`
    select ${groupKey(scope, columns)} as key, ${ofRows(source)}
    from ${source.from} ${tagJoin(scope, columns)} where ${inside} group by 1`;
  const sums = sql`
    select ${sumKey(scope)} as key, ${namesOf(source)}
    from ${sql.table(source.sums)} where ${summedWithin(db, scope, picked)}`;
  return db.rows(sql<Row & { key: string }>`
    select key, ${ofSums(source)} from (${sql.join(partsOf(picked, rows, sums), sql` union all `)}) part
    group by key order by 2 desc, 1 limit ${MOST_GROUPS + 1}`);
}

/**
 * Has each statement of the transaction planned for the times that it asks about: the plan of any time, which a
 * prepared statement gets after five runs, reads a year and a day the same way (measured: 4 s in place of 60 ms).
 */
export async function planForEach(tx: WorkspaceTx): Promise<void> {
  await tx.execute(sql`set local plan_cache_mode = force_custom_plan`);
}

/** Rows where not everything is summed, sums where something is. */
export function partsOf(
  picked: Picked,
  rows: RawBuilder<unknown>,
  sums: RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  const hasSums = picked.days.length + picked.months.length > 0;
  return [...(picked.rest.length > 0 || !hasSums ? [rows] : []), ...(hasSums ? [sums] : [])];
}
