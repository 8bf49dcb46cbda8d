import type { UserAnswer } from '../x/index.ts';
import type { Lookup, Lookups, People } from './ports.ts';

/** For a run without a database: nobody is known but the account itself, nothing is hidden. */
export function peopleAlone(name: string | null): People {
  return {
    accountName: () => Promise.resolve(name),
    known: () => Promise.resolve(new Map()),
    erased: () => Promise.resolve(new Map()),
    hiding: () => Promise.resolve((text) => text),
  };
}

/** X's answers as long as the run lasts; its faults are asked about again. */
export function lookupsAlone(): Lookups {
  const kept = new Map<string, Lookup>();
  const members = new Set<string>();
  const keep = (key: string, answer: UserAnswer, at: Date) => void kept.set(key, { answer, at });
  return {
    find: (keys, since) =>
      Promise.resolve(
        new Map(
          keys.flatMap((key) => {
            const known = kept.get(key);
            return known && known.at >= since ? [[key, known]] : [];
          }),
        ),
      ),
    save: (answers, at) => {
      for (const [key, answer] of answers) {
        if (answer.status === 'error') continue;
        keep(key, answer, at);
        if (answer.status === 'found') keep(answer.user.id, answer, at);
      }
      return Promise.resolve();
    },
    findMembers: (listId, xUserIds) =>
      Promise.resolve(new Set(xUserIds.filter((id) => members.has(`${listId}/${id}`)))),
    saveMember: (listId, xUserId) => {
      members.add(`${listId}/${xUserId}`);
      return Promise.resolve();
    },
  };
}
