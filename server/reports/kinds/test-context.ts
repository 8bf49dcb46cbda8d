import { createLogger, type WorkspaceDb } from '../../base/index.ts';
import type { XClient } from '../../x/index.ts';
import { lookupsOf, peopleOf } from '../at-home.ts';
import type { AccountFacts, Batch, Json, PullContext, ReportKind, Row, Spend } from '../kind.ts';

/** What a run did, with the cells by the names of their columns. */
export interface Pulled {
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
  readonly companions: Readonly<Record<string, readonly Row[]>>;
  readonly bookmark: Json | undefined;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
  /** Each call: what it could cost at most, and what it did cost. */
  readonly spent: readonly (Spend & { readonly used: number })[];
  readonly batches: number;
}

export interface Setting {
  readonly db: WorkspaceDb;
  readonly client: XClient;
  readonly account: AccountFacts;
  readonly now: Date;
}

/** Options as the engine hands them over: what does not apply is absent, what has a default is there. */
export function fill(kind: ReportKind, chosen: Readonly<Record<string, string | number | boolean>>) {
  const options: Record<string, string | number | boolean> = {};
  for (const field of kind.options(undefined)) {
    const applies = (field.when ?? []).every(({ option, is }) => is.includes(String(options[option])));
    const given = chosen[field.key] ?? ('default' in field ? field.default : undefined);
    if (applies && given !== null && given !== undefined && !Array.isArray(given)) options[field.key] = given;
  }
  return options;
}

/**
 * Runs a connector as the engine does. `stopAfter` drops the generator after so many batches and goes on with what the
 * last checkpoint says, again and again: as after a wait or a kill.
 */
export async function pull(
  kind: ReportKind,
  setting: Setting,
  chosen: Readonly<Record<string, string | number | boolean>>,
  more: Partial<Pick<PullContext, 'bookmark' | 'enough' | 'input' | 'checkpoint'>> & {
    readonly stopAfter?: number;
    readonly onBatch?: (batch: Batch) => void;
  } = {},
): Promise<Pulled> {
  const { account, now, db, client } = setting;
  const asked = { options: fill(kind, chosen), zone: 'UTC', now, account };
  const rows: Row[] = [];
  const companions: Record<string, Row[]> = {};
  const notes: string[] = [];
  const warnings: string[] = [];
  const spent: (Spend & { used: number })[] = [];
  let bookmark: Json | undefined;
  let { checkpoint } = more;
  let batches = 0;
  for (let ended = false; !ended; ) {
    let left = more.stopAfter ?? Number.POSITIVE_INFINITY;
    const context: PullContext = {
      asked,
      db,
      people: peopleOf(db),
      lookups: lookupsOf(db),
      reportId: 'test',
      get input() {
        if (!more.input) throw new Error('no input');
        return more.input;
      },
      client,
      // Through JSON, as it is kept.
      checkpoint: checkpoint === undefined ? undefined : JSON.parse(JSON.stringify(checkpoint)),
      bookmark: more.bookmark,
      enough: more.enough,
      signal: new AbortController().signal,
      logger: createLogger('silent'),
      async spend(most, call, used) {
        const answer = await call();
        spent.push({ ...most, used: used(answer) });
        return answer;
      },
      note: (text) => void notes.push(text),
      warn: (text) => void warnings.push(text),
    };
    ended = true;
    for await (const batch of kind.pull(context)) {
      batches += 1;
      rows.push(...batch.rows);
      for (const [key, added] of Object.entries(batch.companions ?? {}))
        (companions[key] ??= []).push(...added);
      checkpoint = batch.checkpoint;
      if (batch.bookmark !== undefined) bookmark = batch.bookmark;
      more.onBatch?.(batch);
      left -= 1;
      if (left === 0) {
        ended = false;
        break;
      }
    }
  }
  const names = kind.columns(asked).map(({ name }) => name);
  const named = rows.map((row) => {
    if (row.length !== names.length) throw new Error(`a row has ${row.length} cells, not ${names.length}`);
    return Object.fromEntries(names.map((name, at) => [name, row[at] ?? null]));
  });
  return { rows: named, companions, bookmark, notes, warnings, spent, batches };
}
