import type { FastifyInstance } from 'fastify';
import { createPost, deletePost } from '../../acts/posts.ts';
import { type XError, v1Error } from '../../core/errors.ts';
import { type V1UserCall, isYes, v1UserRoute } from '../../core/v1-route.ts';
import { isUsable } from '../../rules/media-use.ts';
import { type PostRefusal, refusalToPost } from '../../rules/may-post.ts';
import { readPrivateMessageLink } from '../../rules/private-message.ts';
import type { Sim } from '../../sim.ts';
import { answer, getPost } from './view.ts';

const maxMedia = 4;

/**
 * `statuses/update` and `statuses/destroy`.
 * https://developer.x.com/en/docs/x-api/v1/tweets/post-and-engage/api-reference/post-statuses-update
 */
export function registerStatusUpdate(app: FastifyInstance, sim: Sim): void {
  v1UserRoute(app, sim, {
    method: 'POST',
    path: 'statuses/update',
    allow: { oauth1: 'read-write' },
    handle: (call) => {
      const { user, given, caller } = call;
      const mediaIds = readMedia(sim, call);
      const text = (given['status'] ?? '').trim();
      if (text === '' && mediaIds.length === 0)
        throw v1Error(403, 170, 'Missing required parameter: status.');
      const { quotedId, messageLink } = readAttachment(given['attachment_url']);
      const inReplyToId = answeredBy(sim, call, text);
      const refusal = refusalToPost(sim, user, { text, inReplyToId, quotedId, mediaIds }, caller.app);
      if (refusal) throw refused(refusal);
      const post = createPost(sim, {
        authorId: user.id,
        text,
        inReplyToId,
        excludedIds: excludedBy(sim, call, inReplyToId),
        quotedId,
        messageLink,
        mediaIds,
        appId: caller.app.id,
      });
      return answer(sim, call, post);
    },
  });

  for (const path of ['statuses/destroy', 'statuses/destroy/:id'])
    v1UserRoute(app, sim, {
      method: 'POST',
      path,
      allow: { oauth1: 'read-write' },
      handle: (call) => {
        const post = getPost(sim, call);
        if (post.authorId !== call.user.id)
          throw v1Error(403, 183, "You may not delete another user's status.");
        const shown = answer(sim, call, post);
        deletePost(sim, post);
        return shown;
      },
    });
}

function readMedia(sim: Sim, { given, user }: V1UserCall): string[] {
  const ids = (given['media_ids'] ?? '').split(',').filter((id) => id !== '');
  const found = ids.map((id) => sim.media.find(id));
  if (found.some((media) => media === undefined)) throw v1Error(400, 325, 'A media id was not found.');
  if (ids.length > maxMedia || ids.some((id) => !isUsable(sim, id, user.id)))
    throw v1Error(400, 324, 'The validation of media ids failed.');
  if (ids.length > 1 && found.some((media) => media?.kind === 'animated_gif'))
    throw v1Error(400, 323, 'Animated GIFs are not allowed when uploading multiple images.');
  return ids;
}

/** A post to quote, or a link into a private conversation; both without spending characters. */
function readAttachment(url: string | undefined): { quotedId?: string; messageLink?: string } {
  if (url === undefined || url === '') return {};
  const quotedId = /^https?:\/\/(?:www\.|mobile\.)?(?:twitter|x)\.com\/\w+\/status(?:es)?\/(\d{1,19})/i.exec(
    url,
  )?.[1];
  if (quotedId !== undefined) return { quotedId };
  if (readPrivateMessageLink(url)) return { messageLink: url };
  throw v1Error(400, 44, 'attachment_url parameter is invalid.');
}

/** A post answers another only when it names its author, or asks for the names to be put before it. */
function answeredBy(sim: Sim, { given, user }: V1UserCall, text: string): string | undefined {
  const id = given['in_reply_to_status_id'];
  if (id === undefined || id === '') return undefined;
  if (isYes(given['auto_populate_reply_metadata'])) return id;
  const answered = sim.posts.find(id);
  const author = answered && sim.users.find(answered.authorId);
  const isNamed = author && new RegExp(`(^|[^\\w])@${author.username}(?!\\w)`, 'i').test(text);
  return !author || isNamed || author.id === user.id ? id : undefined;
}

/** Without the automatic names, only those that the text has are named. */
function excludedBy(sim: Sim, { given }: V1UserCall, inReplyToId = ''): string[] {
  if (isYes(given['auto_populate_reply_metadata']))
    return (given['exclude_reply_user_ids'] ?? '').split(',').filter((id) => id !== '');
  const answered = sim.posts.find(inReplyToId);
  return answered ? [answered.authorId, ...(answered.mentionedIds ?? [])] : [];
}

// https://developer.x.com/en/support/x-api/error-troubleshooting
const refusals: Record<PostRefusal, [code: number, message: string]> = {
  too_long: [186, 'Tweet needs to be a bit shorter.'],
  duplicate: [187, 'Status is a duplicate.'],
  reply_to_unseen: [385, 'You attempted to reply to a Tweet that is deleted or not visible to you.'],
  reply_restricted: [433, 'The original Tweet author restricted who can reply to this Tweet.'],
  not_summoned: [433, 'The original Tweet author restricted who can reply to this Tweet.'],
  quote_of_unseen: [44, 'attachment_url parameter is invalid.'],
};

function refused(refusal: PostRefusal): XError {
  const [code, message] = refusals[refusal];
  return v1Error(code === 44 ? 400 : 403, code, message);
}
