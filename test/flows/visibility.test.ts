import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  apiRoutes,
  type Member,
  type Queue,
  type SessionState,
  type WorkspaceRole,
  type WorkStream,
} from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';
import { until } from '../harness.ts';
import { make, queueInput, streamInput } from './configure-house.ts';

let product: Product;
let admin: ApiUser;
let ben: ApiUser;
let role: WorkspaceRole;
let own: Queue;
/** One conversation stands in Ben's queue, the other in a queue that is not his. */
let seen: string;
let hidden: string;
let hiddenCustomer: string;

const SECRET = 'pelican';

beforeAll(async () => {
  product = await startProduct();
  admin = product.admin;
  ben = await product.invite('Ben Agent', 'agent');
  await product.x.user('brandy');
  await product.x.user('bruno');
  await product.x.user('custard', { name: 'Hidden Customer' });
  own = await make<Queue>(admin, 'queues', queueInput('Ours', { memberIds: [ben.memberId] }));
  const other = await make<Queue>(admin, 'queues', queueInput('Theirs'));
  await product.connect('brandy');
  await product.connect('bruno');
  const { handles } = await admin.ask<{ handles: { id: string; name: string }[] }>('GET', '/api/handles');
  for (const [name, queue] of [
    ['brandy', own],
    ['bruno', other],
  ] as const) {
    const input = streamInput(`For ${name}`, queue.id, { mode: 'pick' });
    const stream = await make<WorkStream>(admin, 'work-streams', input);
    const handle = handles.find((one) => one.name === name);
    await admin.ask('PATCH', `/api/handles/${handle?.id}`, { workStreamId: stream.id });
  }
  await product.x.user('dora');
  await product.x.write('dora', 'brandy', 'An open word');
  await product.x.write('custard', 'bruno', `A secret ${SECRET}`);
  const rows = await until(async () => {
    const inbox = await admin.ask<{ rows: Row[] }>('GET', '/api/inbox?view=all');
    return inbox.rows.length === 2 && inbox.rows.every((row) => row.workItem) && inbox.rows;
  });
  const rowOf = (handle: string) => rows.find((row) => row.handle.name === handle);
  seen = rowOf('brandy')?.conversationId ?? '';
  hidden = rowOf('bruno')?.conversationId ?? '';
  hiddenCustomer = rowOf('bruno')?.customer.id ?? '';
  role = await make<WorkspaceRole>(admin, 'roles', {
    name: 'Own queues only',
    description: '',
    rank: 'agent',
    permissions: ['conversations.answer', 'conversations.close'],
  });
  await admin.ask('PATCH', `/api/members/${ben.memberId}`, { customRoleId: role.id });
});
afterAll(() => product?.close());

interface Row {
  readonly conversationId: string;
  readonly handle: { readonly name: string };
  readonly customer: { readonly id: string };
  readonly workItem: { readonly queueId: string } | null;
}

const rowsOf = async (user: ApiUser, view = 'all') =>
  (await user.ask<{ rows: Row[] }>('GET', `/api/inbox?view=${view}`)).rows.map((row) => row.conversationId);

