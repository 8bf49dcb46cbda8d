import { expect, test } from 'vitest';
import { readAnswers, readFullUser } from './users-asked.ts';

const problem = (more: object) => ({
  title: 'Not Found Error',
  detail: 'Could not find user with ids: [99].',
  type: 'https://api.twitter.com/2/problems/resource-not-found',
  resource_type: 'user',
  ...more,
});
const statuses = (body: unknown, by: 'ids' | 'usernames', values: string[]) =>
  Object.fromEntries([...readAnswers(body, by, values)].map(([value, { status }]) => [value, status]));

test('tells found, missing, suspended and refused users apart, in each of the forms that X has', () => {
  const body = {
    data: [{ id: '1', name: 'One', username: 'one' }],
    errors: [
      problem({ value: '2', parameter: 'ids', resource_id: '2' }),
      problem({ value: '3', title: 'Forbidden', detail: 'User has been suspended: [3].' }),
      problem({
        resource_id: '4',
        title: 'Authorization Error',
        detail: 'Sorry, you are not authorized to see the user.',
        type: 'https://api.x.com/2/problems/not-authorized-for-resource',
      }),
      { parameters: { ids: ['5', '6'] }, message: 'Could not find user with ids: [5, 6].' },
      // Of what a found user points at, not of the user.
      problem({ value: '1', parameter: 'pinned_tweet_id', section: 'includes' }),
    ],
  };
  expect(statuses(body, 'ids', ['1', '2', '3', '4', '5', '6', '7'])).toEqual({
    '1': 'found',
    '2': 'not_found',
    '3': 'suspended',
    '4': 'error',
    '5': 'not_found',
    '6': 'not_found',
    // In neither list.
    '7': 'not_found',
  });
});

test('takes usernames whatever their case, and an answer without anybody', () => {
  const body = { data: [{ id: '1', name: 'Ann', username: 'AnnSmith' }] };
  expect(readAnswers(body, 'usernames', ['annsmith']).get('annsmith')).toMatchObject({
    status: 'found',
    user: { id: '1', username: 'AnnSmith' },
  });
  expect(statuses({ errors: [problem({ value: 'Ghost' })] }, 'usernames', ['ghost'])).toEqual({
    ghost: 'not_found',
  });
  expect(statuses(undefined, 'ids', ['1'])).toEqual({ '1': 'not_found' });
});

test('reads every field in the words of either version', () => {
  const common = { id: '1', name: 'One', username: 'one', withheld: { country_codes: ['DE', 'FR'] } };
  const counts = { followers_count: 1, following_count: 2, listed_count: 3, like_count: 4, media_count: 5 };
  const expected = { listed: 3, likes: 4, media: 5, posts: 6, pinnedPostId: '8', mostRecentPostId: '9' };
  expect(
    readFullUser({
      ...common,
      public_metrics: { ...counts, tweet_count: 6 },
      pinned_tweet_id: '8',
      most_recent_tweet_id: '9',
    }),
  ).toMatchObject({ ...expected, withheldIn: ['DE', 'FR'] });
  expect(
    readFullUser({
      ...common,
      public_metrics: { ...counts, post_count: 6 },
      pinned_post_id: '8',
      most_recent_post_id: '9',
    }),
  ).toMatchObject(expected);
});
