import { listPostsOfUser, lookupPosts, type XClient, type XOwnPost } from '../../../x/index.ts';
import { readPostIds } from './post-ids.ts';

export interface OwnPost {
  readonly id: string;
  readonly text: string;
  /** ISO 8601. */
  readonly createdAt: string | null;
}
export interface OwnPosts {
  readonly posts: readonly OwnPost[];
  /** For the page after this one. */
  readonly next: string | null;
}

const PAGE = 100;

/**
 * For the picker: own posts of the account, newest first, from `token` on; or those of the given ids or
 * addresses, of which posts of others and posts that X does not have are left out. At most 100. @throws XProblem
 */
export async function listOwnPosts(
  client: XClient,
  which: { readonly token?: string | undefined } | { readonly ids: readonly string[] },
): Promise<OwnPosts> {
  const { xUserId } = client;
  if (xUserId === undefined) return { posts: [], next: null };
  if ('ids' in which) {
    const { ids } = readPostIds(which.ids);
    if (ids.length === 0) return { posts: [], next: null };
    const { posts } = await lookupPosts(client, ids.slice(0, PAGE));
    return { posts: posts.filter(({ authorId }) => authorId === xUserId).map(present), next: null };
  }
  const page = await listPostsOfUser(client, xUserId, {
    maxResults: PAGE,
    withoutReposts: true,
    ...(which.token !== undefined && { token: which.token }),
  });
  return { posts: page.items.map(present), next: page.nextToken ?? null };
}

const present = ({ id, text, at }: XOwnPost): OwnPost => ({ id, text, createdAt: at?.toISOString() ?? null });
