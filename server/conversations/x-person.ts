import type { XUser } from '../x/index.ts';
import type { SocialProfile, XPerson } from './types.ts';

/** A user as X's lookups give it, in the form that customers are kept in. */
export function personOfXUser(user: XUser): XPerson {
  const { followers, following, posts, verified, description, location, url, createdAt } = user;
  const profile: SocialProfile = {
    ...(followers !== undefined && { followers }),
    ...(following !== undefined && { following }),
    ...(posts !== undefined && { posts }),
    ...(verified !== undefined && { verified }),
    ...(description !== undefined && { description }),
    ...(location !== undefined && { location }),
    ...(url !== undefined && { url }),
    ...(createdAt !== undefined && { joinedXAt: createdAt.toISOString() }),
    ...(user.protected !== undefined && { protected: user.protected }),
  };
  return {
    xUserId: user.id,
    username: user.username,
    name: user.name,
    ...(user.avatarUrl !== undefined && { avatarUrl: user.avatarUrl }),
    profile,
  };
}
