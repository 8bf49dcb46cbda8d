import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Entry, SlackChannel } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import type { SlackPost } from './slack-server.ts';
import { openSlackWorld, type SlackWorld } from './slack-world.ts';

let world: SlackWorld;
let channel: SlackChannel;
beforeAll(async () => {
  world = await openSlackWorld();
  channel = await world.channel();
}, 240_000);
afterAll(() => world?.close());
beforeEach(() => {
  world.slack.fault = () => undefined;
});

const entriesOf = async (name: string) => {
  const id = await world.conversationOf(name);
  return (await world.product.admin.ask<{ entries: Entry[] }>('GET', `/api/conversations/${id}/entries`))
    .entries;
};
const settled = (name: string, count: number) =>
  until(async () => {
    const got = await world.got(name);
    return got.length >= count ? got : undefined;
  });

describe('a conversation in Slack', () => {
  let parent: SlackPost;

  it('begins a thread that says who writes, to whom, and how to answer', async () => {
    await world.product.x.write('jane', 'shop', 'Is <this> & that *here*?');
    parent = await world.threadOf('jane', 'And a second line');
    expect(parent.text).toContain('Conversation *#1* with *Jane*, to shop');
    expect(parent.text).toContain(`<${world.product.url}/inbox/all/`);
    expect(world.slack.inThread(parent.ts)).toEqual([
      '*Jane* (@jane)\nIs &lt;this&gt; &amp; that *here*?',
      '*Jane* (@jane)\nAnd a second line',
    ]);
    expect(world.slack.parents()).toHaveLength(1);
  });

  it('is answered there, and the desk shows who wrote it', async () => {
    const response = await world.say(
      channel,
      parent.ts,
      'Yes, see <https://shop.example/a?b=1&amp;c=2|our page> :+1:',
      {
        event: {
          blocks: [{ type: 'rich_text', elements: [{ type: 'emoji', name: '+1', unicode: '1f44d' }] }],
        },
      },
    );
    expect(response.status).toBe(200);
    const [got] = await settled('jane', 1);
    // X shortens links.
    expect(got).toMatch(/^Yes, see our page \(https:\/\/t\.co\/\w+\) 👍$/);
    const answer = (await entriesOf('jane')).find(({ direction }) => direction === 'out');
    expect(answer).toMatchObject({
      text: 'Yes, see our page (https://shop.example/a?b=1&c=2) 👍',
      authorKind: 'program',
      content: { program: { displayName: 'Ada', via: 'slack' } },
    });
    // It stands in the thread already.
    expect(world.slack.inThread(parent.ts)).toHaveLength(2);
  });

  it('shows what is answered on the desk, with the name', async () => {
    const id = await world.conversationOf('jane');
    await world.product.admin.ask('POST', `/api/conversations/${id}/messages`, {
      text: 'From the desk',
      idempotencyKey: 'from-the-desk',
    });
    await until(() => world.slack.inThread(parent.ts).length === 3);
    expect(world.slack.inThread(parent.ts).at(-1)).toBe('*Ada Admin*\nFrom the desk');
  });

  it('takes an event once, however often Slack tells it, and after a restart as well', async () => {
    const event = { ts: '1800000001.000001' };
    const envelope = { event_id: 'EvTwice' };
    for (let time = 0; time < 3; time += 1)
      await world.say(channel, parent.ts, 'Only once', {
        event,
        envelope,
        headers:
          time === 0 ? {} : { 'x-slack-retry-num': String(time), 'x-slack-retry-reason': 'http_timeout' },
      });
    await settled('jane', 3);
    await world.product.restart();
    await world.say(channel, parent.ts, 'Only once', { event, envelope });
    await world.say(channel, parent.ts, 'Then this');
    expect((await settled('jane', 4)).slice(2)).toEqual(['Only once', 'Then this']);
  });

  it('answers what was stored before the process died', async () => {
    const { db } = world.product;
    const conversationId = await world.conversationOf('jane');
    await world.product.restart(async () => {
      await db.execute(sql`
        insert into slack_event (workspace_id, slack_id, event_id, conversation_id, ts, body, state, user_id, due_at,
          received_at)
        select workspace_id, slack_id, 'Ev' || n, conversation_id, '18000000' || n || '.000001', jsonb_build_object(
          'ts', '18000000' || n || '.000001', 'userId', 'UADA', 'text', 'Stored ' || n, 'files', '[]'::jsonb), 'waiting',
          'UADA', '2026-01-01', '2026-01-01'
        from slack_thread, unnest(array[42, 41]) as n where conversation_id = ${conversationId}`);
    });
    // By the time of Slack, whichever came first.
    expect((await settled('jane', 6)).slice(4)).toEqual(['Stored 41', 'Stored 42']);
    expect(
      await db.rows(sql`select body from slack_event where state = 'waiting' or body is not null`),
    ).toEqual([]);
  });

  it('passes over what is no answer: bots, edits, joins, the parent, other threads, notes of colleagues', async () => {
    const before = (await world.got('jane')).length;
    const not = [
      { event: { bot_id: 'B9' } },
      { event: { user: undefined } },
      { event: { subtype: 'message_changed', message: { text: 'Changed' } } },
      { event: { subtype: 'message_deleted' } },
      { event: { subtype: 'channel_join' } },
      { event: { type: 'reaction_added' } },
      { event: { thread_ts: undefined } },
      { event: { ts: parent.ts } },
      { event: { thread_ts: '1700000009.000009' } },
      { event: { channel: 'C0OTHER' } },
      { envelope: { event: 'nonsense' } },
      { envelope: { type: 'app_rate_limited' } },
    ];
    for (const more of not) expect((await world.say(channel, parent.ts, 'Not this', more)).status).toBe(200);
    await world.say(channel, parent.ts, '// not for Jane');
    await world.say(channel, parent.ts, 'But this', { event: { subtype: 'thread_broadcast' } });
    const got = await until(async () => {
      const all = await world.got('jane');
      return all.includes('But this') ? all : undefined;
    });
    expect(got).toHaveLength(before + 1);
    // Of what is nobody's conversation nothing is kept.
    const kept = await world.product.db.rows(sql`select 1 from slack_event where conversation_id is null`);
    expect(kept).toEqual([]);
  });
});

