import { compareIds } from '../../core/snowflake.ts';
import type { Sim } from '../../sim.ts';
import type { SimUser } from '../../state/users.ts';

interface Entry {
  word: string;
  id: string;
}

/** Finds people by the beginnings of words in their names; made at the first search, anew when people changed. */
export interface NameIndex {
  /** Every user whose names hold a word that begins with each of the given ones, by id. */
  find(query: string): SimUser[];
}

export function createNameIndex(sim: Sim): NameIndex {
  let entries: Entry[] | undefined;
  const forget = () => {
    entries = undefined;
  };
  for (const kind of ['user.created', 'profile.updated', 'state.replaced'] as const)
    sim.events.on(kind, forget);
  let counted = 0;

  function read(): Entry[] {
    // People may also come without an event (seeding).
    if (entries && counted === sim.users.count()) return entries;
    counted = sim.users.count();
    entries = sim.users.list().flatMap((user) => wordsOf(user).map((word) => ({ word, id: user.id })));
    entries.sort((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : compareIds(a.id, b.id)));
    return entries;
  }

  function idsOf(prefix: string): Set<string> {
    const list = read();
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((list[middle]?.word ?? '') < prefix) low = middle + 1;
      else high = middle;
    }
    const found = new Set<string>();
    for (let entry = list[low]; entry?.word.startsWith(prefix); entry = list[++low]) found.add(entry.id);
    return found;
  }

  return {
    find(query) {
      const words = query
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '');
      const [first, ...others] = words.map(idsOf);
      return [...(first ?? [])]
        .filter((id) => others.every((ids) => ids.has(id)))
        .sort(compareIds)
        .flatMap((id) => sim.users.find(id) ?? [])
        .filter((user) => !user.suspended);
    },
  };
}

function wordsOf(user: SimUser): string[] {
  const names = `${user.username} ${user.name}`.toLowerCase();
  return [...new Set([user.username.toLowerCase(), ...(names.match(/[\p{L}\p{N}']+/gu) ?? [])])];
}
