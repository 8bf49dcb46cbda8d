import { type JsonObject, v1Error } from '../../core/errors.ts';
import { type V1Call, isYes, required } from '../../core/v1-route.ts';
import { mediaBaseFor } from '../../present/media.ts';
import { type StatusView, presentStatus } from '../../present/status-v1.ts';
import { maySeePost } from '../../rules/may-see.ts';
import type { Sim } from '../../sim.ts';
import type { SimPost } from '../../state/posts.ts';

export function viewOf(sim: Sim, { caller, given, request }: V1Call): StatusView {
  return {
    viewer: caller.user,
    mediaBase: mediaBaseFor(sim, request.headers.host),
    extended: given['tweet_mode'] === 'extended',
    trimUser: isYes(given['trim_user']),
  };
}

export function answer(sim: Sim, call: V1Call, post: SimPost): JsonObject {
  return presentStatus(sim, post, viewOf(sim, call));
}

/**
 * The post that is asked about, in the path or among the parameters.
 * https://developer.x.com/en/support/x-api/error-troubleshooting (codes 144 and 179)
 */
export function getPost(sim: Sim, call: V1Call): SimPost {
  const id = call.params['id'] ?? required(call.given, 'id');
  const post = sim.posts.find(id);
  if (!post) throw v1Error(404, 144, 'No status found with that ID.');
  if (!maySeePost(sim, call.caller.user?.id, post))
    throw v1Error(403, 179, 'Sorry, you are not authorized to see this status.');
  return post;
}
