import { Type } from 'typebox';
import { Account, AccountChange, AccountType } from '../../../contract/domo/accounts.ts';
import type { ListedAccount } from '../../../contract/api/index.ts';
import type { Caller, WorkspaceDb } from '../../base/index.ts';
import { permissionsOfMember } from '../../people/index.ts';
import { type AccountPageDeps, listAccounts, removeAccount, renameAccount } from '../../reports/index.ts';
import type { DataCaller } from '../clients/clients.ts';
import { pageOf } from '../datasets/routes.ts';
import { badRequest, notFound } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import { idsOf, numbersOf } from '../people/store.ts';

const TYPES: readonly AccountType[] = [
  { id: 'twitter', name: 'Twitter', properties: {} },
  { id: 'twitter-app', name: 'Twitter, as the app itself', properties: {} },
];

/** Accounts that reports use, for the member who made the client. They are connected in the browser. */
export function addDataAccounts(serve: Serve, deps: AccountPageDeps): void {
  const get = async (db: WorkspaceDb, caller: DataCaller, number = '') => {
    const id = /^\d{1,15}$/.test(number)
      ? (await idsOf(db, 'account', [Number(number)])).get(Number(number))
      : undefined;
    if (id === undefined) throw notFound();
    const who = await callerOf(db, caller);
    const [account] = await listAccounts(deps, db, who, { id, limit: 1, offset: 0 });
    if (!account) throw notFound();
    return { who, account };
  };

  serve(
    { method: 'GET', path: '/v1/accounts', scope: 'account', status: 200, answer: Type.Array(Account) },
    async ({ db, caller, query }) => {
      const page = pageOf(query);
      if (page.limit === 0) return [];
      return show(db, await listAccounts(deps, db, await callerOf(db, caller), page));
    },
  );

  serve(
    { method: 'GET', path: '/v1/accounts/:id', scope: 'account', status: 200, answer: Account },
    async ({ db, caller, params }) => showOne(db, (await get(db, caller, params['id'])).account),
  );

  serve({ method: 'POST', path: '/v1/accounts', scope: 'account', status: 201 }, async () => {
    throw badRequest('An account of X is connected in the browser, where its owner signs in.');
  });

  serve(
    {
      method: 'PATCH',
      path: '/v1/accounts/:id',
      scope: 'account',
      status: 202,
      body: AccountChange,
      answer: Account,
    },
    async ({ db, caller, params, body }) => {
      const { who, account } = await get(db, caller, params['id']);
      await renameAccount(deps, db, who, account.id, body.name.trim());
      return showOne(db, (await get(db, caller, params['id'])).account);
    },
  );

  serve(
    { method: 'DELETE', path: '/v1/accounts/:id', scope: 'account', status: 204 },
    async ({ db, caller, params }) => {
      const { who, account } = await get(db, caller, params['id']);
      await removeAccount(deps, db, who, account.id);
    },
  );

  serve(
    {
      method: 'GET',
      path: '/v1/account-types',
      scope: 'account',
      status: 200,
      answer: Type.Array(AccountType),
    },
    async () => [...TYPES],
  );

  serve(
    { method: 'GET', path: '/v1/account-types/:id', scope: 'account', status: 200, answer: AccountType },
    async ({ params }) => {
      const type = TYPES.find(({ id }) => id === params['id']);
      if (!type) throw notFound();
      return type;
    },
  );
}

/** A program may do what the member may who made it; when that one has gone, nothing with accounts. */
async function callerOf(db: WorkspaceDb, { clientId, workspaceId, ownerId }: DataCaller): Promise<Caller> {
  const permissions = ownerId === null ? undefined : await permissionsOfMember(db, ownerId);
  return {
    workspaceId,
    kind: 'key',
    id: clientId,
    memberId: permissions ? ownerId : null,
    role: 'agent',
    permissions: permissions ?? new Set(),
    signInId: null,
  };
}

async function show(db: WorkspaceDb, accounts: readonly ListedAccount[]): Promise<Account[]> {
  const ids = accounts.map(({ id }) => id);
  const numbers = await numbersOf(db, 'account', ids);
  return accounts.map(({ id, name, health, kind }) => ({
    id: String(numbers.get(id) ?? 0),
    name,
    valid: health === 'good' || health === 'ends',
    type: { id: kind === 'app' ? 'twitter-app' : 'twitter', properties: {} },
  }));
}

async function showOne(db: WorkspaceDb, account: ListedAccount): Promise<Account> {
  const [shown] = await show(db, [account]);
  if (!shown) throw notFound();
  return shown;
}
