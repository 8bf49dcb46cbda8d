import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AgentSetup,
  type CapacityProfile,
  type OwnPresence,
  type Queue,
  type RatingModel,
  type Skill,
  type Team,
} from '../../contract/api/index.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';
import { agentOf, make, queueInput } from './configure-house.ts';

let product: Product;
let admin: ApiUser;
let ben: ApiUser;
let cleo: ApiUser;

beforeAll(async () => {
  product = await startProduct();
  admin = product.admin;
  ben = await product.invite('Ben Agent', 'agent');
  cleo = await product.invite('Cleo Agent', 'agent');
});
afterAll(() => product?.close());

const queueOf = async (id: string) =>
  (await admin.ask<{ items: Queue[] }>('GET', '/api/setup/queues')).items.find((queue) => queue.id === id);
const put = (path: string, thing: { id: string }, change: object) =>
  admin.call('PUT', `${path}/${thing.id}`, { ...thing, ...change });

describe('queues', () => {
  it('#12 a fresh install has a default queue to which everybody belongs, and which stays', async () => {
    const { items } = await admin.ask<{ items: Queue[] }>('GET', '/api/setup/queues');
    expect(items).toHaveLength(1);
    const [queue] = items;
    expect(queue).toMatchObject({ isDefault: true, openToAll: true, members: 3, memberIds: [] });
    expect(await admin.call('DELETE', `/api/setup/queues/${queue?.id}`)).toMatchObject({
      status: 409,
      body: { error: { code: 'setup_undeletable' } },
    });
    expect(await put('/api/setup/queues', queue ?? { id: '' }, { openToAll: false })).toMatchObject({
      status: 400,
      body: { error: { code: 'setup_contradiction', details: { field: 'openToAll' } } },
    });
  });

  it('hold people by name and through teams, each once, and follow the teams', async () => {
    const team = await make<Team>(admin, 'teams', {
      name: 'Returns',
      description: '',
      memberIds: [ben.memberId],
    });
    const queue = await make<Queue>(
      admin,
      'queues',
      queueInput('Returns', { memberIds: [ben.memberId], teamIds: [team.id] }),
    );
    expect(queue).toMatchObject({ members: 1, memberIds: [ben.memberId], teamIds: [team.id], version: 1 });

    const both = await put('/api/setup/teams', team, { memberIds: [ben.memberId, cleo.memberId] });
    expect(both.status).toBe(200);
    expect(await queueOf(queue.id)).toMatchObject({ members: 2, memberIds: [ben.memberId] });

    await put('/api/setup/teams', { ...team, version: 2 } as Team, { memberIds: [] });
    expect(await queueOf(queue.id)).toMatchObject({ members: 1 });
    expect((await admin.call('DELETE', `/api/setup/teams/${team.id}`)).body).toMatchObject({
      error: {
        code: 'setup_in_use',
        message: '“Returns” is in use and cannot be deleted: queue “Returns”.',
        details: { uses: [{ kind: 'queue', id: queue.id, name: 'Returns' }] },
      },
    });
  });

  it('are refused when somebody else changed them meanwhile, and nothing is lost', async () => {
    const queue = await make<Queue>(admin, 'queues', queueInput('Billing'));
    expect((await put('/api/setup/queues', queue, { priority: 5 })).body).toMatchObject({ version: 2 });
    expect(await put('/api/setup/queues', queue, { priority: 9 })).toMatchObject({
      status: 409,
      body: { error: { code: 'setup_changed_meanwhile' } },
    });
    expect(await queueOf(queue.id)).toMatchObject({ priority: 5, version: 2 });
  });

  it('have names of their own, whatever the case, and overflow only into another that is there', async () => {
    const taken = await admin.call('POST', '/api/setup/queues', queueInput(' BILLING '));
    expect(taken).toMatchObject({
      status: 409,
      body: { error: { code: 'setup_name_taken', details: { field: 'name' } } },
    });
    const queue = await make<Queue>(admin, 'queues', queueInput('Overflowing'));
    const rule = { condition: 'items_exceed', value: 5, action: 'transfer', queueId: queue.id };
    const into = (id: string) => ({
      settings: { ...queue.settings, overflow: [{ ...rule, queueId: id }] },
    });
    expect((await put('/api/setup/queues', queue, into(queue.id))).body).toMatchObject({
      error: { details: { field: 'settings.overflow.0.queueId' } },
    });
    expect((await put('/api/setup/queues', queue, into('f'.repeat(24)))).body).toMatchObject({
      error: { code: 'setup_unknown' },
    });
    const other = await make<Queue>(admin, 'queues', queueInput('Takes over'));
    expect((await put('/api/setup/queues', queue, into(other.id))).status).toBe(200);
    expect(await admin.ask('GET', `/api/setup/queues/${other.id}/uses`)).toEqual({
      uses: [{ kind: 'queue', id: queue.id, name: 'Overflowing' }],
    });
  });
});

