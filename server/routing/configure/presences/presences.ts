import type { PresenceOptionInput } from '../../../../contract/api/index.ts';
import type { ConfiguredKind } from '../../../people/index.ts';
import {
  deleteOwnPresence,
  insertOwnPresence,
  listOwnPresences,
  listPresenceUses,
  type PresenceSetup,
  updateOwnPresence,
} from './store.ts';

/** Presences of the workspace's own. Routing goes by their base. */
export const presenceKind: ConfiguredKind<PresenceSetup, PresenceOptionInput> = {
  kind: 'presence',
  word: 'presence',
  most: 50,
  list: listOwnPresences,
  insert: insertOwnPresence,
  update: (tx, before, input) => updateOwnPresence(tx, before.id, input),
  remove: (tx, presence) => deleteOwnPresence(tx, presence.id),
  findUses: (db, presence) => listPresenceUses(db, presence.id),
};
