import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetColumn, OptionField, ReportKind, RunEstimate } from '../../contract/api/index.ts';
import type { ControlPostEngagement } from '../../contract/control/engagement.ts';
import { until } from '../harness.ts';
import { apiUser, type Product, startProduct } from '../product.ts';
import { type Reports, reportsOf } from '../report-house.ts';

const KIND = 'engagement';
const DAY_MS = 86_400_000;
/** Days are named, so that a midnight in between changes nothing. */
const now = Date.now();
let product: Product;
let reports: Reports;
/** By the kind of sign-in. */
const houses = new Map<string, { accountId: string; postIds: string[] }>();

beforeAll(async () => {
  product = await startProduct();
  reports = reportsOf(product.admin);
  await product.x.user('shop');
  const { accountId } = await product.connect('shop');
  houses.set('oauth1', { accountId, postIds: await posts('shop', 12) });
  await product.x.user('branch');
  houses.set('oauth2', { accountId: await signInByOauth2('branch'), postIds: await posts('branch', 12) });
  await allowEngagementApi(true);
});
afterAll(() => product?.close());

/** Newest first, as X lists them. */
async function posts(author: string, count: number): Promise<string[]> {
  const at = (index: number) => now - (index * 3 + 1) * DAY_MS;
  const { posted } = await product.x.control<{ posted: { id: string }[] }>('POST', '/posts/batch', {
    posts: Array.from({ length: count }, (_, index) => ({
      author: `@${author}`,
      text: `Post ${count - index}`,
      at: at(count - 1 - index),
    })),
  });
  for (const { id } of posted)
    await product.x.control('PUT', `/posts/${id}/engagement`, { impressions: 9_000, halfLifeHours: 80 });
  return posted.map(({ id }) => id).toReversed();
}

async function allowEngagementApi(isAllowed: boolean): Promise<void> {
  const { apps } = await product.x.control<{ apps: { id: string }[] }>('GET', '/apps');
  for (const { id } of apps)
    await product.x.control('PATCH', `/apps/${id}`, { tier: isAllowed ? 'enterprise' : 'pay-per-use' });
}

async function signInByOauth2(username: string): Promise<string> {
  const { apps } = await product.admin.ask<{ apps: { id: string }[] }>('GET', '/api/x-apps');
  const { authorizeUrl } = await product.admin.ask<{ authorizeUrl: string }>(
    'POST',
    `/api/x-apps/${apps[0]?.id}/sign-in`,
    { authKind: 'oauth2', handleName: username },
  );
  const { redirect } = await product.x.control<{ redirect: string }>('POST', '/authorize', {
    url: authorizeUrl,
    user: `@${username}`,
  });
  const back = new URL(redirect);
  await apiUser(product.url, '', {}).ask('GET', back.pathname + back.search);
  return until(async () => {
    const { handles } = await product.admin.ask<{
      handles: { account: { id: string; username: string } }[];
    }>('GET', '/api/handles');
    return handles.find(({ account }) => account.username === username)?.account.id;
  });
}

const byText = (a: readonly unknown[], b: readonly unknown[]) => a.join().localeCompare(b.join());
const house = (kind: string) => {
  const found = houses.get(kind);
  if (!found) throw new Error(`nobody signed in by ${kind}`);
  return found;
};
const dayBefore = (days: number) => new Date(now - days * DAY_MS).toISOString().slice(0, 10);
/** The days before today, as X counts them. */
async function impressionsAtX(postId: string, days: number): Promise<number[]> {
  const from = Date.parse(`${dayBefore(days)}T00:00:00Z`);
  const { series } = await product.x.control<ControlPostEngagement>(
    'GET',
    `/posts/${postId}/engagement?from=${from}&to=${from + days * DAY_MS - 1}&step=day`,
  );
  const known = new Map(series.map((one) => [new Date(one.at).toISOString().slice(0, 10), one.impressions]));
  return Array.from({ length: days }, (_, index) => known.get(dayBefore(days - index)) ?? 0);
}

