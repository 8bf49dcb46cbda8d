import { Agent } from 'node:https';
import { connect } from 'node:net';
import type { Simulator } from '../../simulator/main.ts';
import { startCheckedSimulator } from '../check-answers.ts';
import type { SimApp } from '../../simulator/state/apps.ts';
import type { SimUser } from '../../simulator/state/users.ts';
import { consentAs } from '../x-browser.ts';

export const callback = 'https://shop.example/callback';

/** A local X with one app and two people, for clients that only know the real addresses. */
export interface LocalX {
  simulator: Simulator;
  app: SimApp;
  shop: SimUser;
  customer: SimUser;
  /** Opens a consent page as a browser does and decides on it; answers where it is sent. */
  consent(authorizeUrl: string, user: SimUser, decision?: 'authorize' | 'cancel'): Promise<URL>;
}

export async function startLocalX(): Promise<LocalX> {
  const simulator = await startCheckedSimulator({ port: 0 });
  const { sim } = simulator;
  const app = sim.apps.create({ name: 'Client test', callbacks: [callback] });
  const shop = sim.users.create({ username: 'shop', name: 'The Shop', email: 'shop@example.com' });
  const customer = sim.users.create({ username: 'ann', name: 'Ann' });
  return {
    simulator,
    app,
    shop,
    customer,
    consent: (authorizeUrl, user, decision) =>
      consentAs(simulator.url, authorizeUrl, user.username, decision),
  };
}

/** For clients on `node:https`: their requests for any host reach the simulator as plain HTTP. */
export function plainAgent(port: number): Agent {
  class PlainAgent extends Agent {
    // The documented seam of http.Agent; its options are not needed here.
    override createConnection() {
      const socket = connect(port, '127.0.0.1');
      return Object.assign(socket, { authorized: true, getPeerCertificate: () => ({}) });
    }
  }
  return new PlainAgent({ keepAlive: false });
}

const dispatcherKey = Symbol.for('undici.globalDispatcher.1');
type Connect = (options: unknown, done: (error: Error | null, socket?: unknown) => void) => void;
type DispatcherClass = new (options: { connect: Connect }) => { close(): Promise<void> };

/** For clients on `fetch`: sends every host to the simulator until the answered function is called. */
export async function redirectFetch(port: number): Promise<() => Promise<void>> {
  await fetch(`http://127.0.0.1:${port}/_control/time`);
  // Node keeps its dispatcher under this symbol once fetch has been used; its class is not exported otherwise.
  const holder = globalThis as unknown as Record<symbol, object>;
  const before = holder[dispatcherKey];
  if (!before) throw new Error('this Node keeps its dispatcher elsewhere');
  const Dispatcher = before.constructor as DispatcherClass;
  const ours = new Dispatcher({
    connect: (_options, done) => {
      const socket = connect(port, '127.0.0.1', () => done(null, socket));
      socket.on('error', (error) => done(error));
    },
  });
  holder[dispatcherKey] = ours;
  return async () => {
    holder[dispatcherKey] = before;
    await ours.close();
  };
}
