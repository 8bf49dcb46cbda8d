import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TraceBodies } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import {
  acceptOffer,
  assignItem,
  choosePresence,
  closeItem,
  declineOffer,
  endItem,
  listTrace,
  putAside,
  releaseItem,
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
  await world.setWorkspace({});
});

const accept = async (conversationId: string) => {
  const offer = await world.offered(conversationId);
  await acceptOffer(world.deps, world.db, offer.id, offer.agentId);
  return offer.agentId;
};

/** Why agents were not asked the last time that somebody was looked for. */
const lastExcluded = async (conversationId: string): Promise<string[]> => {
  const trace = await listTrace(world.db, (await world.item(conversationId)).id);
  const bodies = trace.filter((one) => one.stage === 'assignment').map((one) => one.body);
  // The stage says what its body is.
  const { excluded = [] } = (bodies.at(-1) ?? {}) as Partial<TraceBodies['assignment']>;
  return excluded.map((one) => one.reason);
};

describe('an offer', () => {
  it('#14 is made to one eligible agent within 2 s of the message', async () => {
    const agent = await world.agent();
    const startedMs = performance.now();
    const conversation = await world.customer();
    const offer = await world.offered(conversation);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
    expect(offer).toMatchObject({ agentId: agent, how: 'automatic', state: 'offered' });
    expect(await world.item(conversation)).toMatchObject({
      state: 'active',
      stateReason: 'awaiting_acceptance',
      assigneeId: null,
      offeredTo: agent,
    });
    // Capacity is reserved while it rings.
    expect(await world.state(agent)).toMatchObject({ usedUnits: 30, holds: 1, base: 'busy' });
  });

  it('once accepted is the agent’s; twice is once', async () => {
    const agent = await world.agent();
    const conversation = await world.customer();
    const offer = await world.offered(conversation);
    await acceptOffer(world.deps, world.db, offer.id, agent);
    await acceptOffer(world.deps, world.db, offer.id, agent);
    const item = await world.item(conversation);
    expect(item).toMatchObject({ state: 'active', stateReason: 'in_conversation', assigneeId: agent });
    expect([item.offeredTo, item.queuedAt]).toEqual([null, null]);
    expect(item.firstAcceptedAt).not.toBeNull();
    expect(await world.sessions(conversation)).toHaveLength(1);
  });

  it('#60 each decline, time-out and transfer leaves a session with its reason', async () => {
    const [first, second] = [await world.agent(), await world.agent()];
    const conversation = await world.customer();
    const one = await world.offered(conversation);
    await declineOffer(world.deps, world.db, one.id, one.agentId);
    const two = await until(async () => {
      const next = await world.offered(conversation);
      return next.id !== one.id && next;
    });
    expect(new Set([one.agentId, two.agentId])).toEqual(new Set([first, second]));
    await world.base.clock.advance(121_000);
    await until(async () => (await world.sessions(conversation)).length >= 3);
    const reasons = (await world.sessions(conversation)).toReversed().map((session) => session.endReason);
    expect(reasons.slice(0, 2)).toEqual(['agent_reject', 'agent_timeout']);
  });

  it('#62 runs 120 s by the server’s clock; an accept after that is refused', async () => {
    const agent = await world.agent();
    const conversation = await world.customer();
    const offer = await world.offered(conversation);
    expect((offer.expiresAt?.getTime() ?? 0) - (offer.offeredAt?.getTime() ?? 0)).toBe(120_000);
    await world.base.clock.advance(119_000);
    expect((await world.sessions(conversation))[0]?.state).toBe('offered');
    await world.base.clock.advance(1_500);
    await expect(acceptOffer(world.deps, world.db, offer.id, agent)).rejects.toMatchObject({
      code: 'offer_gone',
    });
    await until(async () => (await world.sessions(conversation))[0]?.endReason === 'agent_timeout');
  });

  it('#33 comes to the same agent three times at most', async () => {
    const agent = await world.agent();
    const conversation = await world.customer();
    for (const pauseMs of [121_000, 241_000, 3_600_000]) {
      const offer = await world.offered(conversation);
      await declineOffer(world.deps, world.db, offer.id, agent);
      await world.base.clock.advance(pauseMs);
    }
    await until(async () => (await lastExcluded(conversation)).includes('declined'));
    expect(await world.sessions(conversation)).toHaveLength(3);
    expect(await world.item(conversation)).toMatchObject({ state: 'open', stateReason: 'declined' });
    // Somebody else is still asked.
    const other = await world.agent();
    expect((await world.offered(conversation)).agentId).toBe(other);
  });

  it('leaves whoever declined alone with it for a while, and for longer each time', async () => {
    const agent = await world.agent();
    const conversation = await world.customer();
    for (const [before, after] of [
      [110_000, 11_000],
      [230_000, 11_000],
    ] as const) {
      const offer = await world.offered(conversation);
      await declineOffer(world.deps, world.db, offer.id, agent);
      await until(async () => (await lastExcluded(conversation)).includes('paused'));
      await world.base.clock.advance(before);
      expect(await world.item(conversation)).toMatchObject({ state: 'open', offeredTo: null });
      await world.base.clock.advance(after);
      expect((await world.offered(conversation)).id).not.toBe(offer.id);
    }
  });

  it('does not go straight back to whoever gave it to a queue of their own', async () => {
    const agent = await world.agent();
    const conversation = await world.customer();
    await accept(conversation);
    const to = await world.makeQueue({});
    await assignItem(world.deps, world.db, conversation, {
      to: { queueId: to },
      kind: 'transferred',
      needsAcceptance: false,
      by: agent,
    });
    await until(async () => (await lastExcluded(conversation)).includes('paused'));
    const other = await world.agent();
    expect((await world.offered(conversation)).agentId).toBe(other);
  });

  it('is held back for a person when too many have declined', async () => {
    await world.setWorkspace({ agentsPerItem: 2 });
    await world.agent();
    await world.agent();
    const conversation = await world.customer();
    for (let time = 1; time <= 2; time += 1) {
      const offer = await world.offered(conversation);
      await declineOffer(world.deps, world.db, offer.id, offer.agentId);
    }
    expect(await world.item(conversation)).toMatchObject({ heldBack: 'declined_by_many', state: 'open' });
  });

  it('#31 that is missed makes inactive where that is on; choosing Available ends it', async () => {
    await world.setWorkspace({ missedMakesInactive: true });
    const agent = await world.agent();
    await world.customer();
    await until(async () => (await world.state(agent)).usedUnits > 0);
    await world.base.clock.advance(121_000);
    await until(async () => (await world.state(agent)).base === 'inactive');
    await choosePresence(world.deps, world.db, agent, 'available');
    expect((await world.state(agent)).base).not.toBe('inactive');
  });

  it('#32 that is declined makes Do not disturb where that is on', async () => {
    await world.setWorkspace({ declineMakesBusy: true });
    const agent = await world.agent();
    const conversation = await world.customer();
    const offer = await world.offered(conversation);
    await declineOffer(world.deps, world.db, offer.id, agent);
    expect(await world.state(agent)).toMatchObject({ base: 'do_not_disturb', usedUnits: 0 });
    expect((await world.item(conversation)).state).toBe('open');
  });

  it('runs on when its agent’s page is loaded again', async () => {
    const agent = await world.agent();
    const conversation = await world.customer();
    const offer = await world.offered(conversation);
    await world.leave(agent);
    await world.come(agent);
    await world.base.clock.advance(6_000);
    await until(async () => (await world.state(agent)).connected);
    const [now, ...others] = await world.sessions(conversation);
    expect([now?.id, now?.state, others]).toEqual([offer.id, 'offered', []]);
    expect(now?.expiresAt).toEqual(offer.expiresAt);
  });

  it('goes to the next one when its agent’s browser has gone', async () => {
    const first = await world.agent();
    const conversation = await world.customer();
    const offer = await world.offered(conversation);
    expect(offer.agentId).toBe(first);
    const second = await world.agent();
    await world.leave(first);
    const next = await until(async () => {
      const one = await world.offered(conversation);
      return one.agentId === second && one;
    });
    expect(next.state).toBe('offered');
    const [, old] = await world.sessions(conversation);
    expect(old?.endReason).toBe('agent_disconnected');
  });
});

