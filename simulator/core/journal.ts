import { closeSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

/** Where tables write what changes, so that a restarted simulator has its state again. */
export interface Journal {
  put(table: string, row: object): void;
  delete(table: string, key: string): void;
  /** Hands what waits to the operating system: from here on the end of the process loses none of it. */
  flush(): void;
  read(into: { put(table: string, row: object): void; delete(table: string, key: string): void }): void;
  /** Replaces everything by these rows. */
  rewrite(rows: Record<string, object[]>): void;
  /** Called when so much was written that `rewrite` would save space. */
  onGrown(compact: () => void): void;
  close(): void;
}

type Line = { t: string; p: object } | { t: string; d: string };

const flushEveryMs = 200;
const rowsPerWrite = 5000;
/** What may be appended before it is written anew: as much as the rows themselves, and no less than this. */
const leastGrowthBytes = 64 * 1024 * 1024;

/** For a simulator that lives in memory only. */
export const noJournal: Journal = {
  put() {},
  delete() {},
  flush() {},
  read() {},
  rewrite() {},
  onGrown() {},
  close() {},
};

/**
 * One JSON line per change in `dataDir/state.jsonl`, written before an answer leaves and five times a second, rewritten
 * compactly at each start and when it has grown.
 */
export function createJournal(dataDir: string, growthBytes = leastGrowthBytes): Journal {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'state.jsonl');
  // Rows wait here unserialised: a row that changes twice within one flush costs little.
  let waiting: Line[] = [];
  let file: number | undefined;
  let rewrittenBytes = 0;
  let appendedBytes = 0;
  let compact = () => {};

  const flush = () => {
    if (waiting.length === 0) return;
    const lines = waiting;
    waiting = [];
    file ??= openSync(path, 'a', 0o600);
    for (let at = 0; at < lines.length; at += rowsPerWrite) {
      const chunk = lines.slice(at, at + rowsPerWrite).map((line) => `${JSON.stringify(line)}\n`);
      appendedBytes += writeAll(file, chunk.join(''));
    }
  };
  const tidy = () => {
    flush();
    if (appendedBytes > Math.max(growthBytes, rewrittenBytes)) compact();
  };
  const timer = setInterval(tidy, flushEveryMs);
  timer.unref();

  return {
    put: (table, row) => void waiting.push({ t: table, p: row }),
    delete: (table, key) => void waiting.push({ t: table, d: key }),
    flush,
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
      const fresh = openSync(next, 'w', 0o600);
      rewrittenBytes = 0;
      appendedBytes = 0;
      for (const [table, list] of Object.entries(rows))
        for (let at = 0; at < list.length; at += rowsPerWrite) {
          const lines = list
            .slice(at, at + rowsPerWrite)
            .map((row) => `${JSON.stringify({ t: table, p: row })}\n`);
          rewrittenBytes += writeAll(fresh, lines.join(''));
        }
      fsyncSync(fresh);
      closeSync(fresh);
      if (file !== undefined) closeSync(file);
      file = undefined;
      renameSync(next, path);
    },
    onGrown: (rewrite) => void (compact = rewrite),
    close() {
      clearInterval(timer);
      flush();
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

/** Writes the whole text, however little the system takes at once; how many bytes that were. */
function writeAll(file: number, text: string): number {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  return bytes.length;
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
