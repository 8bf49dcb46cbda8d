import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { newId, sql } from '../../server/base/index.ts';
import {
  acceptOffer,
  assignItem,
  closeItem,
  listTrace,
  pickItem,
  putAside,
  updateWorkItem,
} from '../../server/routing/index.ts';
import { until } from '../harness.ts';
import { openTeamWorld, type TeamWorld } from './team-world.ts';

let world: TeamWorld;

beforeAll(async () => {
  world = await openTeamWorld();
});
afterAll(() => world.close());
afterEach(async () => {
  await world.clear();
  await world.setStream({});
  await world.setQueue({});
});

/** A customer writes, and whoever is asked accepts. */
const served = async (handleId?: string) => {
  const conversation = await world.customer(handleId);
  const offer = await world.offered(conversation);
  await acceptOffer(world.deps, world.db, offer.id, offer.agentId);
  return { conversation, agentId: offer.agentId };
};
/** Looked at, and nobody was found. */
/** The decision that somebody was passed over; before it, the trace may say that nobody was here. */
const passedOver = async (conversation: string) => {
  const { id } = await world.item(conversation);
  return until(async () => {
    const steps = (await listTrace(world.db, id)).filter((step) => step.stage === 'assignment');
    return steps.find((step) => Array.isArray(step.body['excluded']) && step.body['excluded'].length > 0);
  });
};

it('#46 highest capacity: most free units first, ties to who has waited longest', async () => {
  const [small, big, other] = [
    await world.agent({ units: 90 }),
    await world.agent({ units: 150 }),
    await world.agent({ units: 120 }),
  ];
  const order = [];
  for (let n = 0; n < 4; n += 1) order.push((await served()).agentId);
  // 150, then 120 against 120: the other one has never been asked; then 120 against 90 and 90.
  expect(order).toEqual([big, other, big, small]);
});

it('#47 three equal agents get turns: 1, 2, 3, 1', async () => {
  await world.setQueue({ assignment: 'round_robin' });
  const agents = [await world.agent(), await world.agent(), await world.agent()];
  const order = [];
  for (let n = 0; n < 4; n += 1) order.push((await served()).agentId);
  expect(order).toEqual([...agents, agents[0]]);
});

it('#48 least active: whoever was freed longest ago', async () => {
  await world.setQueue({ assignment: 'least_active' });
  await world.setStream({ capacityUnits: 60, affinity: false });
  const agents = [await world.agent(), await world.agent()];
  const [one, two] = [await served(), await served()];
  expect(new Set([one.agentId, two.agentId])).toEqual(new Set(agents));
  await closeItem(world.deps, world.db, two.conversation, { reason: 'ended_by_agent', by: two.agentId });
  await world.base.clock.advance(1_000);
  await closeItem(world.deps, world.db, one.conversation, { reason: 'ended_by_agent', by: one.agentId });
  expect((await served()).agentId).toBe(two.agentId);
});

it('#42 the queue of priority 1 is drained before that of 2 for an agent of both', async () => {
  await world.setStream({ capacityUnits: 60 });
  const agent = await world.agent({ here: false });
  const first = await world.makeHandle(await world.makeQueue({ priority: 1, members: [agent] }));
  const second = await world.makeHandle(await world.makeQueue({ priority: 2, members: [agent] }));
  const late = await world.customer(second);
  const [early, alsoEarly, third] = [
    await world.customer(first),
    await world.customer(first),
    await world.customer(first),
  ];
  await world.come(agent);
  await until(async () => (await world.state(agent)).usedUnits === 90);
  const offers = await Promise.all([early, alsoEarly, third].map((id) => world.item(id)));
  expect(offers.map((item) => item.offeredTo)).toEqual([agent, agent, agent]);
  expect((await world.item(late)).offeredTo).toBeNull();
});

