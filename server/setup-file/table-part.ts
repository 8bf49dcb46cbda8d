import { Type } from 'typebox';
import {
  type Clock,
  type EventLog,
  newId,
  type SetupActor,
  type SetupOutcome,
  type SetupPart,
  type SetupRefs,
  type WorkspaceDb,
  type WorkspaceTx,
} from '../base/index.ts';
import type { Audit } from '../people/index.ts';
import { idsForNames, namesForIds } from './references.ts';
import { insertRow, listRows, type Row, type Stored, type Table, updateRow } from './table-store.ts';

export interface TablePartDeps {
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly audit: Audit;
}

/** A kind of thing that moves as rows of one table. */
export interface TableKind {
  /** As `setup.changed` names it, and the list in the file. */
  readonly kind: string;
  readonly after?: readonly string[];
  readonly table: Table;
  readonly needs?: SetupPart['needs'];
  /** Others refer to it: they need its names. */
  readonly named?: boolean;
  /** Of an item in the file, beside its name, where they are not the table's columns. */
  readonly fields?: readonly string[];
  /** Leaves out what only this installation knows. */
  readonly toFile?: (row: Row) => Row;
  /** Puts back in what a file does not carry. `before`: what is there under that name. */
  readonly fromFile?: (row: Row, before: Row | undefined) => Row;
  /** What is wrong with a row, as a sentence. */
  readonly check?: (tx: WorkspaceTx, row: Row, before: Row | undefined) => Promise<string | undefined>;
  /** Columns that follow from the others. */
  readonly derive?: (row: Row) => Row;
  /** Something of this kind was added or changed. */
  readonly onChanged?: (tx: WorkspaceTx, now: Date, row: Row, before: Row | undefined) => Promise<void>;
}

/** Items are as a later version may write them too: what does not fit is said one by one. */
const Item = Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }) });

interface FileItem {
  readonly name: string;
  readonly [field: string]: unknown;
}

/** The part of a kind that moves as rows: by name, once, and all that it refers to by name too. */
export function tablePart(deps: TablePartDeps, kind: TableKind): SetupPart {
  const itemsOf = async (db: WorkspaceDb, refs: SetupRefs) => {
    const items: { readonly stored: Stored; readonly item: FileItem }[] = [];
    const names = new Map<string, number>();
    for (const stored of await listRows(db, kind.table)) {
      const times = (names.get(stored.label.toLowerCase()) ?? 0) + 1;
      names.set(stored.label.toLowerCase(), times);
      // Where names may repeat, the file still tells them apart.
      const name = times === 1 ? stored.label : `${stored.label} (${times})`;
      const row = await namesForIds(kind.toFile?.(stored.row) ?? stored.row, refs);
      // An object stays an object.
      items.push({ stored, item: { ...(row as Row), name } });
    }
    return items;
  };
  return {
    kind: kind.kind,
    ...(kind.after && { after: kind.after }),
    ...(kind.needs && { needs: kind.needs }),
    schema: Item,
    ...(kind.named && {
      // A named table has an id for its key.
      names: async (db: WorkspaceDb) =>
        (await listRows(db, kind.table)).map(({ key, label }) => ({ id: String(key['id']), name: label })),
    }),
    export: async (db, refs) => (await itemsOf(db, refs)).map(({ item }) => item),
    import: async (tx, given, { refs, by }) => {
      const outcomes: SetupOutcome[] = [];
      // The importer has compared each with `schema`.
      for (const item of given as readonly FileItem[]) {
        const there = (await itemsOf(tx, refs)).find(
          (one) => one.item.name.toLowerCase() === item.name.trim().toLowerCase(),
        );
        outcomes.push(await takeOver(deps, tx, kind, { item, there, refs, by }));
      }
      return outcomes;
    },
  };
}

async function takeOver(
  deps: TablePartDeps,
  tx: WorkspaceTx,
  kind: TableKind,
  {
    item,
    there,
    refs,
    by,
  }: {
    readonly item: FileItem;
    readonly there: { readonly stored: Stored; readonly item: FileItem } | undefined;
    readonly refs: SetupRefs;
    readonly by: SetupActor;
  },
): Promise<SetupOutcome> {
  const skipped = (why: string): SetupOutcome => ({ name: item.name, what: 'skipped', why });
  const fields = kind.fields ?? kind.table.columns;
  const lacks = fields.filter((name) => !(name in item));
  if (lacks.length > 0) return skipped(`It has no ${lacks.join(', ')}.`);
  const wanted = Object.fromEntries(Object.entries(item).filter(([name]) => fields.includes(name)));
  if (there && canonical({ ...wanted, name: '' }) === canonical({ ...there.item, name: '' })) {
    return { name: item.name, what: 'unchanged', why: null };
  }
  const { value, missing } = await idsForNames(wanted, refs);
  if (missing.length > 0) return skipped(`It needs ${[...new Set(missing)].join(', ')}, which is not here.`);
  // An object stays an object.
  const plain = value as Row;
  const row = kind.fromFile?.(plain, there?.stored.row) ?? plain;
  const problem = await kind.check?.(tx, row, there?.stored.row);
  if (problem !== undefined) return skipped(problem);
  const now = deps.clock.now();
  const values = { ...row, ...kind.derive?.(row) };
  const id = await write(tx, kind.table, there?.stored.key, values, now);
  await kind.onChanged?.(tx, now, row, there?.stored.row);
  const what = there ? 'changed' : 'created';
  await deps.audit(tx, { actor: by, action: `${kind.kind}.${what}`, subjectKind: kind.kind, subjectId: id });
  deps.log.append(tx, [{ kind: 'setup.changed', key: id, body: { kind: kind.kind, id, what } }]);
  return { name: item.name, what, why: null };
}

/** Answers what the row is known by. */
async function write(
  tx: WorkspaceTx,
  table: Table,
  key: Row | undefined,
  values: Row,
  now: Date,
): Promise<string> {
  const hasId = table.key.includes('id');
  if (key) await updateRow(tx, table, key, values, now);
  const added = key ? undefined : { ...values, ...(hasId && { id: newId() }) };
  if (added) await insertRow(tx, table, added, now);
  const known: Row = key ?? added ?? {};
  return String(
    hasId ? known['id'] : (table.key.map((name) => known[name]).find((one) => one !== '') ?? tx.workspaceId),
  );
}

/** Equal things have equal texts, whatever the order of their keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
