import type { CallInput, XClient } from '../client.ts';
import { type Endpoint, perApp, perAppDay, perUser } from '../endpoint.ts';
import { asList, asRecord, asText, asTime, asXId } from '../json.ts';
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

/** What a user posted after another post, newest first. @throws XProblem */
export async function listPostsOfUser(
  client: XClient,
  userId: string,
  options: { readonly sinceId: string; readonly maxResults: number; readonly token?: string },
): Promise<XPage<XOwnPost>> {
  const answer = await callInVocabulary(client, ofUserEndpoint, (vocabulary) => ({
    params: { userId },
    query: {
      since_id: options.sinceId,
      max_results: String(options.maxResults),
      pagination_token: options.token,
      ...(vocabulary === 'tweet'
        ? { 'tweet.fields': 'created_at,referenced_tweets' }
        : // In these words what it answers is an expansion.
          { 'post.fields': 'created_at', expansions: 'referenced_posts' }),
    },
  }));
  const body = asRecord(answer.body);
  const nextToken = asText(asRecord(body?.['meta'])?.['next_token']);
  return {
    items: asList(body?.['data']).flatMap((item) => readOwn(asRecord(item)) ?? []),
    ...(nextToken !== undefined && { nextToken }),
  };
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
