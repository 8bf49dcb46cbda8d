import { readSourceConfig } from '../config.ts';
import { type Connection, connect, factsOf } from '../connection.ts';
import type { KeepConfig } from '../credentials.ts';
import { failureOf, SourceProblem } from '../problem.ts';
import { purseOf, readUnit, type Reading, type Told } from '../read.ts';
import type { Setting } from '../setting.ts';
import { readState, recordOf, stateJson } from '../state.ts';
import { type Stream, streamsOf, type Unit, unitsOf } from '../streams.ts';
import { rowWriter } from '../values.ts';
import { catalog, readCatalog, schemaOf, type Wanted } from './catalog.ts';

export interface TapFiles {
  readonly config: unknown;
  /** Undefined: every stream. */
  readonly catalog: unknown;
  readonly state: unknown;
}

/** Prints the catalogue; asks nothing of X. @throws SourceProblem, AppError */
export async function discover({ lines, nowMs }: Setting, json: unknown): Promise<void> {
  const config = readSourceConfig(json);
  await lines.write(JSON.stringify(catalog(unitsOf(config, factsOf(config), new Date(nowMs()))), null, 2));
  await lines.flush();
}

/** Runs as a Singer tap. @returns whether all streams came through; what did not is on standard error */
export async function runTap(setting: Setting, files: TapFiles): Promise<boolean> {
  const config = readSourceConfig(files.config);
  if (config.credentials.auth_type === 'oauth2' && !(await setting.canKeepFile())) throw cannotKeep();
  const connection = await connect(config, keeper(setting), setting.nowMs);
  const units = unitsOf(config, connection.account, connection.now());
  const wanted = readCatalog(files.catalog, units);
  const bookmarks = { ...recordOf(recordOf(files.state)?.['bookmarks']) };
  const { signal, sleep, nowMs } = setting;
  const shared = { config, connection, purse: purseOf(config), signal, sleep, nowMs };
  let isDone = true;
  for (const unit of units) {
    if (!streamsOf(unit).some(({ name }) => wanted.has(name)) || setting.signal.aborted) continue;
    try {
      await readOne(setting, { ...shared, unit, wanted, bookmarks });
    } catch (error) {
      await setting.lines.flush();
      const why = setting.signal.aborted
        ? 'It was stopped; it goes on where it was.'
        : failureOf(error).sentence;
      setting.progress(`${unit.main.name}: ${why}`);
      isDone = false;
    }
  }
  await setting.lines.flush();
  return isDone && !setting.signal.aborted;
}

type One = Pick<Reading, 'config' | 'purse' | 'signal' | 'sleep' | 'nowMs'> & {
  readonly connection: Connection;
  readonly unit: Unit;
  readonly wanted: ReadonlyMap<string, Wanted>;
  readonly bookmarks: Record<string, unknown>;
};

async function readOne(setting: Setting, { unit, wanted, bookmarks, ...shared }: One): Promise<void> {
  const { lines, progress } = setting;
  const { name } = unit.main;
  const writers = new Map<string, ReturnType<typeof rowWriter>>();
  for (const stream of streamsOf(unit)) {
    const choice = wanted.get(stream.name);
    if (!choice) continue;
    writers.set(stream.name, rowWriter(stream, choice.columns));
    await lines.write(JSON.stringify(schemaMessage(stream, choice)));
  }
  const mode = wanted.get(name)?.mode ?? 'full_refresh';
  let rows = 0;
  let expected = '';
  const tell = async (told: Told): Promise<void> => {
    switch (told.kind) {
      case 'rows': {
        const write = writers.get(told.stream.name);
        if (told.stream === unit.main) rows += told.rows.length;
        if (!write) return;
        const start = `{"type":"RECORD","stream":${JSON.stringify(told.stream.name)},"record":`;
        const end = `,"time_extracted":"${new Date(setting.nowMs()).toISOString()}"}`;
        for (const row of told.rows) await lines.write(start + write(row) + end);
        return;
      }
      case 'state':
        bookmarks[name] = stateJson(told.state);
        await lines.write(
          JSON.stringify({
            type: 'STATE',
            value: { currently_syncing: told.state.run ? name : null, bookmarks },
          }),
        );
        progress(`${name}: ${rows}${expected} rows`);
        return lines.flush();
      case 'expected':
        expected = ` of about ${told.rows}`;
        return;
      case 'waiting':
        progress(`${name}: ${told.why} It goes on at ${told.until.toISOString()}.`);
        return lines.flush();
      case 'note':
      case 'warning':
        progress(`${name}: ${told.text}`);
    }
  };
  const from = readState(bookmarks[name]);
  for await (const told of readUnit(unit, { ...shared, mode, from })) await tell(told);
}

const schemaMessage = (stream: Stream, { columns, mode }: Wanted) => ({
  type: 'SCHEMA',
  stream: stream.name,
  schema: schemaOf(stream, columns),
  key_properties: stream.keys,
  ...(mode === 'incremental' && stream.cursor !== undefined && { bookmark_properties: [stream.cursor] }),
});

/** A tap has no message for a renewed sign-in: the file that it was read from is where it goes, as is the custom. */
function keeper({ keepFile }: Setting): KeepConfig {
  return async (config) => {
    if (await keepFile(config)) return;
    throw cannotKeep();
  };
}

/** Said before a token is spent, unless the file became so in between. */
const cannotKeep = () =>
  new SourceProblem(
    'config_error',
    'The configuration file cannot be written. X renews the sign-in now and then, and the new tokens must be kept there.',
  );
