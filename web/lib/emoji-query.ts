export interface NamedEmoji {
  emoji: string;
  name: string;
}

/** The `:word` that is being written before the caret: where it starts, and the word without the colon. */
export function findEmojiQuery(text: string, caret: number): { start: number; query: string } | undefined {
  // A colon inside a word is a time or an address; one letter behind it is a smiley of its own.
  const match = /(?:^|\s):([a-z]{2,20})$/i.exec(text.slice(Math.max(0, caret - 22), caret));
  const query = match?.[1];
  return query === undefined ? undefined : { start: caret - query.length - 1, query: query.toLowerCase() };
}

/** Emoji by the beginning of their names: what they are first called comes first. */
export function rankEmoji(list: readonly NamedEmoji[], query: string, most = 8): NamedEmoji[] {
  const rank = ({ name }: NamedEmoji) => name.split(' ').findIndex((word) => word.startsWith(query));
  return list
    .map((each) => ({ each, at: rank(each) }))
    .filter(({ at }) => at !== -1)
    .sort((a, b) => a.at - b.at)
    .slice(0, most)
    .map(({ each }) => each);
}
