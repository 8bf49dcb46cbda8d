import type { LiveEvent } from '../../../contract/api/index.ts';
import type { Caller, WorkspaceDb } from '../../base/index.ts';
import { maySee, seesAll } from './visibility.ts';

const MOST_KEPT = 5_000;

/**
 * Says of each event whether this caller's browser may hear it. What is known of a conversation is kept until something
 * happens that may change it: its work item, a session on it, or the set-up. One that goes out of sight is told once
 * more, so that it leaves the screen.
 */
export function createEventFilter(
  db: WorkspaceDb,
  caller: Caller,
): (event: LiveEvent) => boolean | Promise<boolean> {
  if (seesAll(caller)) return () => true;
  const kept = new Map<string, boolean>();
  const look = async (conversationId: string): Promise<boolean> => {
    const known = kept.get(conversationId);
    if (known !== undefined) return known;
    const seen = await maySee(db, caller, conversationId);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(conversationId, seen);
    return seen;
  };
  return async (event) => {
    if (event.type === 'setup') kept.clear();
    const conversationId = 'conversationId' in event ? event.conversationId : null;
    if (conversationId === null) return true;
    if (event.type !== 'conversation' && event.type !== 'session') return look(conversationId);
    const before = kept.get(conversationId) === true;
    kept.delete(conversationId);
    return (await look(conversationId)) || before;
  };
}
