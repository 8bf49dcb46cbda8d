import { setTimeout as wait } from 'node:timers/promises';
import { accountErrors } from '../../contract/errors/accounts.ts';
import { xErrors } from '../../contract/errors/x.ts';
import { AppError, type WorkspaceDb } from '../base/index.ts';
import {
  appBearerToken,
  type CredentialSource,
  TOKEN_TIMEOUT_MS,
  type XCredentials,
  type XProblem,
} from '../x/index.ts';
import type { AccountId, AccountRecord } from './account.ts';
import { getAccount } from './account-store.ts';
import type { AppRecord } from './app.ts';
import { consumerKeys, siteOf } from './apps.ts';
import { accountRevoked, setStatus } from './connect.ts';
import type { AccountsDeps } from './deps.ts';
import type { Refresher } from './refresh.ts';
import { findUserCredentials } from './tokens.ts';

const POLL_MS = 100;
/** v1.1: "Invalid or expired token." OAuth 1.0a tokens do not expire: the user has withdrawn the permission. */
const INVALID_TOKEN_CODE = 89;

/** The credentials of one account: refreshed when X would not take them any more, told when X refuses them. */
export function accountCredentials(
  deps: AccountsDeps,
  refresher: Refresher,
  db: WorkspaceDb,
  app: AppRecord,
  account: Pick<AccountRecord, 'id' | 'authKind'>,
): CredentialSource {
  const versions = new WeakMap<XCredentials, number>();
  const read = async (current: AccountRecord): Promise<XCredentials> => {
    const credentials = await findUserCredentials(deps.secrets, db, app, current);
    if (!credentials) throw notConnected('Its tokens are missing.');
    versions.set(credentials, current.tokenVersion);
    return credentials;
  };
  return {
    kinds: [account.authKind],
    get: async () => {
      const current = await getAccount(db, account.id);
      if (current.status !== 'active') throw notConnected(current.statusReason ?? '');
      return read(hasEnded(deps, current) ? await untilRefreshed(deps, refresher, db, current) : current);
    },
    renew: async (refused) => {
      if (refused.kind !== 'oauth2') return undefined;
      const version = versions.get(refused) ?? 0;
      let current = await getAccount(db, account.id);
      if (current.tokenVersion === version) current = await untilRefreshed(deps, refresher, db, current);
      return current.status === 'active' && current.tokenVersion > version ? read(current) : undefined;
    },
    onProblem: (problem, used) => noteProblem(deps, db, account.id, problem, versions.get(used)),
  };
}

function hasEnded(deps: AccountsDeps, account: AccountRecord): boolean {
  return account.accessExpiresAt !== null && account.accessExpiresAt <= deps.clock.now();
}

/** Refreshes, or waits while another process does. @throws AppError `account_not_connected`, `account_refreshing` */
async function untilRefreshed(
  deps: AccountsDeps,
  refresher: Refresher,
  db: WorkspaceDb,
  account: AccountRecord,
): Promise<AccountRecord> {
  const deadlineMs = performance.now() + TOKEN_TIMEOUT_MS;
  for (;;) {
    const outcome = await refresher.refresh(db, account.id, account.tokenVersion);
    const current = await getAccount(db, account.id);
    if (current.status !== 'active') throw notConnected(current.statusReason ?? '');
    if (current.tokenVersion > account.tokenVersion) return current;
    if (current.refreshDueAt === null && hasEnded(deps, current)) {
      throw notConnected('Its sign-in has ended and cannot be renewed.');
    }
    if (outcome === 'put_off' || performance.now() > deadlineMs) {
      throw new AppError(accountErrors.account_refreshing);
    }
    await wait(POLL_MS);
  }
}

function notConnected(reason: string): AppError {
  return new AppError(accountErrors.account_not_connected, { values: { reason } });
}

/** A refusal of the tokens themselves stops the account until somebody signs in again. */
async function noteProblem(
  deps: AccountsDeps,
  db: WorkspaceDb,
  accountId: AccountId,
  problem: XProblem,
  version: number | undefined,
): Promise<void> {
  if (problem.code !== xErrors.x_token_invalid.code) return;
  await db.transaction(async (tx) => {
    const current = await getAccount(tx, accountId);
    // The refusal is about tokens that have been replaced since.
    if (current.status !== 'active' || current.tokenVersion !== version) return;
    if (current.authKind === 'oauth1' && problem.xCodes.includes(INVALID_TOKEN_CODE)) {
      await accountRevoked(deps, tx, accountId, 'X says that the permission was withdrawn.');
      return;
    }
    await setStatus(deps, tx, accountId, 'reconnect', 'X no longer accepts its sign-in.');
  });
}

/** Bearer tokens of apps. X gives the same one until it is invalidated, so memory is only a short way to it. */
export class AppTokens {
  readonly #deps: AccountsDeps;
  readonly #known = new Map<string, Promise<string>>();

  constructor(deps: AccountsDeps) {
    this.#deps = deps;
  }

  forget(appId: string): void {
    this.#known.delete(appId);
  }

  credentials(db: WorkspaceDb, app: AppRecord): CredentialSource {
    const get = async (): Promise<XCredentials> => ({ kind: 'app', bearerToken: await this.#token(db, app) });
    return {
      kinds: ['app'],
      get,
      renew: async (refused) => {
        this.forget(app.id);
        const fresh = await get();
        const isSame =
          fresh.kind === 'app' && refused.kind === 'app' && fresh.bearerToken === refused.bearerToken;
        return isSame ? undefined : fresh;
      },
    };
  }

  #token(db: WorkspaceDb, app: AppRecord): Promise<string> {
    const known = this.#known.get(app.id);
    if (known) return known;
    const asked = consumerKeys(this.#deps, db, app).then((keys) =>
      appBearerToken(siteOf(this.#deps, app), keys),
    );
    this.#known.set(app.id, asked);
    asked.catch(() => this.forget(app.id));
    return asked;
  }
}