describe('skills', () => {
  it('#51 are measured by steps of a model, and agents by one of these', async () => {
    const model = await make<RatingModel>(admin, 'rating-models', {
      name: 'Languages',
      ratings: [
        { name: 'A little', value: 10 },
        { name: 'Fluent', value: 90 },
      ],
    });
    const skill = await make<Skill>(admin, 'skills', {
      name: 'Spanish',
      kind: 'language',
      description: '',
      ratingModelId: model.id,
    });
    const agent = await agentOf(admin, ben);
    const withRating = (rating: number) =>
      admin.call('PUT', `/api/setup/agents/${ben.memberId}`, {
        ...agent,
        skills: [{ skillId: skill.id, rating }],
      });
    expect((await withRating(50)).body).toMatchObject({
      error: { message: expect.stringContaining('A little (10), Fluent (90)') },
    });
    expect((await withRating(90)).status).toBe(200);
    expect((await agentOf(admin, ben)).skills).toEqual([{ skillId: skill.id, rating: 90 }]);

    expect(
      (await put('/api/setup/rating-models', model, { ratings: model.ratings.slice(0, 1) })).body,
    ).toMatchObject({ error: { code: 'setup_contradiction', details: { field: 'ratings' } } });
    expect((await admin.call('DELETE', `/api/setup/rating-models/${model.id}`)).status).toBe(409);
    expect((await admin.call('DELETE', `/api/setup/skills/${skill.id}`)).body).toMatchObject({
      error: { details: { uses: [{ kind: 'member', name: 'Ben Agent' }] } },
    });
  });

  it('have a standard model when none is named', async () => {
    const skill = await make<Skill>(admin, 'skills', {
      name: 'Refunds',
      kind: '',
      description: '',
      ratingModelId: null,
    });
    expect(skill.ratingModelId).toMatch(/^[0-9a-f]{24}$/);
    expect((await admin.call('DELETE', `/api/setup/skills/${skill.id}`)).status).toBe(204);
  });
});

it('#19 #20 #21 profiles limit by kind, their reset stays, and an agent may have a limit of their own', async () => {
  const profile = await make<CapacityProfile>(admin, 'capacity-profiles', {
    name: 'Hard cases',
    itemLimit: 2,
    reset: 'end_of_day',
    blocksAssignment: true,
  });
  expect((await put('/api/setup/capacity-profiles', profile, { reset: 'immediate' })).body).toMatchObject({
    error: { code: 'setup_immutable', details: { field: 'reset' } },
  });
  expect((await put('/api/setup/capacity-profiles', profile, { itemLimit: 3 })).body).toMatchObject({
    itemLimit: 3,
    reset: 'end_of_day',
  });
  const agent = await agentOf(admin, cleo);
  await admin.ask('PUT', `/api/setup/agents/${cleo.memberId}`, {
    ...agent,
    profiles: [{ profileId: profile.id, customLimit: 1 }],
  });
  expect((await agentOf(admin, cleo)).profiles).toEqual([{ profileId: profile.id, customLimit: 1 }]);
});