const days = (from: number) => ({
  duration: 'range',
  startDate: 'specific',
  specificStart: dayBefore(from),
  endDate: 'specific',
  specificEnd: dayBefore(1),
});
const draft = (accountId: string, options: object = {}) => ({ kind: KIND, accountId, options, zone: 'UTC' });

it('is listed with what it needs and with answers to its questions', async () => {
  const { kinds } = await product.admin.ask<{ kinds: ReportKind[] }>('GET', '/api/report-kinds');
  const kind = kinds.find(({ id }) => id === KIND);
  expect(kind?.prerequisites.join()).toMatch(/consumer key and consumer secret.*redirect URIs/);
  expect(kind?.questions.map(({ question }) => question)).toEqual(
    expect.arrayContaining([
      'Can I use the same account to create multiple DataSets?',
      'How often can the data be updated?',
      'Are there any API limits I should be aware of?',
    ]),
  );
});

it('has the menus in their order, and greys out what an account cannot have', async () => {
  const menus = async (accountId: string) =>
    (
      await product.admin.ask<{ options: OptionField[] }>(
        'GET',
        `/api/report-kinds/${KIND}/options?accountId=${accountId}`,
      )
    ).options;
  const options = await menus(house('oauth2').accountId);
  expect(options.map(({ label }) => label)).toEqual([
    'Report',
    'Tweet Selection',
    'Number of Tweets',
    'Tweets',
    'Engagement Metrics',
    'Group By',
    'Duration',
    'Report Date',
    'Select Specific Date',
    'Days Back',
    'Only that day',
    'Start Date',
    'End Date',
    'Select Specific Start Date',
    'Select Specific End Date',
    'Days Back to Start From',
    'Days Back to End At',
    'Source',
    'Columns of the tweet',
  ]);
  const greyed = (fields: OptionField[]) => JSON.stringify(fields).match(/"unavailable":/g)?.length ?? 0;
  expect([greyed(options), greyed(await menus(house('oauth1').accountId))]).toEqual([3, 0]);
});

it('refuses ranges and tweets that cannot be, with a sentence', async () => {
  const { accountId } = house('oauth1');
  const says = async (options: object) => {
    const { status, body } = await product.admin.call('POST', '/api/report-kinds/check', {
      ...draft(accountId, options),
    });
    return `${status} ${String(body['error']?.['message'] ?? body['message'])}`;
  };
  const range = { duration: 'range', startDate: 'relative', endDate: 'relative' };
  expect(await says({ ...range, daysBackFrom: 2, daysBackTo: 3 })).toMatch(/^400 .*after its end/);
  const specific = { duration: 'single', reportDate: 'specific' };
  expect(await says({ ...specific, specificDate: dayBefore(-2) })).toMatch(
    /^400 Select Specific Date: .*future/,
  );
  expect(await says({ ...specific, specificDate: '2013-01-01' })).toMatch(/^400 .*2014-09-01/);
  const tweets = Array.from({ length: 101 }, (_, index) => String(index + 1));
  expect(await says({ tweetSelection: 'selected', tweets })).toMatch(/^400 Tweets: at most 100/);
  expect(await says({ tweetSelection: 'selected', tweets: ['x.com/shop'] })).toMatch(
    /^400 Tweets: .*neither/,
  );
  expect(await says({ metrics: ['bookmarks', 'video_views'] })).toMatch(/^400 No source counts all of that/);
});

