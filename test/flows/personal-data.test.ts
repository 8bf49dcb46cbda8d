import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { howToAddTable, personalData } from '../../contract/personal-data.ts';
import { sql } from '../../server/base/index.ts';
import { createTestDatabase, type TestDatabase } from '../harness.ts';

let database: TestDatabase;
let columns: Map<string, Set<string>>;

beforeAll(async () => {
  database = await createTestDatabase();
  const rows = await database.db.rows(sql<{ table_name: string; column_name: string }>`
    select c.table_name, c.column_name from information_schema.columns c
    join pg_class k on k.oid = to_regclass(format('public.%I', c.table_name)) and k.relkind in ('r', 'p')
    where c.table_schema = 'public' and not k.relispartition`);
  columns = new Map();
  for (const { table_name: table, column_name: column } of rows) {
    columns.set(table, (columns.get(table) ?? new Set()).add(column));
  }
});

afterAll(() => database?.drop());

describe('the list of personal data', () => {
  it('names every table that the database has', () => {
    const ours = [...columns.keys()].filter((table) => !['migration', 'schema_migration'].includes(table));
    expect(
      ours.filter((table) => !(table in personalData)).map((table) => `${table}: ${howToAddTable}`),
    ).toEqual([]);
  });

  it('names columns that are there', () => {
    const wrong = Object.entries(personalData).flatMap(([table, rule]) => {
      const known = columns.get(table);
      if (!known) return [];
      const { erase } = rule;
      const named = [
        ...(rule.age ? [rule.age] : []),
        ...(rule.clearOld ?? []),
        ...('column' in erase ? [erase.column] : []),
        ...('clear' in erase ? erase.clear : []),
      ];
      return named.filter((column) => !known.has(column)).map((column) => `${table}.${column}`);
    });
    expect(wrong).toEqual([]);
  });

  it('erases whatever hangs on a conversation, a customer or a message, or says why not', () => {
    const owners = ['conversation_id', 'customer_id', 'message_id'];
    const silent = [...columns].flatMap(([table, known]) => {
      const { erase } = personalData[table] ?? {};
      const holds = owners.some((owner) => known.has(owner));
      return holds && erase && 'keep' in erase && erase.keep.startsWith('Holds nothing') ? [table] : [];
    });
    // What an agent's capacity is bound to ends with the work item.
    expect(silent.filter((table) => table !== 'hold')).toEqual([]);
  });
});
