import type { CallInput, XClient } from '../client.ts';
import { type Endpoint, perApp, perAppDay, perUser } from '../endpoint.ts';
import { asList, asRecord, asText, asTime, asXId } from '../json.ts';
import type { Priority } from '../limits/limit-book.ts';
import type { XPage } from '../page.ts';
import { unreadable } from '../requests.ts';
import { callInVocabulary } from '../vocabulary.ts';

/** https://docs.x.com/x-api/fundamentals/rate-limits: 100 per quarter hour and user, 10,000 per day and app. */
export const createPostEndpoint: Endpoint = {
  name: 'post_create',
  method: 'POST',
  host: 'api',
  path: '/2/tweets',
  auth: ['oauth1', 'oauth2'],
  limits: [perUser(100), perAppDay(10_000)],
  // With a link it is the dearest of X's writes.
  cost: { kind: 'post_with_link_write', units: () => 1 },
};

const deleteEndpoint: Endpoint = {
  name: 'post_delete',
  method: 'DELETE',
  host: 'api',
  path: '/2/tweets/:postId',
  auth: ['oauth1', 'oauth2'],
  limits: [perUser(50)],
  cost: { kind: 'delete_write', units: () => 1 },
};

const ofUserEndpoint: Endpoint = {
  name: 'posts_of_user',
  method: 'GET',
  host: 'api',
  path: '/2/users/:userId/tweets',
  auth: ['oauth1', 'oauth2', 'app'],
  limits: [perUser(900), perApp(10_000)],
  cost: { kind: 'post_read', units: (body) => asList(asRecord(body)?.['data']).length },
};

const lookupEndpoint: Endpoint = {
  name: 'posts_lookup',
  method: 'GET',
  host: 'api',
  path: '/2/tweets',
  auth: ['oauth2', 'oauth1', 'app'],
  limits: [perUser(900), perApp(300)],
  cost: { kind: 'post_read', units: (body) => asList(asRecord(body)?.['data']).length },
};

/** Answers a post in public. X has no idempotency key. @returns the id of the new post. @throws XProblem */
export async function replyToPost(
  client: XClient,
  inReplyToPostId: string,
  text: string,
  options: Pick<CallInput, 'reservation'> = {},
): Promise<string> {
  const answer = await client.call(createPostEndpoint, {
    ...options,
    json: { text, reply: { in_reply_to_tweet_id: inReplyToPostId } },
  });
  const postId = asXId(asRecord(asRecord(answer.body)?.['data'])?.['id']);
  // X took it, but which post it became is not known.
  if (postId === undefined) throw unreadable(true, JSON.stringify(answer.body));
  return postId;
}

/** @throws XProblem `x_not_found` when it is gone already. */
export async function deletePost(client: XClient, postId: string): Promise<void> {
  await client.call(deleteEndpoint, { params: { postId } });
}

/** A post of a user, with what it answers. */
export interface XOwnPost {
  readonly id: string;
  readonly text: string;
  readonly at: Date | undefined;
  readonly inReplyToPostId: string | undefined;
}

export interface PostsOfUserOptions {
  /** Only what came after this post. */
  readonly sinceId?: string;
  /** 5 to 100. */
  readonly maxResults: number;
  readonly token?: string;
  /** What the user repeats of others is left out; a page may then be shorter than asked. */
  readonly withoutReposts?: boolean;
  readonly priority?: Priority;
}

/** What a user posted, newest first; X reaches 3,200 posts back. @throws XProblem */
export async function listPostsOfUser(
  client: XClient,
  userId: string,
  options: PostsOfUserOptions,
): Promise<XPage<XOwnPost>> {
  const answer = await callInVocabulary(client, ofUserEndpoint, (vocabulary) => ({
    params: { userId },
    query: {
      since_id: options.sinceId,
      max_results: String(options.maxResults),
      pagination_token: options.token,
      exclude: options.withoutReposts ? (vocabulary === 'tweet' ? 'retweets' : 'reposts') : undefined,
      ...(vocabulary === 'tweet'
        ? { 'tweet.fields': 'created_at,referenced_tweets' }
        : // In these words what it answers is an expansion.
          { 'post.fields': 'created_at', expansions: 'referenced_posts' }),
    },
    ...(options.priority && { priority: options.priority }),
  }));
  const body = asRecord(answer.body);
  const nextToken = asText(asRecord(body?.['meta'])?.['next_token']);
  return {
    items: asList(body?.['data']).flatMap((item) => readOwn(asRecord(item)) ?? []),
    ...(nextToken !== undefined && { nextToken }),
  };
}

export interface FoundPosts {
  readonly posts: readonly (XOwnPost & { readonly authorId: string | undefined })[];
  /** Those that X does not have or does not show, with its reason. */
  readonly missing: readonly { readonly id: string; readonly reason: string }[];
}

/** At most 100 ids. @throws XProblem */
export async function lookupPosts(
  client: XClient,
  ids: readonly string[],
  options: { readonly priority?: Priority } = {},
): Promise<FoundPosts> {
  const answer = await callInVocabulary(client, lookupEndpoint, (vocabulary) => ({
    query: {
      ids: ids.join(','),
      [vocabulary === 'tweet' ? 'tweet.fields' : 'post.fields']: 'author_id,created_at',
    },
    ...options,
  }));
  const body = asRecord(answer.body);
  return {
    posts: asList(body?.['data']).flatMap((item) => {
      const raw = asRecord(item);
      const post = readOwn(raw);
      return post ? [{ ...post, authorId: asXId(raw?.['author_id']) }] : [];
    }),
    missing: readMissing(body?.['errors']),
  };
}

/** What X says beside an answer about posts that are not in it. */
export function readMissing(errors: unknown): { id: string; reason: string }[] {
  return asList(errors).flatMap((error) => {
    const raw = asRecord(error);
    const id = asXId(raw?.['resource_id']) ?? asXId(raw?.['value']);
    const reason = asText(raw?.['detail']) ?? asText(raw?.['title']) ?? '';
    return id === undefined ? [] : [{ id, reason }];
  });
}

function readOwn(raw: Readonly<Record<string, unknown>> | undefined): XOwnPost | undefined {
  const id = asXId(raw?.['id']);
  if (!raw || id === undefined) return undefined;
  const answered = asList(raw['referenced_tweets'] ?? raw['referenced_posts'])
    .map(asRecord)
    .find((one) => one?.['type'] === 'replied_to');
  return {
    id,
    text: asText(raw['text']) ?? '',
    at: asTime(raw['created_at']),
    inReplyToPostId: asXId(answered?.['id']),
  };
}
