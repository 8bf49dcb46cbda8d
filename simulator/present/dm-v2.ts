import type { XDmEntities, XDmEvent, XDmEventPage } from '../../contract/x/direct-messages.ts';
import type { XMedia } from '../../contract/x/media.ts';
import type { XPost } from '../../contract/x/posts.ts';
import type { XProblem } from '../../contract/x/problems.ts';
import { notAuthorizedItem, notFoundItem } from '../core/errors.ts';
import type { Vocabulary } from '../core/vocabulary.ts';
import { maySeePost } from '../rules/may-see.ts';
import { findEntities } from '../rules/message-text.ts';
import type { Sim } from '../sim.ts';
import type { DmEvent } from '../state/dms.ts';
import { dmMediaUrl, presentMediaV2 } from './media.ts';
import { presentPostMetrics } from './post-metrics.ts';
import { presentPost } from './post.ts';
import { type UserView, presentUserV2 } from './user.ts';

export const dmEventFields = [
  'attachments',
  'created_at',
  'dm_conversation_id',
  'entities',
  'event_type',
  'id',
  'participant_ids',
  'referenced_tweets',
  'referenced_posts',
  'sender_id',
  'text',
];

export const dmExpansions = [
  'attachments.media_keys',
  'participant_ids',
  'referenced_tweets.id',
  'referenced_posts',
  'referenced_posts.id',
  'sender_id',
];

/** What a caller asked to see of direct message events. */
export interface DmView {
  fields: ReadonlySet<string>;
  expansions: ReadonlySet<string>;
  users: UserView;
  mediaFields: ReadonlySet<string>;
  postFields: ReadonlySet<string>;
  vocabulary: Vocabulary;
  mediaBase: string;
}

/** A v2 event: id, type and text (or who joined or left), what was asked for, and what expansions point at. */
export function presentEventV2(sim: Sim, event: DmEvent, view: DmView): XDmEvent {
  const { fields, expansions, vocabulary } = view;
  const answer: XDmEvent = { id: event.id, event_type: event.type };
  if (event.type === 'MessageCreate') answer.text = event.text ?? '';
  else answer.participant_ids = event.participantIds;
  if (fields.has('created_at')) answer.created_at = new Date(event.createdAt).toISOString();
  if (fields.has('dm_conversation_id')) answer.dm_conversation_id = event.conversationId;
  if ((fields.has('sender_id') || expansions.has('sender_id')) && event.type !== 'ParticipantsLeave')
    answer.sender_id = event.senderId;
  const media = event.mediaId === undefined ? undefined : sim.media.find(event.mediaId);
  if (media && (fields.has('attachments') || expansions.has('attachments.media_keys')))
    answer.attachments = { media_keys: [media.mediaKey] };
  if (event.referencedPostIds && asksForPosts(view))
    answer[vocabulary === 'posts' ? 'referenced_posts' : 'referenced_tweets'] = event.referencedPostIds.map(
      (id) => ({ id }),
    );
  if (fields.has('entities')) Object.assign(answer, entitiesOf(sim, event, vocabulary));
  return answer;
}

function asksForPosts({ fields, expansions }: DmView): boolean {
  return (
    ['referenced_tweets', 'referenced_posts'].some((field) => fields.has(field)) ||
    ['referenced_tweets.id', 'referenced_posts', 'referenced_posts.id'].some((name) => expansions.has(name))
  );
}

function entitiesOf(
  sim: Sim,
  event: DmEvent,
  vocabulary: Vocabulary,
): Pick<XDmEvent, keyof XDmEntities | 'entities'> {
  const found = findEntities(event.text ?? '');
  const tags = (list: typeof found.hashtags) =>
    list.map(({ start, end, text }) => ({ start, end, tag: text }));
  const mentions = found.mentions.map(({ start, end, text }) => {
    const user = sim.users.findByUsername(text);
    return { start, end, username: text, ...(user ? { id: user.id } : {}) };
  });
  const urls = (event.urls ?? []).map(({ start, end, url, expandedUrl, displayUrl }) => ({
    start,
    end,
    url,
    expanded_url: expandedUrl,
    display_url: displayUrl,
  }));
  const lists = { cashtags: tags(found.cashtags), hashtags: tags(found.hashtags), mentions, urls };
  const entities = Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
  if (Object.keys(entities).length === 0) return {};
  // The older description has these lists at the top of the event, the newer one inside `entities`.
  return vocabulary === 'posts' ? { entities } : { entities, ...entities };
}

/** `includes` of a page, and `errors` for what it points at and is not there. */
export function presentIncludes(
  sim: Sim,
  events: readonly DmEvent[],
  view: DmView,
): Pick<XDmEventPage, 'includes' | 'errors'> {
  const userIds = new Set<string>();
  const media = new Map<string, XMedia>();
  const posts = new Map<string, XPost>();
  const errors: XProblem[] = [];
  for (const event of events) {
    if (view.expansions.has('sender_id') && event.type !== 'ParticipantsLeave') userIds.add(event.senderId);
    if (view.expansions.has('participant_ids')) for (const id of event.participantIds ?? []) userIds.add(id);
    const file = event.mediaId === undefined ? undefined : sim.media.find(event.mediaId);
    if (file && view.expansions.has('attachments.media_keys'))
      media.set(
        file.mediaKey,
        presentMediaV2(view.mediaBase, dmMediaUrl(view.mediaBase, event, file), file, view.mediaFields),
      );
    if (expandsPosts(view)) for (const id of event.referencedPostIds ?? []) addPost(id);
  }

  function addPost(id: string): void {
    const { users, postFields, vocabulary } = view;
    const parameter = vocabulary === 'posts' ? 'referenced_posts' : 'referenced_tweets.id';
    const post = sim.posts.find(id);
    if (!post) return void errors.push(notFoundItem('tweet', parameter, id, vocabulary));
    if (!maySeePost(sim, users.viewer?.id, post))
      return void errors.push(notAuthorizedItem('tweet', parameter, id, vocabulary, 'includes'));
    const asked = { fields: postFields, viewer: users.viewer, vocabulary, parameter } as const;
    const counted = presentPostMetrics(sim, post, { ...asked, section: 'includes' });
    errors.push(...counted.errors);
    if (counted.hidden) return;
    posts.set(id, { ...presentPost(sim, post, { fields: postFields, vocabulary }), ...counted.metrics });
  }

  const users = [...userIds].flatMap((id) => {
    const user = sim.users.find(id);
    return user && !user.suspended ? [presentUserV2(sim, user, view.users)] : [];
  });
  const includes = {
    ...(users.length > 0 ? { users } : {}),
    ...(media.size > 0 ? { media: [...media.values()] } : {}),
    ...(posts.size > 0 ? { [view.vocabulary === 'posts' ? 'posts' : 'tweets']: [...posts.values()] } : {}),
  };
  return {
    ...(Object.keys(includes).length > 0 ? { includes } : {}),
    ...(errors.length > 0 ? { errors } : {}),
  };
}

function expandsPosts({ expansions }: DmView): boolean {
  return ['referenced_tweets.id', 'referenced_posts', 'referenced_posts.id'].some((name) =>
    expansions.has(name),
  );
}
