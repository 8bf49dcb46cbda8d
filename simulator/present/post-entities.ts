import type { XPostEntities } from '../../contract/x/posts.ts';
import { countCharacters, findEntities } from '../rules/message-text.ts';
import type { Sim } from '../sim.ts';
import type { PostUrl } from '../state/posts.ts';

/** What X finds in a text, with positions in code points; undefined when there is nothing. */
export function entitiesOf(sim: Sim, text: string, urls: readonly PostUrl[] = []): XPostEntities | undefined {
  const end = countCharacters(text);
  const found = findEntities(text);
  const tags = (list: typeof found.hashtags) =>
    list.map((tag) => ({ start: tag.start, end: tag.end, tag: tag.text }));
  const lists: Required<XPostEntities> = {
    cashtags: tags(found.cashtags),
    hashtags: tags(found.hashtags),
    // Only names that somebody has are mentions.
    mentions: found.mentions.flatMap(({ start, end: stop, text: name }) => {
      const user = sim.users.findByUsername(name);
      return user ? [{ start, end: stop, username: user.username, id: user.id }] : [];
    }),
    urls: urls
      .filter((url) => url.end <= end)
      .map((url) => ({
        start: url.start,
        end: url.end,
        url: url.url,
        expanded_url: url.expandedUrl,
        display_url: url.displayUrl,
        ...(url.mediaKey === undefined ? {} : { media_key: url.mediaKey }),
      })),
  };
  const some = Object.entries(lists).filter(([, list]) => list.length > 0);
  // The entries are those of `lists`, fewer of them.
  return some.length > 0 ? (Object.fromEntries(some) as XPostEntities) : undefined;
}
