import { createHash } from 'node:crypto';
import type { StoredEvent } from '../base/index.ts';

/**
 * The id of a fact: 12 hex digits of its time, then 12 that stand for its place in the log and what it is. The same
 * entry gives the same id, whichever process looks at it and however often.
 */
export function factId(
  event: Pick<StoredEvent, 'workspaceId' | 'partition' | 'seq' | 'at'>,
  type: string,
): string {
  const place = `${event.workspaceId}:${event.partition}:${event.seq}:${type}`;
  const time = event.at.getTime().toString(16).padStart(12, '0').slice(-12);
  return time + createHash('sha256').update(place).digest('hex').slice(0, 12);
}
