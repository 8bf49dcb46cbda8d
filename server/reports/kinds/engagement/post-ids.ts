export interface ReadPostIds {
  /** Each once, in the order given. */
  readonly ids: readonly string[];
  /** What is neither an id nor the address of a post. */
  readonly wrong: readonly string[];
}

const ID = /^[1-9]\d{0,18}$/;
const ADDRESS =
  /^(?:https?:\/\/)?(?:(?:www|mobile|m)\.)?(?:x|twitter)\.com\/(?:#!\/)?(?:i\/web|i|\w{1,20})\/status(?:es)?\/([1-9]\d{0,18})(?:[/?#].*)?$/i;

/** Ids of posts from what was picked or pasted: ids, or addresses of their pages. Spaces and commas part them. */
export function readPostIds(given: readonly string[]): ReadPostIds {
  const ids = new Set<string>();
  const wrong: string[] = [];
  for (const text of given.flatMap((one) => one.split(/[\s,;]+/)).filter((one) => one !== '')) {
    const id = ID.test(text) ? text : ADDRESS.exec(text)?.[1];
    if (id === undefined) wrong.push(text);
    else ids.add(id);
  }
  return { ids: [...ids], wrong };
}
