import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { newId, type WorkspaceDb } from '../../base/index.ts';
import { type Datasets, isHeader } from '../../datasets/index.ts';
import { receive } from '../datasets/upload.ts';

/** Uploaded parts lie beside other files that are thrown away, until their execution ends. */
export function partFiles(datasets: Datasets) {
  const pathOf = ({ workspaceId }: WorkspaceDb, stream: number, execution: number, part: number) =>
    datasets.scratch(`stream-${workspaceId}-${stream}-${execution}-${part}`);
  return {
    /** A part that is sent again takes the place of the one before. */
    store: async (
      db: WorkspaceDb,
      stream: number,
      execution: number,
      part: number,
      upload: IncomingMessage,
    ) => {
      const path = await pathOf(db, stream, execution, part);
      const coming = `${path}.${newId()}`;
      await receive(upload, coming);
      await makeDurable(coming);
      await rename(coming, path);
    },

    /** Writes the parts one after the other into one file; each may begin with the line of names, and end without a line's end. */
    join: async (
      db: WorkspaceDb,
      stream: number,
      execution: number,
      parts: readonly number[],
      names: readonly string[],
    ) => {
      const target = await datasets.scratch(`joined-${newId()}`);
      try {
        for (const part of [...parts].sort((a, b) => a - b)) {
          const path = await pathOf(db, stream, execution, part);
          const { start, ended } = await lookAt(path, names);
          await pipeline(
            createReadStream(path, { start }),
            createWriteStream(target, { flags: 'a', mode: 0o600 }),
          );
          if (!ended) await append(target, '\n');
        }
        return target;
      } catch (error) {
        await rm(target, { force: true });
        throw error;
      }
    },

    forget: async (db: WorkspaceDb, stream: number, execution: number, parts: readonly number[]) => {
      for (const part of parts) await rm(await pathOf(db, stream, execution, part), { force: true });
    },
  };
}

const HEAD_BYTES = 1 << 20;

/** Where a part's rows begin, and whether its last line has its end (or there is none). */
async function lookAt(path: string, names: readonly string[]): Promise<{ start: number; ended: boolean }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) return { start: 0, ended: true };
    const head = Buffer.alloc(Math.min(size, HEAD_BYTES));
    await file.read(head, 0, head.length, 0);
    const last = Buffer.alloc(1);
    await file.read(last, 0, 1, size - 1);
    return { start: skipNames(head, names), ended: last[0] === 0x0a };
  } finally {
    await file.close();
  }
}

function skipNames(head: Buffer, names: readonly string[]): number {
  const end = head.indexOf(0x0a);
  const line = head
    .subarray(0, end < 0 ? head.length : end)
    .toString('utf8')
    .replace(/\r$/, '');
  if (!isHeader(line, names)) return 0;
  return end < 0 ? head.length : end + 1;
}

async function append(path: string, text: string): Promise<void> {
  const file = await open(path, 'a');
  await file.writeFile(text).finally(() => file.close());
}

async function makeDurable(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync().finally(() => file.close());
}
