import { xErrors } from '../../contract/errors/x.ts';
import type { CallInput, XClient } from './client.ts';
import type { Endpoint } from './endpoint.ts';
import { XProblem } from './problem.ts';
import type { XAnswer } from './requests.ts';
import type { Vocabulary } from './site.ts';

const AUTHOR_FIELDS =
  'created_at,description,location,name,profile_image_url,protected,public_metrics,url,username,verified,verified_type';

/** What to ask for with each user. `receives_your_dm` means something only with a user's token. */
export function userFields(asUser: boolean): string {
  return asUser ? `${AUTHOR_FIELDS},receives_your_dm` : AUTHOR_FIELDS;
}

/**
 * Everything that X tells of a user. In the newer words the pinned and the newest post come only as whole posts, which are
 * billed, so they are left out there.
 */
export function fullUserFields(vocabulary: Vocabulary): string {
  const fields = `${AUTHOR_FIELDS},entities,profile_banner_url,withheld`;
  return vocabulary === 'tweet' ? `${fields},pinned_tweet_id,most_recent_tweet_id` : fields;
}

/** What to ask for with direct messages, in the words of a vocabulary. */
export function dmEventFields(vocabulary: Vocabulary): Record<string, string> {
  const common = {
    'media.fields': 'alt_text,duration_ms,height,media_key,preview_image_url,type,url,variants,width',
    'user.fields': userFields(false),
  };
  return vocabulary === 'tweet'
    ? {
        ...common,
        'dm_event.fields':
          'attachments,created_at,dm_conversation_id,entities,event_type,id,participant_ids,referenced_tweets,sender_id,text',
        expansions: 'attachments.media_keys,participant_ids,referenced_tweets.id,sender_id',
      }
    : {
        ...common,
        'dm_event.fields': 'attachments,created_at,dm_conversation_id,entities,event_type,id,text',
        expansions: 'attachments.media_keys,participant_ids,referenced_posts,sender_id',
      };
}

/** Calls in the vocabulary that X took last; when X refuses the words, once more in the other, which is then kept. */
export async function callInVocabulary(
  client: XClient,
  endpoint: Endpoint,
  inputIn: (vocabulary: Vocabulary) => CallInput,
): Promise<XAnswer> {
  const first = client.site.vocabulary;
  try {
    return await client.call(endpoint, inputIn(first));
  } catch (error) {
    if (!isAboutWords(error)) throw error;
    const other = first === 'tweet' ? 'post' : 'tweet';
    const answer = await client.call(endpoint, inputIn(other));
    client.site.vocabulary = other;
    return answer;
  }
}

function isAboutWords(error: unknown): boolean {
  return (
    error instanceof XProblem &&
    error.code === xErrors.x_invalid_request.code &&
    /\.fields|expansions/.test(error.xBody ?? '')
  );
}
