import { setupFileRoutes } from '../../../../contract/api/index.ts';
import { route } from '../../../base/index.ts';
import { actorOf } from '../../../people/index.ts';
import type { ConfigureDeps } from '../deps.ts';
import { exportSetup, importSetup } from './transfer.ts';

/** The whole set-up as one file, out and in. */
export function addTransferRoutes(deps: ConfigureDeps): void {
  const { http, db, clock, parts } = deps;

  route(http, setupFileRoutes.export, async ({ caller }) => {
    const workspace = db.workspace(caller.workspaceId);
    const file = await exportSetup(parts.list(), workspace, clock.now());
    await workspace.transaction((tx) => deps.audit(tx, { actor: actorOf(caller), action: 'setup.exported' }));
    return file;
  });

  route(http, setupFileRoutes.import, async ({ caller, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const by = actorOf(caller);
    // A role from a file would let somebody do what the importer may not: those need the right themselves.
    const list = parts
      .list()
      .filter((part) => part.kind !== 'role' || caller.permissions.has('roles.manage'));
    const outcomes = await importSetup(list, workspace, by, body.file, body.dryRun);
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
