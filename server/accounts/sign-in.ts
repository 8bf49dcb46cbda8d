import { createHash, randomBytes } from 'node:crypto';
import { accountErrors } from '../../contract/errors/accounts.ts';
import { asId, isError, newId, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../base/index.ts';
import {
  accessToken,
  authorizeUrl,
  DESK_SCOPES,
  exchangeCode,
  oauth2AuthorizeUrl,
  pkcePair,
  requestToken,
  XProblem,
} from '../x/index.ts';
import type { AccountId } from './account.ts';
import { findAccount } from './account-store.ts';
import type { AppRecord } from './app.ts';
import { getApp } from './app-store.ts';
import { appUrls, consumerKeys, oauth2Client, siteOf } from './apps.ts';
import { connectAccount, type Connected, type Connection } from './connect.ts';
import type { AccountsDeps } from './deps.ts';
import { giveBackTokens } from './give-back-tokens.ts';
import type { SignInFailure, SignInId, SignInRecord } from './sign-in-record.ts';
import { endSignIn, findSignIn, insertSignIn, type SignInEnd, takeSignInDoor } from './sign-in-store.ts';
import { whoSignedIn } from './who-signed-in.ts';

/** Long enough to find one's password, short enough for a forgotten window. */
const LIFE_MS = 15 * 60_000;
const PROOF = 'proof';
const REQUEST_TOKEN = 'request_token';

export interface SignInStart {
  readonly appId: string;
  readonly authKind: 'oauth1' | 'oauth2';
  /** Member id. */
  readonly startedBy: string;
  /** Reconnects this account: another X user is refused. */
  readonly accountId?: string;
  /** Asks X to let somebody else sign in than the browser's user. OAuth 2.0 has no such wish. */
  readonly switchUser?: boolean;
  readonly purpose?: Readonly<Record<string, string>>;
}

/** Begins "Sign in with X". @throws XProblem (`x_callback_not_approved`, …), AppError */
export async function startSignIn(
  deps: AccountsDeps,
  db: WorkspaceDb,
  start: SignInStart,
): Promise<{ signInId: SignInId; authorizeUrl: string }> {
  const app = await getApp(db, start.appId);
  const expected = start.accountId === undefined ? undefined : await findAccount(db, start.accountId);
  const begun =
    start.authKind === 'oauth1'
      ? await beginOAuth1(deps, db, app, start.switchUser === true, expected?.username ?? undefined)
      : await beginOAuth2(deps, db, app);
  const signInId = newId<'x_sign_in'>();
  const now = deps.clock.now();
  await db.transaction(async (tx) => {
    await insertSignIn(
      tx,
      {
        id: signInId,
        appId: app.id,
        authKind: start.authKind,
        accountId: expected?.id ?? null,
        startedBy: start.startedBy,
        purpose: start.purpose ?? {},
        expiresAt: new Date(now.getTime() + LIFE_MS),
      },
      lookupOf(begun.lookup),
      now,
    );
    await deps.secrets.put(tx, signInId, PROOF, begun.proof);
    await deps.secrets.put(tx, signInId, REQUEST_TOKEN, begun.lookup);
  });
  return { signInId, authorizeUrl: begun.url };
}

interface Begun {
  /** What X brings back and the row is found by: the request token, or the state. */
  readonly lookup: string;
  /** What only we know: the request token's secret, or the PKCE verifier. */
  readonly proof: string;
  readonly url: string;
}

async function beginOAuth1(
  deps: AccountsDeps,
  db: WorkspaceDb,
  app: AppRecord,
  forceLogin: boolean,
  username: string | undefined,
): Promise<Begun> {
  const site = siteOf(deps, app);
  const keys = await consumerKeys(deps, db, app);
  const request = await requestToken(site, keys, appUrls(deps, app).callbackUrl);
  const url = authorizeUrl(site, request.token, { forceLogin, ...(username !== undefined && { username }) });
  return { lookup: request.token, proof: request.tokenSecret, url };
}

async function beginOAuth2(deps: AccountsDeps, db: WorkspaceDb, app: AppRecord): Promise<Begun> {
  const { clientId } = await oauth2Client(deps, db, app);
  const { verifier, challenge } = pkcePair();
  const state = randomBytes(24).toString('base64url');
  const url = oauth2AuthorizeUrl(siteOf(deps, app), {
    clientId,
    redirectUri: appUrls(deps, app).oauth2CallbackUrl,
    scopes: DESK_SCOPES,
    state,
    challenge,
  });
  return { lookup: state, proof: verifier, url };
}

/** The query of either callback. */
export interface SignInAnswer {
  readonly oauth_token?: string | undefined;
  readonly oauth_verifier?: string | undefined;
  readonly denied?: string | undefined;
  readonly state?: string | undefined;
  readonly code?: string | undefined;
  readonly error?: string | undefined;
}

export type SignInResult = {
  readonly workspaceId: WorkspaceId;
  readonly signInId: SignInId;
  readonly startedBy: string;
  readonly purpose: Readonly<Record<string, string>>;
} & (
  | ({ readonly state: 'done' } & Connected)
  | { readonly state: 'failed'; readonly username: string | null; readonly failure: SignInFailure }
);

export interface FinishOptions {
  /** Runs in the transaction that stores the account: makes the handle, writes the audit line. */
  readonly onConnected?: (tx: WorkspaceTx, connected: Connected & { signIn: SignInRecord }) => Promise<void>;
}

/** Takes X's answer. Nothing for an unknown, used or expired one. */
export async function finishSignIn(
  deps: AccountsDeps,
  answer: SignInAnswer,
  options: FinishOptions = {},
): Promise<SignInResult | undefined> {
  const lookup = answer.state ?? answer.oauth_token ?? answer.denied;
  if (!lookup) return undefined;
  const door = await takeSignInDoor(deps.db, lookupOf(lookup), deps.clock.now());
  if (!door) return undefined;
  const db = deps.db.workspace(door.workspaceId);
  const signIn = await findSignIn(db, door.signInId);
  if (signIn?.state !== 'pending') return undefined;
  const about = {
    workspaceId: door.workspaceId,
    signInId: signIn.id,
    startedBy: signIn.startedBy,
    purpose: signIn.purpose,
  };
  const outcome = await complete(deps, db, signIn, answer).catch((error: unknown) => failureOf(deps, error));
  if ('message' in outcome) return { ...about, ...(await fail(deps, db, signIn, null, outcome)) };
  const expected = signIn.accountId === null ? undefined : await findAccount(db, signIn.accountId);
  if (expected && expected.xUserId !== outcome.xUserId) {
    const failure = otherUser(outcome.username, expected.username ?? '');
    return { ...about, ...(await fail(deps, db, signIn, outcome.username, failure)) };
  }
  const connected = await db
    .transaction(async (tx) => {
      const stored = await connectAccount(deps, tx, outcome);
      await options.onConnected?.(tx, { ...stored, signIn });
      await end(deps, tx, signIn.id, {
        state: 'done',
        username: outcome.username,
        connectedAccountId: stored.account.id,
      });
      return stored;
    })
    .catch((error: unknown) => elsewhereOf(error));
  if ('message' in connected) {
    await giveBackTokens(deps, db, await getApp(db, signIn.appId), outcome.tokens);
    return { ...about, ...(await fail(deps, db, signIn, outcome.username, connected)) };
  }
  return { ...about, state: 'done', ...connected };
}

/** @throws whatever else it is */
function elsewhereOf(error: unknown): SignInFailure {
  if (!isError(error, accountErrors.x_user_connected_elsewhere)) throw error;
  // `connectAccount` says which account it is.
  const { accountId } = error.details as { accountId: AccountId };
  return { message: error.message, remedy: null, xAnswer: null, accountId };
}

async function complete(
  deps: AccountsDeps,
  db: WorkspaceDb,
  signIn: SignInRecord,
  answer: SignInAnswer,
): Promise<Connection | SignInFailure> {
  const proof = await deps.secrets.find(db, signIn.id, PROOF);
  const given = signIn.authKind === 'oauth1' ? answer.oauth_verifier : answer.code;
  if (
    answer.denied !== undefined ||
    answer.error !== undefined ||
    given === undefined ||
    proof === undefined
  ) {
    return {
      message: 'The permission was not given at X.',
      remedy: 'Start again and choose to authorise the app.',
      xAnswer: answer.error ?? null,
    };
  }
  const app = await getApp(db, signIn.appId);
  const site = siteOf(deps, app);
  if (signIn.authKind === 'oauth1') {
    const keys = await consumerKeys(deps, db, app);
    const token = (await deps.secrets.find(db, signIn.id, REQUEST_TOKEN)) ?? '';
    const access = await accessToken(site, keys, { token, tokenSecret: proof }, given);
    const tokens = { kind: 'oauth1', token: access.token, tokenSecret: access.tokenSecret } as const;
    return whoSignedIn(deps, db, app, { tokens, scopes: [], known: access });
  }
  const client = await oauth2Client(deps, db, app);
  const redirectUri = appUrls(deps, app).oauth2CallbackUrl;
  const fresh = await exchangeCode(site, client, { code: given, redirectUri, verifier: proof });
  const { scopes, ...rest } = fresh;
  return whoSignedIn(deps, db, app, { tokens: { kind: 'oauth2', ...rest }, scopes });
}

function otherUser(username: string, expected: string): SignInFailure {
  return {
    message: `X signed in @${username}, but this account is @${expected}.`,
    remedy: `Sign in at X as @${expected} first, or connect @${username} as a handle of its own.`,
    xAnswer: null,
  };
}

function failureOf(deps: AccountsDeps, error: unknown): SignInFailure {
  if (error instanceof XProblem) {
    return { message: error.message, remedy: null, xAnswer: error.xBody?.slice(0, 500) ?? null };
  }
  deps.logger.error({ err: error }, 'a sign-in with X could not be finished');
  return { message: 'Something went wrong on our side.', remedy: 'Start again.', xAnswer: null };
}

async function fail(
  deps: AccountsDeps,
  db: WorkspaceDb,
  signIn: SignInRecord,
  username: string | null,
  failure: SignInFailure,
): Promise<{ state: 'failed'; username: string | null; failure: SignInFailure }> {
  const failed = { state: 'failed', username, failure } as const;
  await db.transaction((tx) => end(deps, tx, signIn.id, failed));
  return failed;
}

async function end(deps: AccountsDeps, tx: WorkspaceTx, id: SignInId, how: SignInEnd): Promise<void> {
  await endSignIn(tx, id, how);
  await deps.secrets.remove(tx, id);
  const body = { signInId: asId<'x_sign_in'>(id), state: how.state };
  deps.log.append(tx, [{ kind: 'x_sign_in.finished', key: id, body }]);
}

function lookupOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
