import { type TSchema, Type } from 'typebox';
import {
  Entities,
  Urls,
  type Words,
  XIdText,
  all,
  count,
  entityLists,
  list,
  moment,
  oneOf,
  some,
  text,
  yesNo,
} from './shapes.ts';

const ids = list(XIdText);
const open = Type.Object({}, { additionalProperties: true });

export const userIn = (words: Words) =>
  some(
    {
      affiliation: some({ badge_url: text, description: text, url: text, user_id: ids }),
      confirmed_email: text,
      connection_status: list(
        oneOf(
          'blocking',
          'follow_request_received',
          'follow_request_sent',
          'followed_by',
          'following',
          'muting',
        ),
      ),
      created_at: moment,
      description: text,
      entities: some({ url: Urls, description: Entities }),
      is_identity_verified: yesNo,
      location: text,
      parody: yesNo,
      ...(words === 'posts'
        ? { most_recent_post_id: XIdText, pinned_post_id: XIdText }
        : { most_recent_tweet_id: XIdText, pinned_tweet_id: XIdText }),
      profile_banner_url: text,
      profile_image_url: text,
      protected: yesNo,
      public_metrics: some(
        { like_count: count, media_count: count },
        {
          followers_count: count,
          following_count: count,
          listed_count: count,
          ...(words === 'posts' ? { post_count: count } : { tweet_count: count }),
        },
      ),
      receives_your_dm: yesNo,
      subscribes_to_you: yesNo,
      subscription: all({ subscribes_to_you: yesNo }),
      subscription_type: text,
      url: text,
      verified: yesNo,
      verified_followers_count: count,
      verified_type: oneOf('blue', 'business', 'government', 'none'),
      withheld: some({ country_codes: list(text), scope: oneOf('user') }),
    },
    { id: XIdText, name: text, username: text },
  );

const counts = Type.Record(text, count);

export const postIn = (words: Words) => {
  const note = some({ entities: Entities }, { text });
  const referenced = list(all({ type: oneOf('retweeted', 'quoted', 'replied_to'), id: XIdText }));
  return some(
    {
      article: open,
      attachments: some({ media_keys: list(text), poll_ids: ids, media_source_tweet_id: ids }),
      author_id: XIdText,
      card_uri: text,
      community_id: XIdText,
      context_annotations: list(open),
      conversation_id: XIdText,
      created_at: moment,
      display_text_range: Type.Tuple([count, count]),
      edit_controls: some({ edits_remaining: count, is_edit_eligible: yesNo, editable_until: moment }),
      entities: Entities,
      geo: some({ place_id: text, coordinates: open }),
      in_reply_to_user_id: XIdText,
      lang: text,
      media_metadata: list(some({ media_key: text, alt_text: text, title: text, description: text })),
      non_public_metrics: counts,
      organic_metrics: counts,
      paid_partnership: yesNo,
      possibly_sensitive: yesNo,
      promoted_metrics: counts,
      public_metrics: all({
        [words === 'posts' ? 'repost_count' : 'retweet_count']: count,
        reply_count: count,
        like_count: count,
        quote_count: count,
        bookmark_count: count,
        impression_count: count,
      }),
      reply_settings: oneOf('everyone', 'following', 'mentionedUsers', 'subscribers', 'verified'),
      scopes: all({ followers: yesNo }),
      source: text,
      suggested_source_links: list(text),
      suggested_source_links_with_counts: list(open),
      matched_media_notes: list(open),
      withheld: open,
      username: text,
      ...(words === 'posts'
        ? { edit_history_post_ids: ids, note_post: note, referenced_posts: referenced }
        : { edit_history_tweet_ids: ids, note_tweet: note, referenced_tweets: referenced }),
    },
    { id: XIdText, text },
  );
};

export const Media = some(
  {
    type: oneOf('photo', 'animated_gif', 'video'),
    url: text,
    preview_image_url: text,
    variants: list(some({ bit_rate: count }, { content_type: text, url: text })),
    duration_ms: count,
    width: count,
    height: count,
    alt_text: text,
    public_metrics: all({ view_count: count }),
    non_public_metrics: counts,
    organic_metrics: counts,
    promoted_metrics: counts,
  },
  { media_key: Type.String({ pattern: '^(3|7|13|16)_[0-9]+$' }) },
);

const Poll = some(
  { duration_minutes: count, end_datetime: moment, voting_status: oneOf('open', 'closed') },
  { id: XIdText, options: list(all({ position: count, label: text, votes: count })) },
);

export const XListAnswer = some(
  {
    created_at: moment,
    description: text,
    follower_count: count,
    member_count: count,
    owner_id: XIdText,
    private: yesNo,
  },
  { id: XIdText, name: text },
);

export const dmEventIn = (words: Words) => {
  const referenced = list(all({ id: XIdText }));
  return some(
    {
      text,
      attachments: some({ media_keys: list(text), card_ids: list(text) }),
      created_at: moment,
      dm_conversation_id: Type.String({ pattern: '^([0-9]{1,19}-[0-9]{1,19}|[0-9]{15,19})$' }),
      entities: Entities,
      participant_ids: ids,
      sender_id: XIdText,
      // Only the older words have the lists at the top as well.
      ...(words === 'posts'
        ? { referenced_posts: referenced }
        : { referenced_tweets: referenced, ...entityLists }),
    },
    { id: XIdText, event_type: oneOf('MessageCreate', 'ParticipantsJoin', 'ParticipantsLeave') },
  );
};

const includesIn = (words: Words) =>
  some({
    users: list(userIn(words)),
    media: list(Media),
    polls: list(Poll),
    places: list(open),
    topics: list(open),
    [words]: list(postIn(words)),
  });

/** An answer with one resource, or with its problems only. */
export const one = (resource: TSchema, words: Words, problem: TSchema) =>
  some({ data: resource, includes: includesIn(words), errors: list(problem) });

/** A page of resources; none when there are none. */
export const page = (resource: TSchema, words: Words, problem: TSchema) =>
  some({
    data: list(resource),
    includes: includesIn(words),
    errors: list(problem),
    meta: some({
      result_count: count,
      next_token: text,
      previous_token: text,
      newest_id: XIdText,
      oldest_id: XIdText,
    }),
  });
