import { randomBytes } from 'node:crypto';
import { Accounts, type AccountRecord, type AppRecord } from '../../server/accounts/index.ts';
import { createSecrets, keyringFromText, type WorkspaceDb } from '../../server/base/index.ts';
import { createSite, localX, REAL_X } from '../../server/x/index.ts';
import type { Simulator } from '../../simulator/main.ts';
import { startCheckedSimulator } from '../check-answers.ts';
import type { NewApp, SimApp } from '../../simulator/state/apps.ts';
import type { SimUser } from '../../simulator/state/users.ts';
import { openTestBase, type TestBase } from '../harness.ts';
import { consentAs } from '../x-browser.ts';

const PUBLIC_URL = 'http://127.0.0.1:3100';

/** A local X with an app, and our side of it: the app recorded, nobody signed in yet. */
export interface XWorld {
  readonly base: TestBase;
  readonly simulator: Simulator;
  readonly db: WorkspaceDb;
  readonly accounts: Accounts;
  readonly simApp: SimApp;
  readonly app: AppRecord;
  readonly shop: SimUser;
  readonly customer: SimUser;
  /** Another process on the same database: its own pool is not needed to have its own memory. */
  anotherProcess(): Accounts;
  /** Goes through the consent page as this user. */
  consent(
    authorizeUrl: string,
    user: SimUser,
    decision?: 'authorize' | 'cancel',
  ): Promise<Record<string, string>>;
  signIn(user: SimUser, authKind: 'oauth1' | 'oauth2'): Promise<AccountRecord>;
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export async function openXWorld(simAppOptions: Partial<NewApp> = {}): Promise<XWorld> {
  const base = await openTestBase();
  const simulator = await startCheckedSimulator({ port: 0 });
  const { sim, url } = simulator;
  const simApp = sim.apps.create({
    name: 'Shop app',
    permission: 'read-write-dm',
    callbacks: [`${PUBLIC_URL}/x/callback`, `${PUBLIC_URL}/x/callback2`],
    ...simAppOptions,
  });
  const shop = sim.users.create({ username: 'shop', name: 'The Shop' });
  const customer = sim.users.create({ username: 'ann', name: 'Ann' });
  const secrets = createSecrets(keyringFromText(randomBytes(32).toString('base64')), base.clock);
  const anotherProcess = () =>
    new Accounts({
      db: base.db,
      secrets,
      clock: base.clock,
      log: base.log,
      logger: base.logger,
      publicUrl: PUBLIC_URL,
      sites: { x: createSite('x', REAL_X), local: createSite('local', localX(url)) },
    });
  const accounts = anotherProcess();
  const db = base.workspace;
  const app = await db.transaction((tx) =>
    accounts.insertApp(tx, {
      name: 'Shop',
      network: 'local',
      consumerKey: simApp.consumerKey,
      consumerSecret: simApp.consumerSecret,
      clientId: simApp.clientId,
      clientSecret: simApp.clientType === 'confidential' ? simApp.clientSecret : null,
    }),
  );

  const consent: XWorld['consent'] = async (authorizeUrl, user, decision = 'authorize') =>
    Object.fromEntries((await consentAs(url, authorizeUrl, user.username, decision)).searchParams);

  return {
    base,
    simulator,
    db,
    accounts,
    simApp,
    app,
    shop,
    customer,
    anotherProcess,
    consent,
    async signIn(user, authKind) {
      const start = await accounts.startSignIn(db, { appId: app.id, authKind, startedBy: 'tester' });
      const result = await accounts.finishSignIn(await consent(start.authorizeUrl, user));
      if (result?.state !== 'done') throw new Error(`not signed in: ${JSON.stringify(result)}`);
      return result.account;
    },
    async control(method, path, body) {
      const answer = await fetch(`${url}/_control${path}`, {
        method,
        ...(body !== undefined && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return answer.status === 204 ? undefined : answer.json();
    },
    async close() {
      await simulator.close();
      await base.close();
    },
  };
}