it('#50 priority first, then who wrote first; writing again does not lose the place', async () => {
  await world.setStream({ capacityUnits: 60 });
  const [first, second, urgent] = [await world.customer(), await world.customer(), await world.customer()];
  await updateWorkItem(world.deps, world.db, urgent, { priority: 'urgent' }, null);
  await world.write(first);
  const agent = await world.agent();
  const order: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const next = await until(async () => {
      for (const one of [first, second, urgent]) {
        if (!order.includes(one) && (await world.item(one)).offeredTo === agent) return one;
      }
      return undefined;
    });
    order.push(next);
    const offer = await world.offered(next);
    await acceptOffer(world.deps, world.db, offer.id, agent);
    await closeItem(world.deps, world.db, next, { reason: 'ended_by_agent', by: agent });
  }
  expect(order).toEqual([urgent, first, second]);
});

const skilled = async (ratings: Readonly<Record<string, number>>) => {
  const agent = await world.agent({ here: false });
  for (const [skill, rating] of Object.entries(ratings)) {
    await world.db.execute(sql`insert into member_skill (workspace_id, member_id, skill_id, rating)
      values (${world.db.workspaceId}, ${agent}, ${skill}, ${rating})`);
  }
  await world.come(agent);
  return agent;
};
const makeSkill = async () => {
  const [model, skill] = [newId(), newId()];
  const now = world.base.clock.now();
  await world.db.execute(sql`insert into rating_model (workspace_id, id, name, ratings, created_at)
    values (${world.db.workspaceId}, ${model}, ${model}, '[{"name":"a","value":1},{"name":"b","value":10}]', ${now})`);
  await world.db.execute(sql`insert into skill (workspace_id, id, name, rating_model_id, created_at)
    values (${world.db.workspaceId}, ${skill}, ${skill}, ${model}, ${now})`);
  return skill;
};
const wants = async (conversation: string, skillId: string, rating: number) => {
  await world.db.execute(sql`update work_item set skills = ${JSON.stringify([{ skillId, rating }])}
    where conversation_id = ${conversation}`);
  return conversation;
};

it('#51 exact: without somebody who has the skills it waits, and says why', async () => {
  await world.setStream({ skillMatching: 'exact' });
  const skill = await makeSkill();
  const conversation = await wants(await world.customer(), skill, 5);
  await skilled({ [skill]: 4 });
  const step = await passedOver(conversation);
  expect(step.body).toMatchObject({ memberId: null, excluded: [{ reason: 'skills', count: 1 }] });
  const able = await skilled({ [skill]: 6 });
  expect((await world.offered(conversation)).agentId).toBe(able);
});

it('#51 closest: exact before better before worse before none, and no one gets everything', async () => {
  await world.setStream({ skillMatching: 'closest', capacityUnits: 60 });
  const skill = await makeSkill();
  const waiting: string[] = [];
  for (let n = 0; n < 5; n += 1) waiting.push(await wants(await world.customer(), skill, 5));
  await world.db.execute(sql`update work_item set held_back = 'until all are here' where state = 'open'`);
  const agents = [
    await skilled({ [skill]: 5 }),
    await skilled({ [skill]: 5 }),
    await skilled({ [skill]: 9 }),
    await skilled({ [skill]: 2 }),
    await skilled({}),
  ];
  await world.db.execute(sql`update work_item set held_back = null where state = 'open'`);
  world.deps.assigner?.wake(world.db.workspaceId);
  const got: string[] = [];
  for (const one of waiting) got.push((await world.offered(one)).agentId);
  expect(new Set(got.slice(0, 2))).toEqual(new Set(agents.slice(0, 2)));
  expect(got.slice(2)).toEqual(agents.slice(2));
});

it('#52 who comes back gets the same agent, whatever their capacity', async () => {
  await world.setStream({ capacityUnits: 60 });
  const agent = await world.agent();
  const { conversation } = await served();
  await putAside(world.deps, world.db, conversation, { by: agent });
  await served();
  await world.agent();
  await world.write(conversation);
  expect(await world.offered(conversation)).toMatchObject({ agentId: agent, how: 'affinity' });
  expect((await world.state(agent)).usedUnits).toBe(120);
});

