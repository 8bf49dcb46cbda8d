import { readSourceConfig, type SourceConfig } from '../config.ts';
import { type Connection, connect } from '../connection.ts';
import { failureOf } from '../problem.ts';
import { purseOf, readUnit, type Told } from '../read.ts';
import type { Setting } from '../setting.ts';
import { stateJson, type StreamState } from '../state.ts';
import { type Stream, streamsOf, type Unit, unitsOf } from '../streams.ts';
import { rowWriter } from '../values.ts';
import { readCatalog, readStates, stateOf, type Wanted } from './catalog.ts';
import { keeper, orSay, say } from './commands.ts';
import { errorTrace, estimate, log, recordLine, state, type Status, streamStatus } from './messages.ts';

export interface ReadFiles {
  readonly config: unknown;
  readonly catalog: unknown;
  /** Undefined: everything from its beginning. */
  readonly state: unknown;
}

/** Reads the streams of a catalogue, one after the other. @returns whether all of them came through */
export async function runRead(setting: Setting, files: ReadFiles): Promise<boolean> {
  return orSay(setting, async () => {
    const config = readSourceConfig(files.config);
    const connection = await connect(config, keeper(setting), setting.nowMs);
    const units = unitsOf(config, connection.account, connection.now());
    const wanted = readCatalog(files.catalog, units);
    const states = readStates(files.state);
    const shared = { config, connection, purse: purseOf(config) };
    let isDone = true;
    for (const unit of units) {
      const streams = streamsOf(unit).filter(({ name }) => wanted.has(name));
      if (streams.length === 0 || setting.signal.aborted) continue;
      isDone = (await readOne(setting, { ...shared, unit, streams, wanted, states })) && isDone;
    }
    return isDone && !setting.signal.aborted;
  });
}

interface One {
  readonly config: SourceConfig;
  readonly connection: Connection;
  readonly purse: ReturnType<typeof purseOf>;
  readonly unit: Unit;
  /** Those that are wanted. */
  readonly streams: readonly Stream[];
  readonly wanted: ReadonlyMap<string, Wanted>;
  readonly states: ReadonlyMap<string, StreamState>;
}

async function readOne(setting: Setting, one: One): Promise<boolean> {
  const { unit, streams, wanted, states } = one;
  const { name } = unit.main;
  const saying = new Saying(setting, one);
  await saying.status('STARTED');
  const mode = wanted.get(name)?.mode ?? 'full_refresh';
  try {
    const { signal, sleep, nowMs } = setting;
    // A table beside another goes on with that one, wherever it is.
    const from = stateOf(states, streams.includes(unit.main) ? name : '');
    for await (const told of readUnit(unit, { ...one, mode, from, signal, sleep, nowMs }))
      await saying.tell(told);
    await saying.status('COMPLETE');
    return true;
  } catch (error) {
    await saying.status('INCOMPLETE');
    const { type, sentence } = setting.signal.aborted
      ? { type: 'transient_error' as const, sentence: 'It was stopped; it goes on where it was.' }
      : failureOf(error);
    setting.progress(`${name}: ${sentence}`);
    await say(setting, errorTrace(type, sentence, setting.nowMs(), name));
    return false;
  }
}

/** Says in Airbyte's words what happens with a report. */
class Saying {
  readonly #setting: Setting;
  readonly #one: One;
  readonly #writers: ReadonlyMap<string, ReturnType<typeof rowWriter>>;
  readonly #running = new Set<string>();
  /** Records since the last state of the stream. */
  readonly #records = new Map<string, number>();
  #rows = 0;
  #expected: number | undefined;

  constructor(setting: Setting, one: One) {
    this.#setting = setting;
    this.#one = one;
    this.#writers = new Map(
      one.streams.map((stream) => [stream.name, rowWriter(stream, one.wanted.get(stream.name)?.columns)]),
    );
  }

  async status(status: Status, quotaReset?: number): Promise<void> {
    for (const { name } of this.#one.streams) {
      await say(this.#setting, streamStatus(name, status, this.#setting.nowMs(), quotaReset));
    }
    await this.#setting.lines.flush();
  }

  async tell(told: Told): Promise<void> {
    const { progress } = this.#setting;
    const { main } = this.#one.unit;
    switch (told.kind) {
      case 'rows':
        return this.#rowsOf(told);
      case 'state':
        await this.#stateOf(told.state);
        return progress(
          `${main.name}: ${this.#rows}${this.#expected === undefined ? '' : ` of about ${this.#expected}`} rows`,
        );
      case 'expected':
        if (told.rows === this.#expected || !this.#writers.has(main.name)) return undefined;
        this.#expected = told.rows;
        return say(this.#setting, estimate(main.name, told.rows, this.#setting.nowMs()));
      case 'waiting': {
        const text = `${told.why} It goes on at ${told.until.toISOString()}.`;
        progress(`${main.name}: ${text}`);
        await say(this.#setting, log('WARN', text));
        if (told.limited) await this.status('RUNNING', told.until.getTime());
        return this.#setting.lines.flush();
      }
      case 'note':
        return say(this.#setting, log('INFO', told.text));
      case 'warning':
        return say(this.#setting, log('WARN', told.text));
    }
  }

  async #rowsOf({ stream: { name }, rows }: Told & { kind: 'rows' }): Promise<void> {
    if (name === this.#one.unit.main.name) this.#rows += rows.length;
    const write = this.#writers.get(name);
    if (!write) return;
    if (!this.#running.has(name))
      await say(this.#setting, streamStatus(name, 'RUNNING', this.#setting.nowMs()));
    this.#running.add(name);
    const at = this.#setting.nowMs();
    for (const row of rows) await this.#setting.lines.write(recordLine(name, write(row), at));
    this.#records.set(name, (this.#records.get(name) ?? 0) + rows.length);
  }

  /** That of the main stream last: what is beside it is out by then. */
  async #stateOf(of: StreamState): Promise<void> {
    const { unit, streams } = this.#one;
    for (const stream of streams.toReversed()) {
      const records = this.#records.get(stream.name) ?? 0;
      const isMain = stream === unit.main;
      if (!isMain && records === 0 && of.run) continue;
      const json = isMain ? stateJson(of) : { with: unit.main.name };
      await say(this.#setting, state(stream.name, json, records));
      this.#records.set(stream.name, 0);
    }
    await this.#setting.lines.flush();
  }
}
