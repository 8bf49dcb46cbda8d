import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { standardTemplateSettings } from '../../contract/api/index.ts';
import { newId, sql } from '../../server/base/index.ts';
import {
  acceptOffer,
  closeItem,
  declineOffer,
  endItem,
  listTrace,
  listWorkItemsOf,
  putAside,
  reopenItem,
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
});

const serve = async (conversation: string) => {
  const offer = await world.offered(conversation);
  await acceptOffer(world.deps, world.db, offer.id, offer.agentId);
  return offer.agentId;
};
const close = (conversation: string, by: string) =>
  closeItem(world.deps, world.db, conversation, { reason: 'ended_by_agent', by });
const passedOver = async (conversation: string) => {
  const { id } = await world.item(conversation);
  return until(async () => {
    const steps = await listTrace(world.db, id);
    return steps.find(
      (step) => step.stage === 'assignment' && (step.body as { memberId: unknown }).memberId === null,
    );
  });
};

const makeProfile = async (reset: 'immediate' | 'end_of_day', limit: number, blocks = false) => {
  const id = newId();
  await world.db.execute(sql`
    insert into capacity_profile (workspace_id, id, name, item_limit, reset, blocks_assignment, created_at)
    values (${world.db.workspaceId}, ${id}, ${id}, ${limit}, ${reset}, ${blocks}, ${world.base.clock.now()})`);
  return id;
};
const giveProfile = (memberId: string, profileId: string, customLimit: number | null = null) =>
  world.db.execute(sql`
    insert into member_capacity_profile (workspace_id, member_id, profile_id, custom_limit)
    values (${world.db.workspaceId}, ${memberId}, ${profileId}, ${customLimit})
    on conflict (workspace_id, member_id, profile_id) do update set custom_limit = excluded.custom_limit`);
const agentWith = async (...profiles: readonly [string, number?][]) => {
  const agent = await world.agent({ here: false });
  for (const [profile, limit] of profiles) await giveProfile(agent, profile, limit ?? null);
  await world.come(agent);
  return agent;
};

it('#19 an item with two profiles needs both, and takes of both', async () => {
  const [one, two] = [await makeProfile('immediate', 2), await makeProfile('immediate', 1)];
  await world.setStream({ capacityFormat: 'profiles', profileIds: [one, two] });
  await agentWith([one]);
  const conversation = await world.customer();
  expect((await passedOver(conversation)).body).toMatchObject({ excluded: [{ reason: 'profiles' }] });
  const agent = await agentWith([one], [two]);
  expect((await world.offered(conversation)).agentId).toBe(agent);
  const [hold] = await world.db.rows(sql<{ profile_ids: string[] }>`
    select profile_ids from hold where member_id = ${agent}`);
  expect(hold?.profile_ids).toEqual([one, two]);
  await passedOver(await world.customer());
});

it('#20 a profile of the day is free again the next day, whatever is open', async () => {
  const daily = await makeProfile('end_of_day', 1);
  await world.setStream({ capacityFormat: 'profiles', profileIds: [daily] });
  const agent = await agentWith([daily]);
  const first = await world.customer();
  await serve(first);
  await close(first, agent);
  const second = await world.customer();
  await passedOver(second);
  await world.base.clock.advance(86_400_000);
  world.deps.assigner?.wake(world.db.workspaceId);
  expect((await world.offered(second)).agentId).toBe(agent);
});

it('#21 an agent’s own limit replaces the profile’s, for what comes from then on', async () => {
  const profile = await makeProfile('immediate', 1);
  await world.setStream({ capacityFormat: 'profiles', profileIds: [profile] });
  const agent = await agentWith([profile, 2]);
  await serve(await world.customer());
  await serve(await world.customer());
  const third = await world.customer();
  await passedOver(third);
  await giveProfile(agent, profile, 1);
  const holds = await world.db.rows(sql`select 1 from hold where member_id = ${agent}`);
  expect(holds).toHaveLength(2);
});

it('a profile that blocks ends all automatic assignment once it is met', async () => {
  const blocking = await makeProfile('immediate', 1, true);
  await world.setStream({ capacityFormat: 'profiles', profileIds: [blocking] });
  const agent = await agentWith([blocking]);
  await serve(await world.customer());
  expect((await world.state(agent)).base).toBe('do_not_disturb');
});

const template = async (settings: object) => {
  const id = newId();
  const all = { ...standardTemplateSettings, ...settings };
  await world.db.execute(sql`
    insert into notification_template (workspace_id, id, name, settings, created_at, updated_at)
    values (${world.db.workspaceId}, ${id}, ${id}, ${JSON.stringify(all)}, ${world.base.clock.now()},
      ${world.base.clock.now()})`);
  return id;
};
const templates = (id: string) => ({
  incomingKnown: id,
  incomingUnknown: id,
  consult: null,
  transfer: null,
  assigned: null,
});

