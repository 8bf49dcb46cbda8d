import { setupFileRoutes } from '../../../../contract/api/index.ts';
import { type Caller, route, type SetupPart } from '../../../base/index.ts';
import { actorOf } from '../../../people/index.ts';
import type { ConfigureDeps } from '../deps.ts';
import { exportSetup, importSetup } from './transfer.ts';

/** The whole set-up as one file, out and in. */
export function addTransferRoutes(deps: ConfigureDeps): void {
  const { http, db, clock, parts } = deps;
  // A role or a switch of masking from a file would let somebody do what they may not: those need the right themselves.
  const partsOf = ({ permissions }: Caller) =>
    parts.list().map((part) => (part.needs && !permissions.has(part.needs) ? closed(part) : part));

  route(http, setupFileRoutes.export, async ({ caller }) => {
    const workspace = db.workspace(caller.workspaceId);
    const file = await exportSetup(partsOf(caller), workspace, clock.now());
    await workspace.transaction((tx) => deps.audit(tx, { actor: actorOf(caller), action: 'setup.exported' }));
    return file;
  });

  route(http, setupFileRoutes.import, async ({ caller, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const by = actorOf(caller);
    const outcomes = await importSetup(partsOf(caller), workspace, by, body.file, body.dryRun);
    if (!body.dryRun) {
      await workspace.transaction((tx) =>
        deps.audit(tx, {
          actor: by,
          action: 'setup.imported',
          facts: { things: outcomes.filter(({ what }) => what === 'created' || what === 'changed').length },
        }),
      );
    }
    return { applied: !body.dryRun, outcomes: [...outcomes] };
  });
}

/** A part that this caller may not see and change: others still find its names. */
function closed(part: SetupPart): SetupPart {
  return {
    kind: part.kind,
    ...(part.names && { names: (db) => part.names?.(db) ?? Promise.resolve([]) }),
    import: async (_tx, items) =>
      // The file's outline has names.
      (items as readonly { readonly name: string }[]).map(({ name }) => ({
        name,
        what: 'skipped',
        why: 'Your role may not change these.',
      })),
  };
}
