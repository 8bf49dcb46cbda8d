import { datasetRoutes, type LineageNode } from '../../../contract/api/index.ts';
import { route } from '../../base/index.ts';
import { ownsAll } from '../accounts/access.ts';
import { readDatasetId } from '../dataset-id.ts';
import type { ReportRouteDeps } from '../deps.ts';
import { reportKinds } from '../registry.ts';
import { type LineageRow, type LinkingReport, listLineageRows, listLinking } from './store.ts';
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
    const { id: start } = await datasets.get(workspace, params.datasetId);
    const all = (await listLinking(workspace, inputs, MOST_REPORTS)).flatMap(linksOf);
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
