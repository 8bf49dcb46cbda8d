import { datasetRoutes, type LineageNode } from '../../../contract/api/index.ts';
import { route } from '../../base/index.ts';
import { viewerOf } from '../../datasets/index.ts';
import { ownsAll } from '../accounts/access.ts';
import { readDatasetId } from '../dataset-id.ts';
import type { ReportRouteDeps } from '../deps.ts';
import { reportKinds } from '../registry.ts';
import { type LineageRow, type LinkingReport, listHidden, listLineageRows, listLinking } from './store.ts';
import { type LineageLink, walkLineage } from './walk.ts';

const MOST_NODES = 50;
/** Links of a workspace that are looked through. */
const MOST_REPORTS = 10_000;

/** Where the rows of a DataSet come from, and where they go. */
export function addLineage({ http, db, datasets, kinds = reportKinds }: ReportRouteDeps): void {
  const inputs = Object.fromEntries(kinds.flatMap(({ id, input }) => (input === null ? [] : [[id, input]])));
  const nameOf = (kind: string) => kinds.find(({ id }) => id === kind)?.name ?? kind;

  route(http, datasetRoutes.lineage, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    const viewer = viewerOf(caller);
    const { id: start } = await datasets.getShared(workspace, viewer, params.datasetId, 'read');
    const linked = (await listLinking(workspace, inputs, MOST_REPORTS)).flatMap(linksOf);
    const ends = [...new Set(linked.flatMap(({ from, to }) => [from, to]))];
    // What somebody does not see is not told by what is made of it.
    const hidden = await listHidden(workspace, viewer, ends);
    const all = linked.filter(({ from, to }) => !hidden.has(from) && !hidden.has(to));
    const { ids, cut } = walkLineage(all, start, MOST_NODES);
    const rows = await listLineageRows(workspace, ids, { memberId: caller.memberId, all: ownsAll(caller) });
    const byId = new Map(rows.map((row) => [row.id, row]));
    // An input that was deleted is missed; a table beside a DataSet is made anew when it is wanted.
    const isMissed = (id: string) => all.some((one) => one.from === id && one.kind === 'input');
    const shown = new Set(ids.filter((id) => byId.has(id) || isMissed(id)));
    return {
      nodes: [...shown].map((id) => present(id, byId.get(id), nameOf)),
      links: all.filter(({ from, to }) => shown.has(from) && shown.has(to)).map((one) => ({ ...one })),
      cut,
    };
  });
}

function linksOf({ datasetId, input, companions }: LinkingReport): LineageLink[] {
  const from = input === null ? undefined : readDatasetId(input);
  return [
    ...(from === undefined ? [] : [{ from, to: datasetId, kind: 'input' as const }]),
    ...Object.values(companions).map((to) => ({ from: datasetId, to, kind: 'companion' as const })),
  ];
}

function present(id: string, row: LineageRow | undefined, nameOf: (kind: string) => string): LineageNode {
  return {
    id,
    name: row?.name ?? null,
    rows: row?.rows ?? 0,
    dataAt: row?.dataAt?.toISOString() ?? null,
    source: row?.kind ? { connector: nameOf(row.kind), account: row.account } : null,
  };
}
