/** What a result column holds, as DuckDB names it: `BIGINT`, `VARCHAR`, `DECIMAL(38,9)`. */
export interface DuckColumn {
  readonly name: string;
  readonly type: string;
}

/** A value as JSON carries it: 64-bit numbers and decimals as text, times as ISO 8601. */
export type DuckCell = string | number | boolean | null;

export interface DuckRows {
  readonly columns: readonly DuckColumn[];
  readonly rows: readonly (readonly DuckCell[])[];
  /** There were more rows than were asked for. */
  readonly more: boolean;
}

/** One statement of a task. Text of ours, or a stranger's in a locked child. */
export interface DuckStep {
  readonly sql: string;
  /** Rows are wanted, at most this many. */
  readonly rows?: number;
}

/** Statements that are run one after the other on a connection of its own, in a database in memory. */
export interface DuckTask {
  readonly steps: readonly DuckStep[];
  /**
   * From here on the statements are a stranger's: the child may read these files only, sets nothing any more, and takes
   * one statement that reads.
   */
  readonly stranger?: {
    readonly sql: string;
    readonly rows: number;
    /** Files that may be read. */
    readonly files: readonly string[];
    /** Names that the statement may read from: the views that `steps` made. */
    readonly tables: readonly string[];
  };
}

/** How a task ended: the rows of each step that wanted some, or what went wrong. */
export type DuckOutcome =
  | { readonly ok: true; readonly results: readonly DuckRows[] }
  | { readonly ok: false; readonly kind: DuckFault; readonly message: string };

/**
 * `refused`: the statement is not one that is allowed. `statement`: DuckDB does not take it. `memory`: it needs more
 * than it may have. `time`, `cancelled`: it was ended. `crashed`: the child ended.
 */
export type DuckFault = 'refused' | 'statement' | 'memory' | 'time' | 'cancelled' | 'crashed';

/** From us to the child. */
export type ToChild = { readonly id: number; readonly task: DuckTask };

/** From the child to us. */
export type FromChild =
  | { readonly ready: true }
  | { readonly id: number; readonly progress: number }
  | { readonly id: number; readonly outcome: DuckOutcome };

/** What a child is started with. */
export interface ChildSettings {
  readonly memoryMb: number;
  readonly threads: number;
  /** Where it may put what does not fit into its memory. */
  readonly spillDir: string;
  readonly spillMb: number;
}
