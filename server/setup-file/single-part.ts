import { type TSchema, Type } from 'typebox';
import type { SetupPart, WorkspaceDb, WorkspaceTx } from '../base/index.ts';
import { canonical, type TablePartDeps } from './table-part.ts';

/** Settings that a workspace has once: how work is distributed, the switches of masking. */
export interface SingleKind<T extends object> {
  readonly kind: string;
  /** What the one item is called in the file. */
  readonly name: string;
  readonly after?: readonly string[];
  readonly needs?: SetupPart['needs'];
  /** Of the settings; those that a file leaves out stay as they are. */
  readonly schema: TSchema;
  /** In the audit log. */
  readonly action: string;
  /** As `setup.changed` names it. */
  readonly told: string;
  read(db: WorkspaceDb): Promise<T>;
  write(tx: WorkspaceTx, settings: T): Promise<void>;
}

interface SingleItem<T> {
  readonly name: string;
  readonly settings: Partial<T>;
}

/** The part of a kind of which there is one. */
export function singlePart<T extends object>(deps: TablePartDeps, single: SingleKind<T>): SetupPart {
  const { kind, name, after, needs } = single;
  return {
    kind,
    ...(after && { after }),
    ...(needs && { needs }),
    schema: Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }), settings: single.schema }),
    export: async (db) => [{ name, settings: await single.read(db) }],
    import: async (tx, given, { by }) => {
      // The importer has compared each with `schema`, whose type this is.
      const [item, ...more] = given as readonly SingleItem<T>[];
      if (!item) return [];
      const before = await single.read(tx);
      const wanted = { ...before, ...item.settings };
      const isSame = canonical(wanted) === canonical(before);
      if (!isSame) {
        await single.write(tx, wanted);
        const fields = Object.keys(item.settings).toSorted().join(' ');
        const subject = { subjectKind: kind, subjectId: tx.workspaceId, facts: { fields } };
        await deps.audit(tx, { actor: by, action: single.action, ...subject });
        const body = { kind: single.told, id: tx.workspaceId, what: 'changed' as const };
        deps.log.append(tx, [{ kind: 'setup.changed', key: single.told, body }]);
      }
      return [
        { name: item.name, what: isSame ? 'unchanged' : 'changed', why: null },
        ...more.map((one) => ({
          name: one.name,
          what: 'skipped' as const,
          why: 'A workspace has these settings once; the first in the file counts.',
        })),
      ];
    },
  };
}
