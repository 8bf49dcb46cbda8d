import { createHash } from 'node:crypto';
import type { QueueShare } from '../../../contract/api/index.ts';

const GOLDEN = 0.618_033_988_749_894_9;

/**
 * The queue of a split for an item: always the same one for the same number and rule. Numbers follow each other, and
 * steps of the golden ratio spread any run of them evenly: nearer to the shares than a hash, which strays by chance
 * (of 1,000 items about one time in twenty by more than 3 %).
 */
export function chooseShare(queues: readonly QueueShare[], ruleId: string, number: number): QueueShare {
  const offset = createHash('sha256').update(ruleId).digest().readUInt32BE() / 2 ** 32;
  let place = ((number * GOLDEN + offset) % 1) * 100;
  for (const share of queues) {
    place -= share.percent;
    if (place < 0) return share;
  }
  const last = queues.at(-1);
  if (!last) throw new Error('a split has at least one queue');
  return last;
}
