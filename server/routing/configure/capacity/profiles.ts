import type { CapacityProfileInput } from '../../../../contract/api/index.ts';
import { setupErrors } from '../../../../contract/errors/setup.ts';
import { AppError } from '../../../base/index.ts';
import type { ConfiguredKind } from '../../../people/index.ts';
import {
  deleteProfile,
  insertProfile,
  listProfiles,
  listProfileUses,
  type ProfileSetup,
  updateProfile,
} from './store.ts';

/** How many conversations of a kind an agent takes at a time, or a day. */
export const profileKind: ConfiguredKind<ProfileSetup, CapacityProfileInput> = {
  kind: 'capacity_profile',
  word: 'capacity profile',
  most: 200,
  list: listProfiles,
  check: async (_tx, input, before) => {
    if (before && before.reset !== input.reset) {
      throw new AppError(setupErrors.setup_immutable, {
        values: { what: 'reset of a capacity profile' },
        details: { field: 'reset' },
      });
    }
  },
  insert: insertProfile,
  update: (tx, before, input) => updateProfile(tx, before.id, input),
  remove: (tx, profile) => deleteProfile(tx, profile.id),
  findUses: (db, profile) => listProfileUses(db, profile.id),
};
