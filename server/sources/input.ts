import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDuck, DuckError, type DuckRows, quoteText } from '../duck/index.ts';
import { type Input, pagesOf } from '../reports/index.ts';
import type { Schema } from './option-schema.ts';
import { SourceProblem } from './problem.ts';

const PAGE_ROWS = 10_000;
const TIMEOUT_MS = 120_000;

/** What a stream with an input is given in the configuration. */
export interface GivenInput {
  readonly input_users?: readonly string[];
  readonly input_file?: string;
}

export const INPUT_FIELDS: Readonly<Record<keyof GivenInput, Schema>> = {
  input_users: {
    type: 'array',
    title: 'Users',
    description: 'Ids or usernames to look up. One of Users and File must be given.',
    items: { type: 'string', minLength: 1, maxLength: 200 },
    maxItems: 100_000,
  },
  input_file: {
    type: 'string',
    title: 'File',
    description: 'Path of a CSV file whose first line names the columns, such as sender_id and recipient_id.',
    minLength: 1,
    maxLength: 4_000,
  },
};

export interface OpenInput extends Input {
  count(): Promise<number>;
  close(): Promise<void>;
}

/** The users of a configuration, or those of its CSV file, as a table. Everything is text. */
export async function openInput(given: GivenInput): Promise<OpenInput> {
  const dir = await mkdtemp(join(tmpdir(), 'rookery-source-'));
  const duck = createDuck({ spillDir: join(dir, 'spill'), most: 1 });
  const path = given.input_file ?? join(dir, 'users.csv');
  const view = {
    sql: `create or replace temp view input as
      select * from read_csv(${quoteText(path)}, header = true, all_varchar = true, nullstr = '')`,
  };
  const ask = async (sql: string, rows: number): Promise<DuckRows> => {
    try {
      const [result] = await duck.run({ steps: [view, { sql, rows }] }, { timeoutMs: TIMEOUT_MS });
      if (!result) throw new Error('the query brought no result');
      return result;
    } catch (error) {
      if (!(error instanceof DuckError) || error.kind !== 'statement') throw error;
      const why = error.message.split('\n')[0] ?? error.message;
      throw new SourceProblem('config_error', `The input file ${path} cannot be read: ${why}`, error);
    }
  };
  if (given.input_file === undefined) {
    const lines = (given.input_users ?? []).map((user) => `"${user.replaceAll('"', '""')}"`);
    await writeFile(path, `user_id\n${lines.join('\n')}\n`, { mode: 0o600 });
  }
  return {
    columns: async () =>
      (await ask('select * from input limit 0', 0)).columns.map(({ name }) => ({ name, type: 'STRING' })),
    rows: (sql) =>
      pagesOf(async (offset) => (await ask(`${sql} limit ${PAGE_ROWS} offset ${offset}`, PAGE_ROWS)).rows),
    count: async () => Number((await ask('select count(*) from input', 1)).rows[0]?.[0] ?? 0),
    close: async () => {
      await duck.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
