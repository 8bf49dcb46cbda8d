import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDuck } from '../duck/index.ts';
import { csvInput, type Input } from '../reports/index.ts';
import type { Schema } from './option-schema.ts';
import { SourceProblem } from './problem.ts';

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
  if (given.input_file === undefined) {
    const lines = (given.input_users ?? []).map((user) => `"${user.replaceAll('"', '""')}"`);
    await writeFile(path, `user_id\n${lines.join('\n')}\n`, { mode: 0o600 });
  }
  const input = csvInput(duck, path, (why, cause) => {
    return new SourceProblem('config_error', `The input file ${path} cannot be read: ${why}`, cause);
  });
  return {
    ...input,
    close: async () => {
      await duck.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
