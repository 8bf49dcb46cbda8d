import { retentionRoutes } from '../../../contract/api/index.ts';
import { retentionKinds } from '../../../contract/personal-data.ts';
import { route } from '../../base/index.ts';
import { actorOf } from '../../people/index.ts';
import { type PrivacyDeps, workspaceOf } from '../deps.ts';
import { listSettings, saveSetting } from '../retention/store.ts';
import { countKind } from '../retention/sweep.ts';

const MOST_COUNTED = 100_000;

/** How long what is kept. */
export function addRetentionRoutes(deps: PrivacyDeps): void {
  const { http, clock } = deps;

  route(http, retentionRoutes.list, async ({ caller }) => {
    const set = new Map((await listSettings(workspaceOf(deps, caller))).map((one) => [one.kind, one.days]));
    return { rules: retentionKinds.map((kind) => ({ kind, days: set.get(kind) ?? null })) };
  });

  route(http, retentionRoutes.set, ({ body, caller }) =>
    workspaceOf(deps, caller).transaction(async (tx) => {
      await saveSetting(tx, body, clock.now());
      await deps.audit(tx, {
        actor: actorOf(caller),
        action: 'retention.changed',
        subjectKind: 'retention',
        subjectId: body.kind,
        facts: { days: body.days },
      });
      const id = tx.workspaceId;
      deps.log.append(tx, [
        { kind: 'setup.changed', key: id, body: { kind: 'retention', id, what: 'changed' } },
      ]);
      return body;
    }),
  );

  route(http, retentionRoutes.preview, async ({ body, caller }) => ({
    count: await countKind(deps, workspaceOf(deps, caller), body.kind, body.days, MOST_COUNTED),
  }));
}
