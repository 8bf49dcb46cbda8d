import type { Entry } from '../../contract/api/index.ts';

/** The stretch of a thread that the browser holds, in order, and whether there is more on either side. */
export interface ThreadWindow {
  entries: Entry[];
  hasBefore: boolean;
  hasAfter: boolean;
  /** Index of the first entry in the endless list; falls when older entries come in front. */
  firstIndex: number;
  /** Another one for each stretch that was opened: the view begins anew. */
  epoch: number;
}

export interface EntriesPage {
  entries: Entry[];
  hasBefore: boolean;
  hasAfter: boolean;
}

const startIndex = 1_000_000;

let epochs = 0;

export function openWindow(page: EntriesPage): ThreadWindow {
  epochs += 1;
  const entries = page.entries.filter(isShown).sort(byPosition);
  return { ...page, entries, firstIndex: startIndex, epoch: epochs };
}

/** What was taken back is not shown. */
const isShown = (entry: Entry): boolean => entry.state !== 'canceled';

/** The newest page again, after a break: joined to what is held where they meet, else a window of its own. */
export function renewWindow(window: ThreadWindow | undefined, page: EntriesPage): ThreadWindow {
  const known = new Set(window?.entries.map((entry) => entry.id));
  const meet = page.entries.some((entry) => known.has(entry.id));
  return window && !window.hasAfter && meet ? mergeEntries(window, page.entries) : openWindow(page);
}

/** An answer that is on its way to our own server: shown at once, replaced by what the server stored. */
export const isProvisional = (entry: Entry): boolean => entry.id.startsWith('provisional-');

/** Brings entries in: a known id is replaced, an unknown one finds its place by position. */
export function mergeEntries(window: ThreadWindow, incoming: readonly Entry[]): ThreadWindow {
  if (incoming.length === 0) return window;
  const arriving = new Map(incoming.map((entry) => [entry.id, entry]));
  const kept = window.entries.filter(
    (entry) =>
      !arriving.has(entry.id) && !(isProvisional(entry) && incoming.some((real) => isSame(entry, real))),
  );
  const first = window.entries[0];
  const entries = [...kept, ...[...arriving.values()].filter(isShown)].sort(byPosition);
  const inFront = first ? entries.findIndex((entry) => entry.id === first.id) : 0;
  return { ...window, entries, firstIndex: window.firstIndex - Math.max(inFront, 0) };
}

export function addOlder(window: ThreadWindow, page: EntriesPage): ThreadWindow {
  return { ...mergeEntries(window, page.entries), hasBefore: page.hasBefore };
}

export function addNewer(window: ThreadWindow, page: EntriesPage): ThreadWindow {
  return { ...mergeEntries(window, page.entries), hasAfter: page.hasAfter };
}

export function removeEntry(window: ThreadWindow, id: string): ThreadWindow {
  return { ...window, entries: window.entries.filter((entry) => entry.id !== id) };
}

function isSame(provisional: Entry, real: Entry): boolean {
  return (
    real.authorId === provisional.authorId &&
    real.kind === provisional.kind &&
    real.text === provisional.text &&
    Date.parse(real.at) > Date.parse(provisional.at) - 60_000
  );
}

export function byPosition(a: { position: string; id: string }, b: { position: string; id: string }): number {
  const [left, right] = [BigInt(a.position), BigInt(b.position)];
  if (left !== right) return left < right ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
