import { setTimeout as wait } from 'node:timers/promises';
import { xErrors } from '../../contract/errors/x.ts';
import { newId, type WorkspaceDb } from '../base/index.ts';
import { type OAuth2Tokens, refreshTokens, TOKEN_TIMEOUT_MS, XProblem } from '../x/index.ts';
import { type AccountId, type AccountRecord, tokenTimes } from './account.ts';
import { advanceTokenVersion, findAccount, listRefreshDue, postponeRefresh } from './account-store.ts';
import { getApp } from './app-store.ts';
import { oauth2Client, siteOf } from './apps.ts';
import { setStatus } from './connect.ts';
import type { AccountsDeps } from './deps.ts';
import { dropRefreshLease, takeRefreshLease } from './refresh-lease-store.ts';
import { findRefreshToken, storeTokens } from './tokens.ts';

/** Longer than the hard time-out of the call and of storing its answer: who outlives it is dead. */
const LEASE_MS = 3 * TOKEN_TIMEOUT_MS;
const PUT_OFF_MS = 60_000;
const STORE_TRIES = 12;
const STORE_PAUSE_MS = 1_000;
const BATCH = 50;

export type RefreshOutcome =
  | 'refreshed'
  /** Another process is at it, or nothing is to be refreshed. */
  | 'not_now'
  /** X did not take it for a passing reason; the old access token stands until it ends. */
  | 'put_off'
  /** The account has to be signed in again. */
  | 'lost';

/** Keeps OAuth 2.0 tokens fresh. A refresh token is spent once: whatever is unclear ends in "reconnect". */
export class Refresher {
  readonly #deps: AccountsDeps;
  readonly #running = new Set<Promise<RefreshOutcome>>();
  #draining = false;

  constructor(deps: AccountsDeps) {
    this.#deps = deps;
  }

  /** Refreshes what is due in all workspaces. Call it every few seconds. @returns how many were refreshed. */
  async refreshDue(): Promise<number> {
    if (this.#draining) return 0;
    const due = await listRefreshDue(this.#deps.db, this.#deps.clock.now(), BATCH);
    const outcomes = await Promise.all(
      due.map(({ workspaceId, accountId, tokenVersion }) =>
        this.refresh(this.#deps.db.workspace(workspaceId), accountId, tokenVersion).catch(
          (error: unknown) => {
            this.#deps.logger.error({ err: error, accountId }, 'an account could not be refreshed');
            return 'put_off' as const;
          },
        ),
      ),
    );
    return outcomes.filter((outcome) => outcome === 'refreshed').length;
  }

  /** Spends an account's refresh token under its lease, unless a newer pair than `version` is there already. */
  async refresh(db: WorkspaceDb, accountId: AccountId, version: number): Promise<RefreshOutcome> {
    if (this.#draining) return 'not_now';
    const running = this.#refresh(db, accountId, version);
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Starts no more refreshes and waits for those that run: an answer of X must not be lost. */
  async drain(): Promise<void> {
    this.#draining = true;
    await Promise.allSettled(this.#running);
  }

  async #refresh(db: WorkspaceDb, accountId: AccountId, version: number): Promise<RefreshOutcome> {
    const { secrets } = this.#deps;
    const account = await findAccount(db, accountId);
    if (account?.status !== 'active' || account.tokenVersion !== version) return 'not_now';
    const holder = newId();
    const lease = await takeRefreshLease(db, account, holder, LEASE_MS);
    if (lease === 'busy') return 'not_now';
    if (lease === 'spent') return this.#lose(db, account, 'A renewal of the sign-in was cut short.');
    // Read under the lease: an older pair must not be spent.
    const current = await findAccount(db, accountId);
    const refreshToken = await findRefreshToken(secrets, db, accountId);
    if (current?.tokenVersion !== version || current.status !== 'active' || !refreshToken) {
      await dropRefreshLease(db, accountId, holder);
      return 'not_now';
    }
    return this.#spend(db, account, holder, refreshToken);
  }

  async #spend(
    db: WorkspaceDb,
    account: AccountRecord,
    holder: string,
    refreshToken: string,
  ): Promise<RefreshOutcome> {
    let fresh: OAuth2Tokens;
    try {
      const app = await getApp(db, account.appId);
      const client = await oauth2Client(this.#deps, db, app);
      fresh = await refreshTokens(siteOf(this.#deps, app), client, refreshToken);
    } catch (error) {
      return this.#afterFailure(db, account, holder, error);
    }
    const stored = await this.#store(db, account, holder, fresh, refreshToken);
    return stored ? 'refreshed' : 'not_now';
  }

  /**
   * Stored before anybody uses it, and tried for a while: the pair in hand is the only one that X still takes.
   * Discarded when somebody signed in anew in the meantime. A process that was frozen in mid-call may come back
   * after another one gave the account up; its pair is good, so the account is active again.
   */
  async #store(
    db: WorkspaceDb,
    account: AccountRecord,
    holder: string,
    fresh: OAuth2Tokens,
    spent: string,
  ): Promise<boolean> {
    const tokens = {
      kind: 'oauth2',
      accessToken: fresh.accessToken,
      refreshToken: fresh.refreshToken ?? spent,
      expiresInMs: fresh.expiresInMs,
    } as const;
    const scopes = fresh.scopes.length > 0 ? fresh.scopes : account.scopes;
    for (let tries = 1; ; tries += 1) {
      try {
        return await db.transaction(async (tx) => {
          const times = tokenTimes(tokens, this.#deps.clock.now());
          const advanced = await advanceTokenVersion(tx, account, { ...times, scopes });
          if (advanced) {
            await storeTokens(this.#deps.secrets, tx, account.id, tokens);
            await setStatus(this.#deps, tx, account.id, 'active', null);
          }
          await dropRefreshLease(tx, account.id, holder);
          return advanced;
        });
      } catch (error) {
        if (tries >= STORE_TRIES) throw error;
        await wait(STORE_PAUSE_MS);
      }
    }
  }

  async #afterFailure(
    db: WorkspaceDb,
    account: AccountRecord,
    holder: string,
    error: unknown,
  ): Promise<RefreshOutcome> {
    if (error instanceof XProblem && error.kind === 'uncertain') {
      return this.#lose(db, account, 'X did not answer when the sign-in was renewed.');
    }
    await dropRefreshLease(db, account.id, holder);
    if (!(error instanceof XProblem)) throw error;
    if (error.code === xErrors.x_grant_invalid.code || error.code === xErrors.x_token_invalid.code) {
      return this.#lose(db, account, 'X no longer accepts the refresh token.');
    }
    // Not sent, limited, or refused for the client's sake: the token was not spent.
    this.#deps.logger.warn({ accountId: account.id, code: error.code }, 'a token refresh was put off');
    await postponeRefresh(db, account.id, new Date(this.#deps.clock.now().getTime() + PUT_OFF_MS));
    return 'put_off';
  }

  async #lose(db: WorkspaceDb, account: AccountRecord, reason: string): Promise<RefreshOutcome> {
    await db.transaction(async (tx) => {
      // A sign-in that came in between has a newer pair: its status is not touched.
      const current = await findAccount(tx, account.id);
      if (current?.tokenVersion !== account.tokenVersion) return;
      await setStatus(this.#deps, tx, account.id, 'reconnect', reason);
      await dropRefreshLease(tx, account.id);
    });
    return 'lost';
  }
}
