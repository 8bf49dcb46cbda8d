import type { Page } from './query.ts';

export interface PageMeta {
  hasMore: boolean;
  afterCursor?: string;
  beforeCursor?: string;
}

export interface PageLinks {
  prev?: string;
  next?: string;
}

/** One page of a list with what leads to its neighbours. */
export interface Paged<T> {
  readonly items: T[];
  readonly meta: PageMeta;
  readonly links: PageLinks;
}

/**
 * What leads on from a page.
 * @param hasBefore something stands in front of it. @param hasAfter something stands behind it.
 */
export function pageLinks(
  items: readonly { readonly id: string }[],
  {
    hasBefore,
    hasAfter,
    size,
    backwards = false,
  }: {
    readonly hasBefore: boolean;
    readonly hasAfter: boolean;
    readonly size?: number;
    /** The list is read from its end: "more" is what lies in front. */
    readonly backwards?: boolean;
  },
  listUrl: string,
): { readonly meta: PageMeta; readonly links: PageLinks } {
  const first = items[0]?.id;
  const last = items.at(-1)?.id;
  const sized = size === undefined ? '' : `&page[size]=${size}`;
  const sign = listUrl.includes('?') ? '&' : '?';
  const meta: PageMeta = { hasMore: backwards ? hasBefore : hasAfter };
  const links: PageLinks = {};
  if (hasBefore && first !== undefined) {
    meta.beforeCursor = first;
    links.prev = `${listUrl}${sign}page[before]=${first}${sized}`;
  }
  if (hasAfter && last !== undefined) {
    meta.afterCursor = last;
    links.next = `${listUrl}${sign}page[after]=${last}${sized}`;
  }
  return { meta, links };
}

/** A page of a short list that is at hand, in the order of its ids. */
export function pageThrough<T extends { readonly id: string }>(
  all: readonly T[],
  page: Page,
  listUrl: string,
): Paged<T> {
  const behind = page.after === null ? all : all.filter((one) => one.id > (page.after ?? ''));
  const wanted = page.before === null ? behind : all.filter((one) => one.id < (page.before ?? ''));
  const items = page.before === null ? wanted.slice(0, page.size) : wanted.slice(-page.size);
  const [first] = items;
  const last = items.at(-1);
  const hasBefore = first !== undefined && all.some((one) => one.id < first.id);
  const hasAfter = last !== undefined && all.some((one) => one.id > last.id);
  return { items, ...pageLinks(items, { hasBefore, hasAfter, size: page.size }, listUrl) };
}
