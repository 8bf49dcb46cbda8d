import { type ClientRequest, get } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AgentPresence, InboxRow, Offer, SessionEntry } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';

let product: Product;
let ben: ApiUser;
let cleo: ApiUser;
const streams: ClientRequest[] = [];

beforeAll(async () => {
  product = await startProduct();
  await product.x.user('brandy');
  await product.connect('brandy');
  // The settings page's own routes are tried by its tests.
  await product.app.parts.db.execute(sql`update work_stream set mode = 'push'`);
  ben = await product.invite('Ben Agent', 'agent');
  cleo = await product.invite('Cleo Agent', 'agent');
});
afterAll(async () => {
  for (const stream of streams) stream.destroy();
  await product?.close();
});

/** Opens the desk of an agent; answers what it hears. */
async function openDesk(user: ApiUser): Promise<string[]> {
  const heard: string[] = [];
  const request = get(`${product.url}/api/live`, { headers: user.headers }, (response) => {
    response.setEncoding('utf8').on('data', (chunk: string) => heard.push(chunk));
  });
  request.on('error', () => undefined);
  streams.push(request);
  await until(async () => (await presence(user)).connected);
  return heard;
}
const presence = async (user: ApiUser) =>
  (await user.ask<{ presence: AgentPresence }>('GET', '/api/presence/mine')).presence;
const offersOf = async (user: ApiUser) => (await user.ask<{ offers: Offer[] }>('GET', '/api/offers')).offers;
const write = async (from: string) => {
  await product.x.user(from);
  await product.x.write(from, 'brandy', 'Where is my parcel?');
  return until(async () => {
    const { rows } = await product.admin.ask<{ rows: InboxRow[] }>('GET', '/api/inbox?view=all');
    return rows.find((row) => row.customer.username === from);
  });
};

it('#14 a message from X rings on the desk of an agent, who accepts and has it', async () => {
  const heard = await openDesk(ben);
  const { conversationId } = await write('custard');
  const offer = await until(async () => (await offersOf(ben))[0]);
  expect(offer).toMatchObject({ conversationId, scenario: 'incoming', countdownSeconds: 120 });
  await until(() => heard.join('').includes('"state":"offered"'));
  expect(await presence(ben)).toMatchObject({ base: 'busy', usedUnits: 30 });
  expect(await ben.ask('POST', `/api/offers/${offer.sessionId}/accept`)).toEqual({ conversationId });
  const { rows } = await ben.ask<{ rows: InboxRow[] }>('GET', '/api/inbox?view=mine');
  expect(rows.map((row) => row.workItem)).toMatchObject([
    { state: 'active', stateReason: 'in_conversation', assigneeId: ben.memberId, mode: 'push' },
  ]);
  const { sessions } = await ben.ask<{ sessions: SessionEntry[] }>(
    'GET',
    `/api/conversations/${conversationId}/sessions`,
  );
  expect(sessions).toMatchObject([{ memberId: ben.memberId, state: 'accepted', how: 'automatic' }]);
});

it('an offer of somebody else is not there, and a decline sends it on', async () => {
  await openDesk(cleo);
  const { conversationId } = await write('daisy');
  // Cleo has more capacity left.
  const offer = await until(async () => (await offersOf(cleo))[0]);
  expect((await ben.call('POST', `/api/offers/${offer.sessionId}/accept`)).status).toBe(404);
  await cleo.ask('POST', `/api/offers/${offer.sessionId}/decline`);
  const next = await until(async () => (await offersOf(ben))[0]);
  expect(next.conversationId).toBe(conversationId);
  expect((await cleo.call('POST', `/api/offers/${offer.sessionId}/accept`)).body['error']?.['code']).toBe(
    'offer_gone',
  );
  await ben.ask('POST', `/api/offers/${next.sessionId}/accept`);
});

it('#17 an agent cannot take what is given out, by no way', async () => {
  for (const agent of [ben, cleo]) await agent.ask('PUT', '/api/presence/mine', { presenceId: 'away' });
  const { conversationId } = await write('erika');
  const path = `/api/conversations/${conversationId}`;
  expect((await cleo.call('POST', `${path}/pick`)).body['error']?.['code']).toBe('pick_refused');
  const patched = await cleo.call('PATCH', path, { assigneeId: cleo.memberId });
  expect(patched.body['error']?.['code']).toBe('pick_refused');
  // An administrator may.
  const taken = await product.admin.call('POST', `${path}/pick`);
  expect(taken.body['workItem']?.['assigneeId']).toBe(product.admin.memberId);
});

it('#82 ends, wraps up and closes over HTTP; presence is for supervisors to set', async () => {
  const { rows } = await ben.ask<{ rows: InboxRow[] }>('GET', '/api/inbox?view=mine');
  const path = `/api/conversations/${rows[0]?.conversationId}`;
  expect((await ben.call('POST', `${path}/end`)).body['workItem']?.['state']).toBe('wrap_up');
  expect((await ben.call('POST', `${path}/close`)).body['workItem']?.['state']).toBe('closed');
  expect((await ben.call('PUT', `/api/presence/${cleo.memberId}`, { presenceId: 'busy' })).status).toBe(403);
  const set = await product.admin.call('PUT', `/api/presence/${cleo.memberId}`, { presenceId: 'busy' });
  expect(set.body['base']).toBe('busy');
  const { agents } = await ben.ask<{ agents: AgentPresence[] }>('GET', '/api/presence');
  expect(agents.find((one) => one.memberId === cleo.memberId)?.base).toBe('busy');
});
