import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memberRoutes } from '../../contract/api/index.ts';
import { type Browser, browserOf, openPeopleHouse, type PeopleHouse } from './test-house.ts';

const PASSWORD = 'correct horse battery';
const setUpBody = { workspaceName: 'Bird & Co', name: 'Ada', email: 'ada@example.com', password: PASSWORD };

let house: PeopleHouse;
let ada: Browser;

beforeAll(async () => {
  house = await openPeopleHouse();
}, 30_000);
afterAll(() => house.close());

/** Invites somebody and accepts for them. */
async function join(email: string, role: string): Promise<Browser> {
  const invited = await house.call('POST', '/api/invitations', { as: ada, body: { email, role } });
  const token = new URL(invited.body.link).pathname.split('/').at(-1);
  const accepted = await house.call('POST', `/api/invitations/by-token/${token}`, {
    body: { name: email.split('@')[0], password: PASSWORD },
  });
  expect(accepted.status).toBe(201);
  return browserOf(accepted);
}

async function memberIdOf(browser: Browser): Promise<string> {
  return (await house.call('GET', '/api/session', { as: browser })).body.member.id;
}

describe('first run', () => {
  test('asks to be set up', async () => {
    expect((await house.call('GET', '/api/session')).body.state).toBe('setup');
  });

  test('lets one of two simultaneous set-ups win', async () => {
    const answers = await Promise.all([
      house.call('POST', '/api/setup', { body: setUpBody }),
      house.call('POST', '/api/setup', { body: { ...setUpBody, email: 'eve@example.com' } }),
    ]);
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    const won = answers.find((answer) => answer.status === 201);
    if (won?.body.member.email !== 'ada@example.com') {
      // The other one won: make Ada an administrator beside her.
      await house.people.setup.createAdmin({ name: 'Ada', email: 'ada@example.com', password: PASSWORD });
    }
    ada = await house.signIn('ada@example.com', PASSWORD);
    expect((await house.call('POST', '/api/setup', { body: setUpBody })).body.error.code).toBe(
      'already_set_up',
    );
  });
});