it('#66 auto-accept: nobody is asked, it is theirs at once', async () => {
  await world.setStream({ templates: templates(await template({ autoAccept: true })) });
  const agent = await world.agent();
  const conversation = await world.customer();
  const item = await until(async () => {
    const one = await world.item(conversation);
    return one.assigneeId !== null && one;
  });
  expect(item).toMatchObject({ assigneeId: agent, state: 'active', stateReason: 'in_conversation' });
});

it('#66 what cannot be declined is not; the countdown is the template’s', async () => {
  await world.setStream({
    templates: templates(await template({ canDecline: false, countdownSeconds: 30 })),
  });
  const agent = await world.agent();
  const offer = await world.offered(await world.customer());
  expect((offer.expiresAt?.getTime() ?? 0) - (offer.offeredAt?.getTime() ?? 0)).toBe(30_000);
  await expect(declineOffer(world.deps, world.db, offer.id, agent)).rejects.toMatchObject({
    code: 'offer_not_declinable',
  });
});

it('#55 a message on a waiting one opens it within a second', async () => {
  await world.setStream({ affinity: false });
  const agent = await world.agent();
  const conversation = await world.customer();
  await serve(conversation);
  await putAside(world.deps, world.db, conversation, { by: agent });
  await world.leave(agent);
  const startedMs = performance.now();
  await world.write(conversation);
  expect(await world.item(conversation)).toMatchObject({ state: 'open', stateReason: 'customer_wrote' });
  expect(performance.now() - startedMs).toBeLessThan(1_000);
});

it('#56 a message after the close opens another, and the earlier one is kept', async () => {
  const agent = await world.agent();
  const conversation = await world.customer();
  await serve(conversation);
  await close(conversation, agent);
  await world.write(conversation);
  const items = await listWorkItemsOf(world.db, conversation);
  expect(items.map((item) => item.state === 'closed')).toEqual([false, true]);
  expect(items[0]?.number).toBe((items[1]?.number ?? 0) + 1);
});

it('#57 #58 each state says when it ends by itself, by its own setting', async () => {
  await world.setStream({
    autoCloseMinutes: 10,
    openCloseMinutes: 20,
    activeCloseMinutes: 30,
    wrapUpCloseMinutes: 40,
  });
  const dueIn = async (conversation: string) => {
    const { closeDueAt, stateAt, lastAt } = await world.item(conversation);
    const since = Math.max(stateAt.getTime(), lastAt.getTime());
    return Math.round(((closeDueAt?.getTime() ?? 0) - since) / 60_000);
  };
  const conversation = await world.customer();
  expect(await dueIn(conversation)).toBe(20);
  const agent = await world.agent();
  await serve(conversation);
  expect(await dueIn(conversation)).toBe(30);
  await putAside(world.deps, world.db, conversation, { by: agent });
  expect(await dueIn(conversation)).toBe(10);
  await reopenItem(world.deps, world.db, conversation, agent);
  await endItem(world.deps, world.db, conversation, agent);
  const item = await world.item(conversation);
  expect(((item.closeDueAt?.getTime() ?? 0) - item.stateAt.getTime()) / 60_000).toBe(40);
});

it('#82 End leads to wrap-up and then closed; putting aside to waiting; a closed one stays closed', async () => {
  const agent = await world.agent();
  const conversation = await world.customer();
  await serve(conversation);
  const ended = await endItem(world.deps, world.db, conversation, agent);
  expect(ended).toMatchObject({ state: 'wrap_up', stateReason: 'moved_to_wrap_up', assigneeId: agent });
  await expect(endItem(world.deps, world.db, conversation, agent)).rejects.toMatchObject({
    code: 'work_item_state',
  });
  expect(await close(conversation, agent)).toMatchObject({ state: 'closed', closeReason: 'ended_by_agent' });
  await expect(close(conversation, agent)).rejects.toMatchObject({ code: 'work_item_closed' });
  const other = await world.customer();
  await serve(other);
  expect(await putAside(world.deps, world.db, other, { by: agent })).toMatchObject({
    state: 'waiting',
    stateReason: 'awaiting_customer',
  });
});

it.each([
  ['force_closed', 'force_close'],
  ['closed_after_inactivity', 'auto_close'],
  ['closed_by_system', 'auto_close'],
  ['overflow', 'overflow_end_conversation'],
  ['timeout_rule', 'timeout_rule'],
] as const)('#53 closed for %s: the item and its session say so', async (reason, sessionEnd) => {
  await world.agent();
  const conversation = await world.customer();
  await serve(conversation);
  const closed = await closeItem(world.deps, world.db, conversation, { reason, by: null });
  expect(closed).toMatchObject({ state: 'closed', stateReason: reason, closeReason: reason });
  expect((await world.sessions(conversation))[0]?.endReason).toBe(sessionEnd);
});
