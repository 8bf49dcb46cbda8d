import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../server/base/index.ts';
import {
  acceptOffer,
  choosePresence,
  closeItem,
  declineOffer,
  endItem,
  findWorkItem,
  listSessionsOf,
  putAside,
  releaseItem,
  reopenItem,
} from '../../server/routing/index.ts';
import { until } from '../harness.ts';
import { guardCapacity, listFaults } from '../proof/capacity-guard.ts';
import { openTeamWorld, type TeamWorld } from './team-world.ts';

const AGENTS = 10;
const CUSTOMERS = 30;
const EVENTS = Number(process.env['PROPERTY_EVENTS'] ?? 1_000);
const AT_ONCE = 25;

let world: TeamWorld;
/** One browser of each agent at most. */
const listening = new Map<string, () => void>();
const listen = (memberId: string): void => {
  if (!listening.has(memberId))
    listening.set(memberId, world.listeners.listen(world.db.workspaceId, memberId));
};

beforeAll(async () => {
  world = await openTeamWorld();
  await guardCapacity(world.base.db);
  // Affinity may exceed a limit by rule; here everything is automatic.
  await world.setStream({ affinity: false, capacityUnits: 40, pickFromPush: true });
  await world.setWorkspace({ missedMakesInactive: false, maxSessions: 100 });
});
afterAll(() => world.close());

const act = fc.record({
  what: fc.constantFrom(
    'write',
    'write',
    'accept',
    'accept',
    'accept',
    'decline',
    'release',
    'put aside',
    'end',
    'close',
    'reopen',
    'choose',
    'leave',
    'come',
    'later',
  ),
  customer: fc.nat(CUSTOMERS - 1),
  agent: fc.nat(AGENTS - 1),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

it(`#53 ${EVENTS} concurrent events: no over-assignment, every sum right, every session where it belongs`, async () => {
  const agents: string[] = [];
  for (let n = 0; n < AGENTS; n += 1)
    agents.push(await world.agent({ units: 60 + 20 * (n % 4), here: false }));
  for (const agent of agents) listen(agent);
  const customers: string[] = [];
  for (let n = 0; n < CUSTOMERS; n += 1) customers.push(await world.customer());
  const seed = Date.now();
  const acts = fc.sample(act, { seed, numRuns: EVENTS });
  const unexpected: unknown[] = [];
  const faults: string[] = [];
  const one = async ({ what, customer, agent }: Act) => {
    const [conversation, memberId] = [customers[customer] ?? '', agents[agent] ?? ''];
    await perform(what, conversation, memberId).catch((error: unknown) => {
      // Refusals are right: somebody else was quicker, or the state does not allow it.
      if (!(error instanceof Error && error.name === 'AppError')) unexpected.push(error);
    });
  };
  for (let at = 0; at < acts.length; at += AT_ONCE) {
    await Promise.all(acts.slice(at, at + AT_ONCE).map(one));
    if (at % (8 * AT_ONCE) === 0) faults.push(...(await quietFaults()));
  }
  expect(unexpected, `seed ${seed}`).toEqual([]);
  expect([...faults, ...(await quietFaults())], `seed ${seed}`).toEqual([]);
  const over = await world.db.rows(sql`
    select a.member_id from agent_state a join agent_settings s using (workspace_id, member_id)
    where a.used_units > s.capacity_units
      and not exists (select 1 from hold h where h.member_id = a.member_id and h.kind <> 'automatic')`);
  expect(over).toEqual([]);
  // It was no quiet day.
  const served = await world.db.row(sql<{ n: string }>`select count(*) as n from session`);
  expect(Number(served.n)).toBeGreaterThan(AGENTS);
}, 400_000);

/** Faults that are still there a moment later: what is being written now is none. */
async function quietFaults(): Promise<string[]> {
  let faults = await listFaults(world.db);
  for (let look = 0; look < 3 && faults.length > 0; look += 1) faults = await listFaults(world.db);
  return faults;
}

async function perform(what: Act['what'], conversation: string, memberId: string): Promise<unknown> {
  const { deps, db } = world;
  switch (what) {
    case 'write':
      return world.say(conversation);
    case 'accept':
    case 'decline': {
      const offers = await listSessionsOf(db, conversation);
      const offer = offers.find((session) => session.state === 'offered');
      if (!offer) return undefined;
      const answer = what === 'accept' ? acceptOffer : declineOffer;
      return answer(deps, db, offer.id, offer.agentId);
    }
    case 'release':
      return releaseItem(deps, db, conversation, memberId);
    case 'put aside':
      return putAside(deps, db, conversation, { by: memberId });
    case 'end':
      return endItem(deps, db, conversation, memberId);
    case 'close':
      return closeItem(deps, db, conversation, { reason: 'ended_by_agent', by: memberId });
    case 'reopen': {
      const item = await findWorkItem(db, conversation);
      return item?.state === 'closed' ? undefined : reopenItem(deps, db, conversation, memberId);
    }
    case 'choose':
      return choosePresence(deps, db, memberId, memberId < conversation ? 'away' : 'available');
    case 'leave':
      listening.get(memberId)?.();
      listening.delete(memberId);
      return undefined;
    case 'come':
      return listen(memberId);
    case 'later':
      return world.base.clock.advance(5_000);
  }
}

it('after all that, waiting work still finds an agent', async () => {
  const agent = await world.agent({ units: 1_000 });
  const conversation = await world.customer();
  const offer = await until(() => world.offered(conversation));
  expect(offer.how).toBe('automatic');
  expect((await world.state(agent)).connected).toBe(true);
});
