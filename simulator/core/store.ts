import type { Journal } from './journal.ts';

export interface TableOptions<Row> {
  key(row: Row): string;
  /** Keeps indexes: called after each put, with the row that it replaces. */
  indexed?(row: Row, previous: Row | undefined): void;
  removed?(row: Row): void;
  cleared?(): void;
}

/** Rows by key, journalled. Rows are replaced, never changed in place, except through `touch`. */
export class Table<Row extends object> {
  readonly name: string;
  readonly #options: TableOptions<Row>;
  readonly #rows = new Map<string, Row>();
  readonly #journal: Journal;

  constructor(name: string, options: TableOptions<Row>, journal: Journal) {
    this.name = name;
    this.#options = options;
    this.#journal = journal;
  }

  get size(): number {
    return this.#rows.size;
  }

  find(key: string): Row | undefined {
    return this.#rows.get(key);
  }

  values(): IterableIterator<Row> {
    return this.#rows.values();
  }

  put(row: Row): Row {
    this.restore(row);
    this.#journal.put(this.name, row);
    return row;
  }

  patch(key: string, changes: Partial<Row>): Row {
    const row = this.#rows.get(key);
    if (!row) throw new Error(`${this.name} has no row ${key}`);
    return this.put({ ...row, ...changes });
  }

  delete(key: string): boolean {
    if (!this.forget(key)) return false;
    this.#journal.delete(this.name, key);
    return true;
  }

  /** Puts without writing to the journal: reading one back. */
  restore(row: Row): void {
    const key = this.#options.key(row);
    const previous = this.#rows.get(key);
    this.#rows.set(key, row);
    this.#options.indexed?.(row, previous);
  }

  forget(key: string): boolean {
    const row = this.#rows.get(key);
    if (!row) return false;
    this.#rows.delete(key);
    this.#options.removed?.(row);
    return true;
  }

  clear(): void {
    this.#rows.clear();
    this.#options.cleared?.();
  }
}

export type StoreDump = Record<string, object[]>;

/** All tables of the simulator: what is dumped, loaded, reset and kept on disk. */
export interface Store {
  /** Declares a table; each area declares its own while it registers. */
  table<Row extends object>(name: string, options: TableOptions<Row>): Table<Row>;
  dump(): StoreDump;
  load(dump: StoreDump): void;
  reset(): void;
  /** Runs before the journal is saved or closed: puts what is counted in memory into its table. */
  onSave(put: () => void): void;
  save(): void;
  /** What was put so far outlives the process, whatever ends it. */
  flush(): void;
  /** Reads the journal back, after every table has been declared. */
  open(): void;
  close(): void;
}

export function createStore(journal: Journal): Store {
  const tables = new Map<string, Table<object>>();
  const savers: (() => void)[] = [];
  const save = () => {
    for (const put of savers) put();
  };
  const clear = () => {
    for (const table of tables.values()) table.clear();
  };
  const dump = () => Object.fromEntries([...tables].map(([name, table]) => [name, [...table.values()]]));
  journal.onGrown(() => journal.rewrite(dump()));
  return {
    table(name, options) {
      if (tables.has(name)) throw new Error(`table ${name} is declared twice`);
      const table = new Table(name, options, journal);
      // The map forgets the row type; rows of a name only ever come from this table's own puts.
      tables.set(name, table as unknown as Table<object>);
      return table;
    },
    dump() {
      save();
      return dump();
    },
    load(rows) {
      clear();
      for (const [name, list] of Object.entries(rows)) {
        const table = tables.get(name);
        for (const row of list) table?.restore(row);
      }
      journal.rewrite(dump());
    },
    reset() {
      clear();
      journal.rewrite({});
    },
    open() {
      journal.read({
        put: (name, row) => tables.get(name)?.restore(row),
        delete: (name, key) => tables.get(name)?.forget(key),
      });
      journal.rewrite(dump());
    },
    onSave: (put) => void savers.push(put),
    save,
    flush: () => journal.flush(),
    close() {
      save();
      journal.close();
    },
  };
}
