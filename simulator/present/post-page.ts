import type { XIncludes, XPoll, XPost } from '../../contract/x/posts.ts';
import type { XProblem } from '../../contract/x/problems.ts';
import { notAuthorizedItem, notFoundItem } from '../core/errors.ts';
import { maySeePost } from '../rules/may-see.ts';
import type { Sim } from '../sim.ts';
import type { SimPost } from '../state/posts.ts';
import { postPhotoUrl, presentMediaV2 } from './media.ts';
import { presentMediaMetrics, presentPostMetrics } from './post-metrics.ts';
import { type PostLook, presentPost, referencesOf } from './post.ts';
import { type UserView, presentUserV2 } from './user.ts';

/** What a caller asked to see of posts. */
export interface PostView extends PostLook {
  expansions: ReadonlySet<string>;
  users: UserView;
  mediaFields: ReadonlySet<string>;
  pollFields: ReadonlySet<string>;
  mediaBase: string;
  /** The parameter that named the posts, as complaints about single ones say it. */
  parameter: string;
}

export interface PresentedPosts {
  data: XPost[];
  includes: XIncludes;
  errors: XProblem[];
}

const referenceExpansions = [
  'referenced_tweets.id',
  'referenced_tweets.id.author_id',
  'referenced_tweets.id.attachments.media_keys',
  'referenced_posts',
  'referenced_posts.id',
  'referenced_posts.id.author_id',
];

/** Posts that the caller may see, what their expansions point at, and what could not be shown of either. */
export function presentPosts(sim: Sim, posts: readonly SimPost[], view: PostView): PresentedPosts {
  const { expansions } = view;
  const inPosts = view.vocabulary === 'posts';
  const errors: XProblem[] = [];
  const included = new Map<string, XPost>();
  const found = { userIds: new Set<string>(), mediaIds: new Set<string>(), polls: new Map<string, XPoll>() };
  const has = (...names: string[]) => names.some((name) => expansions.has(name));
  const expandsReferences = has(...referenceExpansions);

  const show = (post: SimPost, section: 'data' | 'includes', parameter: string): XPost | undefined => {
    const { fields, vocabulary, users } = view;
    const asked = { fields, viewer: users.viewer, vocabulary, parameter, section };
    const counted = presentPostMetrics(sim, post, asked);
    errors.push(...counted.errors);
    return counted.hidden ? undefined : { ...presentPost(sim, post, view), ...counted.metrics };
  };

  const data = posts.flatMap((post) => {
    if (has('author_id', 'username', 'author_screen_name')) found.userIds.add(post.authorId);
    if (has('in_reply_to_user_id') && post.inReplyToUserId !== undefined)
      found.userIds.add(post.inReplyToUserId);
    if (has('entities.mentions.username', 'entities.note.mentions.username'))
      for (const id of post.mentionedIds ?? []) found.userIds.add(id);
    if (has('attachments.media_keys')) for (const id of post.mediaIds ?? []) found.mediaIds.add(id);
    if (has('attachments.poll_ids') && post.poll)
      found.polls.set(post.poll.id, pollOf(sim, post, post.poll, view.pollFields));
    if (has('edit_history_tweet_ids', 'edit_history_post_ids')) include(post);
    if (expandsReferences) for (const { id } of referencesOf(post)) includeReferenced(id);
    return show(post, 'data', view.parameter) ?? [];
  });

  function include(post: SimPost): void {
    if (included.has(post.id)) return;
    const shown = show(post, 'includes', 'referenced_tweets.id');
    if (shown) included.set(post.id, shown);
  }

  function includeReferenced(id: string): void {
    const parameter = inPosts ? 'referenced_posts' : 'referenced_tweets.id';
    const post = sim.posts.find(id);
    if (!post) errors.push(notFoundItem('tweet', parameter, id, view.vocabulary));
    else if (!maySeePost(sim, view.users.viewer?.id, post))
      errors.push(notAuthorizedItem('tweet', parameter, id, view.vocabulary, 'includes'));
    else {
      include(post);
      if (has('referenced_tweets.id.author_id', 'referenced_posts.id.author_id'))
        found.userIds.add(post.authorId);
      if (has('referenced_tweets.id.attachments.media_keys'))
        for (const mediaId of post.mediaIds ?? []) found.mediaIds.add(mediaId);
    }
  }

  const users = [...found.userIds].flatMap((id) => {
    const user = sim.users.find(id);
    return user && !user.suspended ? [presentUserV2(sim, user, view.users)] : [];
  });
  const media = [...found.mediaIds].flatMap((id) => {
    const file = sim.media.find(id);
    if (!file) return [];
    const asked = { fields: view.mediaFields, viewer: view.users.viewer };
    return [
      {
        ...presentMediaV2(view.mediaBase, postPhotoUrl(view.mediaBase, file), file, view.mediaFields),
        ...presentMediaMetrics(sim, file, asked),
      },
    ];
  });
  return {
    data,
    includes: {
      ...(media.length > 0 ? { media } : {}),
      ...(users.length > 0 ? { users } : {}),
      ...(included.size > 0 ? { [inPosts ? 'posts' : 'tweets']: [...included.values()] } : {}),
      ...(found.polls.size > 0 ? { polls: [...found.polls.values()] } : {}),
    },
    errors: withoutRepeats(errors),
  };
}

/** One and the same complaint is made once, however many posts lead to it. */
function withoutRepeats(errors: readonly XProblem[]): XProblem[] {
  const known = new Map(
    errors.map((error) => [`${error.parameter}|${error.resource_id}|${error.type}|${error.detail}`, error]),
  );
  return [...known.values()];
}

function pollOf(
  sim: Sim,
  post: SimPost,
  poll: NonNullable<SimPost['poll']>,
  fields: ReadonlySet<string>,
): XPoll {
  const endsAt = post.createdAt + poll.durationMinutes * 60_000;
  return {
    id: poll.id,
    // Nobody votes here.
    options: poll.options.map((label, index) => ({ position: index + 1, label, votes: 0 })),
    ...(fields.has('duration_minutes') ? { duration_minutes: poll.durationMinutes } : {}),
    ...(fields.has('end_datetime') ? { end_datetime: new Date(endsAt).toISOString() } : {}),
    ...(fields.has('voting_status') ? { voting_status: sim.clock.now() < endsAt ? 'open' : 'closed' } : {}),
  };
}

/** The members of an answer that are there only when they hold something. */
export function answerOf({ includes, errors }: Pick<PresentedPosts, 'includes' | 'errors'>): {
  includes?: XIncludes;
  errors?: XProblem[];
} {
  return {
    ...(Object.keys(includes).length > 0 ? { includes } : {}),
    ...(errors.length > 0 ? { errors } : {}),
  };
}
