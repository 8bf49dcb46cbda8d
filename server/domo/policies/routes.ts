import { Type } from 'typebox';
import { Policy, type PolicyWish, PolicyWish as Wish } from '../../../contract/domo/policies.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import type { Datasets, Grantee, PolicyRow, Sharing } from '../../datasets/index.ts';
import { getDataset } from '../datasets/get.ts';
import { badRequest, notFound } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import { idsOf } from '../people/store.ts';
import { actorOfClient, policiesOf, presentPolicies } from './present.ts';

/** Who sees which rows of a DataSet, as Domo's clients say it (PDP). For the DataSet's owners. */
export function addPolicies(
  serve: Serve,
  { datasets, sharing }: { readonly datasets: Datasets; readonly sharing: Sharing },
): void {
  const present = async (db: WorkspaceDb, row: PolicyRow): Promise<Policy> => {
    const [policy] = await presentPolicies(db, [row]);
    if (!policy) throw notFound();
    return policy;
  };

  serve(
    {
      method: 'GET',
      path: '/v1/datasets/:id/policies',
      scope: 'data',
      status: 200,
      answer: Type.Array(Policy),
    },
    async ({ db, viewer, params }) => {
      const { id } = await getDataset(datasets, { db, viewer }, params['id'], 'owner');
      return policiesOf(sharing, db, id);
    },
  );

  serve(
    {
      method: 'POST',
      path: '/v1/datasets/:id/policies',
      scope: 'data',
      status: 201,
      body: Wish,
      answer: Policy,
    },
    async ({ db, viewer, params, body, caller }) => {
      const { id: datasetId } = await getDataset(datasets, { db, viewer }, params['id'], 'owner');
      if (!body.name?.trim()) throw badRequest('A policy needs a name.');
      if (body.type !== undefined && body.type !== 'user') throw badRequest('A policy’s type is “user”.');
      const filters = filtersOf(body);
      if (filters.length === 0) throw badRequest('A policy needs a filter.');
      const people = await peopleOf(db, body);
      const by = actorOfClient(caller);
      return present(
        db,
        await sharing.addPolicy(db, { datasetId, by }, { name: body.name, filters, people }),
      );
    },
  );

  serve(
    {
      method: 'GET',
      path: '/v1/datasets/:id/policies/:policy',
      scope: 'data',
      status: 200,
      answer: Policy,
    },
    async ({ db, viewer, params }) => {
      const { id } = await getDataset(datasets, { db, viewer }, params['id'], 'owner');
      const found = (await policiesOf(sharing, db, id)).find((one) => one.id === numberOf(params['policy']));
      if (!found) throw notFound();
      return found;
    },
  );

  serve(
    {
      method: 'PUT',
      path: '/v1/datasets/:id/policies/:policy',
      scope: 'data',
      status: 200,
      body: Wish,
      answer: Policy,
    },
    async ({ db, viewer, params, body, caller }) => {
      const { id: datasetId } = await getDataset(datasets, { db, viewer }, params['id'], 'owner');
      const number = numberOf(params['policy']);
      const people = await peopleOf(db, body);
      // Of “All Rows” clients send name and filters as they were told them.
      const filters = filtersOf(body);
      const isOpen = number === 0 && filters.length === 0;
      if (!isOpen && body.filters && filters.length === 0) throw badRequest('A policy needs a filter.');
      const wanted = {
        ...(body.users || body.groups ? { people } : {}),
        ...(!isOpen && body.name !== undefined && { name: body.name }),
        ...(!isOpen && body.filters && { filters }),
      };
      if (wanted.name?.trim() === '') throw badRequest('A policy needs a name.');
      const by = actorOfClient(caller);
      return present(db, await sharing.changePolicy(db, { datasetId, by }, number, wanted));
    },
  );

  serve(
    { method: 'DELETE', path: '/v1/datasets/:id/policies/:policy', scope: 'data', status: 204 },
    async ({ db, viewer, params, caller }) => {
      const { id: datasetId } = await getDataset(datasets, { db, viewer }, params['id'], 'owner');
      const by = actorOfClient(caller);
      await sharing.removePolicy(db, { datasetId, by }, numberOf(params['policy']));
    },
  );
}

const numberOf = (text = ''): number => (/^\d{1,9}$/.test(text) ? Number(text) : -1);

const filtersOf = ({ filters = [] }: PolicyWish): PolicyRow['filters'] =>
  filters.map(({ column, values, operator, not = false }) => ({
    column,
    values: values.map(String),
    operator,
    not,
  }));

/** @throws AppError 400 for a number that is nobody's */
async function peopleOf(db: WorkspaceDb, { users = [], groups = [] }: PolicyWish): Promise<Grantee[]> {
  const members = await idsOf(db, 'member', users);
  const teams = await idsOf(db, 'team', groups);
  const find = (found: Map<number, string>, number: number, what: string) => {
    const id = found.get(number);
    if (id === undefined) throw badRequest(`There is no ${what} ${number}.`);
    return id;
  };
  return [
    ...[...new Set(users)].map((one) => ({ kind: 'member' as const, id: find(members, one, 'user') })),
    ...[...new Set(groups)].map((one) => ({ kind: 'team' as const, id: find(teams, one, 'group') })),
  ];
}