it('#52 but not for ever: after the patience everybody is asked', async () => {
  await world.setStream({ affinityPatienceMinutes: 5 });
  const agent = await world.agent();
  const { conversation } = await served();
  await putAside(world.deps, world.db, conversation, { by: agent });
  await world.leave(agent);
  const other = await world.agent();
  await world.write(conversation);
  await passedOver(conversation);
  expect((await world.item(conversation)).offeredTo).toBeNull();
  await world.base.clock.advance(5 * 60_000 + 1_000);
  expect(await world.offered(conversation)).toMatchObject({ agentId: other, how: 'automatic' });
});

it('#25 an agent in another presence gets nothing', async () => {
  await world.setStream({ allowedPresences: ['available'] });
  const busy = await world.agent({ presence: 'away' });
  const conversation = await world.customer();
  const step = await passedOver(conversation);
  expect(step.body).toMatchObject({ excluded: [{ reason: 'presence', memberIds: [busy] }] });
});

it('#15 what is picked is never offered, and only members of its queue take it', async () => {
  const [member, stranger] = [await world.agent(), await world.agent()];
  const handle = await world.makeHandle(await world.makeQueue({ members: [member] }), 'pick');
  const conversation = await world.customer(handle);
  const pick = (memberId: string) =>
    pickItem(world.deps, world.db, conversation, { memberId, supervises: false });
  await expect(pick(stranger)).rejects.toMatchObject({ code: 'not_in_queue' });
  expect(await pick(member)).toMatchObject({ assigneeId: member, state: 'active' });
  expect(await world.sessions(conversation)).toHaveLength(1);
});

it('#17 what is given out is taken only where that is allowed, and then over capacity and presence', async () => {
  await world.setStream({ capacityUnits: 60 });
  const agent = await world.agent();
  await served();
  const conversation = await world.customer();
  const pick = () => pickItem(world.deps, world.db, conversation, { memberId: agent, supervises: false });
  await expect(pick()).rejects.toMatchObject({ code: 'pick_refused' });
  await world.setStream({ capacityUnits: 60, pickFromPush: true });
  expect(await pick()).toMatchObject({ assigneeId: agent });
  expect((await world.state(agent)).usedUnits).toBe(120);
});

it('#22 a supervisor may exceed the limit, and the sum says so', async () => {
  await world.setStream({ capacityUnits: 80 });
  const agent = await world.agent();
  await served();
  const conversation = await world.customer();
  await assignItem(world.deps, world.db, conversation, {
    to: { memberId: agent },
    kind: 'assigned',
    needsAcceptance: false,
    by: newId(),
  });
  expect(await world.item(conversation)).toMatchObject({
    assigneeId: agent,
    stateReason: 'assigned_by_supervisor',
  });
  expect(await world.state(agent)).toMatchObject({ usedUnits: 160, base: 'do_not_disturb' });
});

it('a transfer that needs a yes leaves the conversation with its agent until then', async () => {
  const [first, second] = [await world.agent(), await world.agent({ presence: 'away' })];
  const { conversation, agentId } = await served();
  expect(agentId).toBe(first);
  await assignItem(world.deps, world.db, conversation, {
    to: { memberId: second },
    kind: 'transferred',
    needsAcceptance: true,
    by: first,
  });
  expect(await world.item(conversation)).toMatchObject({ assigneeId: first, offeredTo: second });
  const offer = await world.offered(conversation);
  await acceptOffer(world.deps, world.db, offer.id, second);
  expect(await world.item(conversation)).toMatchObject({ assigneeId: second, transfers: 1 });
  const ended = (await world.sessions(conversation)).find((session) => session.agentId === first);
  expect(ended?.endReason).toBe('agent_transferred');
  expect((await world.state(first)).usedUnits).toBe(0);
});
