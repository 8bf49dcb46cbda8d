import type {
  XExtendedPost,
  XLegacyMedia,
  XLegacyPost,
  XLegacyPostEntities,
  XLegacyPostUser,
} from '../../contract/x/legacy.ts';
import { exactNumber } from '../core/exact-number.ts';
import { languageOf } from '../rules/language.ts';
import { countCharacters, findEntities } from '../rules/message-text.ts';
import type { Sim } from '../sim.ts';
import type { PostUrl, SimPost } from '../state/posts.ts';
import { presentPostMediaV1 } from './post-media-v1.ts';
import { legacyDate, presentUserV1 } from './user.ts';

/** A post longer than this is cut in `text` and whole in `extended_tweet`. */
const COMPATIBLE_CHARACTERS = 140;
/** What is left of the text beside `… ` and a link. */
const KEPT_CHARACTERS = 115;
const LINK_CHARACTERS = 23;

/** Whose likes and reposts `favorited` and `retweeted` tell. */
export type LegacyPostView = {
  viewerId?: string;
  mediaBase?: string;
  /** A quote within a quote is named, not shown. */
  isQuoted?: boolean;
};

/**
 * A post of v1.1 in its compatible form: what `tweet_create_events` and `favorited_status` hold.
 * https://developer.x.com/en/docs/x-api/v1/data-dictionary/object-model/tweet
 */
export function presentPostV1(sim: Sim, post: SimPost, view: LegacyPostView = {}): XLegacyPost {
  const answered = post.inReplyToUserId === undefined ? undefined : sim.users.find(post.inReplyToUserId);
  const shown = new PostText(sim, post, view.mediaBase ?? sim.url());
  return {
    created_at: legacyDate(post.createdAt),
    id: exactNumber(post.id),
    id_str: post.id,
    ...(countCharacters(post.text) > COMPATIBLE_CHARACTERS && post.repostOfId === undefined
      ? truncated(post, shown)
      : whole(shown)),
    source: sourceOf(sim, post),
    in_reply_to_status_id: post.inReplyToId === undefined ? null : exactNumber(post.inReplyToId),
    in_reply_to_status_id_str: post.inReplyToId ?? null,
    in_reply_to_user_id: post.inReplyToUserId === undefined ? null : exactNumber(post.inReplyToUserId),
    in_reply_to_user_id_str: post.inReplyToUserId ?? null,
    in_reply_to_screen_name: answered?.username ?? null,
    user: authorOf(sim, post),
    geo: null,
    coordinates: null,
    place: null,
    contributors: null,
    ...quoted(sim, post, view),
    ...reposted(sim, post, view),
    ...counts(sim, post),
    favorited: view.viewerId !== undefined && sim.likes.has(view.viewerId, post.id),
    retweeted: view.viewerId !== undefined && sim.posts.findRepost(view.viewerId, post.id) !== undefined,
    ...(post.urls?.length ? { possibly_sensitive: false } : {}),
    filter_level: 'low',
    lang: languageOf(post.text.slice(post.prefixLength ?? 0)),
  };
}

type TextParts = Pick<
  XLegacyPost,
  'text' | 'truncated' | 'display_text_range' | 'entities' | 'extended_entities' | 'extended_tweet'
>;

function whole(shown: PostText): TextParts {
  const media = shown.media();
  return {
    text: shown.text,
    truncated: false,
    ...(shown.isCut() ? { display_text_range: shown.range() } : {}),
    entities: shown.entities(),
    ...(media.length > 0 ? { extended_entities: { media } } : {}),
  };
}

/** https://docs.x.com/x-api/account-activity/introduction#support-for-longform-posts */
function truncated(post: SimPost, shown: PostText): TextParts {
  const media = shown.media();
  const extended: XExtendedPost = {
    full_text: shown.text,
    display_text_range: shown.range(),
    entities: shown.entities(),
    ...(media.length > 0 ? { extended_entities: { media } } : {}),
  };
  const start = Array.from(shown.text).slice(0, KEPT_CHARACTERS).join('');
  const link = `https://t.co/${codeOf(post.id)}`;
  const at = KEPT_CHARACTERS + 2;
  const { user_mentions, hashtags, symbols, urls } = shown.entities(KEPT_CHARACTERS);
  return {
    text: `${start}… ${link}`,
    truncated: true,
    display_text_range: [0, COMPATIBLE_CHARACTERS],
    entities: {
      hashtags,
      symbols,
      user_mentions,
      urls: [
        ...urls,
        {
          url: link,
          expanded_url: `https://twitter.com/i/web/status/${post.id}`,
          display_url: `twitter.com/i/web/status/${post.id.slice(0, 1)}…`,
          indices: [at, at + LINK_CHARACTERS],
        },
      ],
    },
    extended_tweet: extended,
  };
}

/** Ten letters and digits that are always the same for a post. */
const codeOf = (postId: string): string => BigInt(postId).toString(36).padStart(10, '0').slice(-10);

/** A post's text with what stands where in it. Positions are in code points. */
class PostText {
  readonly text: string;
  readonly #sim: Sim;
  readonly #post: SimPost;
  readonly #mediaBase: string;