it('#26 #27 presences of the own stand on a base, keep an order, and can be what an agent begins with', async () => {
  const lunch = await make<OwnPresence>(admin, 'presences', {
    name: 'Lunch',
    text: 'At lunch',
    base: 'away',
    description: '',
  });
  const training = await make<OwnPresence>(admin, 'presences', {
    name: 'Training',
    text: 'In training',
    base: 'do_not_disturb',
    description: '',
  });
  await admin.ask('POST', '/api/setup/presences/order', { ids: [training.id, lunch.id] });
  const { items } = await admin.ask<{ items: OwnPresence[] }>('GET', '/api/setup/presences');
  expect(items.map((one) => one.name)).toEqual(['Training', 'Lunch']);

  const agent = await agentOf(admin, ben);
  const begins = (defaultPresenceId: string) =>
    admin.call('PUT', `/api/setup/agents/${ben.memberId}`, { ...agent, defaultPresenceId });
  expect((await begins('inactive')).body).toMatchObject({ error: { code: 'setup_contradiction' } });
  expect((await begins(lunch.id)).body).toMatchObject({ defaultPresenceId: lunch.id });
  expect((await admin.call('DELETE', `/api/setup/presences/${lunch.id}`)).status).toBe(409);
  expect((await admin.call('DELETE', `/api/setup/presences/${training.id}`)).status).toBe(204);
});

it('changes many agents at once: only what is named, and all or none', async () => {
  const queue = await make<Queue>(admin, 'queues', queueInput('Night'));
  const before = await agentOf(admin, ben);
  const many = (memberIds: string[], change: object) =>
    admin.call('POST', '/api/setup/agents/change', { memberIds, change });
  const both = [ben.memberId, cleo.memberId];
  expect((await many(both, { capacityUnits: 60, addQueueIds: [queue.id] })).body).toEqual({ changed: 2 });
  expect(await agentOf(admin, ben)).toMatchObject({ capacityUnits: 60, skills: before.skills });
  expect(await queueOf(queue.id)).toMatchObject({ members: 2 });
  expect((await many([ben.memberId, 'f'.repeat(24)], { capacityUnits: 1 })).status).toBe(404);
  expect((await agentOf(admin, ben)).capacityUnits).toBe(60);
  await many(both, { removeQueueIds: [queue.id] });
  expect(await queueOf(queue.id)).toMatchObject({ members: 0 });
});

it('keeps what the workspace sets of distribution, field by field', async () => {
  const get = () => admin.ask<{ settings: object; standard: object }>('GET', '/api/setup/distribution');
  expect((await get()).settings).toEqual((await get()).standard);
  await admin.ask('PATCH', '/api/setup/distribution', { maxSessions: 4 });
  await admin.ask('PATCH', '/api/setup/distribution', { offersPerAgent: 2 });
  expect((await get()).settings).toMatchObject({ maxSessions: 4, offersPerAgent: 2, graceSeconds: 150 });
  expect((await admin.call('PATCH', '/api/setup/distribution', { offersPerAgent: 6 })).body).toMatchObject({
    error: { details: { field: 'offersPerAgent' } },
  });
});

it('writes every change of it into the audit log', async () => {
  const { entries } = await admin.ask<{ entries: { action: string }[] }>('GET', '/api/audit?limit=100');
  const actions = new Set(entries.map((entry) => entry.action));
  for (const action of ['queue.created', 'queue.changed', 'team.changed', 'skill.removed', 'agent.changed']) {
    expect(actions).toContain(action);
  }
  expect(actions).toContain('distribution.changed');
});

it('lets agents read what they choose from, and change nothing', async () => {
  expect((await ben.call('GET', '/api/setup/queues')).status).toBe(200);
  expect((await ben.call('GET', '/api/setup/agents')).status).toBe(403);
  expect((await ben.call('POST', '/api/setup/queues', queueInput('Mine'))).status).toBe(403);
  const own: AgentSetup = await agentOf(admin, ben);
  expect((await ben.call('PUT', `/api/setup/agents/${ben.memberId}`, own)).status).toBe(403);
});