describe('signing in', () => {
  test('answers who one is, with a token against forged requests', async () => {
    const state = (await house.call('GET', '/api/session', { as: ada })).body;
    expect(state).toMatchObject({ state: 'signed_in', workspace: { name: 'Bird & Co' }, demo: null });
    expect(state.member).toMatchObject({ email: 'ada@example.com', role: 'administrator' });
    expect(state.csrfToken).toHaveLength(43);
  });

  test('keeps the cookie from scripts and from other sites', async () => {
    const answer = await house.call('POST', '/api/session', {
      body: { email: 'ADA@example.com', password: PASSWORD },
    });
    expect(answer.setCookie).toMatch(/^rookery=[\w-]{43};.*HttpOnly/);
    expect(answer.setCookie).toContain('SameSite=Lax');
    expect(answer.setCookie).not.toContain('Secure');
  });

  test('says the same about a wrong password and an unknown person, in the same time', async () => {
    const time = async (email: string) => {
      const start = performance.now();
      const answer = await house.call('POST', '/api/session', {
        body: { email, password: 'wrong password' },
        ip: '198.51.100.9',
      });
      expect(answer).toMatchObject({ status: 401, body: { error: { code: 'sign_in_failed' } } });
      return performance.now() - start;
    };
    // Earlier guesses do not count any more.
    await house.clock.advance(15 * 60_000);
    const known: number[] = [];
    const unknown: number[] = [];
    // Both hash: an early answer for strangers would take a fraction, in every round. A busy machine disturbs some.
    const isAlike = () => Math.min(...unknown) > Math.min(...known) / 2;
    for (let round = 0; round < 5 || (round < 9 && !isAlike()); round += 1) {
      known.push(await time('ada@example.com'));
      unknown.push(await time('nobody@example.com'));
    }
    expect({ known, unknown, isAlike: isAlike() }).toMatchObject({ isAlike: true });
    await house.signIn('ada@example.com', PASSWORD);
  });

  test('slows down guessing at one account, known or not, and lets it go on later', async () => {
    await house.clock.advance(15 * 60_000);
    for (const email of ['ghost@example.com', 'ada@example.com']) {
      for (let tries = 0; tries < 10; tries += 1) {
        const body = { email, password: `guess ${tries}` };
        const answer = await house.call('POST', '/api/session', { body, ip: `203.0.113.${tries}` });
        expect(answer.status).toBe(401);
      }
      const body = { email, password: PASSWORD };
      const refused = await house.call('POST', '/api/session', { body, ip: '203.0.113.99' });
      expect(refused).toMatchObject({ status: 429, body: { error: { code: 'too_many_requests' } } });
      expect(refused.body.error.details.seconds).toBeGreaterThan(800);
    }
    await house.clock.advance(15 * 60_000);
    await house.signIn('ada@example.com', PASSWORD);
  });

  test('slows down guessing from one address at many accounts', async () => {
    const guess = (tries: number) =>
      house.call('POST', '/api/session', {
        body: { email: `person${tries}@example.com`, password: 'guess' },
        ip: `2001:db8::${tries + 1}`,
      });
    const answers = [];
    for (let tries = 0; tries < 51; tries += 1) answers.push((await guess(tries)).status);
    expect(answers.filter((status) => status === 401)).toHaveLength(50);
    expect(answers.at(-1)).toBe(429);
  });

  test('ends with sign-out, here or everywhere', async () => {
    const first = await house.signIn('ada@example.com', PASSWORD);
    const second = await house.signIn('ada@example.com', PASSWORD);
    expect((await house.call('DELETE', '/api/session', { as: first })).status).toBe(204);
    expect((await house.call('GET', '/api/members', { as: first })).status).toBe(401);
    expect((await house.call('GET', '/api/members', { as: second })).status).toBe(200);
    expect((await house.call('POST', '/api/session/sign-out-everywhere', { as: second })).status).toBe(204);
    expect((await house.call('GET', '/api/members', { as: second })).status).toBe(401);
    expect((await house.call('GET', '/api/members', { as: ada })).status).toBe(401);
    ada = await house.signIn('ada@example.com', PASSWORD);
  });

  test('ends after a week without use', async () => {
    const idle = await house.signIn('ada@example.com', PASSWORD);
    await house.clock.advance(6 * 24 * 60 * 60_000);
    expect((await house.call('GET', '/api/members', { as: idle })).status).toBe(200);
    await house.clock.advance(8 * 24 * 60 * 60_000);
    expect((await house.call('GET', '/api/members', { as: idle })).status).toBe(401);
    ada = await house.signIn('ada@example.com', PASSWORD);
  });

  test('changes the password and ends the other sign-ins', async () => {
    const other = await house.signIn('ada@example.com', PASSWORD);
    const wrong = { current: 'not this one', next: 'a new password' };
    expect((await house.call('PUT', '/api/session/password', { as: ada, body: wrong })).body.error.code).toBe(
      'password_wrong',
    );
    const right = { current: PASSWORD, next: 'a new password' };
    expect((await house.call('PUT', '/api/session/password', { as: ada, body: right })).status).toBe(204);
    expect((await house.call('GET', '/api/members', { as: other })).status).toBe(401);
    expect((await house.call('GET', '/api/members', { as: ada })).status).toBe(200);
    const back = { current: 'a new password', next: PASSWORD };
    expect((await house.call('PUT', '/api/session/password', { as: ada, body: back })).status).toBe(204);
  });
});

describe('forged requests', () => {
  test('need the token of this very sign-in', async () => {
    const other = await house.signIn('ada@example.com', PASSWORD);
    const patch = (headers: Record<string, string>) =>
      house.call('PATCH', '/api/session/preferences', {
        headers: { cookie: ada.cookie, ...headers },
        body: { sound: false },
      });
    expect((await patch({})).body.error.code).toBe('csrf_failed');
    expect((await patch({ 'x-csrf-token': other.csrf })).body.error.code).toBe('csrf_failed');
    expect((await patch({ 'x-csrf-token': ada.csrf })).status).toBe(200);
  });

  test('are refused from foreign pages, even for signing in', async () => {
    const headers = { origin: 'https://evil.example' };
    const body = { email: 'ada@example.com', password: PASSWORD };
    expect((await house.call('POST', '/api/session', { body, headers })).body.error.code).toBe('csrf_failed');
    const answer = await house.call('PATCH', '/api/session/preferences', {
      as: ada,
      body: { sound: true },
      headers,
    });
    expect(answer.body.error.code).toBe('csrf_failed');
    const own = { origin: 'http://127.0.0.1:3100', 'sec-fetch-site': 'same-origin' };
    expect((await house.call('POST', '/api/session', { body, headers: own })).status).toBe(200);
  });
});

describe('preferences', () => {
  test('are defaults until they are changed, one by one', async () => {
    expect((await house.call('GET', '/api/session', { as: ada })).body.preferences.undoSeconds).toBe(3);
    const body = { undoSeconds: 10, keys: { 'message.send': 'mod+enter' } };
    const changed = await house.call('PATCH', '/api/session/preferences', { as: ada, body });
    expect(changed.body).toMatchObject({
      undoSeconds: 10,
      keys: { 'message.send': 'mod+enter' },
      colorScheme: 'system',
    });
    expect(house.events.some((event) => event.kind === 'preferences.changed')).toBe(true);
    const tooLarge = { keys: { a: 'x'.repeat(10_000) } };
    expect((await house.call('PATCH', '/api/session/preferences', { as: ada, body: tooLarge })).status).toBe(
      400,
    );
  });
});

