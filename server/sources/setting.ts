import type { Lines } from './lines.ts';

/** What a command of a source works with. */
export interface Setting {
  readonly lines: Lines;
  /** For whoever watches: standard error. */
  readonly progress: (text: string) => void;
  readonly signal: AbortSignal;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** This machine’s time. */
  readonly nowMs: () => number;
  /** Whether the configuration file can be written anew. */
  readonly canKeepFile: () => Promise<boolean>;
  /** Writes the configuration file anew; false where it cannot be written. */
  readonly keepFile: (config: object) => Promise<boolean>;
}
