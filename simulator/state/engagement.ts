import {
  type EngagementCounter,
  type EngagementCurve,
  type EngagementSettings,
  type MeteredHandles,
} from '../../contract/control/engagement.ts';
import type { Snowflakes } from '../core/snowflake.ts';
import type { Store } from '../core/store.ts';
import { dropUndefined } from './apps.ts';
import { type Curve, type PostFacts, hourMs, makeCurve } from './engagement-curve.ts';
import type { MediaStore } from './media.ts';
import type { Posts, SimPost } from './posts.ts';
import type { Relations } from './relations.ts';

/** What all numbers about a post come from: one series, made by a curve and by what people on this X do. */
export interface Engagement {
  /** How much there was of a counter from one moment to before another, never later than now. */
  between(post: SimPost, counter: EngagementCounter, from: number, to: number): number;
  /** The same for each of `hours` clock hours from `from`, which is the start of one. */
  hourly(post: SimPost, counter: EngagementCounter, from: number, hours: number): Float64Array;
  /** Everything up to now. */
  total(post: SimPost, counter: EngagementCounter): number;
  /** Views of the post's videos wherever they were posted, as X's own pages and `/totals` show them. */
  videoViewsEverywhere(post: SimPost): number;
  videoViewsOf(mediaId: string, from?: number, to?: number): number;
  /** How much of a total came by advertising. */
  promoted(post: SimPost, counter: EngagementCounter): number;
  isPromoted(post: SimPost): boolean;
  curveOf(postId: string): { curve: EngagementCurve; isDefault: boolean };
  /** Undefined: the default again. */
  setCurve(postId: string, curve: EngagementCurve | undefined): void;
  settings(): EngagementSettings;
  changeSettings(changes: Partial<EngagementSettings>): EngagementSettings;
  /** A like that was taken back is counted by itself. */
  recordUnlike(postId: string, at: number): void;
  /** The post is no more. */
  forget(postId: string): void;
  meterHandle(appId: string, userId: string): void;
  handles(): MeteredHandles[];
}

interface CurveRow {
  postId: string;
  curve: EngagementCurve;
}
interface UnlikeRow {
  id: string;
  postId: string;
  at: number;
}
interface SettingsRow extends EngagementSettings {
  id: 'settings';
}

export const standardSettings: EngagementSettings = {
  defaultCurve: {},
  oldest: '2014',
  foreignTotals: 'refused',
  v2Insights: false,
  analyticsShape: 'by-request',
  oldMetrics: 'disallowed-resource',
};

/** Curves that are kept ready; the oldest makes room. */
const readyCurves = 1000;

/** All kinds of people's acts that add up to `engagements`. */
const engagementParts: readonly (EngagementCounter | 'other_clicks')[] = [
  'favorites',
  'retweets',
  'quote_tweets',
  'replies',
  'media_engagements',
  'url_clicks',
  'hashtag_clicks',
  'detail_expands',
  'permalink_clicks',
  'app_install_attempts',
  'app_opens',
  'email_tweet',
  'user_follows',
  'user_profile_clicks',
  'other_clicks',
];

interface Deps {
  store: Store;
  posts: Posts;
  likes: Relations;
  bookmarks: Relations;
  media: MediaStore;
  ids: Snowflakes;
  now: () => number;
}

