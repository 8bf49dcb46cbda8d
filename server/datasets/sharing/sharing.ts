import { type DatasetAudience, type DatasetLevel, MOST_POLICIES } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { AppError, type Clock, type EventLog, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { Actor, Audit, AuditInput } from '../../people/index.ts';
import { missingDataset } from '../missing.ts';
import { checkFilters } from '../policies/filter.ts';
import {
  ALL_ROWS,
  countPolicies,
  deletePolicy,
  listPolicies,
  nextNumber,
  type PolicyRow,
  putPolicy,
  setPoliciesOn,
} from '../policies/store.ts';
import { type DatasetRow, lockDataset } from '../store.ts';
import { deleteShare, type Grantee, listKnown, listShares, putShare, setAudience } from './store.ts';

export interface SharingDeps {
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly audit: Audit;
}

/** A change of who sees a DataSet, or which of its rows. Who may make it has been asked before. */
export interface SharingChange {
  readonly datasetId: string;
  readonly by: Actor;
}

export type PolicyChange = Partial<Pick<PolicyRow, 'name' | 'filters' | 'people'>>;

export type Sharing = ReturnType<typeof createSharing>;

/** Who sees a DataSet, and who sees which of its rows. Each change is in the log of who did what. */
export function createSharing({ clock, log, audit }: SharingDeps) {
  const change = <T>(
    db: WorkspaceDb,
    { datasetId, by }: SharingChange,
    act: (
      tx: WorkspaceTx,
      dataset: DatasetRow,
      note: (what: string, facts?: AuditInput['facts']) => Promise<void>,
    ) => Promise<T>,
  ): Promise<T> =>
    db.transaction(async (tx) => {
      // Changes of one DataSet come one after the other.
      const dataset = await lockDataset(tx, datasetId);
      if (!dataset) throw missingDataset();
      return act(tx, dataset, async (what, facts = {}) => {
        const subject = { subjectKind: 'dataset', subjectId: datasetId };
        await audit(tx, { actor: by, action: `dataset.${what}`, ...subject, facts });
        log.append(tx, [
          {
            kind: 'setup.changed',
            key: datasetId,
            body: { kind: 'dataset', id: datasetId, what: 'changed' },
          },
        ]);
      });
    });

  /** @throws AppError not_found */
  const checkKnown = async (tx: WorkspaceTx, people: readonly Grantee[]): Promise<void> => {
    const known = await listKnown(tx, people);
    const missing = people.find(({ id }) => !known.has(id));
    if (missing) throw new AppError(baseErrors.not_found, { values: { what: missing.kind } });
  };

  return {
    listShares,
    listPolicies,

    setAudience: (db: WorkspaceDb, what: SharingChange, audience: DatasetAudience) =>
      change(db, what, async (tx, dataset, note) => {
        if (dataset.audience === audience) return;
        await setAudience(tx, dataset.id, audience, clock.now());
        await note('audience_changed', { audience });
      }),

    /** @throws AppError dataset_last_owner, not_found */
    setShare: (db: WorkspaceDb, what: SharingChange, grantee: Grantee, level: DatasetLevel | undefined) =>
      change(db, what, async (tx, dataset, note) => {
        const shares = await listShares(tx, dataset.id);
        const before = shares.find(({ kind, id }) => kind === grantee.kind && id === grantee.id);
        if (before?.level === level) return;
        const owners = shares.filter((share) => share.level === 'owner');
        if (before?.level === 'owner' && owners.length === 1) {
          throw new AppError(datasetErrors.dataset_last_owner);
        }
        const who: Record<string, string> = { [`${grantee.kind}Id`]: grantee.id };
        if (level === undefined) {
          await deleteShare(tx, dataset.id, grantee);
          await note('unshared', who);
        } else {
          await checkKnown(tx, [grantee]);
          await putShare(tx, dataset.id, { ...grantee, level, givenAt: clock.now() });
          await note('shared', { ...who, level });
        }
      }),

    switchPolicies: (db: WorkspaceDb, what: SharingChange, on: boolean) =>
      change(db, what, async (tx, dataset, note) => {
        if (dataset.policiesOn === on) return;
        await setPoliciesOn(tx, dataset.id, on, clock.now());
        await note(on ? 'policies_switched_on' : 'policies_switched_off');
      }),

    /** @throws AppError dataset_policy_wrong, dataset_policy_name_taken, dataset_policy_limit, not_found */
    addPolicy: (db: WorkspaceDb, what: SharingChange, wanted: Required<PolicyChange>): Promise<PolicyRow> =>
      change(db, what, async (tx, dataset, note) => {
        if ((await countPolicies(tx, dataset.id)) >= MOST_POLICIES) {
          throw new AppError(datasetErrors.dataset_policy_limit, { values: { most: MOST_POLICIES } });
        }
        const policy = { ...wanted, name: wanted.name.trim(), number: await nextNumber(tx, dataset.id) };
        checkFilters(policy.filters, dataset.columns);
        await checkName(tx, dataset.id, policy);
        await checkKnown(tx, policy.people);
        await putPolicy(tx, dataset.id, policy, clock.now());
        await note('policy_created', { policy: policy.number });
        return policy;
      }),

    /** @throws AppError not_found, dataset_policy_wrong, dataset_policy_name_taken, dataset_policy_all_rows */
    changePolicy: (
      db: WorkspaceDb,
      what: SharingChange,
      number: number,
      wanted: PolicyChange,
    ): Promise<PolicyRow> =>
      change(db, what, async (tx, dataset, note) => {
        const before = (await listPolicies(tx, dataset.id)).find((one) => one.number === number);
        if (!before) throw missingPolicy();
        if (number === ALL_ROWS && (wanted.name ?? wanted.filters) !== undefined) {
          throw new AppError(datasetErrors.dataset_policy_all_rows);
        }
        const policy = { ...before, ...wanted, name: wanted.name?.trim() ?? before.name };
        if (wanted.filters) checkFilters(wanted.filters, dataset.columns);
        if (wanted.name !== undefined) await checkName(tx, dataset.id, policy);
        // Who has left meanwhile stays in it, and sees nothing.
        const were = new Set(before.people.map(({ id }) => id));
        await checkKnown(
          tx,
          policy.people.filter(({ id }) => !were.has(id)),
        );
        await putPolicy(tx, dataset.id, policy, clock.now());
        await note('policy_changed', { policy: number });
        return policy;
      }),

    /** @throws AppError not_found, dataset_policy_all_rows */
    removePolicy: (db: WorkspaceDb, what: SharingChange, number: number): Promise<void> =>
      change(db, what, async (tx, dataset, note) => {
        if (number === ALL_ROWS) throw new AppError(datasetErrors.dataset_policy_all_rows);
        if ((await deletePolicy(tx, dataset.id, number)) === 0) throw missingPolicy();
        await note('policy_removed', { policy: number });
      }),
  };
}

/** @throws AppError dataset_policy_name_taken */
async function checkName(tx: WorkspaceTx, datasetId: string, { number, name }: PolicyRow): Promise<void> {
  const others = (await listPolicies(tx, datasetId)).filter((one) => one.number !== number);
  if (others.some((one) => one.name.toLowerCase() === name.toLowerCase())) {
    throw new AppError(datasetErrors.dataset_policy_name_taken, {
      values: { name },
      details: { field: 'name' },
    });
  }
}

const missingPolicy = () => new AppError(baseErrors.not_found, { values: { what: 'policy' } });