  constructor(sim: Sim, post: SimPost, mediaBase: string) {
    this.text = post.text;
    this.#sim = sim;
    this.#post = post;
    this.#mediaBase = mediaBase;
  }

  /** Without the names that a reply begins with and the link of its media. */
  range(): [number, number] {
    const media = this.#mediaUrl();
    const end = media ? Math.max(0, media.start - 1) : countCharacters(this.text);
    return [Math.min(this.#post.prefixLength ?? 0, end), end];
  }

  isCut(): boolean {
    return this.#post.prefixLength !== undefined || this.#mediaUrl() !== undefined;
  }

  /** Those that end within the first `limit` characters. */
  entities(limit = Number.POSITIVE_INFINITY): XLegacyPostEntities {
    const found = findEntities(this.text);
    const within = <T extends { end: number }>(list: readonly T[]) => list.filter(({ end }) => end <= limit);
    const tags = (list: typeof found.hashtags) =>
      within(list).map(({ text, start, end }) => ({ text, indices: pair(start, end) }));
    const media = limit === Number.POSITIVE_INFINITY ? this.media() : [];
    const [first] = media;
    return {
      hashtags: tags(found.hashtags),
      symbols: tags(found.cashtags),
      user_mentions: within(found.mentions).flatMap(({ text, start, end }) => {
        const user = this.#sim.users.findByUsername(text);
        if (!user) return [];
        const { id, name, username } = user;
        return [{ screen_name: username, name, id: exactNumber(id), id_str: id, indices: pair(start, end) }];
      }),
      urls: within((this.#post.urls ?? []).filter(({ mediaKey }) => mediaKey === undefined)).map(
        ({ url, expandedUrl, displayUrl, start, end }) => ({
          url,
          expanded_url: expandedUrl,
          display_url: displayUrl,
          indices: pair(start, end),
        }),
      ),
      // `entities` name the first file only, `extended_entities` all of them.
      ...(first ? { media: [first] } : {}),
    };
  }

  media(): XLegacyMedia[] {
    return (this.#post.urls ?? []).flatMap((url) => {
      const media = url.mediaKey === undefined ? undefined : this.#sim.media.findByKey(url.mediaKey);
      return media ? [presentPostMediaV1(this.#mediaBase, url, media)] : [];
    });
  }

  #mediaUrl(): PostUrl | undefined {
    return this.#post.urls?.find(({ mediaKey }) => mediaKey !== undefined);
  }
}

const pair = (start: number, end: number): [number, number] => [start, end];

function sourceOf(sim: Sim, post: SimPost): string {
  const app = post.appId === undefined ? undefined : sim.apps.find(post.appId);
  const [name, url] = app ? [app.name, app.url] : ['Twitter Web App', 'https://mobile.twitter.com'];
  return `<a href="${escape(url)}" rel="nofollow">${escape(name)}</a>`;
}

const escape = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

function authorOf(sim: Sim, post: SimPost): XLegacyPostUser {
  const author = sim.users.find(post.authorId);
  // The presenter's loose object has these members; authors are never deleted, so the other branch is not met.
  if (author) return presentUserV1(sim, author) as XLegacyPostUser;
  return { id: exactNumber(post.authorId), id_str: post.authorId, name: '', screen_name: '' };
}

function counts(sim: Sim, post: SimPost) {
  const original = post.repostOfId === undefined ? undefined : sim.posts.find(post.repostOfId);
  return {
    quote_count: sim.engagement.total(post, 'quote_tweets'),
    reply_count: sim.engagement.total(post, 'replies'),
    // A repost shows how often the original was reposted, and nothing of its own.
    retweet_count: sim.engagement.total(original ?? post, 'retweets'),
    favorite_count: sim.engagement.total(post, 'favorites'),
  };
}

/** What a quote quotes, whole unless it is gone. */
function quoted(
  sim: Sim,
  post: SimPost,
  view: LegacyPostView,
): Pick<
  XLegacyPost,
  | 'is_quote_status'
  | 'quoted_status_id'
  | 'quoted_status_id_str'
  | 'quoted_status'
  | 'quoted_status_permalink'
> {
  const { quotedId } = post;
  if (quotedId === undefined) return { is_quote_status: false };
  const quotedPost = sim.posts.find(quotedId);
  const link = post.urls?.find(({ expandedUrl }) => expandedUrl.includes(`/status/${quotedId}`));
  return {
    is_quote_status: true,
    quoted_status_id: exactNumber(quotedId),
    quoted_status_id_str: quotedId,
    ...(quotedPost && !view.isQuoted
      ? { quoted_status: presentPostV1(sim, quotedPost, { ...view, isQuoted: true }) }
      : {}),
    ...(link
      ? {
          quoted_status_permalink: {
            url: link.url,
            expanded: link.expandedUrl,
            display: link.displayUrl,
          },
        }
      : {}),
  };
}

function reposted(sim: Sim, post: SimPost, view: LegacyPostView): Pick<XLegacyPost, 'retweeted_status'> {
  const original = post.repostOfId === undefined ? undefined : sim.posts.find(post.repostOfId);
  return original ? { retweeted_status: presentPostV1(sim, original, view) } : {};
}
