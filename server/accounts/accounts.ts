import type { WorkspaceDb, WorkspaceTx } from '../base/index.ts';
import {
  type ConsumerKeys,
  CostBook,
  LimitBook,
  type OAuth2Client,
  XClient,
  type XSite,
} from '../x/index.ts';
import type { AccountId, AccountRecord } from './account.ts';
import { getAccount } from './account-store.ts';
import type { AppRecord } from './app.ts';
import { getApp } from './app-store.ts';
import * as apps from './apps.ts';
import * as connect from './connect.ts';
import { connectionOfTokens } from './connect-tokens.ts';
import { accountCredentials, AppTokens } from './credentials.ts';
import { type AccountsDeps, noteBookkeeping } from './deps.ts';
import { Refresher } from './refresh.ts';
import {
  type FinishOptions,
  finishSignIn,
  type SignInAnswer,
  type SignInStart,
  startSignIn,
} from './sign-in.ts';
import { deleteOldSignIns } from './sign-in-store.ts';

const SIGN_INS_KEPT_MS = 24 * 3_600_000;

/** X apps, accounts and the clients that act for them. */
export class Accounts {
  readonly refresher: Refresher;
  readonly #deps: AccountsDeps;
  readonly #appTokens: AppTokens;

  constructor(deps: AccountsDeps) {
    this.#deps = deps;
    this.refresher = new Refresher(deps);
    this.#appTokens = new AppTokens(deps);
  }

  /** @throws AppError `x_app_key_taken`, `local_x_not_running` */
  insertApp(tx: WorkspaceTx, app: apps.NewApp): Promise<AppRecord> {
    return apps.insertApp(this.#deps, tx, app);
  }

  /** @throws AppError `x_app_not_found` */
  updateApp(tx: WorkspaceTx, id: string, edit: apps.AppEdit): Promise<AppRecord> {
    if (edit.consumerSecret !== undefined) tx.afterCommit(() => this.#appTokens.forget(id));
    return apps.updateApp(this.#deps, tx, id, edit);
  }

  /** @throws AppError `x_app_not_found` */
  removeApp(tx: WorkspaceTx, id: string): Promise<void> {
    tx.afterCommit(() => this.#appTokens.forget(id));
    return apps.removeApp(this.#deps, tx, id);
  }

  hasSecrets(db: WorkspaceDb, appId: string): Promise<{ consumerSecret: boolean; clientSecret: boolean }> {
    return apps.hasSecrets(this.#deps, db, appId);
  }

  /** What has to be entered at X, to the letter. */
  urls(app: Pick<AppRecord, 'doorKey'>): ReturnType<typeof apps.appUrls> {
    return apps.appUrls(this.#deps, app);
  }

  /** @throws AppError `local_x_not_running` */
  siteOf(app: Pick<AppRecord, 'network'>): XSite {
    return apps.siteOf(this.#deps, app);
  }

  /** The API key and secret: also what webhooks are signed with. @throws AppError `x_app_secret_missing` */
  consumerKeys(db: WorkspaceDb, app: AppRecord): Promise<ConsumerKeys> {
    return apps.consumerKeys(this.#deps, db, app);
  }

  /** @throws AppError `oauth2_not_set_up` */
  oauth2Client(db: WorkspaceDb, app: AppRecord): Promise<OAuth2Client> {
    return apps.oauth2Client(this.#deps, db, app);
  }

  /**
   * X, acting for an account; its tokens are read anew for each call. Calls fail with `account_not_connected` while
   * the account must be signed in again. @throws AppError `account_not_found`, `x_app_not_found`
   */
  async clientFor(db: WorkspaceDb, account: AccountRecord | AccountId): Promise<XClient> {
    const record = typeof account === 'string' ? await getAccount(db, account) : account;
    const app = await getApp(db, record.appId);
    return new XClient({
      site: apps.siteOf(this.#deps, app),
      credentials: accountCredentials(this.#deps, this.refresher, db, app, record),
      limits: new LimitBook(db),
      costs: new CostBook(db),
      onBookkeepingError: noteBookkeeping(this.#deps),
      appId: app.id,
      ...(record.xUserId !== null && { xUserId: record.xUserId }),
    });
  }

  /** X, acting for the app alone (bearer): webhooks, subscriptions, the stream. */
  appClient(db: WorkspaceDb, app: AppRecord): XClient {
    return new XClient({
      site: apps.siteOf(this.#deps, app),
      credentials: this.#appTokens.credentials(db, app),
      limits: new LimitBook(db),
      costs: new CostBook(db),
      onBookkeepingError: noteBookkeeping(this.#deps),
      appId: app.id,
    });
  }

  /** Whose OAuth 1.0a tokens these are. @throws XProblem when X refuses them */
  connectionOfTokens(
    db: WorkspaceDb,
    app: AppRecord,
    tokens: { readonly token: string; readonly tokenSecret: string },
  ): Promise<connect.Connection> {
    return connectionOfTokens(this.#deps, db, app, tokens);
  }

  /** Stores what a sign-in brought; a known account of that user keeps its id. */
  connectAccount(tx: WorkspaceTx, connection: connect.Connection): Promise<connect.Connected> {
    return connect.connectAccount(this.#deps, tx, connection);
  }

  setStatus(
    tx: WorkspaceTx,
    id: AccountId,
    status: 'active' | 'reconnect',
    reason: string | null,
  ): Promise<void> {
    return connect.setStatus(this.#deps, tx, id, status, reason);
  }

  /** X told that the user withdrew the permission. */
  accountRevoked(tx: WorkspaceTx, id: AccountId, reason: string): Promise<void> {
    return connect.accountRevoked(this.#deps, tx, id, reason);
  }

  removeAccount(tx: WorkspaceTx, id: AccountId): Promise<void> {
    return connect.removeAccount(this.#deps, tx, id);
  }

  /** @throws XProblem, AppError */
  startSignIn(db: WorkspaceDb, start: SignInStart): ReturnType<typeof startSignIn> {
    return startSignIn(this.#deps, db, start);
  }

  /** Takes the query of either callback. Nothing for an unknown, used or expired one. */
  finishSignIn(answer: SignInAnswer, options?: FinishOptions): ReturnType<typeof finishSignIn> {
    return finishSignIn(this.#deps, answer, options);
  }

  /** Housekeeping, now and then. */
  async forgetOldSignIns(): Promise<number> {
    return deleteOldSignIns(this.#deps.db, new Date(this.#deps.clock.now().getTime() - SIGN_INS_KEPT_MS));
  }
}
