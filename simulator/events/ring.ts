/** The last `capacity` items, oldest first; adding is O(1) and forgets the oldest. */
export type Ring<T> = {
  add(item: T): void;
  /** Newest first. */
  list(limit: number, keep?: (item: T) => boolean): T[];
  clear(): void;
};

export const createRing = <T>(capacity: number): Ring<T> => {
  let items: T[] = [];
  let start = 0;
  return {
    add(item) {
      if (items.length < capacity) {
        items.push(item);
        return;
      }
      items[start] = item;
      start = (start + 1) % capacity;
    },
    list(limit, keep) {
      const found: T[] = [];
      for (let back = 1; back <= items.length && found.length < limit; back++) {
        const item = items[(start + items.length - back) % items.length];
        if (item !== undefined && (!keep || keep(item))) found.push(item);
      }
      return found;
    },
    clear() {
      items = [];
      start = 0;
    },
  };
};
