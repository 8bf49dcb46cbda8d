import type { XPost } from '../../contract/x/direct-messages.ts';
import type { Vocabulary } from '../core/vocabulary.ts';
import type { SimPost } from '../state/posts.ts';

export const tweetFields = [
  'article',
  'attachments',
  'author_id',
  'card_uri',
  'community_id',
  'context_annotations',
  'conversation_id',
  'created_at',
  'display_text_range',
  'edit_controls',
  'edit_history_tweet_ids',
  'edit_history_post_ids',
  'entities',
  'geo',
  'id',
  'in_reply_to_user_id',
  'lang',
  'matched_media_notes',
  'media_metadata',
  'non_public_metrics',
  'note_tweet',
  'note_post',
  'organic_metrics',
  'paid_partnership',
  'possibly_sensitive',
  'promoted_metrics',
  'public_metrics',
  'referenced_tweets',
  'referenced_posts',
  'reply_settings',
  'scopes',
  'source',
  'suggested_source_links',
  'suggested_source_links_with_counts',
  'text',
  'withheld',
];

/** A v2 post: id, text and edit history, and what was asked for. */
export function presentPost(post: SimPost, fields: ReadonlySet<string>, vocabulary: Vocabulary): XPost {
  const answer: XPost = {
    id: post.id,
    text: post.text,
    [vocabulary === 'posts' ? 'edit_history_post_ids' : 'edit_history_tweet_ids']: [post.id],
  };
  if (fields.has('author_id')) answer.author_id = post.authorId;
  if (fields.has('created_at')) answer.created_at = new Date(post.createdAt).toISOString();
  if (fields.has('conversation_id')) answer.conversation_id = post.id;
  return answer;
}
