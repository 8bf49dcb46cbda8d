import type { Entry } from '../../contract/api/index.ts';

/** An entry and how it stands among its neighbours. One item for each entry, so that indexes never shift. */
export interface ThreadItem {
  entry: Entry;
  /** First entry of its day: a separator stands above. */
  startsDay: boolean;
  /** The first one that has not been read. */
  startsUnread: boolean;
  /** First and last of a run of bubbles of one author within five minutes. */
  startsGroup: boolean;
  endsGroup: boolean;
}

const groupGapMs = 5 * 60_000;

export function arrangeThread(entries: readonly Entry[], unreadAfter: string | null): ThreadItem[] {
  const unreadFrom =
    unreadAfter === null
      ? -1
      : entries.findIndex(
          (entry) => entry.direction === 'in' && BigInt(entry.position) > BigInt(unreadAfter),
        );
  return entries.map((entry, index) => {
    const before = entries[index - 1];
    const after = entries[index + 1];
    return {
      entry,
      startsDay: !before || !sameDay(before.at, entry.at),
      startsUnread: index === unreadFrom,
      startsGroup: !before || index === unreadFrom || !belongTogether(before, entry),
      endsGroup: !after || index + 1 === unreadFrom || !belongTogether(entry, after),
    };
  });
}

function sameDay(a: string, b: string): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

function belongTogether(a: Entry, b: Entry): boolean {
  return (
    a.kind === b.kind &&
    a.kind !== 'system' &&
    a.direction === b.direction &&
    a.authorKind === b.authorKind &&
    a.authorId === b.authorId &&
    sameDay(a.at, b.at) &&
    Math.abs(Date.parse(b.at) - Date.parse(a.at)) < groupGapMs
  );
}
