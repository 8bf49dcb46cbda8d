import type { PricedItem } from '../../contract/control/money.ts';
import type { Posts, SimPost } from '../state/posts.ts';

/** Which of the three prices a new post has: https://docs.x.com/x-api/getting-started/pricing */
export function itemOfPost(posts: Posts, id: string | undefined): PricedItem {
  const post = id === undefined ? undefined : posts.find(id);
  if (!post) return 'post.create';
  // The links that X itself puts in for media and for a quoted post do not count.
  if (post.urls?.some((url) => url.mediaKey === undefined && !pointsAt(url.expandedUrl, post.quotedId)))
    return 'post.create_with_url';
  return isSummoned(posts, post) ? 'post.create_summoned' : 'post.create';
}

const pointsAt = (url: string, postId: string | undefined) =>
  postId !== undefined && url.endsWith(`/status/${postId}`);

/** An answer to a post that named or quoted its author: https://docs.x.com/changelog, 23 February 2026. */
function isSummoned(posts: Posts, post: SimPost): boolean {
  const asked = post.inReplyToId === undefined ? undefined : posts.find(post.inReplyToId);
  if (!asked) return false;
  if (asked.mentionedIds?.includes(post.authorId)) return true;
  return asked.quotedId !== undefined && posts.find(asked.quotedId)?.authorId === post.authorId;
}