describe('what is not from Slack', () => {
  it('is refused: no signature, another’s, other bytes, an old one, one sent again later', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    const send = (headers: Record<string, string>, url = channel.eventsUrl, sent = body) =>
      fetch(url, { method: 'POST', body: sent, headers: { 'content-type': 'application/json', ...headers } });
    const { slack } = world;
    const now = Math.floor(Date.now() / 1_000);
    expect((await send({})).status).toBe(401);
    expect((await send(slack.sign(body, { secret: 'another secret' }))).status).toBe(401);
    expect((await send(slack.sign(body), channel.eventsUrl, `${body} `)).status).toBe(401);
    expect((await send(slack.sign(body, { atSeconds: now - 301 }))).status).toBe(401);
    expect((await send({ ...slack.sign(body), 'x-slack-request-timestamp': String(now + 1) })).status).toBe(
      401,
    );
    const elsewhere = channel.eventsUrl.replace(channel.id, 'f'.repeat(24));
    expect((await send(slack.sign(body), elsewhere)).status).toBe(404);
    const fine = await send(slack.sign(body));
    expect([fine.status, await fine.json()]).toEqual([200, { challenge: 'abc' }]);
    expect((await send(slack.sign('no json'), channel.eventsUrl, 'no json')).status).toBe(400);
    const command = await fetch(channel.commandUrl, { method: 'POST', body: 'text=help' });
    expect(command.status).toBe(401);
  });
});

describe('a command', () => {
  it('says what it can do, and what is wrong with it', async () => {
    expect(await world.command(channel, '')).toContain('`/dm 12 your answer`');
    expect(await world.command(channel, 'help')).toContain('`/dm assign 12`');
    expect(await world.command(channel, 'dance')).toContain('“dance” is not known here');
    expect(await world.command(channel, 'close')).toBe('Say which conversation: `/dm close 12`.');
    expect(await world.command(channel, '999 Hello')).toBe('There is no conversation #999 in this channel.');
    expect(await world.command(channel, '1')).toContain('Say what to answer');
    expect(await world.command(channel, 'status', { channel_id: 'C0OTHER' })).toContain(
      'works in <#C0SUPPORT1> only',
    );
  });

  it('answers the customer, and the thread shows who did', async () => {
    const parent = await world.threadOf('karl', 'Anybody?');
    const number = /#(\d+)/.exec(parent.text)?.[1];
    expect(await world.command(channel, `${number} Hello &lt;Karl&gt;`)).toBe(
      `Your answer is on its way to Karl (#${number}).`,
    );
    expect(await settled('karl', 1)).toEqual(['Hello <Karl>']);
    expect(await world.command(channel, `reply #${number} And more`)).toContain('on its way');
    expect(await settled('karl', 2)).toEqual(['Hello <Karl>', 'And more']);
    await until(() => world.slack.inThread(parent.ts).includes('*Ada*\nAnd more'));
  });

  it('assigns to whoever has the same e-mail address, closes, and says how it stands', async () => {
    const parent = await world.threadOf('lena', 'My order?');
    const number = /#(\d+)/.exec(parent.text)?.[1];
    expect(await world.command(channel, `assign ${number}`)).toContain(
      'We do not know who you are in Rookery',
    );
    world.slack.users.set('UADMIN', { name: 'ada.admin', email: 'Ada@House.example' });
    expect(await world.command(channel, `assign ${number}`, { user_id: 'UADMIN' })).toBe(
      `#${number} is yours.`,
    );
    expect(await world.command(channel, `status ${number}`)).toBe(
      `*#${number}* Lena · being worked on · Ada Admin`,
    );
    await world.say(channel, parent.ts, 'On its way', { event: { user: 'UADMIN' } });
    await settled('lena', 1);
    const answer = (await entriesOf('lena')).find(
      ({ kind, direction }) => kind === 'message' && direction === 'out',
    );
    expect(answer).toMatchObject({ authorKind: 'agent', authorId: world.product.admin.memberId });
    expect(await world.command(channel, `close ${number}`)).toContain(`#${number} is closed`);
    expect(await world.command(channel, `close ${number}`)).toContain('That was not done.');
    expect(await world.command(channel, 'status')).toContain(`*#${number}* Lena · closed`);
  });

  it('that takes long is answered at once, and told afterwards', async () => {
    world.slack.late.length = 0;
    const { promise: held, resolve: letGo } = Promise.withResolvers<undefined>();
    world.slack.fault = (method) => (method === 'users.info' ? held : undefined);
    const answered = world.command(channel, 'assign 1', { user_id: 'USLOW' });
    expect(await answered).toBe('One moment …');
    letGo(undefined);
    const [late] = await until(() => (world.slack.late.length > 0 ? world.slack.late : undefined));
    expect(late).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('do not know who'),
    });
  });
});

