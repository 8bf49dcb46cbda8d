import type { InboxRow, InboxSort } from '../../contract/api/index.ts';

/** Where a row stands in an order: its stretch, then its time, by the same rule as on the server. */
function placeOf(row: InboxRow, sort: InboxSort): { stretch: number; at: string; newestFirst: boolean } {
  const item = row.workItem;
  const byActivity = (stretch: number) => ({ stretch, at: row.lastAt, newestFirst: true });
  switch (sort) {
    case 'activity':
      return byActivity(0);
    case 'created':
      return { stretch: 0, at: item?.openedAt ?? '', newestFirst: true };
    case 'waiting':
      return item?.waitingSince ? { stretch: 0, at: item.waitingSince, newestFirst: false } : byActivity(1);
    case 'sla':
      return item?.slaDueAt ? { stretch: 0, at: item.slaDueAt, newestFirst: false } : byActivity(1);
    case 'priority':
      return byActivity(['urgent', 'high', 'normal', 'low'].indexOf(item?.priority ?? 'normal'));
  }
}

/** Compares two rows by an order of the inbox; ties go by id, so that nothing trembles. */
export function compareRows(sort: InboxSort): (a: InboxRow, b: InboxRow) => number {
  return (a, b) => {
    const [placeA, placeB] = [placeOf(a, sort), placeOf(b, sort)];
    if (placeA.stretch !== placeB.stretch) return placeA.stretch - placeB.stretch;
    const sign = placeA.newestFirst ? -1 : 1;
    if (placeA.at !== placeB.at) return placeA.at < placeB.at ? -sign : sign;
    return a.conversationId < b.conversationId ? -sign : sign;
  };
}
