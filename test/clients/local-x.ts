import { Agent } from 'node:https';
import { createRequire } from 'node:module';
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

/** Leads the clients of this process to the simulator as `node -r rookery/simulator/register` does. */
export function preload(port: number): void {
  process.env['ROOKERY_LOCAL_X'] = `http://127.0.0.1:${port}`;
  createRequire(import.meta.url)('../../simulator/register.cjs');
}

/** For clients that take an agent: an ordinary one, since the preload does the rest. */
export function plainAgent(port: number): Agent {
  preload(port);
  return new Agent({ keepAlive: false });
}

/** For clients on `fetch`, until the answered function is called. */
export async function redirectFetch(port: number): Promise<() => Promise<void>> {
  preload(port);
  return async () => {
    delete process.env['ROOKERY_LOCAL_X'];
  };
}
