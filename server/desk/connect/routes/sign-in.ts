import type { FastifyReply } from 'fastify';
import { xAppRoutes } from '../../../../contract/api/index.ts';
import { baseErrors } from '../../../../contract/errors/base.ts';
import { connectErrors } from '../../../../contract/errors/connect.ts';
import {
  type AccountRecord,
  ensureOwner,
  findSignIn,
  getAccount,
  getApp,
  type SignInAnswer,
  type SignInFailure,
  type SignInRecord,
  type SignInResult,
} from '../../../accounts/index.ts';
import { AppError, route, type WorkspaceDb, type WorkspaceTx } from '../../../base/index.ts';
import { findFeed, findWorkStream, markGap, presentHandles } from '../../../handles/index.ts';
import { memberIdOf } from '../../../people/index.ts';
import { CALLBACK_POLICY, callbackPage } from '../callback-page.ts';
import { makeDue } from '../check-store.ts';
import { lastGood } from '../checks/judge.ts';
import type { ConnectDeps } from '../deps.ts';

/** "Sign in with X": begin, X's two ways back, and how it went. */
export function addSignInRoutes(deps: ConnectDeps): void {
  const { http, db, accounts, handles } = deps;

  route(http, xAppRoutes.startSignIn, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const startedBy = memberIdOf(caller);
    const app = await getApp(workspace, params.id);
    if (!app.privacyAcceptedAt) throw new AppError(connectErrors.privacy_not_accepted);
    await checkWanted(workspace, app.id, body);
    const { authKind, accountId, switchUser } = body;
    return accounts.startSignIn(workspace, {
      appId: app.id,
      authKind,
      startedBy,
      ...(accountId !== undefined && { accountId }),
      ...(switchUser !== undefined && { switchUser }),
      purpose: purposeOf(body),
    });
  });

  route(http, xAppRoutes.signInResult, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    const signIn = await findSignIn(workspace, params.id);
    if (!signIn) throw new AppError(baseErrors.not_found, { values: { what: 'sign-in' } });
    return presentResult(workspace, signIn);
  });

  const finish = async (answer: SignInAnswer, reply: FastifyReply) => {
    const result = await accounts.finishSignIn(answer, {
      onConnected: (tx, { account, created, signIn }) => connected(tx, account, created, signIn),
    });
    return reply
      .status(result?.state === 'done' ? 200 : 400)
      .header('content-security-policy', CALLBACK_POLICY)
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .type('text/html; charset=utf-8')
      .send(callbackPage(outcomeOf(result)));
  };
  route(http, xAppRoutes.callback, ({ query, reply }) => finish(query, reply));
  route(http, xAppRoutes.callback2, ({ query, reply }) => finish(query, reply));

  /** In the transaction that stores the account: makes its handle, or brings it back and marks what it missed. */
  async function connected(
    tx: WorkspaceTx,
    account: AccountRecord,
    created: boolean,
    signIn: SignInRecord,
  ): Promise<void> {
    const { handleName, workStreamId, language } = signIn.purpose;
    const name = handleName ?? account.name ?? `@${account.username ?? account.xUserId ?? ''}`;
    const feed = created ? undefined : await findFeed(tx, account.id);
    await handles.ensure(
      tx,
      account.id,
      { name, workStreamId, language },
      { name: handleName !== undefined },
    );
    if (feed) await markGap(tx, account.id, lastGood({ account, feed }));
    await ensureOwner(tx, account.id, signIn.startedBy, deps.clock.now());
    await makeDue(tx, account.appId);
    await deps.audit(tx, {
      actor: { kind: 'member', id: signIn.startedBy },
      action: created ? 'account.connected' : 'account.reconnected',
      subjectKind: 'account',
      subjectId: account.id,
    });
  }

  async function presentResult(workspace: WorkspaceDb, signIn: SignInRecord) {
    const { connectedAccountId } = signIn;
    const failure: SignInFailure | null = isOver(signIn) ? TOO_LATE : signIn.failure;
    const handle =
      connectedAccountId === null ? undefined : await handles.findOfAccount(workspace, connectedAccountId);
    const shown = handle && !handle.deletedAt ? await presentHandles(workspace, [handle]) : [];
    return {
      state: isOver(signIn) ? 'failed' : signIn.state,
      handle: shown[0] ?? null,
      username: signIn.username,
      failure: failure && { ...failure, accountId: failure.accountId ?? null },
    };
  }

  function isOver(signIn: SignInRecord): boolean {
    return signIn.state === 'pending' && signIn.expiresAt <= deps.clock.now();
  }
}

const TOO_LATE = {
  message: 'Nobody finished this sign-in in time.',
  remedy: 'Start it again.',
  xAnswer: null,
};

interface Wanted {
  readonly handleName?: string | undefined;
  readonly workStreamId?: string | undefined;
  readonly language?: string | undefined;
  readonly accountId?: string | undefined;
}

/** Before anybody is sent to X. @throws AppError not_found, account_not_found */
async function checkWanted(db: WorkspaceDb, appId: string, wanted: Wanted): Promise<void> {
  if (wanted.workStreamId !== undefined && !(await findWorkStream(db, wanted.workStreamId))) {
    throw new AppError(baseErrors.not_found, { values: { what: 'work stream' } });
  }
  if (wanted.accountId === undefined) return;
  const account = await getAccount(db, wanted.accountId);
  if (account.appId !== appId)
    throw new AppError(baseErrors.not_found, { values: { what: 'account of this app' } });
}

function purposeOf({ handleName, workStreamId, language }: Wanted): Record<string, string> {
  return {
    ...(handleName !== undefined && { handleName: handleName.trim() }),
    ...(workStreamId !== undefined && { workStreamId }),
    ...(language !== undefined && { language }),
  };
}

function outcomeOf(result: SignInResult | undefined) {
  if (!result) {
    return {
      signInId: null,
      isDone: false,
      title: 'Not signed in',
      message: 'This sign-in is not known here, was used already, or took too long.',
      remedy: 'Close this window and start again.',
    };
  }
  if (result.state === 'failed') {
    const { message, remedy } = result.failure;
    return { signInId: result.signInId, isDone: false, title: 'Not signed in', message, remedy };
  }
  return {
    signInId: result.signInId,
    isDone: true,
    title: 'Signed in',
    message: `@${result.account.username ?? ''} is connected. You can close this window.`,
    remedy: null,
  };
}
