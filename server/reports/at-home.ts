import { findAccount } from '../accounts/index.ts';
import type { WorkspaceDb } from '../base/index.ts';
import { listErased } from '../conversations/index.ts';
import { mask, readMaskingRules } from '../masking/index.ts';
import { listPeople } from './kinds/direct-messages/store.ts';
import { findLookups, findMembers, saveLookups, saveMember } from './kinds/users-lookup/store.ts';
import type { Lookups, People } from './ports.ts';

/** What our own database knows of people. */
export function peopleOf(db: WorkspaceDb): People {
  return {
    accountName: async (accountId) => (await findAccount(db, accountId))?.name ?? null,
    known: (accountId, xUserIds) => listPeople(db, accountId, xUserIds),
    erased: (xUserIds) => listErased(db, xUserIds),
    hiding: async () => {
      const rules = await readMaskingRules(db);
      return (text, direction) => mask(rules, text, direction);
    },
  };
}

/** What our own database keeps of X's answers. */
export function lookupsOf(db: WorkspaceDb): Lookups {
  return {
    find: (keys, since) => findLookups(db, keys, since),
    save: (answers, at) => saveLookups(db, answers, at),
    findMembers: (listId, xUserIds) => findMembers(db, listId, xUserIds),
    saveMember: (listId, xUserId, at) => saveMember(db, listId, xUserId, at),
  };
}
