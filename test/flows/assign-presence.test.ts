import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { newId, sql } from '../../server/base/index.ts';
import { acceptOffer, choosePresence, closeItem } from '../../server/routing/index.ts';
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

const base = async (agent: string) => (await world.state(agent)).base;
const choose = (agent: string, presenceId: string) => choosePresence(world.deps, world.db, agent, presenceId);
const serve = async () => {
  const conversation = await world.customer();
  const offer = await world.offered(conversation);
  await acceptOffer(world.deps, world.db, offer.id, offer.agentId);
  return conversation;
};

it('#28 nothing, something, everything to do: Available, Busy, Do not disturb', async () => {
  await world.setStream({ capacityUnits: 50 });
  const agent = await world.agent();
  expect(await base(agent)).toBe('available');
  const first = await serve();
  expect(await base(agent)).toBe('busy');
  await serve();
  expect(await base(agent)).toBe('do_not_disturb');
  await closeItem(world.deps, world.db, first, { reason: 'ended_by_agent', by: agent });
  expect(await base(agent)).toBe('busy');
});

it('#29 a chosen Away stays; a chosen Busy follows the work from the next accepted one on', async () => {
  const agent = await world.agent();
  await choose(agent, 'busy');
  expect(await world.state(agent)).toMatchObject({ base: 'busy', chosen: true });
  const conversation = await serve();
  expect(await world.state(agent)).toMatchObject({ base: 'busy', chosen: false });
  await choose(agent, 'away');
  await closeItem(world.deps, world.db, conversation, { reason: 'ended_by_agent', by: agent });
  expect(await world.state(agent)).toMatchObject({ base: 'away', chosen: true });
});

it('#26 a presence of the workspace’s own routes by its base and is shown by its text', async () => {
  const id = newId();
  await world.db.execute(sql`insert into presence_option (workspace_id, id, name, text, base, created_at)
    values (${world.db.workspaceId}, ${id}, 'Lunch', 'At lunch', 'away', ${world.base.clock.now()})`);
  const agent = await world.agent();
  await choose(agent, id);
  expect(await world.state(agent)).toMatchObject({ presenceId: id, base: 'away' });
  await expect(choose(agent, 'inactive')).rejects.toMatchObject({ code: 'presence_unknown' });
  await expect(choose(agent, newId())).rejects.toMatchObject({ code: 'presence_unknown' });
});

it('#27 the default presence applies at sign-in', async () => {
  expect(await base(await world.agent())).toBe('available');
  expect(await base(await world.agent({ presence: 'away' }))).toBe('away');
});

it('#30 offline at once; back within 150 s as before, later as at a sign-in', async () => {
  const agent = await world.agent();
  await choose(agent, 'away');
  await world.leave(agent);
  expect(await base(agent)).toBe('offline');
  await world.base.clock.advance(149_000);
  await world.come(agent);
  expect(await base(agent)).toBe('away');
  await world.leave(agent);
  await world.base.clock.advance(151_000);
  await world.come(agent);
  expect(await base(agent)).toBe('available');
});

it('two browsers of an agent are one: the agent leaves with the last of them', async () => {
  const agent = await world.agent();
  const second = world.listeners.listen(world.db.workspaceId, agent);
  const connections = async () =>
    (await world.db.rows(sql`select 1 from agent_connection where member_id = ${agent}`)).length;
  await until(async () => (await connections()) === 2);
  second();
  await until(async () => (await connections()) === 1);
  expect((await world.state(agent)).connected).toBe(true);
  await world.leave(agent);
  expect(await connections()).toBe(0);
});

it('an agent who does not come back in time loses what was given to them', async () => {
  const agent = await world.agent();
  const conversation = await serve();
  await world.leave(agent);
  await world.base.clock.advance(100_000);
  expect(await world.item(conversation)).toMatchObject({ assigneeId: agent, state: 'active' });
  const other = await world.agent();
  await world.base.clock.advance(60_000);
  expect((await world.offered(conversation)).agentId).toBe(other);
  const reasons = (await world.sessions(conversation)).map((session) => session.endReason);
  expect(reasons).toContain('agent_disconnected');
});

it('a process that dies takes its agents offline when their lease runs out', async () => {
  const agent = await world.agent();
  await world.db.execute(sql`update agent_connection set expires_at = clock_timestamp() - interval '1 s'
    where member_id = ${agent}`);
  await until(async () => (await base(agent)) === 'offline');
  expect((await world.state(agent)).leftAt).not.toBeNull();
});

it('every stretch of a presence is kept, one after the other', async () => {
  const agent = await world.agent();
  await choose(agent, 'away');
  await choose(agent, 'available');
  await world.leave(agent);
  const rows = await world.db.rows(sql<{ base: string; until_at: Date | null }>`
    select base, until_at from presence_log where member_id = ${agent} order by from_at, id`);
  expect(rows.map((row) => row.base)).toEqual(['available', 'away', 'available', 'offline']);
  expect(rows.filter((row) => row.until_at === null)).toHaveLength(1);
});
