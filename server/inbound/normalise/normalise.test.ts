import { describe, expect, it } from 'vitest';
import { readBody } from './index.ts';

const body = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

const legacy = (data: Record<string, unknown>) => ({
  type: 'message_create',
  id: '954491830116155396',
  created_timestamp: '1516403560557',
  message_create: { target: { recipient_id: '1' }, sender_id: '2', message_data: data },
});

describe('a body of X', () => {
  it('of Account Activity and of the Activity API says the same of one message', () => {
    const event = legacy({ text: 'Hello', entities: {} });
    const [account] = readBody(
      body({
        for_user_id: '1',
        direct_message_events: [event],
        users: { 2: { id: '2', screen_name: 'kim' } },
      }),
      null,
    );
    const [activity] = readBody(
      body({
        data: {
          event_uuid: '-68',
          filter: { user_id: '1' },
          event_type: 'dm.received',
          payload: { direct_message_events: [event], users: { 2: { data: { id: '2', username: 'kim' } } } },
        },
      }),
      null,
    );
    expect(activity).toEqual(account);
    expect(account).toMatchObject({
      kind: 'message',
      forXUserId: '1',
      xEventId: '954491830116155396',
      at: new Date(1516403560557),
      senderId: '2',
      recipientId: '1',
      xConversationId: '1-2',
      text: 'Hello',
      people: [{ xUserId: '2', username: 'kim' }],
    });
  });

  it('of dm_events is read in both vocabularies, and groups are told apart', () => {
    const page = (referenced: string) => ({
      data: [
        {
          id: '1581048670673260549',
          event_type: 'MessageCreate',
          sender_id: '9',
          dm_conversation_id: '7-9',
          text: 'look',
          created_at: '2022-10-14T22:25:52.000Z',
          [referenced]: [{ id: '15' }],
          attachments: { media_keys: ['16_5'] },
        },
        {
          id: '1581048670673260550',
          event_type: 'MessageCreate',
          sender_id: '9',
          dm_conversation_id: '1581048670673260000',
          text: 'to many',
        },
      ],
      includes: {
        users: [{ id: '9', username: 'nine' }],
        media: [
          {
            media_key: '16_5',
            type: 'animated_gif',
            variants: [{ content_type: 'video/mp4', bit_rate: 0, url: 'https://video.twimg.com/a.mp4' }],
          },
        ],
      },
      meta: { result_count: 2 },
    });
    for (const referenced of ['referenced_tweets', 'referenced_posts']) {
      const [message, group] = readBody(body(page(referenced)), '7');
      expect(message).toMatchObject({
        kind: 'message',
        forXUserId: '7',
        recipientId: '7',
        content: { post: { id: '15', url: 'https://x.com/i/status/15' } },
        attachment: { kind: 'gif', url: 'https://video.twimg.com/a.mp4' },
      });
      expect(group).toMatchObject({
        kind: 'message',
        recipientId: '7',
        groupId: expect.stringMatching(/^\d+$/),
      });
    }
  });

  it('gives links by what stands in the text, whatever X counts, and only of the web', () => {
    const text = '🌱🌱 see https://t.co/a and https://t.co/b';
    const at = (url: string, unit: 'points' | 'units') => {
      const start =
        unit === 'units' ? text.indexOf(url) : Array.from(text.slice(0, text.indexOf(url))).length;
      return [start, start + url.length];
    };
    for (const unit of ['points', 'units'] as const) {
      const [event] = readBody(
        body({
          direct_message_events: [
            legacy({
              text,
              entities: {
                urls: [
                  {
                    url: 'https://t.co/a',
                    expanded_url: 'https://x.com/kim/status/20',
                    display_url: 'x.com/kim/sta…',
                    indices: at('https://t.co/a', unit),
                  },
                  {
                    url: 'https://t.co/b',
                    expanded_url: 'javascript:alert(1)',
                    indices: at('https://t.co/b', unit),
                  },
                ],
              },
            }),
          ],
        }),
        null,
      );
      expect(event).toMatchObject({
        text,
        content: {
          entities: [
            {
              kind: 'url',
              start: 9,
              end: 23,
              href: 'https://x.com/kim/status/20',
              display: 'x.com/kim/sta…',
            },
            { kind: 'url', start: 28, end: 42, href: 'https://t.co/b' },
          ],
          post: { id: '20', url: 'https://x.com/kim/status/20' },
        },
      });
    }
  });

  it('with a file loses the link that X adds for it', () => {
    const media = {
      type: 'video',
      id_str: '55',
      url: 'https://t.co/file',
      media_url_https: 'https://pbs.twimg.com/p.jpg',
      video_info: {
        duration_millis: 2000,
        variants: [
          { content_type: 'application/x-mpegURL', url: 'https://v/x.m3u8' },
          { content_type: 'video/mp4', bitrate: 1, url: 'https://v/low.mp4' },
          { content_type: 'video/mp4', bitrate: 9, url: 'https://v/high.mp4' },
        ],
      },
    };
    const [event] = readBody(
      body({
        direct_message_events: [
          legacy({ text: 'watch https://t.co/file', attachment: { type: 'media', media } }),
        ],
      }),
      null,
    );
    expect(event).toMatchObject({
      text: 'watch',
      attachment: { kind: 'video', url: 'https://v/high.mp4', durationMs: 2000 },
    });
  });

  it('carries quick replies, their answers, buttons and places', () => {
    const read = (data: Record<string, unknown>) =>
      readBody(body({ direct_message_events: [legacy(data)] }), null)[0];
    expect(read({ text: 'Order', quick_reply_response: { type: 'options', metadata: 'm1' } })).toMatchObject({
      content: { quickReplyAnswer: { metadata: 'm1' } },
    });
    expect(read({ text: '?', quick_reply: { type: 'options', options: [{ label: 'A' }] } })).toMatchObject({
      content: { quickReplies: [{ label: 'A', description: null }] },
    });
    expect(
      read({
        text: '',
        ctas: [
          { type: 'web_url', label: 'Open', url: 'https://a.example' },
          { label: 'Bad', url: 'javascript:1' },
        ],
      }),
    ).toMatchObject({ content: { ctas: [{ label: 'Open', url: 'https://a.example' }] } });
    expect(
      read({
        text: '',
        attachment: {
          type: 'location',
          location: {
            type: 'shared_coordinate',
            shared_coordinate: { coordinates: { type: 'Point', coordinates: [-122.4, 37.8] } },
          },
        },
      }),
    ).toMatchObject({ content: { location: { latitude: 37.8, longitude: -122.4, name: null } } });
  });

  it('says typing, reading, revocation, encrypted messages and the end of a replay', () => {
    const kinds = (value: unknown) => readBody(body(value), null).map((event) => event.kind);
    expect(
      kinds({
        for_user_id: '1',
        direct_message_indicate_typing_events: [{ sender_id: '2', target: { recipient_id: '1' } }],
      }),
    ).toEqual(['typing']);
    expect(
      kinds({
        direct_message_mark_read_events: [
          { sender_id: '2', target: { recipient_id: '1' }, last_read_event_id: '5' },
        ],
      }),
    ).toEqual(['read']);
    expect(
      kinds({
        user_event: {
          revoke: {
            date_time: '2018-05-24T09:48:12+00:00',
            target: { app_id: '1' },
            source: { user_id: '63' },
          },
        },
      }),
    ).toEqual(['revoke']);
    expect(
      kinds({ data: { event_type: 'oauth.revoke', filter: {}, payload: { user_id: '6', app_id: '1' } } }),
    ).toEqual(['revoke']);
    expect(kinds({ replay_job_status: { job_state: 'Complete', job_id: '1' } })).toEqual(['replay']);
    expect(
      readBody(
        body({
          data: {
            event_type: 'chat.received',
            filter: { user_id: '1' },
            payload: { id: 'u-u', created_at_msec: '1516403560557', sender_id: '2', conversation_id: '2:1' },
          },
        }),
        null,
      ),
    ).toMatchObject([{ kind: 'encrypted', senderId: '2', recipientId: '1', key: 'u-u' }]);
  });

  it('says of a public post the same in both families, whole and with its links', () => {
    const long = `@shop ${'look '.repeat(70)}https://t.co/a`;
    const [account] = readBody(
      body({
        for_user_id: '1',
        user_has_blocked: 'false',
        tweet_create_events: [
          {
            id_str: '954491830116155396',
            timestamp_ms: '1516403560557',
            text: `${long.slice(0, 100)}…`,
            truncated: true,
            extended_tweet: {
              full_text: long,
              entities: {
                user_mentions: [{ id_str: '1', screen_name: 'shop' }],
                urls: [{ url: 'https://t.co/a', expanded_url: 'https://a.example/' }],
              },
            },
            in_reply_to_status_id_str: '954491830116155000',
            user: { id_str: '2', screen_name: 'kim', name: 'Kim' },
          },
        ],
      }),
      null,
    );
    const activity = (references: string, note: string) =>
      readBody(
        body({
          data: {
            event_uuid: '-68',
            filter: { user_id: '1' },
            event_type: 'post.mention.create',
            payload: {
              id: '954491830116155396',
              created_at: '2018-01-19T23:12:40.557Z',
              author_id: '2',
              text: `${long.slice(0, 100)}…`,
              [note]: {
                text: long,
                entities: { urls: [{ url: 'https://t.co/a', expanded_url: 'https://a.example/' }] },
              },
              [references]: [{ type: 'replied_to', id: '954491830116155000' }],
            },
            includes: { users: [{ id: '2', username: 'kim', name: 'Kim' }] },
          },
        }),
        null,
      )[0];
    expect(account).toMatchObject({
      kind: 'post',
      forXUserId: '1',
      xPostId: '954491830116155396',
      at: new Date(1516403560557),
      authorXUserId: '2',
      author: { username: 'kim', name: 'Kim' },
      mentionedXUserIds: ['1'],
      inReplyToXPostId: '954491830116155000',
      text: long,
      links: [{ url: 'https://t.co/a', expandedUrl: 'https://a.example/' }],
    });
    expect(activity('referenced_tweets', 'note_tweet')).toEqual(account);
    expect(activity('referenced_posts', 'note_post')).toEqual(account);
  });

  it('leaves out reposts, and posts of whoever the account has blocked', () => {
    const post = { id_str: '20', text: '@shop x', user: { id_str: '2' } };
    const told = (more: object, frame: object = {}) =>
      readBody(body({ for_user_id: '1', ...frame, tweet_create_events: [{ ...post, ...more }] }), null).map(
        (event) => event.kind,
      );
    expect(told({})).toEqual(['post']);
    expect(told({ retweeted_status: { id_str: '19' } })).toEqual([]);
    expect(told({}, { user_has_blocked: 'true' })).toEqual([]);
    expect(told({ user: {} })).toEqual(['unknown']);
  });

  it('never throws: what cannot be read is of an unknown kind', () => {
    const nested = `{"for_user_id":"1","direct_message_events":[${'['.repeat(400_000)}${']'.repeat(400_000)}]}`;
    for (const odd of [
      '',
      'null',
      '[]',
      '"x"',
      '{',
      nested,
      '{"direct_message_events":{"a":1}}',
      '{"data":[1,null,"x"],"meta":{}}',
      '{"direct_message_events":[{"type":"message_create","id":12345678901234567890}]}',
    ]) {
      for (const event of readBody(body(odd), null)) expect(event.kind).toBe('unknown');
    }
    expect(readBody(body({ brand_new_events: [{}] }), null)).toEqual([
      { kind: 'unknown', name: 'brand_new_events' },
    ]);
  });

  it('keeps a message beside nonsense of any depth, and its text fit for the database', () => {
    const event = JSON.stringify(legacy({ text: 'a\u0000b', entities: {} })).replace(
      '"type"',
      `"odd":${'['.repeat(300_000)}${']'.repeat(300_000)},"type"`,
    );
    const [read] = readBody(body(`{"for_user_id":"1","direct_message_events":[${event}]}`), null);
    expect(read).toMatchObject({ kind: 'message', text: 'a\ufffdb' });
    const [lone] = readBody(
      body(
        `{"direct_message_events":[${JSON.stringify(legacy({ text: 'x' })).replace('"x"', '"\\ud800 y"')}]}`,
      ),
      null,
    );
    expect(lone).toMatchObject({ text: '\ufffd y' });
  });
});
