import type { TSchema } from 'typebox';
import type { Permission } from '../../../contract/api/permissions.ts';
import type { WorkspaceDb, WorkspaceTx } from '../db/index.ts';

/** Something of the set-up that uses another thing of it. */
export interface SetupUse {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

/** Ids and names of other things: a file of the set-up names what it refers to. */
export interface SetupRefs {
  /** Null: there is none with that id. */
  nameOf(kind: string, id: string): Promise<string | null>;
  /** Null: there is none with that name, whatever its case. */
  idOf(kind: string, name: string): Promise<string | null>;
}

export interface SetupOutcome {
  readonly name: string;
  readonly what: 'created' | 'changed' | 'unchanged' | 'skipped';
  /** Of what was skipped, or taken over in part: why, as a sentence. */
  readonly why: string | null;
}

/** Who imports, for the audit log. */
export interface SetupActor {
  readonly kind: 'member' | 'api_key' | 'system';
  readonly id: string | null;
}

export interface SetupImport {
  readonly refs: SetupRefs;
  readonly by: SetupActor;
}

/**
 * What a module has in the set-up, so that the whole can be moved to another installation, and nothing is deleted that
 * another module still uses. Everything is optional but the kind: a part may only say what it uses.
 */
export interface SetupPart {
  /** As `setup.changed` names it: `queue`. In the file it is the key of the list. */
  readonly kind: string;
  /** Kinds that must be there before. */
  readonly after?: readonly string[];
  /** Whoever lacks it gets nothing of this kind in a file, and changes nothing of it by one. */
  readonly needs?: Permission;
  /** Of one item in the file. Items that do not fit are skipped, saying why. */
  readonly schema?: TSchema;
  /** Ids and names of all there are, for what refers to them. */
  names?(db: WorkspaceDb): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Items without ids: each fits `schema` and has a `name`. */
  export?(db: WorkspaceDb, refs: SetupRefs): Promise<readonly object[]>;
  /** Takes items over by name, once: what is there already and equal stays as it is. They fit `schema`. */
  import?(tx: WorkspaceTx, items: readonly object[], input: SetupImport): Promise<readonly SetupOutcome[]>;
  /** What of this module uses that thing; at most 100. */
  findUses?(db: WorkspaceDb, kind: string, id: string): Promise<readonly SetupUse[]>;
  /** A thing of that kind was copied: copies what of this module belongs to it. */
  copied?(tx: WorkspaceTx, kind: string, fromId: string, toId: string): Promise<void>;
}

export interface SetupParts {
  /** Called while the product is built. */
  add(...parts: readonly SetupPart[]): void;
  list(): readonly SetupPart[];
  /** What uses a thing, whichever module; at most 100. */
  findUses(db: WorkspaceDb, kind: string, id: string): Promise<SetupUse[]>;
  copied(tx: WorkspaceTx, kind: string, fromId: string, toId: string): Promise<void>;
}

const MOST_USES = 100;

/** The list of parts; modules add theirs, export and import walk them. */
export function createSetupParts(): SetupParts {
  const parts: SetupPart[] = [];
  return {
    add: (...more) => void parts.push(...more),
    list: () => parts,
    findUses: async (db, kind, id) => {
      const found: SetupUse[] = [];
      // One after the other: a transaction has one connection.
      for (const part of parts) found.push(...((await part.findUses?.(db, kind, id)) ?? []));
      return found.slice(0, MOST_USES);
    },
    copied: async (tx, kind, fromId, toId) => {
      for (const part of parts) await part.copied?.(tx, kind, fromId, toId);
    },
  };
}
