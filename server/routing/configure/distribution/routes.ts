import { distributionRoutes, standardDistributionSettings } from '../../../../contract/api/index.ts';
import { route } from '../../../base/index.ts';
import { actorOf } from '../../../people/index.ts';
import type { ConfigureDeps } from '../deps.ts';
import { mergeDistribution, readDistributionSettings } from './store.ts';

const KIND = 'distribution';

/** How work is distributed in the whole workspace. */
export function addDistributionRoutes(deps: ConfigureDeps): void {
  const { http, db } = deps;

  route(http, distributionRoutes.get, async ({ caller }) => ({
    settings: await readDistributionSettings(db.workspace(caller.workspaceId)),
    standard: standardDistributionSettings,
  }));

  route(http, distributionRoutes.set, ({ caller, body }) =>
    db.workspace(caller.workspaceId).transaction(async (tx) => {
      await mergeDistribution(tx, body);
      await deps.audit(tx, {
        actor: actorOf(caller),
        action: `${KIND}.changed`,
        subjectKind: KIND,
        subjectId: tx.workspaceId,
        facts: { fields: Object.keys(body).toSorted().join(' ') },
      });
      deps.emit(tx, [
        { kind: 'setup.changed', key: KIND, body: { kind: KIND, id: tx.workspaceId, what: 'changed' } },
      ]);
      return { settings: await readDistributionSettings(tx), standard: standardDistributionSettings };
    }),
  );
}
