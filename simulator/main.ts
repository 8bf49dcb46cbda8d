import Fastify, { type FastifyInstance } from 'fastify';
import { registerAccountActivity } from './areas/account-activity/index.ts';
import { registerActivity } from './areas/activity/index.ts';
import { registerChat } from './areas/chat/index.ts';
import { registerDm } from './areas/dm/index.ts';
import { registerDmV1 } from './areas/dm-v1/index.ts';
import { registerEngagement } from './areas/engagement/index.ts';
import { registerLists } from './areas/lists/index.ts';
import { registerListsV1 } from './areas/lists-v1/index.ts';
import { registerMedia } from './areas/media/index.ts';
import { registerOauth } from './areas/oauth/index.ts';
import { registerPosts } from './areas/posts/index.ts';
import { registerStatusesV1 } from './areas/statuses-v1/index.ts';
import { registerUsage } from './areas/usage/index.ts';
import { registerUsers } from './areas/users/index.ts';
import { registerUsersV1 } from './areas/users-v1/index.ts';
import { registerWebhooks } from './areas/webhooks/index.ts';
import { registerControl } from './control/index.ts';
import { keepRawBodies } from './core/body.ts';
import { answerError, pageNotFound } from './core/errors.ts';
import { buildLazyValidator } from './core/lazy-validation.ts';
import { logRequests } from './core/log-requests.ts';
import { type XAnswer, watchAnswers } from './core/watch-answers.ts';
import { registerDeliveryControl } from './events/control.ts';
import { createDelivery } from './events/delivery.ts';
import { registerRequestFaults } from './faults/request-faults.ts';
import { controlDoors } from './hosts/control.ts';
import { type Fronts, openFronts } from './hosts/fronts.ts';
import { hostHas } from './hosts/names.ts';
import { controlMoney } from './money/control.ts';
import { registerLive } from './page/live.ts';
import { type Sim, createSim } from './sim.ts';
import { registerWeb } from './web-server.ts';

export interface SimulatorOptions {
  /** 0 takes a free one. */
  port?: number;
  host?: string;
  /** State is kept here and found again after a restart; in memory only when absent. */
  dataDir?: string;
  /** Virtual time at start, milliseconds since the epoch. */
  startAt?: number;
  /** HTTPS with a certificate for X's hosts, and a proxy that leads to it: 0 takes a free port. */
  tlsPort?: number;
  proxyPort?: number;
  /** Sees every answer of the X paths: for tests in the same process. */
  onAnswer?: (answer: XAnswer) => void;
}

interface Route {
  method: string;
  url: string;
}

export interface Simulator {
  url: string;
  port: number;
  /** Doors for clients that know X's own addresses only. */
  fronts: Omit<Fronts, 'close'>;
  /** For tests in the same process; everyone else uses `/_control`. */
  sim: Sim;
  /** Every route of X that is served. */
  routes: Route[];
  /** Every route of the control API, its prefix included. */
  controlRoutes: Route[];
  close(): Promise<void>;
}

/** The Date header; it changes once a second. */
const dateText = createDateText();

function createDateText(): (at: number) => string {
  let second = Number.NaN;
  let text = '';
  return (at) => {
    const current = Math.floor(at / 1000);
    if (current !== second) {
      second = current;
      text = new Date(at).toUTCString();
    }
    return text;
  };
}

/** Writes down what is registered from now on. */
function listRoutes(app: FastifyInstance, list: Route[]): void {
  app.addHook('onRoute', ({ method, url }) => {
    for (const name of [method].flat()) if (name !== 'HEAD') list.push({ method: name, url });
  });
}

const bodyLimitBytes = 64 * 1024 * 1024;

/** Starts the local X and resolves once it accepts requests. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 3200, host = '127.0.0.1', dataDir, startAt } = options;
  const core = createSim({ dataDir, startAt });
  const { sim } = core;
  const delivery = createDelivery(sim);
  const app = Fastify({
    logger: false,
    bodyLimit: bodyLimitBytes,
    forceCloseConnections: true,
    // What the control API does not know is refused, not dropped.
    ajv: { customOptions: { removeAdditional: false } },
    schemaController: { compilersFactory: { buildValidator: buildLazyValidator } },
    // Paths that cannot be decoded are unknown ones.
    frameworkErrors: (_error, request, reply) => void answerError(pageNotFound(request.url), request, reply),
  });
  let fronts: Fronts | undefined;
  const routes: Route[] = [];
  const controlRoutes: Route[] = [];
  // Nobody hears of what a kill could still undo.
  app.addHook('onSend', (_request, _reply, payload, done) => {
    sim.store.flush();
    done(null, payload);
  });
  // Each host of X has its own paths only; any other Host has them all.
  app.addHook('onRequest', (request, reply, done) => {
    if (hostHas(request.headers.host, request.url)) done();
    else void answerError(pageNotFound(request.url), request, reply);
  });
  await app.register(async (x) => {
    listRoutes(x, routes);
    keepRawBodies(x);
    x.setErrorHandler(answerError);
    // Clients reckon the ends of limit windows from the time that X says it is.
    x.addHook('onRequest', (_request, reply, done) => {
      reply.header('date', dateText(sim.clock.now()));
      done();
    });
    logRequests(x, sim);
    registerRequestFaults(x, sim, delivery);
    if (options.onAnswer) watchAnswers(x, options.onAnswer);
    registerOauth(x, sim);
    registerUsers(x, sim);
    registerUsersV1(x, sim);
    registerPosts(x, sim);
    registerStatusesV1(x, sim);
    registerLists(x, sim);
    registerListsV1(x, sim);
    registerMedia(x, sim);
    registerDm(x, sim);
    registerDmV1(x, sim);
    registerChat(x, sim);
    registerEngagement(x, sim);
    registerUsage(x, sim);
    registerWebhooks(x, sim, delivery);
    registerActivity(x, sim, delivery);
    registerAccountActivity(x, sim, delivery);
    // Here, so that what clients ask for in vain stands in the request log too.
    x.setNotFoundHandler((request, reply) => answerError(pageNotFound(request.url), request, reply));
  });
  await app.register(
    async (control) => {
      listRoutes(control, controlRoutes);
      registerControl(control, sim);
      registerDeliveryControl(control, sim, delivery);
      controlMoney(control, sim);
      controlDoors(control, () => fronts);
      registerLive(control, sim, delivery);
    },
    { prefix: '/_control' },
  );
  await app.register(async (web) => registerWeb(web, sim));
  sim.store.open();
  const url = await app.listen({ port, host });
  core.listening(url);
  const { tlsPort, proxyPort } = options;
  const inside = { server: app.server, routing: app.routing.bind(app) };
  fronts = await openFronts(inside, { host, dataDir, tlsPort, proxyPort });
  delivery.resume();
  return {
    url,
    port: Number(new URL(url).port),
    fronts,
    sim,
    routes,
    controlRoutes,
    async close() {
      await core.close();
      await fronts?.close();
      await app.close();
    },
  };
}
