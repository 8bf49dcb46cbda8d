import type { InboxRow, Offer } from '../../contract/api/index.ts';
import { call, type DeskPerson } from './callers.ts';
import { demoHandles, type LocalX } from './local-x.ts';
import type { DemoStaff } from './people.ts';
import type { DemoShift, ServedTalk } from './shifts.ts';
import { until } from './until.ts';

export interface ShiftWorld {
  readonly url: string;
  readonly x: LocalX;
  readonly staff: DemoStaff;
  /** Moves the time on, here and on X. */
  readonly pass: (ms: number) => Promise<void>;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const business = demoHandles.main.username;

/** A talk that somebody has. */
interface Running extends ServedTalk {
  readonly conversationId: string;
  readonly workItemId: string;
  readonly agent: DeskPerson;
}

/** Lives a shift: agents sit down, customers write, offers ring, are declined, accepted, answered, ended. */
export async function liveShift(world: ShiftWorld, shift: DemoShift): Promise<void> {
  const { staff, x, pass } = world;
  const agents = shift.agents.map((key) => staff[key]);
  const choose = (presenceId: string) =>
    Promise.all(agents.map((agent) => agent.ask('PUT', '/api/presence/mine', { presenceId })));
  const leave = await Promise.all(agents.map((agent) => agent.sitDown()));
  try {
    await until(async () => {
      const here = await Promise.all(agents.map(isHere));
      return here.every(Boolean);
    });
    await choose('available');
    await Promise.all(shift.talks.map(({ customer, asks }) => x.write(customer, business, { text: asks })));
    const talks = await accept(world, agents, shift.talks);
    const [quick, slow] = [talks.filter((talk) => !talk.slow), talks.filter((talk) => talk.slow)];
    await pass(2 * MINUTE_MS);
    await answer(world, quick);
    await pass(4 * MINUTE_MS);
    await answer(world, slow);
    await pass(3 * MINUTE_MS);
    await thank(world, talks);
    await Promise.all(talks.map(end));
    // The survey leaves with the next look at what is due.
    await pass(80 * SECOND_MS);
    await Promise.all(talks.map((talk) => fillIn(world, talk)));
    await Promise.all(talks.map(close));
    await pass(25 * MINUTE_MS);
    await choose('offline');
  } finally {
    for (const stop of leave) stop();
  }
}

async function isHere(agent: DeskPerson): Promise<boolean> {
  return (await agent.ask<{ presence: { connected: boolean } }>('GET', '/api/presence/mine')).presence
    .connected;
}

/** Waits until everything is offered; who shall decline declines, and the next one takes it. */
async function accept(
  world: ShiftWorld,
  agents: readonly DeskPerson[],
  talks: readonly ServedTalk[],
): Promise<Running[]> {
  const running: Running[] = [];
  const declined = new Set<string>();
  const take = async (agent: DeskPerson, { sessionId, conversationId, workItemId }: Offer) => {
    const talk = await talkOf(agent, conversationId, talks);
    if (!talk) return;
    if (talk.declined && !declined.has(conversationId)) {
      declined.add(conversationId);
      await agent.ask('POST', `/api/offers/${sessionId}/decline`);
      return;
    }
    await agent.ask('POST', `/api/offers/${sessionId}/accept`);
    running.push({ ...talk, conversationId, workItemId, agent });
  };
  await world.pass(19 * SECOND_MS);
  await until(async () => {
    await Promise.all(
      agents.map(async (agent) => {
        const { offers } = await agent.ask<{ offers: Offer[] }>('GET', '/api/offers');
        await Promise.all(offers.map((offer) => take(agent, offer)));
      }),
    );
    return running.length === talks.length;
  });
  return running;
}

async function talkOf(
  agent: DeskPerson,
  conversationId: string,
  talks: readonly ServedTalk[],
): Promise<ServedTalk | undefined> {
  const username = (await rowOf(agent, conversationId))?.customer.username;
  return talks.find(({ customer }) => customer === username);
}

async function rowOf(agent: DeskPerson, conversationId: string): Promise<InboxRow | undefined> {
  const { rows } = await agent.ask<{ rows: InboxRow[] }>('GET', `/api/inbox/rows?ids=${conversationId}`);
  return rows[0];
}

async function answer({ x }: ShiftWorld, talks: readonly Running[]): Promise<void> {
  await Promise.all(
    talks.map(async ({ agent, conversationId, workItemId, customer, answer: text }) => {
      await agent.ask('POST', `/api/conversations/${conversationId}/messages`, {
        text,
        idempotencyKey: `demo-${workItemId}`,
      });
      // Sent, and taken in by routing: nobody waits any more.
      await until(async () => (await rowOf(agent, conversationId))?.workItem?.waitingSince === null);
      await x.read(customer, business);
    }),
  );
}

async function thank({ x }: ShiftWorld, talks: readonly Running[]): Promise<void> {
  await Promise.all(
    talks.map(async ({ agent, conversationId, customer, thanks }) => {
      if (thanks === undefined) return;
      await x.write(customer, business, { text: thanks });
      await until(async () => (await rowOf(agent, conversationId))?.previewDirection === 'in');
    }),
  );
}

async function end({ agent, conversationId, tag }: Running): Promise<void> {
  await agent.ask('PATCH', `/api/conversations/${conversationId}`, { addTags: [tag] });
  await agent.ask('POST', `/api/conversations/${conversationId}/end`);
}

async function close({ agent, conversationId }: Running): Promise<void> {
  await agent.ask('POST', `/api/conversations/${conversationId}/close`);
}

/** The customer follows the link of the survey, and answers. */
async function fillIn({ url, x }: ShiftWorld, talk: Running): Promise<void> {
  if (talk.satisfaction === undefined) return;
  let token: string | undefined;
  await until(async () => {
    token = /\/survey\/([\w-]+)$/.exec((await x.lastLink(talk.customer)) ?? '')?.[1];
    return token !== undefined;
  });
  const answers = { satisfaction: { score: talk.satisfaction } };
  await call(url, 'PUT', `/api/public/surveys/${token}`, { answers }, { origin: new URL(url).origin });
}
