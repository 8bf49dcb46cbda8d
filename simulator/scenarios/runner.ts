import type { ScenarioRun } from '../../contract/control/scenarios.ts';
import type { Sim } from '../sim.ts';
import { conversationIdOf } from '../state/dms.ts';
import type { SimUser } from '../state/users.ts';
import { type Answers, type ScenarioScript, type ScenarioStep, fill } from './script.ts';

export type Ask = (
  method: string,
  path: string,
  body: object | undefined,
) => Promise<{ status: number; answer: unknown }>;

export interface Runner {
  start(name: string, script: ScenarioScript, account: SimUser, speed: number): ScenarioRun;
  /** Newest first. */
  list(): ScenarioRun[];
  find(id: string): ScenarioRun | undefined;
  stop(id: string): ScenarioRun | undefined;
  stopAll(): void;
}

const maxRunning = 10;
const keptRuns = 50;
const keptFailures = 100;

export class TooManyRuns extends Error {}

/** Runs scripts by X's clock, each step as one request to the control API. */
export function createRunner(sim: Sim, ask: Ask): Runner {
  const runs: { run: ScenarioRun; cancel: AbortController }[] = [];
  let nextId = 1;

  async function perform(run: ScenarioRun, script: ScenarioScript, account: SimUser, signal: AbortSignal) {
    for (const person of script.people ?? [])
      if (!sim.users.findByUsername(person.username)) await ask('POST', '/users', person);
    const answers: Answers = { account: `@${account.username}` };
    let zeroMs = sim.clock.now();
    for (const [index, step] of script.steps.entries()) {
      if (step.afterAnswerTo) await answerTo(sim, run, account, step.afterAnswerTo, signal);
      if (run.speed > 0) {
        const dueMs = zeroMs + step.atMs / run.speed;
        await waitUntil(sim, dueMs, signal);
        // An answer that came late moves what follows along.
        if (step.afterAnswerTo) zeroMs += Math.max(0, sim.clock.now() - dueMs);
      }
      if (signal.aborted) return;
      await one(run, index, step, answers);
      run.stepsDone = index + 1;
    }
  }

  async function one(run: ScenarioRun, index: number, step: ScenarioStep, answers: Answers) {
    const failed = (path: string, status: number, error: string) => {
      if (run.failures.length < keptFailures) run.failures.push({ step: index + 1, path, status, error });
    };
    try {
      const { path, body } = fill(step, answers);
      const { status, answer } = await ask(step.method, path, body);
      if (status >= 400) failed(path, status, errorOf(answer));
      if (step.label !== undefined) answers[step.label] = answer;
    } catch (error) {
      failed(step.path, 0, error instanceof Error ? error.message : String(error));
    }
  }

  const stop = ({ run, cancel }: (typeof runs)[number]) => {
    if (run.state !== 'running') return;
    run.state = 'stopped';
    run.endedAt = sim.clock.now();
    run.waitingFor = undefined;
    cancel.abort();
  };

  return {
    start(name, script, account, speed) {
      if (runs.filter(({ run }) => run.state === 'running').length >= maxRunning)
        throw new TooManyRuns(`${maxRunning} scenarios are running: stop one first`);
      const run: ScenarioRun = {
        id: String(nextId++),
        scenario: name,
        title: script.title,
        state: 'running',
        speed,
        account: account.username,
        startedAt: sim.clock.now(),
        stepsDone: 0,
        steps: script.steps.length,
        failures: [],
      };
      const cancel = new AbortController();
      runs.unshift({ run, cancel });
      runs.length = Math.min(runs.length, keptRuns);
      void perform(run, script, account, cancel.signal).then(() => {
        if (run.state !== 'running') return;
        run.state = 'done';
        run.endedAt = sim.clock.now();
      });
      return run;
    },
    list: () => runs.map(({ run }) => run),
    find: (id) => runs.find(({ run }) => run.id === id)?.run,
    stop(id) {
      const held = runs.find(({ run }) => run.id === id);
      if (held) stop(held);
      return held?.run;
    },
    stopAll() {
      for (const held of runs) stop(held);
    },
  };
}

/** Resolves at that moment of X's time, or when the run is stopped. */
function waitUntil(sim: Sim, atMs: number, signal: AbortSignal): Promise<void> {
  const delayMs = atMs - sim.clock.now();
  if (delayMs <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = () => {
      cancel();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const cancel = sim.clock.after(delayMs, finish);
    signal.addEventListener('abort', finish);
  });
}

/** Waits until the account has answered the person, as long as the step allows. */
async function answerTo(
  sim: Sim,
  run: ScenarioRun,
  account: SimUser,
  { user, atMostMs }: NonNullable<ScenarioStep['afterAnswerTo']>,
  signal: AbortSignal,
): Promise<void> {
  const person = user.startsWith('@') ? sim.users.findByUsername(user.slice(1)) : sim.users.find(user);
  if (!person) return;
  const conversationId = conversationIdOf(person.id, account.id);
  if (sim.dms.eventsOfConversation(conversationId).at(-1)?.senderId === account.id) return;
  run.waitingFor = `an answer of @${account.username} to @${person.username}`;
  const patience = new AbortController();
  const off = sim.events.on('dm.created', ({ event }) => {
    if (event.conversationId === conversationId && event.senderId === account.id) patience.abort();
  });
  // At a speed people are that much less patient.
  const longestMs = run.speed > 0 ? atMostMs / run.speed : 0;
  await waitUntil(sim, sim.clock.now() + longestMs, AbortSignal.any([signal, patience.signal]));
  off();
  run.waitingFor = undefined;
}

function errorOf(answer: unknown): string {
  const said = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'error') : undefined;
  return typeof said === 'string' ? said : JSON.stringify(answer ?? null).slice(0, 300);
}
