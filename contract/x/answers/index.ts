/** What each endpoint of v2 answers, member by member: nothing may be missing and nothing more may be there. */
import { type TSchema, Type } from 'typebox';
import { Analytics, MediaAnalytics, acts, newPostIn, postCountsIn } from './acts.ts';
import { chatIn } from './chat.ts';
import { Media, XListAnswer, dmEventIn, one, page, postIn, userIn } from './resources.ts';
import { MoneyProblem, type Words, list, problemIn, some } from './shapes.ts';

export type { Words } from './shapes.ts';

const postPages = [
  'GET /2/tweets',
  'GET /2/tweets/search/recent',
  'GET /2/tweets/search/all',
  'GET /2/tweets/:/quote_tweets',
  'GET /2/tweets/:/retweets',
  'GET /2/users/reposts_of_me',
  'GET /2/users/:/tweets',
  'GET /2/users/:/mentions',
  'GET /2/users/:/liked_tweets',
  'GET /2/users/:/bookmarks',
  'GET /2/users/:/timelines/reverse_chronological',
  'GET /2/lists/:/tweets',
];
const userPages = [
  'GET /2/users',
  'GET /2/users/by',
  'GET /2/users/search',
  'GET /2/users/:/followers',
  'GET /2/users/:/following',
  'GET /2/users/:/blocking',
  'GET /2/users/:/muting',
  'GET /2/tweets/:/liking_users',
  'GET /2/tweets/:/retweeted_by',
  'GET /2/lists/:/members',
  'GET /2/lists/:/followers',
];
const oneUser = ['GET /2/users/me', 'GET /2/users/:', 'GET /2/users/by/username/:'];
const eventPages = [
  'GET /2/dm_events',
  'GET /2/dm_conversations/:/dm_events',
  'GET /2/dm_conversations/with/:/dm_events',
];
const listPages = [
  'GET /2/users/:/owned_lists',
  'GET /2/users/:/list_memberships',
  'GET /2/users/:/followed_lists',
  'GET /2/users/:/pinned_lists',
];

function answersIn(words: Words): Record<string, TSchema> {
  const problem = problemIn(words);
  const pages = (names: string[], resource: TSchema) =>
    names.map((name): [string, TSchema] => [name, page(resource, words, problem)]);
  const post = postIn(words);
  const user = userIn(words);
  return {
    ...acts,
    ...chatIn(words),
    'GET /2/media/analytics': some({ data: list(MediaAnalytics), errors: list(problem) }),
    'GET /2/tweets/analytics': some({ data: list(Analytics), errors: list(problem) }),
    'GET /2/tweets/counts/recent': postCountsIn(words),
    'GET /2/tweets/counts/all': postCountsIn(words),
    'POST /2/tweets': newPostIn(words),
    ...Object.fromEntries([
      ...pages(postPages, post),
      ...pages(userPages, user),
      ...pages(eventPages, dmEventIn(words)),
      ...pages(listPages, XListAnswer),
      ...pages(['GET /2/media'], Media),
      ...oneUser.map((name): [string, TSchema] => [name, one(user, words, problem)]),
    ]),
    'GET /2/tweets/:': one(post, words, problem),
    'GET /2/dm_events/:': one(dmEventIn(words), words, problem),
    'GET /2/lists/:': one(XListAnswer, words, problem),
    'GET /2/media/:': one(Media, words, problem),
  };
}

const answers: Record<Words, Record<string, TSchema>> = {
  tweets: answersIn('tweets'),
  posts: answersIn('posts'),
};

/** Of a successful answer; undefined for endpoints whose answers are described elsewhere. `path` has `:` for each parameter. */
export const answerOf = (method: string, path: string, words: Words): TSchema | undefined =>
  answers[words][`${method} ${path}`];

/** Of a refusal by v2. */
export const refusalIn = (words: Words): TSchema => Type.Union([problemIn(words), MoneyProblem]);
