// A process that runs SQL over files and nothing else. It ends when its channel does: whoever asked is gone.
import { type DuckDBConnection, DuckDBInstance, type DuckDBResultReader } from '@duckdb/node-api';
import type {
  ChildSettings,
  DuckCell,
  DuckOutcome,
  DuckRows,
  DuckTask,
  FromChild,
  ToChild,
} from './protocol.ts';
import { quoteText, quoteTexts } from './quote.ts';
import { findRefusal } from './reads-only.ts';

const PROGRESS_EVERY_MS = 250;

// We are started by pool.ts with exactly this.
const settings = JSON.parse(process.argv[2] ?? '{}') as ChildSettings;

const tell = (message: FromChild) => process.send?.(message);

process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  // Only pool.ts has the other end.
  const { id, task } = message as ToChild;
  void run(id, task).then((outcome) => tell({ id, outcome }));
});
tell({ ready: true });

/** Serves our own statements, one after the other: making a database takes longer than most of them. */
let ours: Promise<DuckDBInstance> | undefined;

function makeInstance(): Promise<DuckDBInstance> {
  return DuckDBInstance.create(':memory:', {
    memory_limit: `${settings.memoryMb}MB`,
    threads: String(settings.threads),
    temp_directory: settings.spillDir,
    max_temp_directory_size: `${settings.spillMb}MB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
}

async function run(id: number, task: DuckTask): Promise<DuckOutcome> {
  // A database of its own for a stranger: what they leave behind, settings included, nobody finds.
  ours ??= makeInstance();
  const instance = await (task.stranger ? makeInstance() : ours);
  const connection = await instance.connect();
  const watch = setInterval(() => {
    const { percentage } = connection.progress;
    if (percentage >= 0) tell({ id, progress: percentage });
  }, PROGRESS_EVERY_MS);
  try {
    return { ok: true, results: await runAll(connection, task) };
  } catch (error) {
    return faultOf(error);
  } finally {
    clearInterval(watch);
    connection.closeSync();
    if (task.stranger) instance.closeSync();
  }
}

class Refused extends Error {}

async function runAll(connection: DuckDBConnection, task: DuckTask): Promise<DuckRows[]> {
  const results: DuckRows[] = [];
  await connection.run("set timezone = 'UTC'");
  // Otherwise it does not count how far it is; it prints nothing.
  await connection.run('set enable_progress_bar = true');
  await connection.run('set enable_progress_bar_print = false');
  for (const { sql, rows } of task.steps) {
    if (rows === undefined) await connection.run(sql);
    else results.push(await read(connection, sql, rows));
  }
  if (!task.stranger) return results;
  const { sql, rows, files, tables } = task.stranger;
  const [tree] = (
    await connection.runAndReadAll(`select json_serialize_sql(${quoteText(sql)})`)
  ).getRowsJson();
  const refusal = findRefusal(JSON.parse(typeof tree?.[0] === 'string' ? tree[0] : 'null'), new Set(tables));
  if (refusal !== undefined) throw new Refused(refusal);
  await connection.run(`set allowed_paths = ${quoteTexts(files)}`);
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');
  results.push(await read(connection, sql, rows));
  return results;
}

async function read(connection: DuckDBConnection, sql: string, most: number): Promise<DuckRows> {
  const reader = await connection.streamAndReadUntil(sql, most + 1);
  const all = reader.getRowsJson();
  return {
    columns: columnsOf(reader),
    // A cell is what JSON has: nested values come as text.
    rows: all.slice(0, most).map((row) => row.map(cellOf)),
    more: all.length > most,
  };
}

function columnsOf(reader: DuckDBResultReader) {
  const types = reader.columnTypes();
  return reader.deduplicatedColumnNames().map((name, index) => ({ name, type: String(types[index]) }));
}

function cellOf(value: unknown): DuckCell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}

function faultOf(error: unknown): DuckOutcome {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Refused) return { ok: false, kind: 'refused', message };
  if (/Out of Memory|max_temp_directory_size|failed to (pin|offload|allocate)/i.test(message)) {
    return { ok: false, kind: 'memory', message };
  }
  if (/INTERRUPT/i.test(message)) return { ok: false, kind: 'cancelled', message };
  return { ok: false, kind: 'statement', message };
}
