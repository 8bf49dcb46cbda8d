import {
  type DatasetPolicy,
  type DatasetSharing,
  datasetSharingRoutes as routes,
} from '../../../contract/api/index.ts';
import { type Caller, type Db, type HttpServer, route, type WorkspaceDb } from '../../base/index.ts';
import { actorOf } from '../../people/index.ts';
import type { Datasets } from '../datasets.ts';
import { ALL_ROWS, type PolicyRow } from '../policies/store.ts';
import { presentRows } from '../present.ts';
import { seeAs } from './see-as.ts';
import type { PolicyChange, Sharing, SharingChange } from './sharing.ts';
import type { Grantee } from './store.ts';
import { viewerOf } from './viewer.ts';

/** Whom a DataSet is shared with, and who sees which of its rows, for the browser. */
export function addSharingRoutes(deps: {
  readonly http: HttpServer;
  readonly db: Db;
  readonly datasets: Datasets;
  readonly sharing: Sharing;
}): void {
  const { http, db, datasets, sharing } = deps;

  /** Only owners say who sees what. */
  const owned = async (workspace: WorkspaceDb, caller: Caller, datasetId: string): Promise<SharingChange> => {
    await datasets.getShared(workspace, viewerOf(caller), datasetId, 'owner');
    return { datasetId, by: actorOf(caller) };
  };
  const show = async (workspace: WorkspaceDb, caller: Caller, id: string): Promise<DatasetSharing> => {
    const row = await datasets.getShared(workspace, viewerOf(caller), id, 'read');
    const shares = await sharing.listShares(workspace, id);
    return {
      level: row.level,
      audience: row.audience,
      shares: shares.map((share) => ({ ...share, givenAt: share.givenAt.toISOString() })),
      policiesOn: row.policiesOn,
      policies: row.level === 'owner' ? (await sharing.listPolicies(workspace, id)).map(present) : null,
    };
  };

  route(http, routes.get, ({ caller, params }) =>
    show(db.workspace(caller.workspaceId), caller, params.datasetId),
  );

  route(http, routes.audience, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const what = await owned(workspace, caller, params.datasetId);
    await sharing.setAudience(workspace, what, body.audience);
    return show(workspace, caller, params.datasetId);
  });

  route(http, routes.share, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { datasetId, kind, granteeId: id } = params;
    await sharing.setShare(workspace, await owned(workspace, caller, datasetId), { kind, id }, body.level);
    return show(workspace, caller, datasetId);
  });

  route(http, routes.unshare, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { datasetId, kind, granteeId: id } = params;
    await sharing.setShare(workspace, await owned(workspace, caller, datasetId), { kind, id }, undefined);
  });

  route(http, routes.switchPolicies, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    await sharing.switchPolicies(workspace, await owned(workspace, caller, params.datasetId), body.on);
    return show(workspace, caller, params.datasetId);
  });

  route(http, routes.addPolicy, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { name, filters, memberIds, teamIds } = body;
    const wanted = { name, filters, people: peopleOf(memberIds, teamIds) };
    return present(
      await sharing.addPolicy(workspace, await owned(workspace, caller, params.datasetId), wanted),
    );
  });

  route(http, routes.changePolicy, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const what = await owned(workspace, caller, params.datasetId);
    const { name, filters, memberIds, teamIds } = body;
    let people: readonly Grantee[] | undefined;
    if (memberIds ?? teamIds) {
      // One of the two lists that was not sent stays.
      const before = (await sharing.listPolicies(workspace, params.datasetId)).find(
        ({ number }) => number === params.number,
      );
      const kept = (kind: Grantee['kind']) =>
        (before?.people ?? []).filter((one) => one.kind === kind).map(({ id }) => id);
      people = peopleOf(memberIds ?? kept('member'), teamIds ?? kept('team'));
    }
    const wanted: PolicyChange = {
      ...(name !== undefined && { name }),
      ...(filters && { filters }),
      ...(people && { people }),
    };
    return present(await sharing.changePolicy(workspace, what, params.number, wanted));
  });

  route(http, routes.removePolicy, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    await sharing.removePolicy(workspace, await owned(workspace, caller, params.datasetId), params.number);
  });

  route(http, routes.seeAs, async ({ caller, params, query }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { datasetId, memberId } = params;
    await owned(workspace, caller, datasetId);
    const { ifOn = false, limit = 20 } = query;
    const seen = await seeAs(datasets, workspace, datasetId, memberId, { ifOn, limit });
    return { ...seen, rows: presentRows(seen.rows) };
  });
}

const peopleOf = (memberIds: readonly string[], teamIds: readonly string[]): Grantee[] => [
  ...[...new Set(memberIds)].map((id) => ({ kind: 'member' as const, id })),
  ...[...new Set(teamIds)].map((id) => ({ kind: 'team' as const, id })),
];

function present({ number, name, filters, people }: PolicyRow): DatasetPolicy {
  const idsOf = (kind: Grantee['kind']) => people.filter((one) => one.kind === kind).map(({ id }) => id);
  return {
    number,
    type: number === ALL_ROWS ? 'open' : 'user',
    name,
    filters: filters.map((filter) => ({ ...filter, values: [...filter.values] })),
    memberIds: idsOf('member'),
    teamIds: idsOf('team'),
  };
}
