import { type Simulator, startSimulator } from '../../simulator/main.ts';
import type { NewApp, SimApp } from '../../simulator/state/apps.ts';
import type { NewUser, SimUser } from '../../simulator/state/users.ts';
import { type XBrowser, openXBrowser } from '../x-browser.ts';

/** A local X with an app that somebody may let in, and a browser at it. */
export interface SignInWorld {
  x: Simulator;
  app: SimApp;
  shop: SimUser;
  browser: XBrowser;
}

export async function startSignInWorld(
  newApp: Partial<NewApp>,
  newShop: Partial<NewUser> = {},
): Promise<SignInWorld> {
  const x = await startSimulator({ port: 0 });
  const app = x.sim.apps.create({ name: 'Desk & <Co>', ...newApp });
  const shop = x.sim.users.create({ username: 'shop', ...newShop });
  return { x, app, shop, browser: openXBrowser(x.url) };
}

/** The same, and the shop is signed in already. */
export async function startSignedInWorld(newApp: Partial<NewApp>): Promise<SignInWorld> {
  const world = await startSignInWorld(newApp);
  await world.browser.open('/login');
  await world.browser.signIn('shop');
  return world;
}
