import { type DataAlert, type dataAlertRoutes, MOST_DATA_ALERTS } from '../../contract/api/index.ts';
import type { BodyOf } from '../../contract/api/route.ts';
import { baseErrors } from '../../contract/errors/base.ts';
import { datasetErrors } from '../../contract/errors/datasets.ts';
import { setupErrors } from '../../contract/errors/setup.ts';
import { AppError, newId, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import type { DatasetRow } from '../datasets/index.ts';
import { type Actor, listReachable, lockKind, noteSetup, unknownThing } from '../people/index.ts';
import type { DataAlertDeps } from './deps.ts';
import { measure, type Measured } from './look.ts';
import { presentAlert } from './present.ts';
import {
  type AlertRow,
  countAlerts,
  deleteAlert,
  findAlert,
  insertAlert,
  lockAlert,
  setMembers,
  updateAlert,
} from './store.ts';

type Created = BodyOf<(typeof dataAlertRoutes)['create']>;
type Changed = BodyOf<(typeof dataAlertRoutes)['change']>;

const KIND = 'dataset_alert';
const WHAT = 'alert';

/** Alerts as people set them up. Each change is audited and told. */
export function createAlerts(deps: DataAlertDeps) {
  const { clock, datasets, door } = deps;
  const noting = { audit: deps.audit, emit: deps.log.append.bind(deps.log) };

  const present = async (db: WorkspaceDb, row: AlertRow): Promise<DataAlert> =>
    presentAlert(row, row.endpointId === null ? undefined : await door.endpoints.find(db, row.endpointId));

  const needed = (row: AlertRow | undefined, datasetId: string): AlertRow => {
    if (row?.datasetId !== datasetId) throw new AppError(baseErrors.not_found, { values: { what: WHAT } });
    return row;
  };

  /** Who cannot be told is refused when chosen; whoever leaves later is passed over. */
  const checkMembers = async (tx: WorkspaceTx, ids: readonly string[], before: readonly string[]) => {
    const added = ids.filter((id) => !before.includes(id));
    const found = await listReachable(tx, added, 'data.see');
    if (found.length < new Set(added).size) throw unknownThing('member who may see data', 'memberIds');
  };

  /** The webhook as it is to be; undefined: as it is. */
  const setWebhook = async (
    tx: WorkspaceTx,
    by: Actor,
    before: string | null,
    target: string | null | undefined,
    name: string,
  ): Promise<string | null> => {
    const { endpoints } = door;
    const trimmed = target?.trim();
    if (before === null) {
      if (!trimmed) return null;
      return (await endpoints.create(tx, by, { name, target: trimmed, triggers: [] })).id;
    }
    if (target === null) {
      await endpoints.remove(tx, by, before);
      return null;
    }
    const now = await endpoints.get(tx, before);
    if ((trimmed && trimmed !== now.target) || name !== now.name) {
      await endpoints.update(tx, by, before, { name, ...(trimmed && { target: trimmed }) });
      await endpoints.resumeAfterFailures(tx, before);
    }
    return before;
  };

  /** Looking begins with what is there now: only what comes after is told. */
  const begin = async (
    dataset: DatasetRow,
    { rows, value }: Measured,
    rule: AlertRow['rule'],
  ): Promise<Pick<AlertRow, 'checkedVersion' | 'checkedAt' | 'value' | 'holds' | 'problem' | 'tries'>> => ({
    checkedVersion: dataset.version,
    checkedAt: clock.now(),
    value: rule.kind === 'rows' ? rows : value,
    holds: false,
    problem: null,
    tries: 0,
  });

  const checkRule = (dataset: DatasetRow, rule: AlertRow['rule']) => {
    if (rule.kind === 'rows' && dataset.keepVersions < 2) {
      const why =
        'New rows are told from old ones by the version before: let the DataSet keep at least two versions first.';
      throw new AppError(datasetErrors.dataset_filter_wrong, { values: { why }, details: { field: 'rule' } });
    }
  };

  return {
    present,
    find: async (db: WorkspaceDb, datasetId: string, id: string) =>
      needed(await findAlert(db, id), datasetId),

    create: async (db: WorkspaceDb, by: Actor, datasetId: string, input: Created): Promise<DataAlert> => {
      const dataset = await datasets.get(db, datasetId);
      checkRule(dataset, input.rule);
      const measured = await measure(deps, db, dataset, input.rule);
      return db.transaction(async (tx) => {
        await lockKind(tx, KIND);
        const counts = await countAlerts(tx, datasetId);
        const { ofDataset, ofWorkspace } = MOST_DATA_ALERTS;
        if (counts.ofDataset >= ofDataset || counts.ofWorkspace >= ofWorkspace) {
          const most = counts.ofDataset >= ofDataset ? ofDataset : ofWorkspace;
          throw new AppError(setupErrors.setup_limit, { values: { what: WHAT, most: String(most) } });
        }
        await checkMembers(tx, input.memberIds, []);
        const name = input.name.trim();
        const at = clock.now();
        const row: AlertRow = {
          ...(await begin(dataset, measured, input.rule)),
          id: newId(),
          datasetId,
          name,
          rule: input.rule,
          paused: input.paused,
          ownerId: by.kind === 'member' ? by.id : null,
          memberIds: [...new Set(input.memberIds)],
          endpointId: await setWebhook(tx, by, null, input.webhook, name),
          version: 1,
          dueVersion: null,
          dueAt: null,
          toldAt: null,
          createdAt: at,
          updatedAt: at,
        };
        await insertAlert(tx, row);
        await noteSetup(noting, tx, by, KIND, row.id, 'created');
        return present(tx, row);
      });
    },

    change: async (
      db: WorkspaceDb,
      by: Actor,
      datasetId: string,
      id: string,
      input: Changed,
    ): Promise<DataAlert> => {
      const dataset = await datasets.get(db, datasetId);
      const known = needed(await findAlert(db, id), datasetId);
      const rule = input.rule ?? known.rule;
      const wakes = known.paused && input.paused === false;
      const isNewRule = input.rule !== undefined && JSON.stringify(input.rule) !== JSON.stringify(known.rule);
      if (isNewRule) checkRule(dataset, rule);
      const measured = isNewRule || wakes ? await measure(deps, db, dataset, rule) : undefined;
      return db.transaction(async (tx) => {
        const before = needed(await lockAlert(tx, id), datasetId);
        if (before.version !== input.version) {
          throw new AppError(setupErrors.setup_changed_meanwhile, { values: { what: WHAT } });
        }
        const memberIds = [...new Set(input.memberIds ?? before.memberIds)];
        await checkMembers(tx, memberIds, before.memberIds);
        const name = input.name?.trim() ?? before.name;
        const paused = input.paused ?? before.paused;
        const row: AlertRow = {
          ...before,
          ...(measured && (await begin(dataset, measured, rule))),
          // What came meanwhile is looked at by the new rule, unless it began with it.
          ...((paused || measured) && { dueVersion: null, dueAt: null }),
          name,
          rule,
          paused,
          memberIds,
          endpointId: await setWebhook(tx, by, before.endpointId, input.webhook, name),
          version: before.version + 1,
          updatedAt: clock.now(),
        };
        await updateAlert(tx, row);
        await noteSetup(noting, tx, by, KIND, id, 'changed');
        return present(tx, row);
      });
    },

    subscribe: (
      db: WorkspaceDb,
      by: Actor,
      datasetId: string,
      id: string,
      memberId: string,
      mailed: boolean,
    ): Promise<DataAlert> =>
      db.transaction(async (tx) => {
        const before = needed(await lockAlert(tx, id), datasetId);
        const others = before.memberIds.filter((one) => one !== memberId);
        const memberIds = mailed ? [...others, memberId] : others;
        if (memberIds.length > 50) {
          throw new AppError(setupErrors.setup_limit, { values: { what: 'member of an alert', most: '50' } });
        }
        await setMembers(tx, id, memberIds);
        await noteSetup(noting, tx, by, KIND, id, 'changed');
        return present(tx, { ...before, memberIds });
      }),

    remove: (db: WorkspaceDb, by: Actor, datasetId: string, id: string): Promise<void> =>
      db.transaction(async (tx) => {
        const { endpointId } = needed(await lockAlert(tx, id), datasetId);
        if (endpointId !== null) await door.endpoints.remove(tx, by, endpointId);
        await noteSetup(noting, tx, by, KIND, id, 'removed');
        await deleteAlert(tx, id);
      }),
  };
}
