import type { XLegacyPost } from '../../contract/x/legacy.ts';
import type { JsonObject } from '../core/errors.ts';
import type { Sim } from '../sim.ts';
import type { SimPost } from '../state/posts.ts';
import type { SimUser } from '../state/users.ts';
import { presentPostV1 } from './post-v1.ts';
import { presentUserTo } from './user-v1.ts';

/** How a caller of v1.1 wants posts. */
export interface StatusView {
  viewer?: SimUser;
  mediaBase: string;
  /** `tweet_mode=extended`: the whole text, as `full_text`. */
  extended: boolean;
  /** `trim_user`: authors as ids only. */
  trimUser: boolean;
}

/**
 * A post as REST endpoints of v1.1 answer: cut at 140 characters, or whole in extended mode.
 * https://developer.x.com/en/docs/x-api/v1/data-dictionary/object-model/tweet
 */
export function presentStatus(sim: Sim, post: SimPost, view: StatusView): JsonObject {
  return reshape(
    sim,
    presentPostV1(sim, post, { viewerId: view.viewer?.id, mediaBase: view.mediaBase }),
    view,
  );
}

function reshape(sim: Sim, shown: XLegacyPost, view: StatusView): JsonObject {
  const { extended_tweet: whole, filter_level: _level, quoted_status, retweeted_status, ...rest } = shown;
  const author = sim.users.find(shown.user.id_str);
  const user = view.trimUser || !author ? trimmed(shown.user) : presentUserTo(sim, author, view.viewer);
  const more: JsonObject = {
    ...(retweeted_status ? { retweeted_status: reshape(sim, retweeted_status, view) } : {}),
    ...(quoted_status ? { quoted_status: reshape(sim, quoted_status, view) } : {}),
  };
  if (!view.extended) return { ...rest, user, ...more };
  const { text, ...bare } = rest;
  const range = shown.display_text_range ?? [0, Array.from(text).length];
  return {
    ...bare,
    full_text: text,
    display_text_range: range,
    ...whole,
    truncated: false,
    user,
    ...more,
  };
}

function trimmed({ id, id_str }: XLegacyPost['user']): JsonObject {
  return { id, id_str };
}
