import type { TSchema } from 'typebox';
import type { SetupOutcome, SetupPart, SetupRefs, WorkspaceDb, WorkspaceTx } from '../../base/index.ts';
import type { Configured, ConfiguredThings } from './configured.ts';

/** How a kind of thing is written into a file of the set-up: without ids, other things by name. */
export interface FileForm<T extends Configured, I, F extends { readonly name: string }> {
  readonly kind: string;
  readonly after?: readonly string[];
  readonly needs?: SetupPart['needs'];
  readonly schema: TSchema;
  toFile(thing: T, refs: SetupRefs, db: WorkspaceDb): Promise<F>;
  /**
   * The input that makes or changes it. What refers to something that is not there is left out, saying so in
   * `missing`. `before` gives what a file does not carry (who belongs, for example).
   */
  fromFile(
    item: F,
    refs: SetupRefs,
    before: T | undefined,
    tx: WorkspaceTx,
  ): Promise<{ readonly input: I; readonly missing: readonly string[] }>;
}

/** The part of a kind that `createConfigured` serves: taken over by name, once. */
export function configuredPart<T extends Configured, I, F extends { readonly name: string }>(
  things: ConfiguredThings<T, I>,
  form: FileForm<T, I, F>,
): SetupPart {
  const named = (all: readonly T[], name: string) =>
    all.find((thing) => thing.name.toLowerCase() === name.trim().toLowerCase());
  return {
    kind: form.kind,
    ...(form.after && { after: form.after }),
    ...(form.needs && { needs: form.needs }),
    schema: form.schema,
    names: (db) => things.list(db),
    export: async (db, refs) => {
      const items: F[] = [];
      for (const thing of await things.list(db)) items.push(await form.toFile(thing, refs, db));
      return items;
    },
    import: async (tx, given, { refs, by }) => {
      // The importer has compared each with `schema`, whose type F is.
      const items = given as readonly F[];
      const created = new Set<string>();
      // All are made before any is compared: they may refer to each other.
      for (const item of items) {
        if (named(await things.list(tx), item.name)) continue;
        await things.create(tx, by, (await form.fromFile(item, refs, undefined, tx)).input);
        created.add(item.name);
      }
      const outcomes: SetupOutcome[] = [];
      for (const item of items) {
        const before = named(await things.list(tx), item.name);
        if (!before) throw new Error(`${form.kind} “${item.name}” was made and is not there`);
        const { input, missing } = await form.fromFile(item, refs, before, tx);
        const why = missing.length > 0 ? `Without ${missing.join(', ')}, which is not here.` : null;
        const now = await form.toFile(before, refs, tx);
        const wanted = missing.length > 0 ? undefined : item;
        const changes = !wanted || canonical(wanted) !== canonical(now);
        if (changes) await things.change(tx, by, before.id, before.version, input);
        const what = created.has(item.name) ? 'created' : changes ? 'changed' : 'unchanged';
        outcomes.push({ name: item.name, what, why });
      }
      return outcomes;
    },
  };
}

/** Equal things have equal texts, whatever the order of their keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
