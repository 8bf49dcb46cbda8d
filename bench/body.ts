import { createHmac } from 'node:crypto';

export interface BodySource {
  readonly handleXUserId: string;
  /** X's id of the first event; the others follow it. */
  readonly firstEventId: string;
  readonly firstCustomerId: string;
  readonly conversations: number;
  readonly secret: string;
}

const ABOUT = 'Writes about trains, weather and bread. '.repeat(12).slice(0, 160);

/** The n-th signed body: a `dm.received` of the X Activity API, 2.4 KB as with two full profiles. */
export function bodyOf(source: BodySource, n: number): { body: Buffer; signature: string } {
  const customer = String(BigInt(source.firstCustomerId) + BigInt(n % source.conversations));
  const id = String(BigInt(source.firstEventId) + BigInt(n));
  const envelope = {
    data: {
      event_uuid: id,
      filter: { user_id: source.handleXUserId },
      event_type: 'dm.received',
      tag: 'rookery',
      payload: {
        direct_message_events: [
          {
            type: 'message_create',
            id,
            created_timestamp: String(Date.now()),
            message_create: {
              target: { recipient_id: source.handleXUserId },
              sender_id: customer,
              message_data: {
                text: `mark-${id} Hello, my parcel has not come yet and the number on the slip is 7731. Can you look?`,
                entities: { hashtags: [], symbols: [], user_mentions: [], urls: [] },
              },
            },
          },
        ],
        users: {
          [customer]: { data: profileOf(customer) },
          [source.handleXUserId]: { data: profileOf(source.handleXUserId) },
        },
      },
    },
  };
  const body = Buffer.from(JSON.stringify(envelope));
  const signature = `sha256=${createHmac('sha256', source.secret).update(body).digest('base64')}`;
  return { body, signature };
}

function profileOf(id: string) {
  return {
    id,
    name: `Person ${id}`,
    username: `p${id.slice(-12)}`,
    created_at: '2015-03-04T10:11:12.000Z',
    description: ABOUT,
    location: 'Lyon, France',
    url: 'https://example.com/people',
    profile_image_url: 'https://pbs.twimg.com/profile_images/1/face_normal.jpg',
    profile_banner_url: 'https://pbs.twimg.com/profile_banners/1/1600000000',
    protected: false,
    verified: false,
    verified_type: 'none',
    is_identity_verified: false,
    public_metrics: {
      followers_count: 1234,
      followers_count_str: '1234',
      following_count: 321,
      following_count_str: '321',
      post_count: 45_678,
      post_count_str: '45678',
      listed_count: 7,
      listed_count_str: '7',
      like_count: 8910,
      like_count_str: '8910',
      media_count: 55,
      media_count_str: '55',
    },
  };
}
