import type { Batch, Cell, PullContext, Row } from '../../kind.ts';
import { HOUR_MS, type Missing, type Told } from './ask.ts';
import { askAnalytics } from './ask-analytics.ts';
import { askEngagementApi } from './ask-engagement.ts';
import { Cells, rowMaker } from './cells.ts';
import { type Checkpoint, readCheckpoint, toJson } from './checkpoint.ts';
import { type Chosen, readChosen } from './chosen.ts';
import { type DayRange, dateOf, rangeOf, widenedNote } from './days.ts';
import { countsIn } from './metrics.ts';
import { type Plan, planOf, stepOf } from './plan.ts';
import { firstSource, isWithoutContract } from './source.ts';
import { TweetFacts, tweetsOf } from './tweets.ts';
import { type Layout, layoutOf, type Window } from './windows.ts';

/** Each batch is committed: with small ones that would take longer than the rows. */
const BATCH_ROWS = 20_000;
/** X rounds a moment of this hour to the hour's end, but refuses one that its clock has not reached. */
const BEHIND_MS = 60_000;

const SPARE_TWEETS = 2;

/** Fetches the rows of a report, one request after the other; which of them belong together, `Plan` says. */
export async function* pull(context: PullContext): AsyncGenerator<Batch> {
  const { asked, checkpoint } = context;
  const chosen = readChosen(asked);
  const range = rangeOf(chosen, asked.zone, asked.now);
  // It was checked before; only a clock that goes backwards comes here.
  if ('problem' in range) throw new Error(range.problem);
  const run = new Run(context, chosen, range);
  if (checkpoint === undefined) yield await run.begin();
  else run.resume(readCheckpoint(checkpoint));
  let rows = 0;
  for await (const batch of run.batches()) {
    yield batch;
    rows += batch.rows.length;
    if (rows >= (context.enough ?? Number.POSITIVE_INFINITY)) return;
  }
}

/** Tweets, hours and places of a request. */
interface Piece {
  readonly step: number;
  readonly ids: readonly string[];
  readonly window: Window;
  readonly layout: Layout;
  readonly cells: Cells;
}

class Run {
  readonly #context: PullContext;
  readonly #chosen: Chosen;
  readonly #range: DayRange;
  readonly #facts = new TweetFacts();
  #at: Checkpoint | undefined;
  #known: Plan | undefined;

  constructor(context: PullContext, chosen: Chosen, range: DayRange) {
    this.#context = context;
    this.#chosen = chosen;
    this.#range = range;
  }

  resume(checkpoint: Checkpoint): void {
    this.#at = checkpoint;
  }

  /** Chooses the tweets. X charges for that, so it is kept before anything else is asked. */
  async begin(): Promise<Batch> {
    const { asked, client, enough } = this.#context;
    const source = firstSource(this.#chosen, asked.account);
    const untilAt = (ms: number) => Math.min(this.#range.untilHour, Math.ceil((ms - BEHIND_MS) / HOUR_MS));
    const ofOne = planOf(this.#chosen, this.#range, {
      source,
      tweets: 1,
      untilHour: untilAt(asked.now.getTime()),
    });
    // For a preview no more tweets are paid for than it takes; some may turn out to be unavailable.
    const most =
      enough !== undefined && this.#by('tweet')
        ? Math.ceil(enough / Math.max(1, ofOne.rows)) + SPARE_TWEETS
        : Number.POSITIVE_INFINITY;
    const ids = await tweetsOf(this.#context, this.#chosen, most, this.#facts);
    // Asking for them may have taught what time it is at X.
    const untilHour = untilAt(Math.min(asked.now.getTime(), client.site.time.nowMs()));
    this.#at = { source, ids, untilHour, step: 0, sums: null, from: 0, gone: [], told: [] };
    const plan = this.#plan();
    this.#noteStart(plan);
    return { rows: [], checkpoint: toJson(this.#at), expected: plan.rows };
  }

  async *batches(): AsyncGenerator<Batch> {
    while (this.#state.step < this.#plan().steps || this.#state.sums !== null) {
      const plan = this.#plan();
      const { sums } = this.#state;
      // With the last request of its section done, only rows are left to be yielded.
      const isComplete = sums !== null && this.#state.step % plan.perSection === 0;
      const piece = this.#piece(plan, isComplete ? this.#state.step - 1 : this.#state.step);
      if (sums !== null) piece.cells.restore(sums);
      let companions: readonly Row[] = [];
      if (!isComplete) {
        const told = await this.#ask(plan, piece);
        if (told === 'again') continue;
        companions = this.#tell(told);
        if ((piece.step + 1) % plan.perSection !== 0) {
          this.#at = { ...this.#state, step: piece.step + 1, sums: piece.cells.toJson() };
          yield this.#batch(plan, [], companions);
          continue;
        }
      }
      yield* this.#rowsOf(plan, piece, companions);
    }
  }

  get #state(): Checkpoint {
    if (!this.#at) throw new Error('the run has not begun');
    return this.#at;
  }

  #by(dimension: Chosen['groupBy'][number]): boolean {
    return this.#chosen.groupBy.includes(dimension);
  }

  #plan(): Plan {
    const { source, ids, untilHour } = this.#state;
    if (this.#known?.source !== source) {
      this.#known = planOf(this.#chosen, this.#range, { source, tweets: ids.length, untilHour });
    }
    return this.#known;
  }

  #piece(plan: Plan, step: number): Piece {
    const { window, chunk } = stepOf(plan, this.#by('date'), step);
    if (!window) throw new Error(`the plan has no step ${step}`);
    const ids = this.#state.ids.slice(chunk * plan.perRequest, (chunk + 1) * plan.perRequest);
    const layout = layoutOf(this.#range, window, this.#chosen.groupBy);
    const cells = new Cells(
      this.#by('tweet') ? ids.length : 1,
      this.#by('type') ? plan.metrics.length : 1,
      layout.slots.length,
    );
    return { step, ids, window, layout, cells };
  }

  async #ask(plan: Plan, piece: Piece): Promise<Told | 'again'> {
    const { source, gone } = this.#state;
    const ids = piece.ids.filter((id) => !gone.includes(id));
    if (ids.length === 0) return { missing: [], partly: [] };
    const { asked, client } = this.#context;
    const ask = {
      ...piece,
      context: this.#context,
      plan,
      groupBy: this.#chosen.groupBy,
      ids,
      placeOf: new Map(piece.ids.map((id, place) => [id, place])),
      endMs: Math.min(
        piece.window.untilHour * HOUR_MS,
        Math.min(asked.now.getTime(), client.site.time.nowMs()) - BEHIND_MS,
      ),
    };
    if (source === 'analytics') return askAnalytics(ask);
    try {
      return await askEngagementApi(ask);
    } catch (error) {
      const isFirst = piece.step === 0 && this.#state.from === 0;
      if (!isFirst || !isWithoutContract(error) || !this.#turnToAnalytics(plan)) throw error;
      return 'again';
    }
  }

  /** False where that is not what was chosen, or analytics count nothing of it. */
  #turnToAnalytics({ metrics }: Plan): boolean {
    if (this.#chosen.source !== 'automatic') return false;
    const lost = metrics.filter((metric) => !countsIn('analytics', metric)).map(({ label }) => label);
    if (lost.length === metrics.length) return false;
    this.#at = { ...this.#state, source: 'analytics' };
    this.#context.warn(
      `X does not let the app use the Engagement API, so these are the analytics that every account has.${
        lost.length > 0 ? ` They do not count: ${lost.join(', ')}.` : ''
      }`,
    );
    return true;
  }

  /** Rows of the companion table; each tweet and reason once in a run. */
  #tell({ missing, partly }: Told): Row[] {
    const { gone, told } = this.#state;
    const keyOf = ({ id, reason }: Missing) => `${id} ${reason}`;
    const fresh = [...missing, ...partly].filter((one) => !told.includes(keyOf(one)));
    this.#at = {
      ...this.#state,
      gone: [...new Set([...gone, ...missing.map(({ id }) => id)])],
      told: [...told, ...fresh.map(keyOf)],
    };
    if (fresh.length > 0) {
      this.#context.warn('X did not tell everything of some tweets: see the table of unavailable tweets.');
    }
    const runAt = this.#context.asked.now.toISOString();
    return fresh.map(({ id, reason }) => [id, reason, runAt]);
  }

