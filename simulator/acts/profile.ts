import type { ProfileChange } from '../core/events.ts';
import type { Sim } from '../sim.ts';
import type { SimUser } from '../state/users.ts';

/** Changes a user and tells everyone what others can see of it. What may be changed is checked by the caller. */
export function changeProfile(sim: Sim, before: SimUser, changes: Partial<SimUser>): SimUser {
  const after = sim.users.update(before.id, changes);
  const seen = changesOf(before, after);
  if (seen.length > 0)
    sim.events.emit({ kind: 'profile.updated', userId: after.id, changes: seen, at: sim.clock.now() });
  return after;
}

const shownFields: [ProfileChange['field'], (user: SimUser) => string][] = [
  ['bio', (user) => user.description],
  ['profile_picture', (user) => user.profileImageUrl],
  ['banner_picture', (user) => user.profileBannerUrl ?? ''],
  ['screenname', (user) => user.name],
  ['handle', (user) => user.username],
  ['geo', (user) => user.location],
  ['url', (user) => user.url],
  // A badge of no other kind is the blue one.
  ['verified_badge', (user) => (user.verified ? user.verifiedType.replace('none', 'blue') : 'none')],
  ['affiliate_badge', (user) => user.affiliation?.description ?? ''],
];

function changesOf(before: SimUser, after: SimUser): ProfileChange[] {
  return shownFields.flatMap(([field, read]) =>
    read(before) === read(after) ? [] : [{ field, before: read(before), after: read(after) }],
  );
}
