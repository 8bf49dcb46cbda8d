import type { Clock, WorkspaceTx } from '../base/index.ts';
import type { Duck } from '../duck/index.ts';
import type { DatasetFiles } from './files.ts';

export interface DatasetsDeps {
  readonly duck: Duck;
  readonly files: DatasetFiles;
  readonly clock: Clock;
  /** Told in the transaction that makes a new version the one that is read. */
  readonly changed: (tx: WorkspaceTx, datasetId: string, version: number) => Promise<void>;
}
