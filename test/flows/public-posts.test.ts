import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PublicPost } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';
import { until } from '../harness.ts';

let product: Product;
let agent: ApiUser;
let handleId: string;

beforeAll(async () => {
  product = await startProduct();
  for (const name of ['brandy', 'ann', 'bob']) await product.x.user(name);
  handleId = (await product.connect('brandy')).handleId;
  agent = await product.invite('Ben Agent', 'agent');
}, 60_000);
afterEach(() => product.x.control('DELETE', '/faults'));
afterAll(() => product?.close());

const LINK = 'https://twitter.com/messages/compose?recipient_id=1';

async function says(author: string, text: string, more: object = {}): Promise<string> {
  return (await product.x.control<{ id: string }>('POST', '/posts', { author: `@${author}`, text, ...more }))
    .id;
}

async function list(query = ''): Promise<PublicPost[]> {
  return (await agent.ask<{ posts: PublicPost[] }>('GET', `/api/public-posts${query}`)).posts;
}

/** The mention of this id at X, once it is listed. */
function listed(xPostId: string): Promise<PublicPost> {
  return until(async () => (await list()).find((one) => one.xPostId === xPostId), {
    what: 'the mention is listed',
  });
}

function untilAnswer(id: string, state: string): Promise<PublicPost> {
  return until(async () => (await list()).find((one) => one.id === id && one.answer?.state === state), {
    what: `the answer is ${state}`,
  });
}

/** What brandy said in public in answer to a post, as people see it. */
async function answersAtX(
  xPostId: string,
): Promise<{ id: string; text: string; urls?: { expandedUrl: string }[] }[]> {
  const { posts } = await product.x.control<{ posts: { id: string; text: string; replyTo?: string }[] }>(
    'GET',
    '/posts?author=@brandy',
  );
  return posts.filter((one) => one.replyTo === xPostId);
}

const answer = (post: PublicPost, text: string) =>
  agent.call('POST', `/api/public-posts/${post.id}/answer`, { text });

