import type { FastifyInstance } from 'fastify';
import {
  type ControlPost,
  type ControlPosted,
  ControlPin,
  ControlPostQuery,
  ControlReaction,
  ControlViewer,
  NewControlPost,
  NewControlPosts,
} from '../../contract/control/posts.ts';
import { createPost, deletePost, like, repost, unlike, unrepost } from '../acts/posts.ts';
import { lowerBound } from '../core/ordered.ts';
import { isUsable } from '../rules/media-use.ts';
import { privateMessageButton } from '../rules/private-message.ts';
import type { Sim } from '../sim.ts';
import type { SimPost } from '../state/posts.ts';
import { ControlError, controlRoute, getUser } from './control-route.ts';

/** What people do with posts on x.com: post, answer, quote, delete, like, repost, pin. */
export function controlPosts(app: FastifyInstance, sim: Sim): void {
  controlRoute(app, {
    method: 'GET',
    url: '/posts',
    query: ControlPostQuery,
    handle: ({ query }) => {
      const list = listOf(sim, query);
      const end = query.before === undefined ? list.length : lowerBound(list, query.before);
      const page = list.slice(Math.max(0, end - (query.limit ?? 50)), end);
      const viewerId = query.as === undefined ? undefined : getUser(sim, query.as).id;
      return { posts: page.reverse().map((post) => shown(sim, post, viewerId)) };
    },
  });

  controlRoute(app, {
    method: 'GET',
    url: '/posts/:id',
    query: ControlViewer,
    handle: ({ params, query }) =>
      shown(sim, getPost(sim, params['id']), query.as === undefined ? undefined : getUser(sim, query.as).id),
  });

  controlRoute(app, {
    method: 'POST',
    url: '/posts',
    body: NewControlPost,
    handle: ({ body, reply }) => reply.code(201).send(postedOf(sim, write(sim, body))),
  });

  controlRoute(app, {
    method: 'POST',
    url: '/posts/batch',
    body: NewControlPosts,
    handle: ({ body, reply }) =>
      reply.code(201).send({ posted: body.posts.map((post) => postedOf(sim, write(sim, post))) }),
  });

  controlRoute(app, {
    method: 'DELETE',
    url: '/posts/:id',
    handle: ({ params }) => {
      deletePost(sim, getPost(sim, params['id']));
      return { deleted: true };
    },
  });

  controlRoute(app, {
    method: 'POST',
    url: '/posts/:id/likes',
    body: ControlReaction,
    handle: ({ body, params }) => ({
      added: like(sim, getUser(sim, body.user).id, getPost(sim, params['id'])),
    }),
  });

  controlRoute(app, {
    method: 'DELETE',
    url: '/posts/:id/likes',
    body: ControlReaction,
    handle: ({ body, params }) => ({
      removed: unlike(sim, getUser(sim, body.user).id, getPost(sim, params['id'])),
    }),
  });

  controlRoute(app, {
    method: 'POST',
    url: '/posts/:id/reposts',
    body: ControlReaction,
    handle: ({ body, params, reply }) =>
      reply
        .code(201)
        .send(postedOf(sim, repost(sim, getUser(sim, body.user).id, getPost(sim, params['id'])))),
  });

  controlRoute(app, {
    method: 'DELETE',
    url: '/posts/:id/reposts',
    body: ControlReaction,
    handle: ({ body, params }) => ({
      removed: unrepost(sim, getUser(sim, body.user).id, getPost(sim, params['id'])),
    }),
  });

  controlRoute(app, {
    method: 'PUT',
    url: '/users/:user/pinned-post',
    body: ControlPin,
    handle: ({ body, params }) => {
      const user = getUser(sim, params['user'] ?? '');
      if (body.postId === null) return sim.users.unpin(user.id);
      const post = getPost(sim, body.postId);
      if (post.authorId !== user.id) throw new ControlError(400, 'only a post of their own can be pinned');
      return sim.users.update(user.id, { pinnedPostId: post.id });
    },
  });
}

function listOf(sim: Sim, query: ControlPostQuery): readonly SimPost[] {
  if (query.author !== undefined) return sim.posts.byAuthor(getUser(sim, query.author).id);
  if (query.mentioning !== undefined) return sim.posts.mentioning(getUser(sim, query.mentioning).id);
  return sim.posts.all();
}

function getPost(sim: Sim, id: string | undefined): SimPost {
  const post = sim.posts.find(id ?? '');
  if (!post) throw new ControlError(404, `there is no post ${id}`);
  return post;
}

/** Posts as a person does: lengths and reply settings are left to what their X app would let them write. */
function write(sim: Sim, body: NewControlPost): SimPost {
  const author = getUser(sim, body.author);
  if (body.id !== undefined && sim.posts.find(body.id)) throw new ControlError(409, `post ${body.id} exists`);
  if (body.text === '' && body.mediaIds === undefined && body.quote === undefined)
    throw new ControlError(400, 'text, mediaIds or quote is needed');
  for (const id of [body.replyTo, body.quote]) if (id !== undefined) getPost(sim, id);
  for (const id of body.mediaIds ?? [])
    if (!isUsable(sim, id, author.id))
      throw new ControlError(400, `file ${id} is unknown, expired or of another user`);
  return createPost(sim, {
    authorId: author.id,
    text: body.text,
    id: body.id,
    inReplyToId: body.replyTo,
    quotedId: body.quote,
    mediaIds: body.mediaIds,
    replySettings: body.replySettings,
    createdAt: body.at,
  });
}

function postedOf(sim: Sim, post: SimPost): ControlPosted {
  return { id: post.id, url: urlOf(sim, post) };
}

function urlOf(sim: Sim, post: SimPost): string {
  return `https://x.com/${sim.users.find(post.authorId)?.username ?? 'i'}/status/${post.id}`;
}

function shown(sim: Sim, post: SimPost, viewerId?: string): ControlPost {
  const app = post.appId === undefined ? undefined : sim.apps.find(post.appId);
  return {
    id: post.id,
    url: urlOf(sim, post),
    authorId: post.authorId,
    author: sim.users.find(post.authorId)?.username ?? '',
    text: post.text,
    at: post.createdAt,
    urls: post.urls?.map(({ start, end, url, expandedUrl, displayUrl }) => ({
      start,
      end,
      url,
      expandedUrl,
      displayUrl,
    })),
    mediaIds: post.mediaIds,
    conversationId: post.conversationId ?? post.id,
    replyTo: post.inReplyToId,
    quote: post.quotedId,
    repostOf: post.repostOfId,
    mentionedIds: post.mentionedIds,
    appName: app?.name,
    counts: {
      likes: sim.engagement.total(post, 'favorites'),
      reposts: sim.engagement.total(post, 'retweets'),
      replies: sim.engagement.total(post, 'replies'),
      quotes: sim.engagement.total(post, 'quote_tweets'),
    },
    button: privateMessageButton(sim, post),
    ...(viewerId === undefined
      ? {}
      : {
          liked: sim.likes.has(viewerId, post.id),
          reposted: sim.posts.findRepost(viewerId, post.id) !== undefined,
        }),
  };
}
