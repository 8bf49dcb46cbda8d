export interface PastedPosts {
  readonly ids: readonly string[];
  /** What is neither an id nor an address of a post. */
  readonly wrong: readonly string[];
}

const ADDRESS =
  /^(?:https?:\/\/)?(?:[a-z]+\.)?(?:x|twitter)\.com\/[^/?#]+(?:\/web)?\/status(?:es)?\/(\d{1,19})(?:[/?#].*)?$/i;

/** Ids of posts in a text of ids and addresses, each once and in order. */
export function readPostIds(text: string): PastedPosts {
  const ids = new Set<string>();
  const wrong: string[] = [];
  for (const word of text.split(/[\s,;"']+/).filter(Boolean)) {
    const id = /^\d{1,19}$/.test(word) ? word : ADDRESS.exec(word)?.[1];
    if (id) ids.add(id);
    else wrong.push(word);
  }
  return { ids: [...ids], wrong };
}

/** The chosen ones with more of them, as far as there is room. */
export function addPosts(
  chosen: readonly string[],
  more: readonly string[],
  most: number,
): { readonly chosen: string[]; readonly leftOut: number } {
  const all = [...new Set([...chosen, ...more])];
  return { chosen: all.slice(0, most), leftOut: Math.max(0, all.length - most) };
}
