import type { FastifyInstance } from 'fastify';
import { ControlSeed, type ControlSeedProgress } from '../../contract/control/seed.ts';
import { seedMessages, seedPeople } from '../acts/seed.ts';
import type { Sim } from '../sim.ts';
import { ControlError, controlRoute, getUser } from './control-route.ts';

const dayMs = 86_400_000;
const defaultDays = 29;
const messagesPerPerson = 50;

const idle = (): ControlSeedProgress => ({
  state: 'idle',
  messagesDone: 0,
  messages: 0,
  people: 0,
  accounts: [],
  tookMs: 0,
});

/** `/_control/seed`: fills the local X while it goes on answering; one seeding at a time. */
export function controlSeed(app: FastifyInstance, sim: Sim): void {
  let progress = idle();

  async function run(asked: ControlSeed): Promise<void> {
    const mine = progress;
    const isOn = () => progress === mine && mine.state === 'running';
    const startedMs = performance.now();
    const steps = async (work: Generator<number>, done: (count: number) => void) => {
      for (const count of work) {
        done(count);
        mine.tookMs = Math.round(performance.now() - startedMs);
        // Between two chunks whoever calls the local X is answered.
        await new Promise((resolve) => setImmediate(resolve));
        if (!isOn()) return;
      }
    };
    const peopleIds: string[] = [];
    await steps(seedPeople(sim, mine.people, peopleIds), () => {});
    const untilMs = sim.clock.now();
    const fromMs = untilMs - (asked.days ?? defaultDays) * dayMs;
    if (isOn())
      await steps(
        seedMessages(sim, { messages: mine.messages, peopleIds, accountIds: mine.accounts, fromMs, untilMs }),
        (count) => (mine.messagesDone = count),
      );
    mine.tookMs = Math.round(performance.now() - startedMs);
    if (mine.state === 'running') mine.state = 'done';
    if (progress === mine) sim.events.emit({ kind: 'history.seeded' });
  }

  controlRoute(app, { method: 'GET', url: '/seed', handle: () => progress });

  controlRoute(app, {
    method: 'POST',
    url: '/seed',
    body: ControlSeed,
    handle: ({ body, reply }) => {
      if (progress.state === 'running') throw new ControlError(409, 'a seeding is running: stop it first');
      const accounts = body.accounts?.map((ref) => getUser(sim, ref).id) ?? [ownAccount(sim)];
      const people = body.people ?? Math.ceil(body.messages / messagesPerPerson);
      progress = { ...idle(), state: 'running', messages: body.messages, people, accounts };
      const mine = progress;
      run(body).catch((error: unknown) => {
        mine.state = 'failed';
        mine.error = error instanceof Error ? error.message : String(error);
      });
      return reply.code(202).send(progress);
    },
  });

  controlRoute(app, {
    method: 'DELETE',
    url: '/seed',
    handle: () => {
      if (progress.state === 'running') progress.state = 'stopped';
      return progress;
    },
  });

  const stop = () => {
    progress = idle();
  };
  sim.onReset(stop);
  sim.onClose(stop);
}

/** The account that seeded people write to when none is named; the same one each time. */
function ownAccount(sim: Sim): string {
  const known = sim.users.findByUsername('seeded_shop');
  return (known ?? sim.users.create({ username: 'seeded_shop', name: 'Seeded Shop' })).id;
}