describe('invitations', () => {
  test('make a member of who has the link, once', async () => {
    const body = { email: 'Bo@example.com', role: 'agent' };
    const invited = await house.call('POST', '/api/invitations', { as: ada, body });
    expect(invited.status).toBe(201);
    const path = `/api/invitations/by-token/${new URL(invited.body.link).pathname.split('/').at(-1)}`;
    expect((await house.call('GET', path)).body).toMatchObject({
      workspaceName: 'Bird & Co',
      email: 'bo@example.com',
      role: 'agent',
    });
    const answers = await Promise.all(
      ['Bo', 'Bob'].map((name) => house.call('POST', path, { body: { name, password: PASSWORD } })),
    );
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([201, 404]);
    expect((await house.call('GET', path)).body.error.code).toBe('invitation_invalid');
    await house.signIn('bo@example.com', PASSWORD);
    const again = await house.call('POST', '/api/invitations', { as: ada, body });
    expect(again.body.error.code).toBe('email_in_use');
  });

  test('end after seven days, when withdrawn, and when replaced', async () => {
    const invite = async () => {
      const body = { email: 'late@example.com', role: 'agent' };
      const { body: made } = await house.call('POST', '/api/invitations', { as: ada, body });
      return { id: made.invitation.id, path: `/api/invitations/by-token/${made.link.split('/').at(-1)}` };
    };
    const first = await invite();
    const second = await invite();
    expect((await house.call('GET', first.path)).status).toBe(404);
    expect((await house.call('GET', second.path)).status).toBe(200);
    expect((await house.call('DELETE', `/api/invitations/${second.id}`, { as: ada })).status).toBe(204);
    expect((await house.call('GET', second.path)).status).toBe(404);
    const third = await invite();
    await house.clock.advance(7 * 24 * 60 * 60_000);
    expect((await house.call('GET', third.path)).status).toBe(404);
    ada = await house.signIn('ada@example.com', PASSWORD);
  });
});

describe('members', () => {
  test('may do what their role allows', async () => {
    const agent = await join('agent@example.com', 'agent');
    expect((await house.call('GET', '/api/members', { as: agent })).status).toBe(200);
    expect((await house.call('GET', '/api/keys', { as: agent })).status).toBe(403);
    const id = await memberIdOf(agent);
    const promoted = await house.call('PATCH', `/api/members/${id}`, {
      as: ada,
      body: { role: 'administrator' },
    });
    expect(promoted.body.role).toBe('administrator');
    expect((await house.call('GET', '/api/keys', { as: agent })).status).toBe(200);
  });

  test('lose access at once when they are deactivated', async () => {
    const leaver = await join('leaver@example.com', 'agent');
    const id = await memberIdOf(leaver);
    house.events.length = 0;
    await house.call('PATCH', `/api/members/${id}`, { as: ada, body: { active: false } });
    expect(house.events).toContainEqual({
      kind: 'member.changed',
      key: id,
      body: { memberId: id, what: 'deactivated' },
    });
    expect((await house.call('GET', '/api/members', { as: leaver })).status).toBe(401);
    await expect(house.signIn('leaver@example.com', PASSWORD)).rejects.toThrow('401');
    await house.call('PATCH', `/api/members/${id}`, { as: ada, body: { active: true } });
    expect((await house.call('GET', '/api/members', { as: leaver })).status).toBe(401);
    await house.signIn('leaver@example.com', PASSWORD);
  });

  test('always include an administrator, even when two step down at once', async () => {
    const { body } = await house.call('GET', '/api/members', { as: ada });
    const administrators = body.members.filter((one) => one.role === 'administrator');
    const answers = await Promise.all(
      administrators.map(({ id }) =>
        house.call('PATCH', `/api/members/${id}`, { as: ada, body: { role: 'agent' } }),
      ),
    );
    // Whoever comes second is the last one, or asks as somebody who has just stepped down.
    const refusals = answers
      .filter((answer) => answer.status !== 200)
      .map((answer) => answer.body.error.code);
    expect(refusals.length).toBeGreaterThan(0);
    expect(['last_administrator', 'forbidden']).toEqual(expect.arrayContaining([...new Set(refusals)]));
    await house.people.setup.createAdmin({ name: 'Ada', email: 'ada@example.com', password: PASSWORD });
    ada = await house.signIn('ada@example.com', PASSWORD);
  });
});

