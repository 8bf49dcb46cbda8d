import type { FastifyInstance } from 'fastify';
import { createPost, deletePost, setHidden } from '../../acts/posts.ts';
import { jsonBody } from '../../core/body.ts';
import {
  type XError,
  clientForbidden,
  forbidden,
  invalidRequest,
  resourceNotFound,
} from '../../core/errors.ts';
import { badMember, booleanMember, checkMembers } from '../../core/json-input.ts';
import { pathId } from '../../core/path.ts';
import { userRoute } from '../../core/route.ts';
import { shortText } from '../../present/post.ts';
import { type PostRefusal, hasSelfServeRules, refusalToPost } from '../../rules/may-post.ts';
import { maySeePost } from '../../rules/may-see.ts';
import type { Sim } from '../../sim.ts';
import { readPost } from './post-body.ts';

/** Posting, deleting, hiding answers. */
export function registerPostWrites(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'POST',
    url: '/2/tweets',
    allow: { oauth2: ['tweet.read', 'tweet.write', 'users.read'], oauth1: 'read-write' },
    handle: ({ request, reply, user, caller, vocabulary }) => {
      const draft = readPost(sim, jsonBody(request), user.id);
      if (draft.quotedId !== undefined && hasSelfServeRules(caller.app)) throw clientForbidden(caller.app.id);
      const refusal = refusalToPost(sim, user, draft, caller.app);
      if (refusal) throw refused(refusal, draft.quotedId);
      const post = createPost(sim, { ...draft, appId: caller.app.id });
      reply.code(201);
      const history = vocabulary === 'posts' ? 'edit_history_post_ids' : 'edit_history_tweet_ids';
      return { data: { [history]: [post.id], id: post.id, text: shortText(post) } };
    },
  });

  userRoute(app, sim, {
    method: 'DELETE',
    url: '/2/tweets/:id',
    allow: { oauth2: ['tweet.read', 'tweet.write', 'users.read'], oauth1: 'read-write' },
    handle: (call) => {
      const id = pathId(call, 'id');
      const post = sim.posts.find(id);
      if (!post) throw resourceNotFound('tweet', 'id', id);
      if (post.authorId !== call.user.id) throw forbidden('You are not authorized to delete this Tweet.');
      deletePost(sim, post);
      return { data: { deleted: true } };
    },
  });

  userRoute(app, sim, {
    method: 'PUT',
    url: '/2/tweets/:tweet_id/hidden',
    allow: { oauth2: ['tweet.moderate.write', 'tweet.read', 'users.read'], oauth1: 'read-write' },
    handle: (call) => {
      const id = pathId(call, 'tweet_id');
      const body = jsonBody(call.request);
      checkMembers(body, ['hidden']);
      const hidden = booleanMember(body, 'hidden');
      if (hidden === undefined) throw badMember('$.hidden', undefined, 'is missing but it is required');
      const post = sim.posts.find(id);
      if (!post || !maySeePost(sim, call.user.id, post)) throw resourceNotFound('tweet', 'tweet_id', id);
      const root = sim.posts.find(post.conversationId ?? '');
      // Only the author of a conversation hides answers in it. https://docs.x.com/x-api/posts/hide-replies/introduction
      if (post.inReplyToId === undefined || root?.authorId !== call.user.id)
        throw forbidden('You are not permitted to perform this action.');
      setHidden(sim, post, hidden);
      return { data: { hidden } };
    },
  });
}

const sentences: Record<Exclude<PostRefusal, 'too_long' | 'quote_of_unseen'>, string> = {
  duplicate: 'You are not allowed to create a Tweet with duplicate content.',
  reply_to_unseen: 'You attempted to reply to a Tweet that is deleted or not visible to you.',
  reply_restricted: 'The original Tweet author restricted who can reply to this Tweet.',
  not_summoned:
    'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.',
};

function refused(refusal: PostRefusal, quotedId = ''): XError {
  if (refusal === 'too_long')
    return invalidRequest(
      {},
      'Your Tweet text is too long. For more information on how Twitter determines text length see https://github.com/twitter/twitter-text.',
    );
  if (refusal === 'quote_of_unseen')
    return invalidRequest(
      { quote_tweet_id: [quotedId] },
      `The \`quote_tweet_id\` parameter value [${quotedId}] is deleted or not visible to you`,
    );
  return forbidden(sentences[refusal]);
}
