import type { WorkspaceDb } from '../../base/index.ts';
import type { RunRow } from '../run-store.ts';

/** One run that this process holds. */
export interface Held {
  readonly db: WorkspaceDb;
  readonly run: RunRow;
  readonly holder: string;
}

/** The staged rows of the DataSet itself; others are named by their companion. */
export const ROWS = 'rows';
