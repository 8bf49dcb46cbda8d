import type {
  OptionField,
  ReportKind as PresentedKind,
  ReportOptions,
  RunEstimate,
} from '../../contract/api/index.ts';
import type { AccountRecord } from '../accounts/index.ts';
import type { Logger, WorkspaceDb } from '../base/index.ts';
import type { Column, Personal } from '../datasets/index.ts';
import type { CostKind, XClient } from '../x/index.ts';
import type { CountMessages, Input, Lookups, People } from './ports.ts';

/** A value of a cell. Dates as `2026-11-30`, moments as ISO 8601 in UTC, 64-bit numbers as text. */
export type Cell = string | number | null;
/** In the order of the columns. */
export type Row = readonly Cell[];

/** What can be kept in a checkpoint. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Something that reports can be made of, declared as one value: its menus are served, checked and documented from
 * here, its rows are fetched by `pull`. Registered in `registry.ts`; a test walks all of them.
 */
export interface ReportKind extends PresentedKind {
  /** The menus with an account; what it cannot do has its reason. Without one: everything. */
  options(account: AccountFacts | undefined): readonly OptionField[];
  /** What holds between fields, as a sentence for whoever filled them; each field was checked before. */
  check?(asked: Asked): string | undefined;
  columns(asked: Asked): readonly Column[];
  /** The columns that tell its rows apart. */
  keys(asked: Asked): readonly string[];
  /** As what other tools read it; nothing for what needs our own database. */
  readonly streams?: readonly KindStream[];
  /** Which columns are of people: they go with them, and who was erased does not come back. */
  readonly personal?: Personal;
  /** Tables beside the DataSet: what could not be had, what was asked. Made when the first row comes. */
  readonly companions?: readonly Companion[];
  /** At most; asks nothing of X. */
  estimate(asked: Asked, source: EstimateSource): Promise<RunEstimate>;
  /**
   * Fetches rows, batch by batch; each is made durable before the next is asked for. Called anew with the checkpoint of
   * the last batch after a wait, a restart or a kill: what it yielded before must not come again. Throws what the X
   * client throws; never waits for limits itself.
   */
  pull(context: PullContext): AsyncIterable<Batch>;
}

/** What of an account matters to menus. */
export type AccountFacts = Pick<AccountRecord, 'id' | 'authKind' | 'scopes' | 'xUserId' | 'username'>;

/** What was chosen, checked field by field: what does not apply is absent, what has a default is there. */
export interface Asked {
  readonly options: ReportOptions;
  /** The zone of its days and hours. */
  readonly zone: string;
  /** The moment that `days back` counts from. */
  readonly now: Date;
  readonly account: AccountFacts | undefined;
}

/** A report as a stream of other tools: what the stream says itself is not asked for. */
export interface KindStream {
  readonly name: string;
  readonly fixed: ReportOptions;
  /** For what came since the last time: these options, and the column that grows. */
  readonly incremental?: { readonly options: ReportOptions; readonly cursor: string };
}

export interface Companion {
  readonly key: string;
  /** Put behind the DataSet's name. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly personal?: Personal;
}

export interface Batch {
  readonly rows: readonly Row[];
  readonly companions?: Readonly<Record<string, readonly Row[]>>;
  /** Where to go on. */
  readonly checkpoint: Json;
  /** How many rows there will be, where it is known. */
  readonly expected?: number;
  /** For the next run of the report; the last one counts, once the run has succeeded. */
  readonly bookmark?: Json;
}

export interface EstimateSource {
  readonly countMessages: CountMessages;
  /** Rows that the input has; 0 without one. */
  inputRows(): Promise<number>;
}

export interface PullContext {
  readonly asked: Asked;
  /** Our own database. @throws Error for a run without one */
  readonly db: WorkspaceDb;
  readonly people: People;
  readonly lookups: Lookups;
  /** What a kind with an input reads. @throws Error for a kind without one */
  readonly input: Input;
  /** The report that runs; undefined for a preview or from the command line. */
  readonly reportId: string | undefined;
  /** Acts for the account. @throws Error for a kind without one */
  readonly client: XClient;
  /** Of the last batch of this run; undefined at its start. */
  readonly checkpoint: Json | undefined;
  /** What the last run that succeeded left. */
  readonly bookmark: Json | undefined;
  /** So many rows are enough: for a preview. */
  readonly enough: number | undefined;
  readonly signal: AbortSignal;
  readonly logger: Logger;
  /**
   * Makes a call of X: before it, whether it may cost so much; after it, what it did cost. @throws AppError
   * report_over_budget
   */
  spend<T>(most: Spend, call: () => Promise<T>, used: (answer: T) => number): Promise<T>;
  /** A line for the log of the run, for people. */
  note(text: string): void;
  /** Said with the result: the run is good, but not all is. */
  warn(text: string): void;
}

export interface Spend {
  readonly kind: CostKind;
  /** Units that the call may bill at most. */
  readonly units: number;
}
