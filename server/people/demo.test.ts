import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPeopleHouse, type PeopleHouse } from './test-house.ts';

const PASSWORD = 'correct horse battery';

let demo: PeopleHouse;
let memberId: string;

beforeAll(async () => {
  demo = await openPeopleHouse({ demo: true });
  const member = await demo.people.setup.setUp({
    workspaceName: 'Demo',
    name: 'Ada',
    email: 'ada@example.com',
    password: PASSWORD,
  });
  memberId = member.id;
}, 30_000);
afterAll(() => demo.close());

test('signs in with one click on this machine', async () => {
  const state = (await demo.call('GET', '/api/session')).body;
  expect(state.demo).toEqual({
    people: [{ memberId, name: 'Ada', role: 'administrator', email: 'ada@example.com' }],
    localXUrl: 'http://127.0.0.1:3200',
  });
  const answer = await demo.call('POST', '/api/session/demo', { body: { memberId } });
  expect(answer).toMatchObject({ status: 200, body: { state: 'signed_in' } });
});

test.each([
  ['another machine', { ip: '192.0.2.4' }],
  ['behind a proxy on this machine', { headers: { 'x-forwarded-for': '192.0.2.4' } }],
  ['a name that was turned to point here', { headers: { host: 'evil.example:3100' } }],
])('refuses one-click sign-in from %s', async (_where, options) => {
  expect((await demo.call('GET', '/api/session', options)).body.demo).toBeNull();
  const answer = await demo.call('POST', '/api/session/demo', { body: { memberId }, ...options });
  expect(answer.body.error.code).toBe('demo_not_available');
});

test('marks the cookie secure and bound to the host on https, and has no one-click sign-in outside the demo', async () => {
  const house = await openPeopleHouse({ publicUrl: 'https://desk.example.com' });
  const setUp = { workspaceName: 'W', name: 'Ada', email: 'ada@example.com', password: PASSWORD };
  const answer = await house.call('POST', '/api/setup', { body: setUp });
  expect(answer.setCookie).toMatch(/^__Host-rookery=/);
  expect(answer.setCookie).toContain('Secure');
  expect(answer.setCookie).toContain('Path=/');
  const body = { memberId: answer.body.member.id };
  const click = await house.call('POST', '/api/session/demo', { body, headers: { host: '127.0.0.1' } });
  expect(click.body.error.code).toBe('demo_not_available');
  await house.close();
}, 30_000);
