import type { XProblem } from '../../../contract/x/problems.ts';
import type { XPostPage } from '../../../contract/x/posts.ts';
import { type JsonObject, notAuthorizedItem, notFoundItem, suspendedItem } from '../../core/errors.ts';
import { type Cursor, type Page, decodeCursor, encodeCursor } from '../../core/page.ts';
import { fieldsParameter, invalidToken, textParameter } from '../../core/query.ts';
import type { Call } from '../../core/route.ts';
import { mediaBaseFor, mediaFields } from '../../present/media.ts';
import { postExpansions, tweetFields } from '../../present/post.ts';
import { type PostView, answerOf, presentPosts } from '../../present/post-page.ts';
import { userFields } from '../../present/user.ts';
import { maySeePostsOf } from '../../rules/may-see.ts';
import type { Sim } from '../../sim.ts';
import type { SimPost } from '../../state/posts.ts';
import type { SimUser } from '../../state/users.ts';

const pollFields = ['duration_minutes', 'end_datetime', 'id', 'options', 'voting_status'];
const placeFields = [
  'contained_within',
  'country',
  'country_code',
  'full_name',
  'geo',
  'id',
  'name',
  'place_type',
];

export const viewParameters = [
  'tweet.fields',
  'post.fields',
  'expansions',
  'user.fields',
  'media.fields',
  'poll.fields',
  'place.fields',
];

/** What the caller asked to see of posts; `parameter` is what named them. */
export function postViewOf(sim: Sim, call: Call, parameter: string): PostView {
  const { query, vocabulary, caller } = call;
  fieldsParameter(query, 'place.fields', placeFields);
  return {
    fields: fieldsParameter(query, 'tweet.fields', tweetFields),
    expansions: fieldsParameter(query, 'expansions', postExpansions),
    users: {
      fields: fieldsParameter(query, 'user.fields', userFields),
      vocabulary,
      viewer: caller.user,
      caller,
    },
    mediaFields: fieldsParameter(query, 'media.fields', mediaFields),
    pollFields: fieldsParameter(query, 'poll.fields', pollFields),
    vocabulary,
    mediaBase: mediaBaseFor(sim, call.request.headers.host),
    parameter,
  };
}

/** Where a page begins; tokens of other lists are refused. */
export function cursorOf(call: Call, list: string, names = ['pagination_token']): Cursor | undefined {
  for (const name of names) {
    const token = textParameter(call.query, name);
    if (token === undefined) continue;
    const cursor = decodeCursor(list, token);
    if (cursor) return cursor;
    throw invalidToken(name, token);
  }
  return undefined;
}

/** One page of posts as X answers it. */
export function answerPosts(
  sim: Sim,
  page: Page<SimPost>,
  view: PostView,
  list: string,
  { tokens = page, ids = true }: { tokens?: Pick<Page<unknown>, 'older' | 'newer'>; ids?: boolean } = {},
): XPostPage {
  const shown = presentPosts(sim, page.items, view);
  return {
    ...(shown.data.length > 0 ? { data: shown.data } : {}),
    ...answerOf(shown),
    meta: {
      result_count: shown.data.length,
      ...(ids && shown.data.length > 0
        ? { newest_id: shown.data[0]?.id, oldest_id: shown.data.at(-1)?.id }
        : {}),
      ...tokensOf(tokens, list),
    },
  };
}

export function tokensOf(page: Pick<Page<unknown>, 'older' | 'newer'>, list: string) {
  return {
    ...(page.older ? { next_token: encodeCursor(list, page.older) } : {}),
    ...(page.newer ? { previous_token: encodeCursor(list, page.newer) } : {}),
  };
}

/** A user in the path whose posts or relations are asked for; the answer with the reason when they cannot be shown. */
export function userInPath(
  sim: Sim,
  call: Call,
  id: string,
  { protectedToo = true }: { protectedToo?: boolean } = {},
): { user: SimUser } | { refusal: JsonObject } {
  const user = sim.users.find(id);
  const refuse = (item: XProblem) => ({ refusal: { errors: [item] } });
  if (!user) return refuse(notFoundItem('user', 'id', id, call.vocabulary));
  if (user.suspended) return refuse(suspendedItem('id', id, call.vocabulary));
  if (protectedToo && !maySeePostsOf(sim, call.caller.user?.id, user))
    return refuse(notAuthorizedItem('user', 'id', id, call.vocabulary));
  return { user };
}
