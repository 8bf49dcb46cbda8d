import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  type ControlScenario,
  type ControlScenarios,
  NewScenarioRun,
  RecordingChange,
  type RecordingState,
  ScenarioScript,
  type ScenarioRuns,
} from '../../contract/control/scenarios.ts';
import { builtInScenarios } from '../scenarios/built-in/index.ts';
import { type Recorder, createRecorder } from '../scenarios/recorder.ts';
import { TooManyRuns, createRunner } from '../scenarios/runner.ts';
import { complaintAbout } from '../scenarios/script.ts';
import type { Sim } from '../sim.ts';
import type { SimUser } from '../state/users.ts';
import { ControlError, controlRoute, getUser } from './control-route.ts';

interface KeptScenario {
  name: string;
  origin: 'written' | 'recorded';
  script: ScenarioScript;
}

const maxKept = 500;
const namePattern = /^[a-z0-9][a-z0-9-]{0,59}$/;
/** Marks what a run asks for, so that a recording beside it holds only what people did. */
const runHeader = 'x-scenario-run';

/** `/_control/scenarios`, `/runs`, `/recordings`: scripts of people, run, written down and done again. */
export function controlScenarios(app: FastifyInstance, sim: Sim): void {
  const kept = sim.store.table<KeptScenario>('scenarios', { key: (row) => row.name });
  const runner = createRunner(sim, async (method, path, body) => {
    const response = await app.inject({
      // Scripts have no other methods than these.
      method: method as 'POST' | 'PATCH' | 'PUT' | 'DELETE',
      url: `/_control${path}`,
      headers: { [runHeader]: '1', ...(body ? { 'content-type': 'application/json' } : {}) },
      payload: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: response.statusCode, answer: parse(response.body) };
  });
  let recorder: Recorder | undefined;
  sim.onReset(() => {
    runner.stopAll();
    recorder = undefined;
  });
  sim.onClose(() => runner.stopAll());

  const find = (name: string): { origin: ControlScenario['origin']; script: ScenarioScript } => {
    const own = kept.find(name);
    if (own) return own;
    const script = builtInScenarios[name];
    if (!script) throw new ControlError(404, `there is no scenario ${name}`);
    return { origin: 'built-in', script };
  };

  controlRoute(app, {
    method: 'GET',
    url: '/scenarios',
    handle: (): ControlScenarios => ({
      scenarios: [
        ...[...kept.values()].map(({ name, origin, script }) => overviewOf(name, origin, script)),
        ...Object.entries(builtInScenarios)
          .filter(([name]) => !kept.find(name))
          .map(([name, script]) => overviewOf(name, 'built-in', script)),
      ],
    }),
  });

  controlRoute(app, {
    method: 'GET',
    url: '/scenarios/:name',
    handle: ({ params }) => find(params['name'] ?? '').script,
  });

  controlRoute(app, {
    method: 'PUT',
    url: '/scenarios/:name',
    body: ScenarioScript,
    bodyLimitBytes: 16 * 1024 * 1024,
    handle: ({ body, params }) => {
      const complaint = complaintAbout(body);
      if (complaint !== undefined) throw new ControlError(400, complaint);
      return keep(params['name'] ?? '', 'written', body);
    },
  });

  controlRoute(app, {
    method: 'DELETE',
    url: '/scenarios/:name',
    handle: ({ params }) => {
      const name = params['name'] ?? '';
      if (!kept.delete(name)) throw new ControlError(404, `no scenario ${name} was written or recorded here`);
      return {};
    },
  });

  controlRoute(app, {
    method: 'POST',
    url: '/scenarios/:name/runs',
    body: NewScenarioRun,
    handle: ({ body, params, reply }) => {
      const name = params['name'] ?? '';
      const { script } = find(name);
      const account = body.account === undefined ? lastAccount(sim) : getUser(sim, body.account);
      try {
        return reply.code(201).send(runner.start(name, script, account, body.speed ?? 1));
      } catch (error) {
        if (error instanceof TooManyRuns) throw new ControlError(409, error.message);
        throw error;
      }
    },
  });

  controlRoute(app, { method: 'GET', url: '/runs', handle: (): ScenarioRuns => ({ runs: runner.list() }) });
  for (const method of ['GET', 'DELETE'] as const)
    controlRoute(app, {
      method,
      url: '/runs/:id',
      handle: ({ params }) => {
        const id = params['id'] ?? '';
        const run = method === 'GET' ? runner.find(id) : runner.stop(id);
        if (!run) throw new ControlError(404, `there is no run ${id}`);
        return run;
      },
    });

  const recording = (): RecordingState => ({
    recording: recorder
      ? { name: recorder.name, startedAt: recorder.startedAtMs, steps: recorder.steps }
      : null,
  });
  controlRoute(app, { method: 'GET', url: '/recordings', handle: recording });
  controlRoute(app, {
    method: 'POST',
    url: '/recordings',
    body: RecordingChange,
    handle: ({ body }) => {
      if (body.action === 'start') {
        if (recorder) throw new ControlError(409, `${recorder.name} is being recorded: stop it first`);
        const name =
          body.name ?? `recording-${new Date(sim.clock.now()).toISOString().slice(0, 19).replace(/\D/g, '')}`;
        recorder = createRecorder(name, sim.clock.now(), {
          idOf: (username) => sim.users.findByUsername(username)?.id,
          username: (id) => sim.users.find(id)?.username,
          isAccount: (id) => isAccount(sim, id),
        });
        return recording();
      }
      if (!recorder) throw new ControlError(409, 'nothing is being recorded');
      const { name } = recorder;
      const script = body.action === 'stop' ? recorder.script() : undefined;
      recorder = undefined;
      if (body.action === 'cancel') return recording();
      if (!script) throw new ControlError(400, 'nothing happened that could be done again: nothing was kept');
      return keep(name, 'recorded', script);
    },
  });

  app.addHook('onSend', (request, reply, payload, done) => {
    if (recorder && reply.statusCode < 300 && request.headers[runHeader] === undefined)
      recorder.take({ ...actOf(request), atMs: sim.clock.now(), answer: parse(payload) });
    done(null, payload);
  });

  function keep(name: string, origin: KeptScenario['origin'], script: ScenarioScript): ControlScenario {
    if (!namePattern.test(name))
      throw new ControlError(400, 'a name has small letters, digits and hyphens, at most sixty');
    if (!kept.find(name) && kept.size >= maxKept)
      throw new ControlError(409, `${maxKept} scenarios are kept: delete one first`);
    kept.put({ name, origin, script });
    return overviewOf(name, origin, script);
  }
}

function actOf({ method, url, body }: FastifyRequest) {
  return { method, path: url.replace(/^\/_control/, ''), body };
}

function overviewOf(
  name: string,
  origin: ControlScenario['origin'],
  script: ScenarioScript,
): ControlScenario {
  const { title, about = '', people = [], steps } = script;
  return {
    name,
    title,
    about,
    origin,
    steps: steps.length,
    people: people.length,
    lengthMs: steps.at(-1)?.atMs ?? 0,
  };
}

function isAccount(sim: Sim, userId: string): boolean {
  return sim.apps.list().some((app) => sim.tokens.isAuthorised(app.id, userId, sim.clock.now()));
}

/** Whom people write to when nobody is named. */
function lastAccount(sim: Sim): SimUser {
  let last: { userId: string; createdAt: number } | undefined;
  for (const table of [sim.tokens.access, sim.tokens.oauth2])
    for (const token of table.values()) if (token.createdAt >= (last?.createdAt ?? 0)) last = token;
  const user = last && sim.users.find(last.userId);
  if (user) return user;
  throw new ControlError(
    400,
    'no account has given an app access yet: say in `account` whom people write to',
  );
}

function parse(payload: unknown): unknown {
  if (typeof payload !== 'string') return undefined;
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}
