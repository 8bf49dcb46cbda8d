import type { SetupParts } from '../base/index.ts';
import { ensureMasking } from '../masking/index.ts';
import { articlePart } from './articles.ts';
import { tableKinds } from './kinds.ts';
import { singleParts } from './singles.ts';
import { tablePart, type TablePartDeps } from './table-part.ts';
import { listHandleNames } from './table-store.ts';

/**
 * Adds to the file of the whole set-up what lies in tables of several modules: hours, templates, attributes, rules,
 * automatic messages, privacy, surveys, reminders, quick replies, macros, articles, masking, alerts, distribution.
 */
export function addSetupFile(deps: TablePartDeps & { readonly parts: SetupParts }): void {
  // Handles are connections to X and do not move; what belongs to one finds it by its name.
  deps.parts.add({ kind: 'handle', names: listHandleNames });
  deps.parts.add(articlePart(deps), ...singleParts(deps));
  for (const kind of tableKinds) {
    const part = tablePart(deps, kind);
    deps.parts.add(
      kind.kind === 'masking'
        ? {
            ...part,
            // The standard rules come first: a file's are compared with them.
            import: async (tx, items, input) => {
              if (items.length > 0) await ensureMasking(tx, deps.clock);
              return part.import?.(tx, items, input) ?? [];
            },
          }
        : part,
    );
  }
}
