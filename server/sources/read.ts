import { createLogger, messageOf } from '../base/index.ts';
import {
  type Batch,
  contextOf,
  type Json,
  lookupsAlone,
  peopleAlone,
  type Purse,
  type Row,
} from '../reports/index.ts';
import { XProblem } from '../x/index.ts';
import type { SourceConfig } from './config.ts';
import type { Connection } from './connection.ts';
import { type OpenInput, openInput } from './input.ts';
import { SourceProblem } from './problem.ts';
import type { RunState, StreamState } from './state.ts';
import { fingerprint, type Stream, type SyncMode, type Unit } from './streams.ts';

/** What happens while a report is read, in the order in which it must be told. */
export type Told =
  | { readonly kind: 'rows'; readonly stream: Stream; readonly rows: readonly Row[] }
  /** All rows before it are out: from here it can go on. */
  | { readonly kind: 'state'; readonly state: StreamState }
  | { readonly kind: 'expected'; readonly rows: number }
  | { readonly kind: 'waiting'; readonly until: Date; readonly why: string; readonly limited: boolean }
  | { readonly kind: 'note' | 'warning'; readonly text: string };

export interface Reading {
  readonly config: SourceConfig;
  readonly connection: Connection;
  readonly mode: SyncMode;
  readonly from: StreamState;
  readonly signal: AbortSignal;
  /** What is left to spend, shared by all reports of a run. */
  readonly purse: Purse;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly nowMs: () => number;
}

const RETRY_SECONDS = [2, 10, 30, 60, 120];
const MINUTE_MS = 60_000;

/** Reads a report from where it was left. @throws XProblem, AppError, SourceProblem when it cannot go on */
export async function* readUnit(unit: Unit, reading: Reading): AsyncGenerator<Told> {
  const { connection, mode, from, signal } = reading;
  const now = connection.now();
  const of = fingerprint(unit, mode, unit.ask(mode, connection.account, now));
  if (from.run && from.run.of !== of) {
    yield {
      kind: 'warning',
      text: `${unit.main.name}: other things are asked for than before, so it begins anew.`,
    };
  }
  const known = from.run?.of === of ? from.run : undefined;
  // Days count from the start of the run that was cut off.
  const start = { of, askedAt: known?.askedAt ?? now, rows: known?.rows ?? 0, bookmark: known?.bookmark };
  const bookmark = mode === 'incremental' ? from.bookmark : undefined;
  const input = unit.input && (await openInput(unit.input));
  try {
    const run = yield* pullAll(unit, reading, { start, checkpoint: known?.checkpoint, bookmark, input });
    yield { kind: 'state', state: { bookmark: run.bookmark ?? bookmark, run: undefined } };
    signal.throwIfAborted();
  } finally {
    await input?.close();
  }
}

interface Pulling {
  readonly start: Omit<RunState, 'checkpoint'>;
  readonly checkpoint: Json | undefined;
  readonly bookmark: Json | undefined;
  readonly input: OpenInput | undefined;
}

/** Pulls to the end, over limits and faults that pass. */
async function* pullAll(
  unit: Unit,
  reading: Reading,
  pulling: Pulling,
): AsyncGenerator<Told, Pick<RunState, 'bookmark'>> {
  const { config, connection, mode, signal, purse, sleep, nowMs } = reading;
  const { start, bookmark, input } = pulling;
  const said: Told[] = [];
  const parts = {
    db: undefined,
    people: peopleAlone(connection.name),
    lookups: lookupsAlone(),
    input,
    logger: createLogger('silent'),
    asked: unit.ask(mode, connection.account, start.askedAt),
    client: connection.client,
    purse,
    reportId: undefined,
    bookmark,
    enough: undefined,
    signal,
    note: (text: string) => void said.push({ kind: 'note', text }),
    warn: (text: string) => void said.push({ kind: 'warning', text }),
  };
  let run: Omit<RunState, 'checkpoint'> = start;
  let { checkpoint } = pulling;
  for (let tries = 0; ; ) {
    try {
      for await (const batch of unit.kind.pull(contextOf({ ...parts, checkpoint }))) {
        yield* said.splice(0);
        yield* rowsOf(unit, batch);
        ({ checkpoint } = batch);
        run = { ...run, rows: run.rows + batch.rows.length, bookmark: batch.bookmark ?? run.bookmark };
        yield { kind: 'state', state: { bookmark, run: { ...run, checkpoint } } };
        if (batch.expected !== undefined) yield { kind: 'expected', rows: batch.expected };
        tries = 0;
        signal.throwIfAborted();
      }
      yield* said.splice(0);
      return run;
    } catch (error) {
      yield* said.splice(0);
      signal.throwIfAborted();
      const wait = waitOf(error, tries, nowMs());
      if (!wait) throw error;
      tries += 1;
      yield {
        kind: 'waiting',
        until: new Date(nowMs() + wait.ms),
        why: messageOf(error),
        limited: wait.limited,
      };
      if (wait.ms > config.most_wait_minutes * MINUTE_MS && wait.limited)
        throw tooLong(config, wait.ms, error);
      await sleep(wait.ms, signal);
    }
  }
}

function* rowsOf(unit: Unit, batch: Batch): Generator<Told> {
  for (const [key, rows] of Object.entries(batch.companions ?? {})) {
    const stream = unit.beside.get(key);
    if (stream && rows.length > 0) yield { kind: 'rows', stream, rows };
  }
  if (batch.rows.length > 0) yield { kind: 'rows', stream: unit.main, rows: batch.rows };
}

/** How long until it may go on; undefined: it cannot. */
function waitOf(
  error: unknown,
  tries: number,
  nowMs: number,
): { readonly ms: number; readonly limited: boolean } | undefined {
  if (!(error instanceof XProblem) || !error.retryable) return undefined;
  if (error.kind === 'limited') {
    const ms = error.freeAt ? error.freeAt.getTime() - nowMs : (error.retryAfterMs ?? MINUTE_MS);
    return { ms: Math.max(1_000, ms), limited: true };
  }
  const seconds = RETRY_SECONDS[tries];
  return seconds === undefined ? undefined : { ms: seconds * 1_000, limited: false };
}

function tooLong({ most_wait_minutes: most }: SourceConfig, ms: number, cause: unknown): SourceProblem {
  const minutes = Math.ceil(ms / MINUTE_MS);
  const sentence = `X lets this go on in ${minutes} minutes, and no more than ${most} are waited for. It goes on where it was the next time.`;
  return new SourceProblem('transient_error', sentence, cause);
}

const tooDear = (most: number) =>
  new SourceProblem(
    'config_error',
    `Going on would cost more than the $${most.toFixed(2)} of most_usd_per_run. It goes on where it was the next time.`,
  );

/** A purse with what a run may cost; without a cap it has no bottom. */
export function purseOf({ most_usd_per_run: most }: Pick<SourceConfig, 'most_usd_per_run'>): Purse {
  let spent = 0;
  return {
    take: (microUsd) => {
      const cap = most === undefined ? Number.POSITIVE_INFINITY : Math.round(most * 1_000_000);
      if (spent + microUsd > cap) return Promise.reject(tooDear(most ?? 0));
      spent += microUsd;
      return Promise.resolve();
    },
    giveBack: (microUsd) => {
      spent -= microUsd;
      return Promise.resolve();
    },
  };
}
