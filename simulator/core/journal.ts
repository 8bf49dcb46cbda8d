import {
  appendFileSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

/** Where tables write what changes, so that a restarted simulator has its state again. */
export interface Journal {
  put(table: string, row: object): void;
  delete(table: string, key: string): void;
  read(into: { put(table: string, row: object): void; delete(table: string, key: string): void }): void;
  /** Replaces everything by these rows. */
  rewrite(rows: Record<string, object[]>): void;
  close(): void;
}

type Line = { t: string; p: object } | { t: string; d: string };

const flushEveryMs = 200;
const rowsPerWrite = 5000;

/** For a simulator that lives in memory only. */
export const noJournal: Journal = {
  put() {},
  delete() {},
  read() {},
  rewrite() {},
  close() {},
};

/** One JSON line per change in `dataDir/state.jsonl`, written five times a second, rewritten compactly at each start. */
export function createJournal(dataDir: string): Journal {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'state.jsonl');
  // Rows wait here unserialised: a row that changes twice within one flush costs little.
  let waiting: Line[] = [];
  const flush = () => {
    if (waiting.length === 0) return;
    const lines = waiting;
    waiting = [];
    for (let at = 0; at < lines.length; at += rowsPerWrite)
      appendFileSync(
        path,
        `${lines
          .slice(at, at + rowsPerWrite)
          .map((line) => JSON.stringify(line))
          .join('\n')}\n`,
      );
  };
  const timer = setInterval(flush, flushEveryMs);
  timer.unref();
  return {
    put: (table, row) => void waiting.push({ t: table, p: row }),
    delete: (table, key) => void waiting.push({ t: table, d: key }),
    read(into) {
      for (const text of linesOf(path)) {
        const line = parseLine(text);
        if (!line) continue;
        if ('p' in line) into.put(line.t, line.p);
        else into.delete(line.t, line.d);
      }
    },
    rewrite(rows) {
      waiting = [];
      const next = `${path}.next`;
      const file = openSync(next, 'w', 0o600);
      for (const [table, list] of Object.entries(rows))
        for (let at = 0; at < list.length; at += rowsPerWrite) {
          const lines = list
            .slice(at, at + rowsPerWrite)
            .map((row) => `${JSON.stringify({ t: table, p: row })}\n`);
          writeSync(file, lines.join(''));
        }
      fsyncSync(file);
      closeSync(file);
      renameSync(next, path);
    },
    close() {
      clearInterval(timer);
      flush();
    },
  };
}

/** A line cut off by a crash is the last one and is dropped. */
function parseLine(text: string): Line | undefined {
  try {
    // The file is written only by this module.
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}

function* linesOf(path: string): Generator<string> {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return;
  }
  const decoder = new StringDecoder('utf8');
  const chunk = Buffer.alloc(1 << 20);
  let rest = '';
  for (let count = readSync(file, chunk); count > 0; count = readSync(file, chunk)) {
    const parts = (rest + decoder.write(chunk.subarray(0, count))).split('\n');
    rest = parts.pop() ?? '';
    yield* parts.filter((part) => part !== '');
  }
  closeSync(file);
  if (rest !== '') yield rest;
}
