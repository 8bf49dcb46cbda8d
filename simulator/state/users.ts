import type { Snowflakes } from '../core/snowflake.ts';
import type { Store } from '../core/store.ts';
import { dropUndefined } from './apps.ts';

/** A person or business on the simulated X. */
export interface SimUser {
  id: string;
  username: string;
  name: string;
  description: string;
  location: string;
  url: string;
  /** Whether anyone may send this user direct messages. */
  dmOpen: boolean;
  /** Conversations that others begin wait to be accepted; until then the API does not return them. */
  messageRequests: boolean;
  protected: boolean;
  suspended: boolean;
  /** "This account is temporarily locked" (code 326) on everything it does. */
  locked: boolean;
  verified: boolean;
  verifiedType: 'blue' | 'business' | 'government' | 'none';
  /** Absent or empty: `emailOf` makes one up. */
  email?: string;
  /** Empty: the simulator draws one. */
  profileImageUrl: string;
  profileBannerUrl?: string;
  /** Added to what the follow graph counts, so that a seeded celebrity needs no million rows. */
  extraFollowers: number;
  extraFollowing: number;
  postCount: number;
  listedCount: number;
  likeCount: number;
  mediaCount: number;
  createdAt: number;
  pinnedPostId?: string;
  /** The business whose badge this user wears. */
  affiliation?: { userId: string; description: string; url: string };
  /** Whether it is said to be a parody, and whether X has seen an identity card. */
  parody?: boolean;
  identityVerified?: boolean;
  subscriptionType?: 'Basic' | 'Premium' | 'PremiumPlus' | 'None';
  /** Two-letter codes of the countries in which X does not show this user. */
  withheldIn?: string[];
}

export type NewUser = Partial<SimUser> & { username: string };

export interface Users {
  find(id: string): SimUser | undefined;
  findByUsername(username: string): SimUser | undefined;
  findByEmail(email: string): SimUser | undefined;
  list(): SimUser[];
  count(): number;
  page(afterId: string | undefined, limit: number): SimUser[];
  create(user: NewUser): SimUser;
  update(id: string, changes: Partial<SimUser>): SimUser;
  unpin(id: string): SimUser;
}

const madeUpDomain = '@example.com';

/** The address with which the user signs in, and which X gives to apps that may know it. */
export function emailOf(user: SimUser): string {
  return user.email || `${user.username.toLowerCase()}${madeUpDomain}`;
}

export function createUsers(store: Store, ids: Snowflakes, now: () => number): Users {
  const byUsername = new Map<string, string>();
  /** Only of addresses that were given. */
  const byEmail = new Map<string, string>();
  const forget = (user: SimUser) => {
    byUsername.delete(user.username.toLowerCase());
    if (user.email) byEmail.delete(user.email.toLowerCase());
  };
  const table = store.table<SimUser>('users', {
    key: (user) => user.id,
    indexed(user, previous) {
      if (previous) forget(previous);
      byUsername.set(user.username.toLowerCase(), user.id);
      if (user.email) byEmail.set(user.email.toLowerCase(), user.id);
    },
    removed: forget,
    cleared() {
      byUsername.clear();
      byEmail.clear();
    },
  });
  const findByUsername = (username: string) => {
    const id = byUsername.get(username.toLowerCase());
    return id === undefined ? undefined : table.find(id);
  };
  return {
    find: (id) => table.find(id),
    findByUsername,
    findByEmail(email) {
      const given = byEmail.get(email.toLowerCase());
      if (given !== undefined) return table.find(given);
      if (!email.toLowerCase().endsWith(madeUpDomain)) return undefined;
      const user = findByUsername(email.slice(0, -madeUpDomain.length));
      return user?.email ? undefined : user;
    },
    list: () => [...table.values()],
    count: () => table.size,
    page(afterId, limit) {
      const found: SimUser[] = [];
      let skipping = afterId !== undefined && table.find(afterId) !== undefined;
      for (const user of table.values()) {
        if (!skipping) found.push(user);
        if (user.id === afterId) skipping = false;
        if (found.length >= limit) break;
      }
      return found;
    },
    create: (user) =>
      table.put({
        id: ids.next(),
        name: user.username,
        description: '',
        location: '',
        url: '',
        dmOpen: true,
        messageRequests: false,
        protected: false,
        suspended: false,
        locked: false,
        verified: false,
        verifiedType: 'none',
        profileImageUrl: '',
        extraFollowers: 0,
        extraFollowing: 0,
        postCount: 0,
        listedCount: 0,
        likeCount: 0,
        mediaCount: 0,
        createdAt: now(),
        ...dropUndefined(user),
      }),
    update: (id, changes) => table.patch(id, dropUndefined(changes)),
    unpin: (id) => table.patch(id, { pinnedPostId: undefined }),
  };
}