describe.each(['oauth1', 'oauth2'])('with an account by %s', (kind) => {
  it('says beforehand what comes and what it costs, and shows first rows', async () => {
    const { accountId, postIds } = house(kind);
    const body = draft(accountId, { tweetCount: 12, ...days(3) });
    const { columns, keys, estimate } = await product.admin.ask<{
      columns: DatasetColumn[];
      keys: string[];
      estimate: RunEstimate;
    }>('POST', '/api/report-kinds/check', body);
    expect(columns.map(({ name }) => name).slice(0, 5)).toEqual([
      'tweet_id',
      'engagement_type',
      'date',
      'value',
      'account_id',
    ]);
    expect(keys).toEqual(['tweet_id', 'engagement_type', 'date']);
    expect(estimate).toMatchObject({ requests: 2, microUsd: 12 * 5_000 + 12 * 5_000 });
    const { rows } = await product.admin.ask<{ rows: unknown[][] }>(
      'POST',
      '/api/report-kinds/preview',
      body,
    );
    expect(rows).toHaveLength(20);
    expect(rows[0]?.slice(0, 3)).toEqual([postIds[0], 'impressions', dayBefore(3)]);
  });

  it('lists own posts for the picker, and finds pasted ones', async () => {
    const { accountId, postIds } = house(kind);
    const ask = (query: string) =>
      product.admin.ask<{ posts: { id: string; text: string }[]; next: string | null }>(
        'GET',
        `/api/report-kinds/posts?accountId=${accountId}${query}`,
      );
    const { posts: listed } = await ask('');
    expect(listed.map(({ id }) => id)).toEqual(postIds);
    expect(listed[0]?.text).toBe('Post 1');
    const foreign = house(kind === 'oauth1' ? 'oauth2' : 'oauth1').postIds[0];
    expect((await ask(`&ids=${postIds[3]},${foreign}`)).posts.map(({ id }) => id)).toEqual([postIds[3]]);
  });

  it('fills a DataSet with what X has counted, and a table with what it does not tell', async () => {
    const { accountId, postIds } = house(kind);
    const foreign = house(kind === 'oauth1' ? 'oauth2' : 'oauth1').postIds[0] ?? '';
    const report = await reports.make(KIND, {
      name: `Engagement ${kind}`,
      accountId,
      method: 'upsert',
      options: {
        tweetSelection: 'selected',
        tweets: [...postIds, foreign],
        metrics: ['impressions'],
        groupBy: ['date', 'tweet', 'type'],
        ...days(30),
      },
    });
    const run = await reports.run(report.id);
    expect(run).toMatchObject({ state: 'succeeded', rows: 12 * 30, problem: null });
    expect(run.warnings.join()).toContain('unavailable tweets');
    const rows = await reports.rows(report.datasetId);
    const impressions = new Map(rows.map((row) => [`${row[0]} ${row[1]} ${row[2]}`, Number(row[3])]));
    for (const id of postIds) {
      const expected = await impressionsAtX(id, 30);
      expect(expected.some((count) => count > 0)).toBe(true);
      expect(expected.map((_, at) => impressions.get(`${dayBefore(30 - at)} ${id} impressions`))).toEqual(
        expected,
      );
    }
    const beside = (await reports.datasets()).find(
      ({ name }) => name === `Engagement ${kind} – unavailable tweets`,
    );
    expect((await reports.rows(beside?.id ?? '')).map((row) => row[0])).toEqual([foreign]);
    // Once more: the same rows, none new.
    expect(await reports.run(report.id)).toMatchObject({ result: { rowsNew: 0, rowsGone: 0 } });
    expect((await reports.rows(report.datasetId)).map((row) => row.slice(0, 4)).toSorted(byText)).toEqual(
      rows.map((row) => row.slice(0, 4)).toSorted(byText),
    );
  });
});

it('without the contract the run says so and uses analytics', async () => {
  await allowEngagementApi(false);
  try {
    const { accountId } = house('oauth1');
    const automatic = await reports.make(KIND, { accountId, options: { groupBy: ['type'] } });
    const run = await reports.run(automatic.id);
    expect([run.state, run.warnings.join()]).toEqual([
      'succeeded',
      expect.stringContaining('does not let the app use the Engagement API'),
    ]);
    const byHand = await reports.make(KIND, { accountId, options: { source: 'engagement_api' } });
    expect((await reports.run(byHand.id)).problem).toMatchObject({
      code: 'x_no_engagement_contract',
      who: 'operator',
    });
  } finally {
    await allowEngagementApi(true);
  }
});