describe('a public mention', () => {
  test('is listed once with its author, and found by words of it and of their name', async () => {
    const xPostId = await says('ann', '@brandy my parcel of quaggas is lost');
    const post = await listed(xPostId);
    expect(post).toMatchObject({
      handle: { id: handleId, username: 'brandy' },
      author: { username: 'ann', name: 'ann' },
      conversationId: null,
      text: '@brandy my parcel of quaggas is lost',
      state: 'open',
      answer: null,
    });
    await says('ann', 'nobody is named here');
    await says('bob', '@brandy thank you!');
    await until(async () => (await list()).length === 2, { what: 'the other mention is listed' });
    expect((await list('?q=quaggas')).map((one) => one.xPostId)).toEqual([xPostId]);
    expect((await list('?q=ann')).map((one) => one.xPostId)).toEqual([xPostId]);
    expect(await list('?q=zebra')).toEqual([]);
    expect((await list(`?handleId=${handleId}`)).length).toBe(2);
    expect(await agent.ask('GET', '/api/public-posts/count')).toEqual({ open: 2 });
  });

  test('is paged, newest first', async () => {
    await listed(await says('ann', '@brandy one more'));
    const all = (await list()).map((one) => one.id);
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await agent.ask<{ posts: PublicPost[]; next: string | null }>(
        'GET',
        `/api/public-posts?limit=2${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.posts.map((one) => one.id));
      cursor = page.next ?? '';
    } while (cursor);
    expect(seen).toEqual(all);
    expect(await agent.call('GET', '/api/public-posts?cursor=nonsense')).toMatchObject({
      status: 400,
      body: { error: { code: 'cursor_not_valid' } },
    });
  });

  test('can be put aside and taken back', async () => {
    const post = await listed(await says('bob', '@brandy just passing'));
    expect(await agent.ask('POST', `/api/public-posts/${post.id}/dismiss`)).toMatchObject({
      state: 'dismissed',
      closedBy: agent.memberId,
    });
    expect((await list('?state=dismissed')).map((one) => one.id)).toEqual([post.id]);
    expect(await agent.ask('POST', `/api/public-posts/${post.id}/reopen`)).toMatchObject({
      state: 'open',
      closedBy: null,
    });
  });

  test('is not heard of where the handle does not want to', async () => {
    const { appId } = await product.connect('brandy');
    await product.admin.ask('PATCH', `/api/handles/${handleId}`, { publicMentions: false });
    const subscriptions = async () => {
      const rows = await product.db.rows(sql<{ ids: Record<string, string> }>`
        select subscription_ids as ids from account_feed where account_id in (
          select id from account where app_id = ${appId})`);
      return Object.keys(rows[0]?.ids ?? {});
    };
    const without = await until(
      async () => {
        const ids = await subscriptions();
        return !ids.includes('post.mention.create') && ids;
      },
      { what: 'the subscription ends' },
    );
    expect(without).toContain('dm.received');
    await product.admin.ask('PATCH', `/api/handles/${handleId}`, { publicMentions: true });
    await until(async () => (await subscriptions()).includes('post.mention.create'), {
      what: 'the subscription is back',
    });
  });
});

describe('an answer to a mention', () => {
  test('stands at X below the mention, once, and is taken back there', async () => {
    const xPostId = await says('ann', '@brandy where do I complain?');
    const post = await listed(xPostId);
    const { status, body } = await answer(post, `Here, please: ${LINK}`);
    expect([status, body['state']]).toEqual([201, 'answered']);
    const sent = await untilAnswer(post.id, 'sent');
    expect(sent).toMatchObject({ state: 'answered', closedBy: agent.memberId });
    const [atX] = await answersAtX(xPostId);
    expect(atX?.urls?.[0]?.expandedUrl).toBe(LINK);
    expect(sent.answer?.url).toBe(`https://x.com/brandy/status/${atX?.id}`);

    expect(await answer(post, 'A second one')).toMatchObject({
      status: 409,
      body: { error: { code: 'public_post_answered' } },
    });
    expect(await agent.call('POST', `/api/public-posts/${post.id}/dismiss`)).toMatchObject({ status: 409 });

    const back = await agent.ask('DELETE', `/api/public-posts/${post.id}/answer`);
    expect(back).toMatchObject({ state: 'open', answer: { state: 'taken_back' } });
    expect(await answersAtX(xPostId)).toEqual([]);
    expect(await agent.call('DELETE', `/api/public-posts/${post.id}/answer`)).toMatchObject({ status: 409 });
  });

  test('of more weight than X takes is refused before it is sent, links counted as 23', async () => {
    const post = await listed(await says('ann', '@brandy hello?'));
    expect(await answer(post, '谢'.repeat(141))).toMatchObject({
      status: 400,
      body: {
        error: {
          code: 'public_answer_too_long',
          message: 'X counts 282 characters; a post has at most 280.',
        },
      },
    });
    const long = `${'x'.repeat(256)} ${LINK}&text=${'y'.repeat(200)}`;
    expect((await answer(post, long)).status).toBe(201);
    await untilAnswer(post.id, 'sent');
  });

  test('that X refuses says why, and the mention is open again', async () => {
    const xPostId = await says('ann', '@brandy I take this back');
    const post = await listed(xPostId);
    await product.x.control('DELETE', `/posts/${xPostId}`);
    await answer(post, 'Too late');
    const failed = await untilAnswer(post.id, 'failed');
    expect(failed).toMatchObject({ state: 'open', answer: { failure: { code: 'x_post_gone' } } });
    expect((await answer(post, 'Once more')).status).toBe(201);
    await untilAnswer(post.id, 'failed');
  });

  test.each([
    ['the answer is lost after X has acted', { kind: 'reset_after' }],
    ['X acts and answers rubbish', { kind: 'malformed_body' }],
  ])('is at X exactly once when %s', async (what, kind) => {
    const xPostId = await says('bob', `@brandy once only, when ${what}`);
    const post = await listed(xPostId);
    await product.x.control('POST', '/faults', {
      on: 'request',
      path: '/2/tweets',
      method: 'POST',
      count: 1,
      ...kind,
    });
    await answer(post, `Please write to us: ${LINK}`);
    await untilAnswer(post.id, 'uncertain');
    expect(await answer(post, 'Again')).toMatchObject({ status: 409 });
    // It is looked up among the account's own posts.
    await until(
      async () => {
        await product.app.parts.clock.advance(15_000);
        return (await list()).find((one) => one.id === post.id)?.answer?.state === 'sent';
      },
      { what: 'it is settled' },
    );
    expect(await answersAtX(xPostId)).toHaveLength(1);
  });

  test('that X never had is known to be absent, and nothing is sent twice by itself', async () => {
    const xPostId = await says('bob', '@brandy a lost answer');
    const post = await listed(xPostId);
    await product.x.control('POST', '/faults', {
      on: 'request',
      path: '/2/tweets',
      method: 'POST',
      kind: 'reset_before',
      count: 1,
    });
    await answer(post, 'Never arrives');
    await untilAnswer(post.id, 'uncertain');
    const ended = await until(
      async () => {
        await product.app.parts.clock.advance(20_000);
        return (await list()).find((one) => one.id === post.id && one.answer?.state === 'failed');
      },
      { what: 'it is known to be absent' },
    );
    expect(ended).toMatchObject({ state: 'open', answer: { failure: { code: 'public_answer_not_at_x' } } });
    expect(await answersAtX(xPostId)).toEqual([]);
  });

  test('that a killed process left on its way is looked up, not sent again', async () => {
    const xPostId = await says('bob', '@brandy a crash');
    const post = await listed(xPostId);
    await answer(post, 'Sent before the crash');
    await untilAnswer(post.id, 'sent');
    await product.db.execute(sql`
      update public_answer set state = 'sending', x_post_id = null, sent_at = null where post_id = ${post.id}`);
    await product.app.parts.clock.advance(61_000);
    await untilAnswer(post.id, 'sent');
    expect(await answersAtX(xPostId)).toHaveLength(1);
  });

  test('needs the permission to answer', async () => {
    const role = await product.admin.ask<{ id: string }>('POST', '/api/setup/roles', {
      name: 'Readers',
      description: '',
      rank: 'agent',
      permissions: ['conversations.see_all'],
    });
    const reader = await product.invite('Rea Reader', 'agent');
    await product.admin.ask('PATCH', `/api/members/${reader.memberId}`, { customRoleId: role.id });
    const [post] = await list();
    expect((await reader.call('GET', '/api/public-posts')).status).toBe(200);
    for (const [method, path] of [
      ['POST', 'answer'],
      ['DELETE', 'answer'],
      ['POST', 'answer/settle'],
      ['POST', 'dismiss'],
      ['POST', 'reopen'],
    ] as const) {
      const body = path === 'answer' ? { text: 'No' } : { as: 'sent' };
      const { status } = await reader.call(
        method,
        `/api/public-posts/${post?.id}/${path}`,
        method === 'POST' ? body : undefined,
      );
      expect([path, status]).toEqual([path, 403]);
    }
  });
});

describe('a person who is erased', () => {
  test('is gone from the mentions as well, and their old posts do not come back', async () => {
    await product.x.user('gone');
    const post = await listed(await says('gone', '@brandy forget me'));
    await answer(post, 'We will');
    await untilAnswer(post.id, 'sent');
    await product.x.write('gone', 'brandy', 'Please erase me');
    const row = await until(async () => {
      const { rows } = await product.admin.ask<{ rows: { customer: { id: string; username: string } }[] }>(
        'GET',
        '/api/inbox?view=all',
      );
      return rows.find((one) => one.customer.username === 'gone');
    });
    await until(async () => (await list()).find((one) => one.id === post.id && one.conversationId !== null), {
      what: 'the mention leads to the conversation',
    });
    await product.admin.ask('POST', '/api/privacy/requests', {
      customerId: row.customer.id,
      kind: 'erase',
      includeContact: false,
      confirm: '@gone',
    });
    await until(async () => !(await list()).some((one) => one.id === post.id), {
      what: 'the mention is gone',
    });
    const { count } = await product.db.row(sql<{ count: number }>`
      select count(*)::int as count from public_answer where post_id = ${post.id}`);
    expect(count).toBe(0);
  });
});
