import type { ControlAppCost, ControlCost, ControlCredits } from '../../contract/control/money.ts';
import { sendMessage } from '../../simulator/acts/messages.ts';
import type { Simulator } from '../../simulator/main.ts';
import type { SimApp } from '../../simulator/state/apps.ts';
import type { SimUser } from '../../simulator/state/users.ts';
import { startCheckedSimulator } from '../check-answers.ts';

const scopes = [
  'dm.read',
  'dm.write',
  'tweet.read',
  'tweet.write',
  'users.read',
  'follows.read',
  'follows.write',
  'list.read',
  'list.write',
];

type Answered = { status: number; headers: Headers; text: string };

/** A local X on 11 August 2026 with a shop that owns its app, a customer, and no limits but those of money. */
export interface MoneyWorld {
  simulator: Simulator;
  app: SimApp;
  shop: SimUser;
  ann: SimUser;
  /** As the shop, with OAuth 2.0, unless another token is given. */
  call(method: string, path: string, body?: unknown, bearer?: string): Promise<Answered>;
  control<Answer>(method: string, path: string, body?: unknown): Promise<Answer>;
  cost(): Promise<ControlAppCost>;
  setCredits(change: object): Promise<ControlCredits>;
  annWrites(text: string): string;
  send(text: string): Promise<Answered>;
  /** A new post of the shop's; its id. */
  post(text: string): Promise<string>;
  tokenOf(user: SimUser): string;
  /** Tokens live for two hours: for after the clock was turned. */
  signInAgain(): void;
}

export const bearer = 'AAAAshop';

export async function startMoneyWorld(options: { dataDir?: string } = {}): Promise<MoneyWorld> {
  const simulator = await startCheckedSimulator({
    port: 0,
    startAt: Date.UTC(2026, 7, 11, 9),
    ...options,
  });
  const { sim } = simulator;
  const shop = sim.users.create({ username: 'shop', name: 'Shop' });
  const ann = sim.users.create({ username: 'ann', name: 'Ann' });
  const app = sim.apps.create({ name: 'Shop app', ownerUserId: shop.id, bearerToken: bearer });
  sim.limits.enabled = false;
  const tokenOf = (user: SimUser) =>
    sim.tokens.issuePair({ appId: app.id, userId: user.id, scopes }, sim.clock.now()).access.token;
  let token = tokenOf(shop);
  return worldOf(simulator, app, shop, ann, {
    tokenOf,
    token: () => token,
    signInAgain() {
      token = tokenOf(shop);
    },
  });
}

/** The same world on another simulator that has the first one's state. */
export const movedTo = (world: MoneyWorld, simulator: Simulator): MoneyWorld => {
  const { app, shop, ann } = world;
  const { sim } = simulator;
  const tokenOf = (user: SimUser) =>
    sim.tokens.issuePair({ appId: app.id, userId: user.id, scopes }, sim.clock.now()).access.token;
  const token = tokenOf(shop);
  return worldOf(simulator, app, shop, ann, { tokenOf, token: () => token, signInAgain: () => undefined });
};

function worldOf(
  simulator: Simulator,
  app: SimApp,
  shop: SimUser,
  ann: SimUser,
  signedIn: { tokenOf: (user: SimUser) => string; token: () => string; signInAgain: () => void },
): MoneyWorld {
  const request = async (path: string, method: string, body: unknown, headers: Record<string, string>) => {
    const answer = await fetch(`${simulator.url}${path}`, {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const call: MoneyWorld['call'] = (method, path, body, as) =>
    request(path, method, body, { authorization: `Bearer ${as ?? signedIn.token()}` });
  const control = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const { text } = await request(`/_control${path}`, method, body, {});
    // The answers of the control API are typed by its contract.
    return JSON.parse(text) as Answer;
  };
  return {
    simulator,
    app,
    shop,
    ann,
    call,
    control,
    async cost() {
      const { apps } = await control<ControlCost>('GET', `/cost?appId=${app.id}`);
      if (!apps[0]) throw new Error('the app has no cost');
      return apps[0];
    },
    setCredits: (change) => control('POST', '/credits', { appId: app.id, ...change }),
    annWrites: (text) => sendMessage(simulator.sim, { senderId: ann.id, to: { userId: shop.id }, text }).id,
    send: (text) => call('POST', `/2/dm_conversations/with/${ann.id}/messages`, { text }),
    async post(text) {
      const { text: answer } = await call('POST', '/2/tweets', { text });
      // X's answer to a new post.
      return (JSON.parse(answer) as { data: { id: string } }).data.id;
    },
    tokenOf: signedIn.tokenOf,
    signInAgain: signedIn.signInAgain,
  };
}