export function createEngagement({ store, posts, likes, bookmarks, media, ids, now }: Deps): Engagement {
  const unlikesByPost = new Map<string, UnlikeRow[]>();
  const postsByMedia = new Map<string, Set<string>>();
  const ready = new Map<string, { post: SimPost; settings: EngagementCurve; curve: Curve }>();
  const curves = store.table<CurveRow>('engagementCurves', { key: ({ postId }) => postId });
  const settingRows = store.table<SettingsRow>('engagementSettings', { key: ({ id }) => id });
  const handleRows = store.table<MeteredHandles>('engagementHandles', {
    key: ({ appId, month }) => `${appId} ${month}`,
  });
  const unlikes = store.table<UnlikeRow>('unlikes', {
    key: ({ id }) => id,
    indexed(row) {
      const list = unlikesByPost.get(row.postId);
      if (list) list.push(row);
      else unlikesByPost.set(row.postId, [row]);
    },
    removed: (row) => {
      const list = unlikesByPost.get(row.postId)?.filter(({ id }) => id !== row.id) ?? [];
      if (list.length > 0) unlikesByPost.set(row.postId, list);
      else unlikesByPost.delete(row.postId);
    },
    cleared: () => unlikesByPost.clear(),
  });
  posts.watch({
    added(post) {
      for (const mediaId of post.mediaIds ?? []) {
        const known = postsByMedia.get(mediaId);
        if (known) known.add(post.id);
        else postsByMedia.set(mediaId, new Set([post.id]));
      }
    },
    removed(post) {
      ready.delete(post.id);
      for (const mediaId of post.mediaIds ?? []) {
        const known = postsByMedia.get(mediaId);
        known?.delete(post.id);
        if (known?.size === 0) postsByMedia.delete(mediaId);
      }
    },
    cleared() {
      ready.clear();
      postsByMedia.clear();
    },
  });

  const settings = (): EngagementSettings => {
    const row = settingRows.find('settings');
    if (!row) return standardSettings;
    const { id: _id, ...rest } = row;
    return rest;
  };

  function settingsOf(postId: string): EngagementCurve {
    return (
      curves.find(postId)?.curve ??
      settingRows.find('settings')?.defaultCurve ??
      standardSettings.defaultCurve
    );
  }

  function curveOf(post: SimPost): Curve {
    const wanted = settingsOf(post.id);
    const known = ready.get(post.id);
    if (known && known.post.createdAt === post.createdAt && known.settings === wanted) return known.curve;
    const curve = makeCurve(factsOf(post, media), wanted);
    ready.delete(post.id);
    ready.set(post.id, { post, settings: wanted, curve });
    // The map keeps insertion order, so the first is the oldest.
    if (ready.size > readyCurves) ready.delete(ready.keys().next().value ?? '');
    return curve;
  }

  const partsOf = (curve: Curve, counter: EngagementCounter) =>
    counter === 'engagements' && !curve.givesEngagements ? engagementParts : [counter];

  /** What people on this X did and did not take back. */
  function actsOf(post: SimPost, counter: EngagementCounter | 'other_clicks'): Acts | undefined {
    switch (counter) {
      case 'favorites':
        return relationActs(likes.arrowsTo(post.id));
      case 'bookmarks':
        return relationActs(bookmarks.arrowsTo(post.id));
      case 'replies':
        return postActs(posts.repliesTo(post.id));
      case 'retweets':
        return postActs(posts.repostsOf(post.id));
      case 'quote_tweets':
        return postActs(posts.quotesOf(post.id));
      case 'unlikes':
        return relationActs(unlikesByPost.get(post.id) ?? []);
      default:
        return undefined;
    }
  }

  /** Acts count from the first moment of a post and until now, whatever a turned clock says of them. */
  function eachAct(post: SimPost, acts: Acts, from: number, to: number, tell: (at: number) => void): void {
    const end = now();
    for (let index = 0; index < acts.size; index++) {
      const at = Math.max(post.createdAt, Math.min(acts.at(index), end));
      if (at >= from && at < to) tell(at);
    }
  }

  function countActs(post: SimPost, acts: Acts, from: number, to: number): number {
    if (from <= post.createdAt && to > now()) return acts.size;
    let count = 0;
    eachAct(post, acts, from, to, () => count++);
    return count;
  }

  function between(post: SimPost, counter: EngagementCounter, from: number, to: number): number {
    const curve = curveOf(post);
    const end = Math.min(to, now() + 1);
    if (end <= from) return 0;
    let sum = 0;
    for (const part of partsOf(curve, counter)) {
      sum += curve.before(part, end) - curve.before(part, from);
      const acts = actsOf(post, part);
      if (acts) sum += countActs(post, acts, from, end);
    }
    return sum;
  }

  function hourly(post: SimPost, counter: EngagementCounter, from: number, hours: number): Float64Array {
    const curve = curveOf(post);
    const counts = new Float64Array(hours);
    const end = Math.min(from + hours * hourMs, now() + 1);
    const first = Math.max(0, Math.floor((curve.startsAt - from) / hourMs));
    const last = Math.min(hours, Math.ceil((Math.min(end, curve.endsAt) - from) / hourMs));
    for (const part of partsOf(curve, counter)) {
      let before = last > first ? curve.before(part, from + first * hourMs) : 0;
      for (let hour = first; hour < last; hour++) {
        const after = curve.before(part, Math.min(from + (hour + 1) * hourMs, end));
        counts[hour] = (counts[hour] ?? 0) + after - before;
        before = after;
      }
      const acts = actsOf(post, part);
      if (acts)
        eachAct(post, acts, from, end, (at) => {
          const hour = Math.floor((at - from) / hourMs);
          counts[hour] = (counts[hour] ?? 0) + 1;
        });
    }
    return counts;
  }

  const total = (post: SimPost, counter: EngagementCounter) =>
    between(post, counter, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

  const shareOf = (post: SimPost) => settingsOf(post.id).promotedShare ?? 0;

  function videoViewsOf(
    mediaId: string,
    from = Number.NEGATIVE_INFINITY,
    to = Number.POSITIVE_INFINITY,
  ): number {
    let views = 0;
    for (const id of postsByMedia.get(mediaId) ?? []) {
      const post = posts.find(id);
      if (post) views += between(post, 'video_views', from, to);
    }
    return views;
  }

  return {
    between,
    hourly,
    total,
    videoViewsOf,
    videoViewsEverywhere(post) {
      const videos = (post.mediaIds ?? []).filter((id) => media.find(id)?.kind === 'video');
      return videos.length === 0
        ? total(post, 'video_views')
        : videos.reduce((sum, id) => sum + videoViewsOf(id), 0);
    },
    promoted(post, counter) {
      const curve = curveOf(post);
      if (counter === 'impressions') return curve.before('promoted_impressions', now() + 1);
      // People on this X see posts as they come; only the crowd is reached by advertising.
      return Math.floor(curve.before(counter, now() + 1) * shareOf(post));
    },
    isPromoted: (post) => shareOf(post) > 0,
    curveOf: (postId) => ({ curve: settingsOf(postId), isDefault: curves.find(postId) === undefined }),
    setCurve(postId, curve) {
      if (curve) curves.put({ postId, curve });
      else curves.delete(postId);
    },
    settings,
    changeSettings(changes) {
      settingRows.put({ ...settings(), ...dropUndefined(changes), id: 'settings' });
      return settings();
    },
    recordUnlike: (postId, at) => void unlikes.put({ id: ids.next(), postId, at }),
    forget(postId) {
      curves.delete(postId);
      for (const { id } of unlikesByPost.get(postId) ?? []) unlikes.delete(id);
    },
    meterHandle(appId, userId) {
      const month = new Date(now()).toISOString().slice(0, 7);
      const known = handleRows.find(`${appId} ${month}`);
      if (known?.userIds.includes(userId)) return;
      handleRows.put({ appId, month, userIds: [...(known?.userIds ?? []), userId] });
    },
    handles: () => [...handleRows.values()],
  };
}

interface Acts {
  size: number;
  at(index: number): number;
}

const relationActs = (items: readonly { at: number }[]): Acts => ({
  size: items.length,
  at: (index) => items[index]?.at ?? 0,
});

const postActs = (items: readonly SimPost[]): Acts => ({
  size: items.length,
  at: (index) => items[index]?.createdAt ?? 0,
});

function factsOf(post: SimPost, media: MediaStore): PostFacts {
  const kinds = (post.mediaIds ?? []).flatMap((id) => media.find(id)?.kind ?? []);
  return {
    id: post.id,
    authorId: post.authorId,
    createdAt: post.createdAt,
    isRepost: post.repostOfId !== undefined,
    hasLinks: (post.urls ?? []).some(({ mediaKey }) => mediaKey === undefined),
    hasTags: /(^|\s)[#$]\p{L}/u.test(post.text),
    media: kinds.includes('video') ? 'video' : kinds.length > 0 ? 'image' : 'none',
  };
}