describe('a member without “see every conversation”', () => {
  it('#103 is told by the session what the role allows', async () => {
    const session = await ben.ask<SessionState>('GET', '/api/session');
    expect(session.permissions.toSorted()).toEqual(['conversations.answer', 'conversations.close']);
    expect(session.member).toMatchObject({ role: 'agent', customRoleId: role.id });
  });

  it('sees the conversations of the own queues in lists, counts, rows and search, and no other', async () => {
    expect(await rowsOf(ben)).toEqual([seen]);
    expect(await ben.ask('GET', '/api/inbox/counts')).toMatchObject({ all: 1, unassigned: 1 });
    const { rows } = await ben.ask<{ rows: Row[] }>('GET', `/api/inbox/rows?ids=${seen},${hidden}`);
    expect(rows.map((row) => row.conversationId)).toEqual([seen]);
    await until(async () => (await search(admin)).hits.length === 1);
    expect(await search(ben)).toMatchObject({ hits: [], customers: [] });
    const people = await ben.ask<{ customers: unknown[] }>('GET', '/api/search?q=custard');
    expect(people.customers).toEqual([]);
  });

  const bound = apiRoutes.filter(({ path }) => /^\/api\/(conversations|customers)\/:id/.test(path));

  it.each(bound.map((descriptor) => [descriptor.id, descriptor] as const))(
    '%s is not there for another conversation',
    async (_id, { method, path }) => {
      const id = path.startsWith('/api/customers') ? hiddenCustomer : hidden;
      const address = path.replace(':id', id).replace(':mode', 'reply').replace(/:\w+/g, 'f'.repeat(24));
      const answer = await ben.call(method, address, method === 'GET' ? undefined : {});
      // Refused before the body is looked at: by visibility, or because the role may not do it anywhere.
      expect([403, 404]).toContain(answer.status);
      expect(JSON.stringify(answer.body)).not.toMatch(/pelican|custard|Hidden/);
    },
  );

  it('cannot change it among many', async () => {
    const { results } = await ben.ask<{ results: { id: string; ok: boolean }[] }>(
      'POST',
      '/api/conversations/bulk',
      { ids: [seen, hidden], change: { addTags: ['mine'] } },
    );
    expect(results.map(({ id, ok }) => [id, ok])).toEqual([
      [seen, true],
      [hidden, false],
    ]);
  });

  it('hears live of the own ones only, until the role changes: then the stream begins anew', async () => {
    const heard = await listen(ben);
    await product.x.write('custard', 'bruno', 'Nobody may hear this');
    await product.x.write('dora', 'brandy', 'Somebody may hear this');
    await until(() => heard.events.some((event) => event['conversationId'] === seen));
    expect(heard.events.some((event) => event['conversationId'] === hidden)).toBe(false);
    await admin.ask('PUT', `/api/setup/roles/${role.id}`, {
      ...role,
      permissions: [...role.permissions, 'conversations.see_all'],
    });
    await until(() => heard.ended());
    expect(await rowsOf(ben)).toHaveLength(2);
    await admin.ask('PUT', `/api/setup/roles/${role.id}`, { ...role, version: 2 });
    expect(await rowsOf(ben)).toEqual([seen]);
  });

  it('sees one that is assigned to them, and loses it at once with the assignment', async () => {
    await admin.ask('PATCH', `/api/conversations/${hidden}`, { assigneeId: ben.memberId });
    expect((await ben.call('GET', `/api/conversations/${hidden}/entries`)).status).toBe(200);
    expect(await rowsOf(ben, 'mine')).toEqual([hidden]);
    await admin.ask('PATCH', `/api/conversations/${hidden}`, { assigneeId: null });
    expect((await ben.call('GET', `/api/conversations/${hidden}/entries`)).status).toBe(404);
  });

  it('sees one that they are asked about, in the list too, until the question is over', async () => {
    await admin.ask('POST', `/api/conversations/${hidden}/pick`);
    const talk = await admin.ask<{ id: string }>('POST', `/api/conversations/${hidden}/side-talks`, {
      kind: 'consult',
      to: { memberId: ben.memberId },
      note: 'may I give 20 %?',
      override: true,
    });
    expect((await rowsOf(ben)).toSorted()).toEqual([seen, hidden].toSorted());
    expect(await ben.ask('GET', '/api/inbox/counts')).toMatchObject({ all: 2 });
    expect((await ben.call('GET', `/api/conversations/${hidden}/entries`)).status).toBe(200);
    await admin.ask('POST', `/api/side-talks/${talk.id}/end`);
    expect(await rowsOf(ben)).toEqual([seen]);
    await admin.ask('POST', `/api/conversations/${hidden}/release`);
  });

  it('sees one that is offered to them, in the list too', async () => {
    await product.db.execute(sql`
      update work_item set offered_to = ${ben.memberId} where conversation_id = ${hidden} and state <> 'closed'`);
    expect((await rowsOf(ben)).toSorted()).toEqual([seen, hidden].toSorted());
    await product.db.execute(sql`update work_item set offered_to = null where conversation_id = ${hidden}`);
    expect(await rowsOf(ben)).toEqual([seen]);
  });

  it('loses the own queue’s when taken out of the queue', async () => {
    const { items } = await admin.ask<{ items: Queue[] }>('GET', '/api/setup/queues');
    const queue = items.find((one) => one.id === own.id);
    await admin.ask('PUT', `/api/setup/queues/${own.id}`, { ...queue, memberIds: [] });
    expect(await rowsOf(ben)).toEqual([]);
    expect((await ben.call('GET', `/api/conversations/${seen}`)).status).toBe(404);
  });

  it('a key with such a role sees nothing that belongs to people', async () => {
    const { secret } = await admin.ask<{ secret: string }>('POST', '/api/keys', {
      name: 'Narrow',
      role: 'agent',
      customRoleId: role.id,
    });
    const ask = (path: string) =>
      fetch(product.url + path, { headers: { authorization: `Bearer ${secret}` } });
    expect(await (await ask('/api/inbox?view=all')).json()).toMatchObject({ rows: [] });
    expect((await ask(`/api/conversations/${seen}`)).status).toBe(404);
    expect((await ask('/api/setup/agents')).status).toBe(403);
    const { members } = await admin.ask<{ members: Member[] }>('GET', '/api/members');
    expect(members.find((one) => one.id === ben.memberId)?.customRoleId).toBe(role.id);
  });
});

const search = (user: ApiUser) =>
  user.ask<{ hits: unknown[]; customers: unknown[] }>('GET', `/api/search?q=${SECRET}`);

/** A stream of live updates, read in the background. */
async function listen(user: ApiUser) {
  const response = await fetch(`${product.url}/api/live`, { headers: user.headers });
  const events: Record<string, unknown>[] = [];
  let over = false;
  void (async () => {
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const data = /^data: (.*)$/m.exec(part)?.[1];
        if (data) events.push(JSON.parse(data) as Record<string, unknown>);
      }
    }
  })().finally(() => {
    over = true;
  });
  await until(() => response.ok);
  return { events, ended: () => over };
}
