import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSecrets, createTimers, keyringFromText } from '../../server/base/index.ts';
import { systemActor } from '../../server/people/index.ts';
import { createWebhooks } from '../../server/webhooks/index.ts';
import { countEvents, numberPorts } from '../flows/webhooks-numbers.ts';
import { openReceiver, type Receiver, upTo } from '../flows/webhooks-world.ts';
import { openTestBase, type TestBase, until } from '../harness.ts';
import { type Running, startProcess } from './processes.ts';
import { chanceOf, newSeed } from './random.ts';

const KILLS = 4;
const CONVERSATIONS = 12;
const EACH = 40;

let base: TestBase;
let directory: string;
let receiver: Receiver;
const victims: Running[] = [];

beforeAll(async () => {
  base = await openTestBase();
  directory = await mkdtemp(join(tmpdir(), 'rk-webhooks-'));
  receiver = await openReceiver();
});

afterAll(async () => {
  for (const victim of victims) await victim.kill();
  await receiver?.close();
  await base?.close();
  await rm(directory, { recursive: true, force: true });
});

it('loses nothing and keeps the order while one of two deliverers is killed, whatever it is doing', async () => {
  const seed = Number(process.env['PROOF_SEED'] ?? newSeed());
  const chance = chanceOf(seed);
  const masterKey = randomBytes(32).toString('base64');
  const start = (n: number) => {
    const args = [base.url, masterKey];
    const logFile = join(directory, `${n}.log`);
    const process = startProcess('test/proof/webhook-process.ts', args, { logFile });
    victims[n] = process;
    return new Promise<void>((resolve) => process.child.stdout?.once('data', () => resolve()));
  };
  // Only to set up: nothing of it is started here.
  const timers = createTimers(base);
  const { endpoints } = createWebhooks({
    ...base,
    log: { append: base.log.append, consume: () => undefined },
    timers,
    secrets: createSecrets(keyringFromText(masterKey), base.clock),
    audit: () => Promise.resolve(),
    allowPrivateUrls: true,
    ports: numberPorts(),
  });
  await endpoints.create(base.workspace, systemActor, { target: receiver.url, triggers: ['*'] });
  // Some are answered late, some never: the answer is lost, the receiver has it.
  let lost = 0;
  const seen: { conversationId: string; n: number; eventId: string }[] = [];
  receiver.answer = async (got) => {
    seen.push(got);
    if (chance.next() < 0.03) {
      lost += 1;
      return 'close';
    }
    if (chance.next() < 0.2) await new Promise((resolve) => setTimeout(resolve, 40));
    return 200;
  };
  await Promise.all([start(0), start(1)]);
  const talks = Array.from({ length: CONVERSATIONS }, (_, n) => n.toString(16).padStart(24, 'a'));
  const counters = new Map<string, number>();
  const struck: number[] = [];
  for (let n = 0; n < EACH; n += 1) {
    await base.workspace.transaction((tx) => {
      base.log.append(tx, countEvents(counters, talks));
      return Promise.resolve();
    });
    if (n % Math.floor(EACH / KILLS) !== 5) continue;
    const before = seen.length;
    await until(() => seen.length > before + 5, { timeoutMs: 60_000 });
    const victim = chance.below(2);
    struck.push(victim);
    await victims[victim]?.kill('SIGKILL');
    void start(victim);
  }
  // What failed is due by and by; time is not waited for.
  const firsts = () => new Set(seen.map((one) => one.eventId)).size;
  await until(
    async () => {
      if (firsts() < CONVERSATIONS * EACH) await base.clock.advance(60_000);
      return firsts() === CONVERSATIONS * EACH;
    },
    { timeoutMs: 120_000, everyMs: 500, what: `everything is there; PROOF_SEED=${seed}` },
  );
  expect(struck).toHaveLength(KILLS);
  for (const talk of talks) {
    const came = seen.filter((one) => one.conversationId === talk).map((one) => one.n);
    expect([...new Set(came)], `PROOF_SEED=${seed}`).toEqual(upTo(EACH));
  }
  // Twice only where the answer was lost or the one who waited for it was killed.
  expect(seen.length - firsts()).toBeLessThanOrEqual(lost + KILLS * 8);
}, 240_000);
