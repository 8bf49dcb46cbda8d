import type { Policy } from '../../../contract/domo/policies.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import type { Grantee, PolicyRow, Sharing } from '../../datasets/index.ts';
import type { Actor } from '../../people/index.ts';
import type { DataCaller } from '../clients/clients.ts';
import { type Numbered, numbersOf } from '../people/store.ts';

/** Programs are told apart from keys of our own API by their ids. */
export const actorOfClient = ({ clientId }: DataCaller): Actor => ({ kind: 'api_key', id: clientId });

/** All policies of a DataSet, “All Rows” first. */
export async function policiesOf(sharing: Sharing, db: WorkspaceDb, datasetId: string): Promise<Policy[]> {
  return presentPolicies(db, await sharing.listPolicies(db, datasetId));
}

export async function presentPolicies(db: WorkspaceDb, rows: readonly PolicyRow[]): Promise<Policy[]> {
  const everybody = rows.flatMap(({ people }) => people);
  const members = await numbersOf(db, 'member', idsIn(everybody, 'member'));
  const teams = await numbersOf(db, 'team', idsIn(everybody, 'team'));
  return rows.map(({ number, name, filters, people }) => ({
    id: number,
    type: number === 0 ? 'open' : 'user',
    name,
    filters: filters.map(({ column, values, operator, not }) => ({
      column,
      values: [...values],
      operator,
      not,
    })),
    users: idsIn(people, 'member').flatMap((id) => members.get(id) ?? []),
    virtualUsers: [],
    groups: idsIn(people, 'team').flatMap((id) => teams.get(id) ?? []),
  }));
}

const idsIn = (people: readonly Grantee[], kind: Numbered): string[] => [
  ...new Set(people.filter((one) => one.kind === kind).map(({ id }) => id)),
];
