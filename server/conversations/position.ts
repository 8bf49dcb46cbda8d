import type { Conversation } from './types.ts';

/** X's ids count milliseconds from here, in all but their lowest 22 bits. */
const EPOCH_MS = 1_288_834_974_657;
/** The ten bits that name a machine, all set: X's own ids practically never have them, so ours do not collide. */
const OURS = 0x3ffn << 12n;
const MACHINE = 0x3ffn << 12n;

/** When X made an id. */
export function timeOfXId(xId: string): Date {
  return new Date(Number(BigInt(xId) >> 22n) + EPOCH_MS);
}

/** Where an event of X stands in its thread: X's id is the order. */
export function positionOf(xEventId: string): string {
  return BigInt(xEventId).toString();
}

/**
 * A position for an entry that X has not numbered (a note, a system line, a message that waits to be sent):
 * the same form as X's ids, made from our clock, and always behind what the thread already has.
 */
export function nextPosition(conversation: Pick<Conversation, 'lastPosition'>, now: Date): string {
  const last = BigInt(conversation.lastPosition);
  const byClock = (BigInt(Math.max(0, now.getTime() - EPOCH_MS)) << 22n) | OURS;
  if (byClock > last) return byClock.toString();
  if ((last & MACHINE) === OURS) return (last + 1n).toString();
  return (((last >> 22n) << 22n) | OURS).toString();
}

/** The greater of two positions. */
export function laterPosition(a: string, b: string): string {
  return BigInt(a) >= BigInt(b) ? a : b;
}

/** The smallest id that X can have made at a time. */
export function firstXIdAt(at: Date): string {
  return (BigInt(Math.max(0, at.getTime() - EPOCH_MS)) << 22n).toString();
}