  /** The rows of a section, as far as they were not yielded before. */
  async *#rowsOf(plan: Plan, piece: Piece, companions: readonly Row[]): AsyncGenerator<Batch> {
    const { cells, step, layout } = piece;
    const withColumns = this.#chosen.tweetColumns && this.#by('tweet');
    const gone = new Set(this.#state.gone);
    if (withColumns) {
      await this.#facts.load(
        this.#context,
        piece.ids.filter((id) => !gone.has(id)),
      );
    }
    const username = this.#context.asked.account?.username ?? null;
    const rowAt = rowMaker(cells, {
      groupBy: this.#chosen.groupBy,
      tweetIds: piece.ids,
      tweetCells: (id) => (gone.has(id) ? undefined : withColumns ? this.#facts.cellsOf(id, username) : []),
      metricKeys: plan.metrics.map(({ key }) => key),
      layout,
      hours: plan.hours,
      tail: this.#tail(),
    });
    // Many requests are not made again for the rows that are left; a single one is.
    const under = plan.perSection === 1 ? { step, sums: null } : { step: step + 1, sums: cells.toJson() };
    let rows: Row[] = [];
    let beside = companions;
    for (let index = this.#state.from; index < cells.size; index += 1) {
      const row = rowAt(index);
      if (row) rows.push(row);
      if (rows.length < BATCH_ROWS || index + 1 === cells.size) continue;
      this.#at = { ...this.#state, ...under, from: index + 1 };
      yield this.#batch(plan, rows, beside);
      rows = [];
      beside = [];
    }
    this.#at = { ...this.#state, step: step + 1, sums: null, from: 0 };
    yield this.#batch(plan, rows, beside);
  }

  #tail(): Cell[] {
    const { account } = this.#context.asked;
    const accountId = account?.xUserId ?? null;
    if (this.#by('date')) return [accountId];
    const iso = (hour: number) => new Date(hour * HOUR_MS).toISOString();
    return [iso(this.#range.fromHour), iso(this.#state.untilHour), accountId];
  }

  #batch(plan: Plan, rows: readonly Row[], companions: readonly Row[]): Batch {
    return {
      rows,
      ...(companions.length > 0 && { companions: { unavailable: companions } }),
      checkpoint: toJson(this.#state),
      expected: plan.rows,
    };
  }

  #noteStart(plan: Plan): void {
    const [context, range] = [this.#context, this.#range];
    const { ids, untilHour } = this.#state;
    if (ids.length === 0) context.warn('The account has no tweets.');
    if (untilHour <= range.fromHour) context.warn('No hour of the chosen days has begun at X yet.');
    if (range.widened) context.warn(widenedNote(range.zone));
    context.note(
      `${count(ids.length, 'tweet')}, ${dateOf(range.first)} to ${dateOf(range.last)} in ${range.zone}, by ${
        plan.source === 'analytics' ? 'analytics' : 'the Engagement API'
      }: ${count(plan.steps, 'request')}.`,
    );
  }
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
