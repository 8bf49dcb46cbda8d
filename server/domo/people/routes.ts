import { Type } from 'typebox';
import { Group, User } from '../../../contract/domo/people.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { pageOf } from '../datasets/routes.ts';
import { notFound } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import {
  type GroupRow,
  idsOf,
  listGroups,
  listUsers,
  type Numbered,
  numbersOf,
  type UserRow,
} from './store.ts';

const ONE = { limit: 1, offset: 0 };
const ROLES = { administrator: 'Admin', supervisor: 'Privileged', agent: 'Participant' } as const;

/** Members and teams, so that policies can name them. They are made in the browser. */
export function addPeople(serve: Serve): void {
  const get = async (db: WorkspaceDb, kind: Numbered, number = ''): Promise<string> => {
    if (!/^\d{1,15}$/.test(number)) throw notFound();
    const id = (await idsOf(db, kind, [Number(number)])).get(Number(number));
    if (id === undefined) throw notFound();
    return id;
  };

  serve(
    { method: 'GET', path: '/v1/users', scope: 'user', status: 200, answer: Type.Array(User) },
    async ({ db, query }) => {
      const page = pageOf(query);
      return page.limit === 0 ? [] : showUsers(db, await listUsers(db, page));
    },
  );

  serve(
    { method: 'GET', path: '/v1/users/:id', scope: 'user', status: 200, answer: User },
    async ({ db, params }) => {
      const id = await get(db, 'member', params['id']);
      const [user] = await showUsers(db, await listUsers(db, { id, ...ONE }));
      if (!user) throw notFound();
      return user;
    },
  );

  serve(
    { method: 'GET', path: '/v1/groups', scope: 'user', status: 200, answer: Type.Array(Group) },
    async ({ db, query }) => {
      const page = pageOf(query);
      return page.limit === 0 ? [] : showGroups(db, await listGroups(db, page));
    },
  );

  serve(
    { method: 'GET', path: '/v1/groups/:id', scope: 'user', status: 200, answer: Group },
    async ({ db, params }) => {
      const id = await get(db, 'team', params['id']);
      const [group] = await showGroups(db, await listGroups(db, { id, ...ONE }));
      if (!group) throw notFound();
      return group;
    },
  );

  serve(
    {
      method: 'GET',
      path: '/v1/groups/:id/users',
      scope: 'user',
      status: 200,
      answer: Type.Array(Type.Number()),
    },
    async ({ db, params, query }) => {
      const teamId = await get(db, 'team', params['id']);
      const page = pageOf(query);
      if (page.limit === 0) return [];
      return (await showUsers(db, await listUsers(db, { teamId, ...page }))).map(({ id }) => id);
    },
  );
}

async function showUsers(db: WorkspaceDb, rows: readonly UserRow[]): Promise<User[]> {
  const numbers = await numbersOf(
    db,
    'member',
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, name, email, role, createdAt }) => ({
    id: numbers.get(id) ?? 0,
    name,
    email,
    role: ROLES[role],
    createdAt: createdAt.toISOString(),
  }));
}

async function showGroups(db: WorkspaceDb, rows: readonly GroupRow[]): Promise<Group[]> {
  const numbers = await numbersOf(
    db,
    'team',
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, name, members }) => ({
    id: numbers.get(id) ?? 0,
    name,
    memberCount: members,
    active: true,
    default: false,
  }));
}
