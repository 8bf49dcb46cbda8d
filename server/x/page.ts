/** One page of a list at X. */
export interface XPage<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly nextToken?: string;
}

/**
 * Walks pages until the last one, `maxPages`, or until the caller stops asking. The caller keeps `nextToken` as its
 * checkpoint and may start again from it.
 */
export async function* walkPages<Item, P extends XPage<Item>>(
  fetchPage: (token: string | undefined) => Promise<P>,
  options: { readonly maxPages: number; readonly startToken?: string },
): AsyncGenerator<P> {
  let token = options.startToken;
  for (let page = 0; page < options.maxPages; page += 1) {
    const fetched = await fetchPage(token);
    yield fetched;
    // A token that repeats would walk in a circle.
    if (fetched.nextToken === undefined || fetched.nextToken === token) return;
    token = fetched.nextToken;
  }
}
