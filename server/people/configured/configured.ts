import { baseErrors } from '../../../contract/errors/base.ts';
import { setupErrors } from '../../../contract/errors/setup.ts';
import type { AppEvent } from '../../../contract/events/index.ts';
import {
  AppError,
  type Clock,
  keepDeleted,
  newId,
  type SetupParts,
  type SetupUse,
  type WorkspaceDb,
  type WorkspaceTx,
} from '../../base/index.ts';
import type { Actor, Audit } from '../audit/audit.ts';
import { lockKind } from './store.ts';

/** A thing of the set-up as stored. */
export interface Configured {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** The one that every workspace has: it can be changed, not deleted. */
  readonly isDefault?: boolean;
}

/** What makes one kind of thing different from the others. */
export interface ConfiguredKind<T extends Configured, I extends { readonly name: string }> {
  /** In events and the audit log: `work_stream`. */
  readonly kind: string;
  /** In sentences: "work stream". */
  readonly word: string;
  readonly most: number;
  list(db: WorkspaceDb): Promise<T[]>;
  /** Checks what the schema cannot, against what is there. @throws AppError setup_unknown, setup_contradiction … */
  check?(tx: WorkspaceTx, input: I, before: T | undefined): Promise<void>;
  /** Its name is trimmed. */
  insert(tx: WorkspaceTx, id: string, input: I, now: Date): Promise<void>;
  /** The version is raised by the store's statement. */
  update(tx: WorkspaceTx, before: T, input: I, now: Date): Promise<void>;
  remove(tx: WorkspaceTx, thing: T): Promise<void>;
  findUses?(db: WorkspaceDb, thing: T): Promise<readonly SetupUse[]>;
}

export interface ConfiguredDeps {
  readonly clock: Clock;
  readonly audit: Audit;
  readonly emit: (tx: WorkspaceTx, events: readonly AppEvent[]) => void;
  readonly parts: Pick<SetupParts, 'findUses'>;
}

export interface ConfiguredThings<T extends Configured, I> {
  list(db: WorkspaceDb): Promise<T[]>;
  /** @throws AppError setup_name_taken, setup_limit and what the kind checks. */
  create(db: WorkspaceDb, by: Actor, input: I): Promise<T>;
  /** @throws AppError not_found, setup_changed_meanwhile, setup_name_taken and what the kind checks. */
  change(db: WorkspaceDb, by: Actor, id: string, version: number, input: I): Promise<T>;
  /** @throws AppError not_found, setup_undeletable, setup_in_use. */
  remove(db: WorkspaceDb, by: Actor, id: string): Promise<void>;
  /** @throws AppError not_found. */
  findUses(db: WorkspaceDb, id: string): Promise<SetupUse[]>;
}

/**
 * Making, changing and deleting things of one kind: names are unique, changes over other people's changes are refused,
 * what is used stays; each change is audited and told in its own transaction. One change of a kind at a time.
 */
export function createConfigured<T extends Configured, I extends { readonly name: string }>(
  deps: ConfiguredDeps,
  kind: ConfiguredKind<T, I>,
): ConfiguredThings<T, I> {
  const what = kind.word;

  const find = (all: readonly T[], id: string): T => {
    const found = all.find((thing) => thing.id === id);
    if (!found) throw new AppError(baseErrors.not_found, { values: { what } });
    return found;
  };

  const named = (all: readonly T[], input: I, id?: string): I => {
    const name = input.name.trim();
    const same = all.find((thing) => thing.name.toLowerCase() === name.toLowerCase());
    if (same && same.id !== id) {
      throw new AppError(setupErrors.setup_name_taken, {
        values: { what, name: same.name },
        details: { field: 'name' },
      });
    }
    return { ...input, name };
  };

  const usesOf = async (db: WorkspaceDb, thing: T): Promise<SetupUse[]> => [
    ...((await kind.findUses?.(db, thing)) ?? []),
    ...(await deps.parts.findUses(db, kind.kind, thing.id)),
  ];

  return {
    list: (db) => kind.list(db),
    create: (db, by, input) =>
      db.transaction(async (tx) => {
        await lockKind(tx, kind.kind);
        const all = await kind.list(tx);
        if (all.length >= kind.most) {
          throw new AppError(setupErrors.setup_limit, { values: { what, most: String(kind.most) } });
        }
        const wanted = named(all, input);
        await kind.check?.(tx, wanted, undefined);
        const id = newId();
        await kind.insert(tx, id, wanted, deps.clock.now());
        await noteSetup(deps, tx, by, kind.kind, id, 'created');
        return find(await kind.list(tx), id);
      }),
    change: (db, by, id, version, input) =>
      db.transaction(async (tx) => {
        await lockKind(tx, kind.kind);
        const all = await kind.list(tx);
        const before = find(all, id);
        if (before.version !== version) {
          throw new AppError(setupErrors.setup_changed_meanwhile, { values: { what } });
        }
        const wanted = named(all, input, id);
        await kind.check?.(tx, wanted, before);
        await kind.update(tx, before, wanted, deps.clock.now());
        await noteSetup(deps, tx, by, kind.kind, id, 'changed');
        return find(await kind.list(tx), id);
      }),
    remove: (db, by, id) =>
      db.transaction(async (tx) => {
        await lockKind(tx, kind.kind);
        const thing = find(await kind.list(tx), id);
        if (thing.isDefault) {
          throw new AppError(setupErrors.setup_undeletable, { values: { what, name: thing.name } });
        }
        const uses = await usesOf(tx, thing);
        if (uses.length > 0) {
          throw new AppError(setupErrors.setup_in_use, {
            values: { name: thing.name, uses: wordUses(uses) },
            details: { uses },
          });
        }
        await keepDeleted(tx, { kind: kind.kind, id, by: by.id }, deps.clock.now());
        await kind.remove(tx, thing);
        await noteSetup(deps, tx, by, kind.kind, id, 'removed');
      }),
    findUses: async (db, id) => usesOf(db, find(await kind.list(db), id)),
  };
}

/** Audits a change of the set-up and tells it, in its transaction. */
export async function noteSetup(
  deps: Pick<ConfiguredDeps, 'audit' | 'emit'>,
  tx: WorkspaceTx,
  by: Actor,
  kind: string,
  id: string,
  what: 'created' | 'changed' | 'removed',
): Promise<void> {
  await deps.audit(tx, { actor: by, action: `${kind}.${what}`, subjectKind: kind, subjectId: id });
  deps.emit(tx, [{ kind: 'setup.changed', key: id, body: { kind, id, what } }]);
}

const NAMED_USES = 5;

function wordUses(uses: readonly SetupUse[]): string {
  const shown = uses.slice(0, NAMED_USES).map((use) => `${use.kind.replaceAll('_', ' ')} “${use.name}”`);
  const more = uses.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** A refusal at a field: what was chosen is not there any more. */
export function unknownThing(what: string, field: string): AppError {
  return new AppError(setupErrors.setup_unknown, { values: { what }, details: { field } });
}

/** A refusal at a field: what is set contradicts something else. */
export function contradiction(problem: string, field: string): AppError {
  return new AppError(setupErrors.setup_contradiction, { values: { problem }, details: { field } });
}
