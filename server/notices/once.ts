import type { WorkspaceTx } from '../base/index.ts';
import { readSpeech, readWords } from './store.ts';

const known = new WeakMap<WorkspaceTx, Map<string, Promise<unknown>>>();

/** Reads something once for a batch of events: set-up that the batch itself does not change. */
function once<T>(tx: WorkspaceTx, key: string, read: () => Promise<T>): Promise<T> {
  const ofTx = known.get(tx) ?? new Map<string, Promise<unknown>>();
  known.set(tx, ofTx);
  const found = ofTx.get(key) ?? read();
  ofTx.set(key, found);
  // Each key has one reader, below.
  return found as Promise<T>;
}

export const wordsOnce = (tx: WorkspaceTx) => once(tx, 'words', () => readWords(tx));

/** Whether anything at all is set to be said by itself. */
export const speechOnce = (tx: WorkspaceTx) => once(tx, 'speech', () => readSpeech(tx));
