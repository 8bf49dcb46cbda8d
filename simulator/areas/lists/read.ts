import type { FastifyInstance } from 'fastify';
import { filterNewestFirst, mergeNewestFirst, takeFirst } from '../../core/page.ts';
import { ownPathId, pathId } from '../../core/path.ts';
import { numberParameter, onlyParameters } from '../../core/query.ts';
import { userRoute, xRoute } from '../../core/route.ts';
import { maySeePost } from '../../rules/may-see.ts';
import type { Sim } from '../../sim.ts';
import type { Relations } from '../../state/relations.ts';
import { answerPosts, cursorOf, postViewOf, userInPath, viewParameters } from '../posts/view.ts';
import { userViewParameters } from '../users/lookup.ts';
import { answerPeople, pageParameters } from '../users/people-page.ts';
import { answerLists, listInPath, listViewParameters, presentLists, readLists } from './list-view.ts';

const allow = { ...readLists, bearer: true } as const;
const listParameters = [...listViewParameters, ...pageParameters];
const peopleParameters = [...userViewParameters, ...pageParameters];

/**
 * Lists, who is on them and follows them, and what their members post.
 * https://docs.x.com/x-api/lists/list-lookup/introduction
 */
export function registerListReads(app: FastifyInstance, sim: Sim): void {
  xRoute(app, sim, {
    method: 'GET',
    url: '/2/lists/:id',
    allow,
    handle: (call) => {
      onlyParameters(call.query, listViewParameters);
      const found = listInPath(sim, call);
      if ('refusal' in found) return found.refusal;
      const { data, ...includes } = presentLists(sim, call, [found.list]);
      return { data: data[0], ...includes };
    },
  });

  for (const [name, relation] of [
    ['members', sim.lists.members],
    ['followers', sim.lists.followers],
  ] as const)
    xRoute(app, sim, {
      method: 'GET',
      url: `/2/lists/:id/${name}`,
      allow,
      handle: (call) => {
        onlyParameters(call.query, peopleParameters);
        const found = listInPath(sim, call);
        if ('refusal' in found) return found.refusal;
        return answerPeople(sim, call, {
          name: `list-${name}:${found.list.id}`,
          items: relation.arrowsTo(found.list.id),
          userIdOf: ({ sourceId }) => sourceId,
          most: 100,
        });
      },
    });

  xRoute(app, sim, {
    method: 'GET',
    url: '/2/lists/:id/tweets',
    allow,
    handle: (call) => {
      onlyParameters(call.query, [...viewParameters, ...pageParameters]);
      const found = listInPath(sim, call);
      if ('refusal' in found) return found.refusal;
      const name = `list-posts:${found.list.id}`;
      const view = postViewOf(sim, call, 'id');
      const limit = numberParameter(call.query, 'max_results', 1, 100, 100);
      const cursor = cursorOf(call, name);
      const lists = sim.lists.members
        .arrowsTo(found.list.id)
        .map(({ sourceId }) => sim.posts.byAuthor(sourceId));
      const seen = filterNewestFirst(mergeNewestFirst(lists, { below: cursor?.id }), (post) =>
        maySeePost(sim, call.caller.user?.id, post),
      );
      return answerPosts(sim, takeFirst(seen, limit), view, name, { ids: false });
    },
  });

  xRoute(app, sim, {
    method: 'GET',
    url: '/2/users/:id/owned_lists',
    allow,
    handle: (call) => {
      onlyParameters(call.query, listParameters);
      const id = pathId(call, 'id');
      const found = userInPath(sim, call, id, { protectedToo: false });
      if ('refusal' in found) return found.refusal;
      return answerLists(sim, call, {
        name: `owned-lists:${id}`,
        items: sim.lists.ownedBy(id),
        listOf: (list) => list,
      });
    },
  });

  for (const [name, relation] of [
    ['list_memberships', sim.lists.members],
    ['followed_lists', sim.lists.followers],
  ] as const)
    xRoute(app, sim, {
      method: 'GET',
      url: `/2/users/:id/${name}`,
      allow,
      handle: (call) => {
        onlyParameters(call.query, listParameters);
        const id = pathId(call, 'id');
        const found = userInPath(sim, call, id, { protectedToo: false });
        return 'refusal' in found ? found.refusal : ofUser(name, relation, id, call);
      },
    });

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/users/:id/pinned_lists',
    allow: readLists,
    handle: (call) => {
      onlyParameters(call.query, listParameters);
      return ofUser('pinned_lists', sim.lists.pins, ownPathId(call), call);
    },
  });

  function ofUser(name: string, relation: Relations, id: string, call: Parameters<typeof answerLists>[1]) {
    return answerLists(sim, call, {
      name: `${name}:${id}`,
      items: relation.arrowsFrom(id),
      listOf: ({ targetId }) => sim.lists.find(targetId),
    });
  }
}