describe('what stays open', () => {
  test('is told at once that its sign-in ended or its role no longer suffices', async () => {
    const watcher = await join('watcher@example.com', 'supervisor');
    const request = {
      headers: { cookie: watcher.cookie },
      cookies: { rookery: watcher.cookie.split('=')[1] },
    };
    // The check reads headers and cookies only.
    const asked = request as unknown as Parameters<typeof house.people.checkAccess>[0];
    const caller = await house.people.checkAccess(asked, memberRoutes.list);
    if (!caller) throw new Error('not recognised');
    expect(await house.people.stillAllowed(caller, 'supervisor')).toBe(true);
    await house.call('PATCH', `/api/members/${caller.id}`, { as: ada, body: { role: 'agent' } });
    expect(await house.people.stillAllowed(caller, 'supervisor')).toBe(false);
    expect(await house.people.stillAllowed(caller)).toBe(true);
    await house.call('DELETE', '/api/session', { as: watcher });
    expect(await house.people.stillAllowed(caller)).toBe(false);
  });
});

describe('API keys', () => {
  test('call with their role, without cookie or token, until they are revoked', async () => {
    const made = await house.call('POST', '/api/keys', { as: ada, body: { name: 'Bot', role: 'agent' } });
    expect(made.status).toBe(201);
    expect(made.body.secret).toMatch(/^rk_[\w-]{43}$/);
    const headers = { authorization: `Bearer ${made.body.secret}` };
    expect((await house.call('GET', '/api/members', { headers })).status).toBe(200);
    expect((await house.call('GET', '/api/keys', { headers })).status).toBe(403);
    const own = await house.call('PATCH', '/api/session/preferences', { headers, body: { sound: true } });
    expect(own.body.error.code).toBe('only_for_people');
    const { body } = await house.call('GET', '/api/keys', { as: ada });
    expect(body.keys[0]).toMatchObject({ name: 'Bot', prefix: made.body.secret.slice(0, 9) });
    expect(JSON.stringify(body)).not.toContain(made.body.secret);
    await house.call('DELETE', `/api/keys/${made.body.key.id}`, { as: ada });
    expect((await house.call('GET', '/api/members', { headers })).status).toBe(401);
  });
});

describe('another workspace', () => {
  test('sees and changes nothing here', async () => {
    await house.people.setup.createWorkspace({
      workspaceName: 'Other',
      name: 'Zoe',
      email: 'zoe@example.com',
      password: PASSWORD,
    });
    const zoe = await house.signIn('zoe@example.com', PASSWORD);
    const members = (await house.call('GET', '/api/members', { as: zoe })).body.members;
    expect(members.map((one) => one.email)).toEqual(['zoe@example.com']);
    const adaId = await memberIdOf(ada);
    const change = await house.call('PATCH', `/api/members/${adaId}`, { as: zoe, body: { active: false } });
    expect(change.status).toBe(404);
    const key = await house.call('POST', '/api/keys', { as: ada, body: { name: 'Ours', role: 'agent' } });
    expect((await house.call('DELETE', `/api/keys/${key.body.key.id}`, { as: zoe })).status).toBe(404);
    expect((await house.call('GET', '/api/keys', { as: zoe })).body.keys).toEqual([]);
    expect((await house.call('GET', '/api/invitations', { as: zoe })).body.invitations).toEqual([]);
    const taken = await house.call('POST', '/api/invitations', {
      as: zoe,
      body: { email: 'ada@example.com', role: 'agent' },
    });
    const path = `/api/invitations/by-token/${taken.body.link.split('/').at(-1)}`;
    const accepted = await house.call('POST', path, { body: { name: 'Ada', password: 'another password' } });
    expect(accepted.body.error.code).toBe('email_in_use');
  });
});

describe('the audit log', () => {
  test('tells who did what in pages, and whether the chain is whole', async () => {
    const first = (await house.call('GET', '/api/audit?limit=5', { as: ada })).body;
    expect(first).toMatchObject({ intact: true });
    expect(first.entries).toHaveLength(5);
    const second = (await house.call('GET', `/api/audit?limit=100&cursor=${first.next}`, { as: ada })).body;
    expect(second).toMatchObject({ intact: true, next: null });
    expect(second.entries.at(-1)).toMatchObject({ seq: '1', action: 'workspace.created' });
    const actions = new Set(second.entries.map((entry) => entry.action));
    for (const action of ['member.added', 'sign_in.started', 'invitation.created', 'password.changed']) {
      expect(actions).toContain(action);
    }
    expect(JSON.stringify([first, second])).not.toContain('example.com');
  });

  test('shows that an entry was changed or taken away', async () => {
    await house.db.pool.query(`update audit set action = 'nothing' where seq = 3`);
    const pages = (await house.call('GET', '/api/audit?limit=100', { as: ada })).body;
    expect(pages.intact).toBe(false);
    await house.db.pool.query(`delete from audit where seq = 3`);
    expect((await house.call('GET', '/api/audit?limit=100', { as: ada })).body.intact).toBe(false);
  });
});
