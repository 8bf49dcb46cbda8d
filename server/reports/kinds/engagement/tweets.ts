import { listPostsOfUser, lookupPosts, type XOwnPost } from '../../../x/index.ts';
import type { Cell, PullContext } from '../../kind.ts';
import type { Chosen } from './chosen.ts';

type Context = Pick<PullContext, 'client' | 'spend' | 'signal'>;
const PAGE = 100;
const LEAST = 5;

/** What is known of tweets beside their ids. */
export class TweetFacts {
  readonly #known = new Map<string, XOwnPost | undefined>();

  note(posts: readonly XOwnPost[]): void {
    for (const post of posts) this.#known.set(post.id, post);
  }

  /** Asks X for those that are not known yet; at most 100. */
  async load(context: Context, ids: readonly string[]): Promise<void> {
    const asked = ids.filter((id) => !this.#known.has(id));
    if (asked.length === 0) return;
    const { posts } = await context.spend(
      { kind: 'post_read', units: asked.length },
      () => lookupPosts(context.client, asked, { priority: 'automation' }),
      (found) => found.posts.length,
    );
    for (const id of asked) this.#known.set(id, undefined);
    this.note(posts);
  }

  /** Text, time and address. */
  cellsOf(id: string, username: string | null): readonly Cell[] {
    const post = this.#known.get(id);
    return [
      post?.text ?? null,
      post?.at?.toISOString() ?? null,
      `https://x.com/${username ?? 'i'}/status/${id}`,
    ];
  }
}

/** The tweets of a run: those chosen, or the newest; reposts of others are none. */
export async function tweetsOf(
  context: Context & Pick<PullContext, 'asked'>,
  chosen: Pick<Chosen, 'tweets'>,
  most: number,
  facts: TweetFacts,
): Promise<readonly string[]> {
  if ('ids' in chosen.tweets) return chosen.tweets.ids.slice(0, most);
  const wanted = Math.min(chosen.tweets.newest, most);
  const ids: string[] = [];
  let token: string | undefined;
  do {
    context.signal.throwIfAborted();
    const maxResults = Math.min(PAGE, Math.max(LEAST, wanted - ids.length));
    const page = await context.spend(
      { kind: 'post_read', units: maxResults },
      () =>
        listPostsOfUser(context.client, context.client.xUserId ?? '', {
          maxResults,
          withoutReposts: true,
          priority: 'automation',
          ...(token !== undefined && { token }),
        }),
      ({ items }) => items.length,
    );
    facts.note(page.items);
    ids.push(...page.items.map(({ id }) => id));
    token = page.nextToken === token ? undefined : page.nextToken;
  } while (token !== undefined && ids.length < wanted);
  return ids.slice(0, wanted);
}
