import { Value } from 'typebox/value';
import type { SetupFile } from '../../../../contract/api/index.ts';
import { setupErrors } from '../../../../contract/errors/setup.ts';
import {
  AppError,
  type SetupActor,
  type SetupOutcome,
  type SetupPart,
  type SetupRefs,
  type WorkspaceDb,
} from '../../../base/index.ts';

export type KindOutcome = SetupOutcome & { readonly kind: string };

/** Everything that the parts export, by kind. */
export async function exportSetup(
  parts: readonly SetupPart[],
  db: WorkspaceDb,
  madeAt: Date,
): Promise<SetupFile> {
  const refs = refsOf(parts, db);
  const found: SetupFile['parts'] = {};
  for (const part of inOrder(parts)) {
    // Each item fits its part's schema, which has a name.
    if (part.export) found[part.kind] = [...(await part.export(db, refs))] as { name: string }[];
  }
  return { format: 'rookery-setup', version: 1, madeAt: madeAt.toISOString(), parts: found };
}

/** Rolls the transaction of a dry run back, carrying what would have happened. */
class DryRun extends Error {
  readonly outcomes: readonly KindOutcome[];
  constructor(outcomes: readonly KindOutcome[]) {
    super('a dry run changes nothing');
    this.outcomes = outcomes;
  }
}

/**
 * Takes a file over in one transaction. A dry run does the same and undoes it, so that it cannot say anything else than
 * what would happen. @throws AppError setup_file_wrong.
 */
export async function importSetup(
  parts: readonly SetupPart[],
  db: WorkspaceDb,
  by: SetupActor,
  file: SetupFile,
  dryRun: boolean,
): Promise<readonly KindOutcome[]> {
  checkNames(file);
  try {
    return await db.transaction(async (tx) => {
      const refs = refsOf(parts, tx);
      const outcomes: KindOutcome[] = [];
      const known = inOrder(parts).filter((part) => part.import !== undefined);
      for (const part of known) {
        const given = file.parts[part.kind] ?? [];
        const { schema } = part;
        const fits = given.filter((item) => !schema || Value.Check(schema, item));
        const note = (item: { name: string }, why: string) =>
          outcomes.push({ kind: part.kind, name: item.name, what: 'skipped', why });
        for (const item of given) {
          if (!fits.includes(item) && schema) note(item, complaintOf(schema, item));
        }
        const done = (await part.import?.(tx, fits, { refs, by })) ?? [];
        outcomes.push(...done.map((outcome) => ({ kind: part.kind, ...outcome })));
      }
      for (const kind of Object.keys(file.parts).filter((one) => !known.some((part) => part.kind === one))) {
        for (const { name } of file.parts[kind] ?? []) {
          outcomes.push({ kind, name, what: 'skipped', why: 'This version does not know such things.' });
        }
      }
      if (dryRun) throw new DryRun(outcomes);
      return outcomes;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.outcomes;
    throw error;
  }
}

/** Two things of a kind with one name could not be told apart. */
function checkNames(file: SetupFile): void {
  for (const [kind, items] of Object.entries(file.parts)) {
    const names = items.map((item) => item.name.trim().toLowerCase());
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) {
      throw new AppError(setupErrors.setup_file_wrong, {
        values: { problem: `it has two of the kind ${kind} called “${twice}”.` },
      });
    }
  }
}

function complaintOf(schema: NonNullable<SetupPart['schema']>, item: object): string {
  const [first] = Value.Errors(schema, item);
  return `${first?.instancePath.slice(1).replaceAll('/', '.') || 'It'} ${first?.message ?? 'does not fit'}.`;
}

function refsOf(parts: readonly SetupPart[], db: WorkspaceDb): SetupRefs {
  const namesOf = async (kind: string) => (await parts.find((part) => part.kind === kind)?.names?.(db)) ?? [];
  return {
    nameOf: async (kind, id) => (await namesOf(kind)).find((one) => one.id === id)?.name ?? null,
    idOf: async (kind, name) => {
      const wanted = name.trim().toLowerCase();
      return (await namesOf(kind)).find((one) => one.name.toLowerCase() === wanted)?.id ?? null;
    },
  };
}

/** Each part behind those that it names in `after`. */
export function inOrder(parts: readonly SetupPart[]): SetupPart[] {
  const sorted: SetupPart[] = [];
  const visit = (part: SetupPart, above: readonly string[]): void => {
    if (sorted.includes(part) || above.includes(part.kind)) return;
    for (const kind of part.after ?? []) {
      for (const before of parts.filter((one) => one.kind === kind)) visit(before, [...above, part.kind]);
    }
    sorted.push(part);
  };
  for (const part of parts) visit(part, []);
  return sorted;
}
