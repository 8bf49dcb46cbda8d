import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiUser, type Product, startProduct } from '../product.ts';

let product: Product;
let admin: ApiUser;
let agent: ApiUser;
let lead: ApiUser;

beforeAll(async () => {
  product = await startProduct();
  ({ admin } = product);
  agent = await product.invite('Ben Agent', 'agent');
  lead = await product.invite('Lea Lead', 'supervisor');
});
afterAll(() => product?.close());

interface Mine {
  notice: { text: string; hash: string } | null;
  acceptedAt: string | null;
}
const mine = (user: ApiUser) => user.ask<Mine>('GET', '/api/monitoring-notice');
const inbox = (user: ApiUser) => user.call('GET', '/api/inbox?view=all');
const accept = async (user: ApiUser) => {
  const { notice } = await mine(user);
  await user.ask('POST', '/api/monitoring-notice/accept', { hash: notice?.hash });
};

it('asks nobody as long as there is no notice', async () => {
  expect(await mine(agent)).toEqual({ notice: null, acceptedAt: null });
  expect((await inbox(agent)).status).toBe(200);
});

it('lets nobody work before they accept the notice, and logs who accepted which wording', async () => {
  await lead.ask('PUT', '/api/monitoring-notice', { text: 'Conversations may be monitored and recorded.' });
  const refused = await inbox(agent);
  expect(refused).toMatchObject({ status: 403, body: { error: { code: 'monitoring_notice_open' } } });
  const session = await agent.ask<{ state: string; noticeOpen: boolean }>('GET', '/api/session');
  expect(session).toMatchObject({ state: 'signed_in', noticeOpen: true });
  // An open stream of live updates would be a way round.
  expect((await agent.call('GET', '/api/live')).status).toBe(403);

  await accept(agent);
  expect((await inbox(agent)).status).toBe(200);
  expect((await mine(agent)).acceptedAt).not.toBeNull();
  await accept(lead);
  const { acceptances } = await lead.ask<{ acceptances: { name: string; current: boolean; text: string }[] }>(
    'GET',
    '/api/monitoring-notice/acceptances',
  );
  expect(acceptances.map(({ name, current }) => [name, current])).toEqual([
    ['Lea Lead', true],
    ['Ben Agent', true],
  ]);
});

it('asks again when the wording changes, and keeps the old one', async () => {
  const before = await mine(agent);
  await lead.ask('PUT', '/api/monitoring-notice', { text: 'Now also for training.' });
  expect((await inbox(agent)).status).toBe(403);
  // The wording that somebody read before it changed is not the one to accept.
  const stale = await agent.call('POST', '/api/monitoring-notice/accept', { hash: before.notice?.hash });
  expect(stale.body['error']?.['code']).toBe('monitoring_notice_changed');
  await accept(agent);
  await accept(lead);
  const { acceptances } = await lead.ask<{ acceptances: { current: boolean; text: string }[] }>(
    'GET',
    '/api/monitoring-notice/acceptances',
  );
  expect(acceptances.filter((one) => !one.current).map((one) => one.text)).toEqual([
    'Conversations may be monitored and recorded.',
    'Conversations may be monitored and recorded.',
  ]);
});

it('goes back to an accepted wording without asking, and asks nobody once it is empty', async () => {
  await lead.ask('PUT', '/api/monitoring-notice', { text: 'Conversations may be monitored and recorded.' });
  expect((await inbox(agent)).status).toBe(200);
  expect((await inbox(admin)).status).toBe(403);
  await lead.ask('PUT', '/api/monitoring-notice', { text: ' ' });
  expect((await inbox(admin)).status).toBe(200);
});

it('is edited by supervisors and administrators only; programs are not asked', async () => {
  expect((await agent.call('PUT', '/api/monitoring-notice', { text: 'x' })).status).toBe(403);
  const { secret } = await admin.ask<{ secret: string }>('POST', '/api/keys', {
    name: 'Robot',
    role: 'agent',
  });
  await lead.ask('PUT', '/api/monitoring-notice', { text: 'Read this.' });
  const answer = await fetch(`${product.url}/api/inbox?view=all`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  expect(answer.status).toBe(200);
  await lead.ask('PUT', '/api/monitoring-notice', { text: '' });
});