describe('capacity', () => {
  it('#18 50 units never go by themselves to somebody with 49 free', async () => {
    await world.setStream({ capacityUnits: 50 });
    const agent = await world.agent({ units: 99 });
    await accept(await world.customer());
    const second = await world.customer();
    await until(async () => (await listTrace(world.db, (await world.item(second)).id)).length >= 2);
    expect(await world.item(second)).toMatchObject({ state: 'open', offeredTo: null });
    expect(await world.state(agent)).toMatchObject({ usedUnits: 50 });
  });

  it('#23 putting aside frees capacity at once, and the next one is offered', async () => {
    await world.setStream({ capacityUnits: 60 });
    const agent = await world.agent();
    const first = await world.customer();
    await accept(first);
    const second = await world.customer();
    await putAside(world.deps, world.db, first, { by: agent });
    expect((await world.item(first)).state).toBe('waiting');
    expect((await world.offered(second)).agentId).toBe(agent);
  });

  it.each([
    ['always', 60, 60],
    ['never', 0, 0],
    ['minutes', 60, 0],
  ] as const)('#24 wrap-up that blocks %s', async (wrapUpBlocking, during, after) => {
    await world.setStream({ capacityUnits: 60, wrapUpBlocking, wrapUpMinutes: 2 });
    const agent = await world.agent();
    const conversation = await world.customer();
    await accept(conversation);
    await endItem(world.deps, world.db, conversation, agent);
    expect((await world.state(agent)).usedUnits).toBe(during);
    await world.base.clock.advance(121_000);
    await until(async () => (await world.state(agent)).usedUnits === after);
    await closeItem(world.deps, world.db, conversation, { reason: 'ended_by_agent', by: agent });
    expect((await world.state(agent)).usedUnits).toBe(0);
    const [session] = await world.sessions(conversation);
    expect(session?.endReason).toBe('agent_end_conversation');
  });

  it('#34 beyond the most sessions nothing is offered, and the agent is Do not disturb', async () => {
    await world.setWorkspace({ maxSessions: 2 });
    await world.setStream({ capacityUnits: 1 });
    const agent = await world.agent();
    await accept(await world.customer());
    await accept(await world.customer());
    expect((await world.state(agent)).base).toBe('do_not_disturb');
    const third = await world.customer();
    await until(async () => (await listTrace(world.db, (await world.item(third)).id)).length >= 2);
    expect((await world.item(third)).offeredTo).toBeNull();
  });

  it('#45 an empty queue keeps its conversations', async () => {
    const empty = await world.makeQueue({ members: [] });
    const conversation = await world.customer(await world.makeHandle(empty));
    await world.base.clock.advance(3_600_000);
    expect(await world.item(conversation)).toMatchObject({ state: 'open', queueId: empty });
  });

  it('what is given back goes to somebody else first', async () => {
    const [first, second] = [await world.agent(), await world.agent()];
    const conversation = await world.customer();
    const had = await accept(conversation);
    await releaseItem(world.deps, world.db, conversation, had);
    const next = await world.offered(conversation);
    expect(next.agentId).toBe(had === first ? second : first);
  });

  it('never leaves a hold without a live session, nor a sum that differs', async () => {
    const wrong = await world.db.rows(sql`
      select h.id from hold h left join session s on s.id = h.session_id where s.ended_at is not null or s.id is null`);
    expect(wrong).toEqual([]);
  });
});