describe('an answer that cannot go out', () => {
  it('is told in the thread with the reason: opted out', async () => {
    const parent = await world.threadOf('mona', 'Hello', 'STOP');
    const number = /#(\d+)/.exec(parent.text)?.[1];
    await until(
      async () =>
        (await world.product.db.rows(sql`select 1 from customer where opted_out_at is not null`)).length > 0,
    );
    const id = await world.conversationOf('mona');
    await world.product.admin.ask('POST', `/api/conversations/${id}/messages`, {
      text: 'Understood',
      idempotencyKey: 'understood-1',
    });
    await until(() => world.slack.inThread(parent.ts).some((one) => one.includes('Understood')));
    await world.say(channel, parent.ts, 'But wait');
    const told = await until(() =>
      world.slack.inThread(parent.ts).find((one) => one.includes('was not sent')),
    );
    expect(told).toMatch(/^:warning: <@UADA>, your answer was not sent\. .*(opted out|no messages|asked)/i);
    expect(await world.command(channel, `${number} But wait`)).toContain('Your answer was not sent.');
    expect(await world.got('mona')).not.toContain('But wait');
  });

  it('is told when X refuses it', async () => {
    const parent = await world.threadOf('nico', 'Hi');
    await world.product.x.control('POST', '/blocks', { source: '@nico', target: '@shop' });
    await world.say(channel, parent.ts, 'Dear Nico, here is the whole story of your order');
    const told = await until(() =>
      world.slack.inThread(parent.ts).find((one) => one.includes('Not delivered')),
    );
    expect(told).toContain('“Dear Nico, here is the whole story of your order”');
    expect(await world.got('nico')).toEqual([]);
  });
});

describe('files', () => {
  const PIXEL = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );

  it('go out as such, each in a message, and come in as links', async () => {
    const parent = await world.threadOf('olga', 'Which one?');
    for (const name of ['a.png', 'b.png']) world.slack.files.set(`/files/${name}`, PIXEL);
    const files = ['a.png', 'b.png'].map((name) => ({
      name,
      url_private_download: `${world.slack.url}/files/${name}`,
    }));
    await world.say(channel, parent.ts, 'These', { event: { subtype: 'file_share', files } });
    expect(await settled('olga', 2)).toEqual(['These[photo]', '[photo]']);
    const { id: mediaId } = await world.product.x.control<{ id: string }>('POST', '/media', {
      owner: '@olga',
      bytes: PIXEL.toString('base64'),
      category: 'dm_image',
    });
    await world.product.x.control('POST', '/messages', {
      from: '@olga',
      to: '@shop',
      text: 'Like so',
      mediaId,
    });
    const said = await until(() => world.slack.inThread(parent.ts).find((one) => one.includes('Like so')));
    const url = /<(http[^|>]+)\|Picture>/.exec(said)?.[1] ?? '';
    const file = await fetch(url);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  it('that X does not take, or that lie elsewhere, are told of', async () => {
    const parent = await world.threadOf('olga', 'Send me the papers');
    world.slack.files.set('/files/c.pdf', Buffer.from('%PDF-1.7 nothing'));
    const told = (part: string) =>
      until(() => world.slack.inThread(parent.ts).find((one) => one.includes(part)));
    const send = (url: string) =>
      world.say(channel, parent.ts, 'Here', {
        event: { subtype: 'file_share', files: [{ name: 'c.pdf', url_private: url }] },
      });
    await send(`${world.slack.url}/files/c.pdf`);
    expect(await told('“c.pdf” cannot go out')).toContain('pictures, GIFs and videos only');
    await send('http://127.0.0.1:9/files/c.pdf');
    await told('Files need the bot token');
    await send(`${world.slack.url}/files/none.pdf`);
    await told('could not be fetched from Slack: status 302');
    expect((await world.got('olga')).filter((one) => one.startsWith('Here'))).toEqual([]);
  });
});
