import type { WorkspaceDb } from '../base/index.ts';
import { listEntries } from './message-store.ts';
import type { Message } from './types.ts';

export interface PageOfThread {
  /** In the order of the thread. */
  readonly messages: readonly Message[];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
}

export interface PlaceInThread {
  readonly before?: string;
  readonly after?: string;
  readonly around?: string;
}

/** A page of a thread: before, after or around a position; the newest one without any. */
export async function listPage(
  db: WorkspaceDb,
  conversationId: string,
  place: PlaceInThread,
  limit: number,
): Promise<PageOfThread> {
  if (place.around !== undefined) return aroundPage(db, conversationId, place.around, limit);
  if (place.after !== undefined) {
    const found = await listEntries(db, conversationId, { after: place.after }, limit + 1);
    return {
      messages: found.slice(0, limit),
      hasBefore: await hasUpTo(db, conversationId, place.after),
      hasAfter: found.length > limit,
    };
  }
  const where = place.before === undefined ? ({ newest: true } as const) : { before: place.before };
  const found = await listEntries(db, conversationId, where, limit + 1);
  return {
    messages: found.slice(-limit),
    hasBefore: found.length > limit,
    hasAfter: place.before !== undefined && (await hasFrom(db, conversationId, place.before)),
  };
}

async function aroundPage(
  db: WorkspaceDb,
  conversationId: string,
  position: string,
  limit: number,
): Promise<PageOfThread> {
  const half = Math.max(1, Math.floor(limit / 2));
  // The entry itself belongs to the second half.
  const [front, back] = await Promise.all([
    listEntries(db, conversationId, { before: position }, half + 1),
    listEntries(db, conversationId, { after: (BigInt(position) - 1n).toString() }, limit - half + 1),
  ]);
  return {
    messages: [...front.slice(-half), ...back.slice(0, limit - half)],
    hasBefore: front.length > half,
    hasAfter: back.length > limit - half,
  };
}

async function hasUpTo(db: WorkspaceDb, conversationId: string, position: string): Promise<boolean> {
  const before = (BigInt(position) + 1n).toString();
  return (await listEntries(db, conversationId, { before }, 1)).length > 0;
}

async function hasFrom(db: WorkspaceDb, conversationId: string, position: string): Promise<boolean> {
  const after = (BigInt(position) - 1n).toString();
  return (await listEntries(db, conversationId, { after }, 1)).length > 0;
}
