import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Member,
  type SessionState,
  standardPermissions,
  type WorkspaceRole,
} from '../../contract/api/index.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';
import { make } from './configure-house.ts';

let product: Product;
let admin: ApiUser;
let ben: ApiUser;
let lead: WorkspaceRole;

beforeAll(async () => {
  product = await startProduct();
  admin = product.admin;
  ben = await product.invite('Ben Agent', 'agent');
});
afterAll(() => product?.close());

const give = (member: ApiUser, body: object, by = admin) =>
  by.call('PATCH', `/api/members/${member.memberId}`, body);
const permissionsOf = async (user: ApiUser) =>
  (await user.ask<SessionState>('GET', '/api/session')).permissions;

it('#103 the standard roles keep their rights apart', async () => {
  expect(await permissionsOf(admin)).toEqual([...standardPermissions.administrator]);
  expect(await permissionsOf(ben)).toEqual([...standardPermissions.agent]);
  expect((await ben.call('GET', '/api/audit')).status).toBe(403);
  const sue = await product.invite('Sue Super', 'supervisor');
  expect((await sue.call('GET', '/api/setup/agents')).status).toBe(403);
  expect((await sue.call('GET', '/api/audit')).status).toBe(403);
});

it('#103 a role of the own opens what it names, at once, and nothing else', async () => {
  lead = await make<WorkspaceRole>(admin, 'roles', {
    name: 'Team lead',
    description: 'Sets people up',
    rank: 'supervisor',
    permissions: ['conversations.see_all', 'people.manage', 'audit.see'],
  });
  expect((await give(ben, { customRoleId: lead.id })).body).toMatchObject({
    role: 'supervisor',
    customRoleId: lead.id,
  });
  expect((await ben.call('GET', '/api/audit')).status).toBe(200);
  expect((await ben.call('GET', '/api/setup/agents')).status).toBe(200);
  expect((await ben.call('GET', '/api/x-apps')).status).toBe(403);
  expect((await ben.call('GET', '/api/setup/distribution')).status).toBe(403);
  await admin.ask('PUT', `/api/setup/roles/${lead.id}`, { ...lead, permissions: ['people.manage'] });
  expect((await ben.call('GET', '/api/audit')).status).toBe(403);
});

it('nobody gives what they have not: by a role, a member, an invitation, or a key', async () => {
  const refused = { status: 403, body: { error: { code: 'grants_too_much' } } };
  expect(await give(ben, { role: 'administrator' }, ben)).toMatchObject(refused);
  const cleo = await product.invite('Cleo Agent', 'agent');
  expect(await give(cleo, { role: 'agent', active: false }, ben)).toMatchObject(refused);
  const invite = (by: ApiUser, customRoleId: string | null, role = 'agent') =>
    by.call('POST', '/api/invitations', { email: 'new@house.example', role, customRoleId });
  expect(await invite(ben, null, 'supervisor')).toMatchObject(refused);
  expect((await invite(ben, lead.id)).status).toBe(201);
  expect(await ben.call('POST', '/api/keys', { name: 'K', role: 'administrator' })).toMatchObject(refused);
  // Who manages roles but not privacy cannot make a role that does.
  const roleMaker = await make<WorkspaceRole>(admin, 'roles', {
    name: 'Role maker',
    description: '',
    rank: 'administrator',
    permissions: ['roles.manage'],
  });
  await give(cleo, { customRoleId: roleMaker.id });
  const input = { name: 'All', description: '', rank: 'agent', permissions: ['privacy.manage'] };
  expect(await cleo.call('POST', '/api/setup/roles', input)).toMatchObject(refused);
  expect((await cleo.call('POST', '/api/setup/roles', { ...input, permissions: [] })).status).toBe(201);
});

it('a role in use stays, and the refusal names who has it', async () => {
  expect((await admin.call('DELETE', `/api/setup/roles/${lead.id}`)).body).toMatchObject({
    error: {
      code: 'setup_in_use',
      details: { uses: expect.arrayContaining([{ kind: 'member', id: ben.memberId, name: 'Ben Agent' }]) },
    },
  });
});

it('the last administrator with everything stays one', async () => {
  const roles = await admin.ask<{ items: WorkspaceRole[] }>('GET', '/api/setup/roles');
  const rank = roles.items.find((role) => role.rank === 'administrator');
  expect((await give(admin, { customRoleId: rank?.id })).body).toMatchObject({
    error: { code: 'last_administrator' },
  });
});

it('whoever accepts an invitation to a role has it as it is then', async () => {
  const { link } = await admin.ask<{ link: string }>('POST', '/api/invitations', {
    email: 'dan@house.example',
    role: 'agent',
    customRoleId: lead.id,
  });
  const token = link.slice(link.lastIndexOf('/') + 1);
  await fetch(`${product.url}/api/invitations/by-token/${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: product.url },
    body: JSON.stringify({ name: 'Dan', password: 'correct horse 42' }),
  });
  const { members } = await admin.ask<{ members: Member[] }>('GET', '/api/members');
  expect(members.find((member) => member.name === 'Dan')).toMatchObject({
    role: 'supervisor',
    customRoleId: lead.id,
  });
});

it('a standard role takes the place of the own one', async () => {
  expect((await give(ben, { role: 'agent' })).body).toMatchObject({ role: 'agent', customRoleId: null });
  expect(await permissionsOf(ben)).toEqual([...standardPermissions.agent]);
});
