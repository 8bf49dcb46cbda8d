import { compareIds } from './snowflake.ts';

interface Item {
  id: string;
}

/** Late items beyond this are merged in one go instead of one by one. */
const insertOneByOne = 32;

/**
 * Items in the order of their ids, oldest first. Adding at the end and finding a place are cheap; items that come
 * late (seeded history) wait until somebody reads, so that loading them in any order stays linear.
 */
export class OrderedList<T extends Item> {
  #items: T[] = [];
  #late: T[] = [];

  get size(): number {
    return this.#items.length + this.#late.length;
  }

  add(item: T): void {
    const last = this.#items.at(-1);
    if (!last || compareIds(last.id, item.id) < 0) this.#items.push(item);
    else this.#late.push(item);
  }

  remove(id: string): void {
    const items = this.items();
    const index = lowerBound(items, id);
    if (items[index]?.id === id) this.#items.splice(index, 1);
  }

  /** Takes the place of the item with the same id. */
  replace(item: T): void {
    const items = this.items();
    const index = lowerBound(items, item.id);
    if (items[index]?.id === item.id) this.#items[index] = item;
  }

  clear(): void {
    this.#items = [];
    this.#late = [];
  }

  /** Shared with the list: never change it, and read it before anything else is added. */
  items(): readonly T[] {
    if (this.#late.length > 0) this.#settle();
    return this.#items;
  }

  #settle(): void {
    const late = this.#late;
    this.#late = [];
    if (late.length <= insertOneByOne) {
      for (const item of late) this.#items.splice(lowerBound(this.#items, item.id), 0, item);
      return;
    }
    this.#items = this.#items.concat(late).sort((a, b) => compareIds(a.id, b.id));
  }
}

/** Index of the first item whose id is at least `id`. */
export function lowerBound(items: readonly Item[], id: string): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = items[middle];
    if (at && compareIds(at.id, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ordered lists by a key, made as they are needed and dropped when they are empty. */
export class OrderedLists<T extends Item> {
  readonly #lists = new Map<string, OrderedList<T>>();

  add(key: string, item: T): void {
    let list = this.#lists.get(key);
    if (!list) {
      list = new OrderedList<T>();
      this.#lists.set(key, list);
    }
    list.add(item);
  }

  remove(key: string, id: string): void {
    const list = this.#lists.get(key);
    list?.remove(id);
    if (list?.size === 0) this.#lists.delete(key);
  }

  replace(key: string, item: T): void {
    this.#lists.get(key)?.replace(item);
  }

  of(key: string): readonly T[] {
    return this.#lists.get(key)?.items() ?? [];
  }

  sizeOf(key: string): number {
    return this.#lists.get(key)?.size ?? 0;
  }

  clear(): void {
    this.#lists.clear();
  }
}
