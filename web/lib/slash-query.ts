/** What is being typed after a slash at the beginning of a line. */
export interface SlashQuery {
  /** Where the slash stands, and where the caret. */
  readonly start: number;
  readonly end: number;
  /** The word behind the slash, in lower case. */
  readonly word: string;
  /** What follows the word; undefined while the word is still being written. */
  readonly rest: string | undefined;
}

/**
 * The command before the caret. Only at the beginning of a line, and with no second slash in its word: an address or a
 * path that somebody types is never one.
 */
export function findSlashQuery(text: string, caret: number): SlashQuery | undefined {
  const start = text.lastIndexOf('\n', caret - 1) + 1;
  const line = text.slice(start, caret);
  const match = /^\/([\p{L}\p{N}-]{0,40})(?: ([^\n/]{0,100}))?$/u.exec(line);
  if (!match) return undefined;
  return { start, end: caret, word: (match[1] ?? '').toLowerCase(), rest: match[2] };
}

/** What stands behind `/q`: words, and tags that begin with #. `open` is a tag that is still being written. */
export function readTags(rest: string): { q: string; tags: string[]; open: string | undefined } {
  const tokens = rest.split(/\s+/).filter(Boolean);
  const last = tokens.at(-1);
  const open = last?.startsWith('#') && !/\s$/.test(rest) ? last.slice(1).toLowerCase() : undefined;
  const done = open === undefined ? tokens : tokens.slice(0, -1);
  return {
    q: done.filter((token) => !token.startsWith('#')).join(' '),
    tags: done
      .filter((token) => token.startsWith('#') && token.length > 1)
      .map((token) => token.slice(1).toLowerCase()),
    open,
  };
}

/** Commands as they are typed, the older numbers beside them. */
export const slashWords = {
  q: 'replies',
  '1': 'replies',
  kb: 'knowledge',
  m: 'macros',
  i: 'note',
  p: 'reply',
  t: 'transfer_agent',
  tq: 'transfer_queue',
  taq: 'transfer_search',
  '2': 'transfer_search',
  '3': 'transfer_queue',
  c: 'consult_agent',
  caq: 'consult_search',
  '4': 'consult_search',
  cq: 'consult_queue',
  '5': 'consult_queue',
} as const;

export type SlashCommand = (typeof slashWords)[keyof typeof slashWords];

/** The command of a word; undefined for a word that is none. */
export function commandOf(word: string): SlashCommand | undefined {
  return Object.hasOwn(slashWords, word) ? slashWords[word as keyof typeof slashWords] : undefined;
}
