import { accountRoutes } from '../../../contract/api/index.ts';
import { accountErrors } from '../../../contract/errors/accounts.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { findSignIn, listShares, type SignInRecord } from '../../accounts/index.ts';
import { AppError, type Caller, route, type WorkspaceDb } from '../../base/index.ts';
import { viewerOf } from '../../datasets/index.ts';
import { memberIdOf } from '../../people/index.ts';
import { ownsAll } from './access.ts';
import { moveDatasets, reconnect, remove, rename } from './change.ts';
import type { AccountPageDeps } from './deps.ts';
import { listAccounts } from './list.ts';
import { presentDetail, presentListed } from './present.ts';
import { changeShare } from './share.ts';
import { listAccountRows, listReportUses } from './store.ts';

const MOST_USES = 200;

/** Accounts as those who make reports see them: what they are good for, whose they are, what hangs on them. */
export function addAccounts(deps: AccountPageDeps): void {
  const { http, db, clock, accounts } = deps;

  const get = async (workspace: WorkspaceDb, caller: Caller, id: string) => {
    const now = clock.now();
    const { memberId } = caller;
    const all = ownsAll(caller);
    const [row] = await listAccountRows(workspace, { memberId, all, id, offset: 0, limit: 1, now });
    if (!row) throw new AppError(accountErrors.account_not_found);
    const shares = await listShares(workspace, [id]);
    const reports = await listReportUses(workspace, viewerOf(caller), id, MOST_USES);
    return presentDetail(presentListed(row, shares, all, now), row, shares, reports);
  };

  route(http, accountRoutes.list, async ({ caller, query }) => {
    const { offset = 0, limit = 100 } = query;
    const q = query.q?.trim() || undefined;
    const asked = { ...query, q, offset, limit: limit + 1 };
    const found = await listAccounts(deps, db.workspace(caller.workspaceId), caller, asked);
    // Every app of this server has the same ones.
    const { callbackUrl, oauth2CallbackUrl } = accounts.urls({ doorKey: '' });
    return {
      accounts: found.slice(0, limit),
      more: found.length > limit,
      redirectUris: { oauth1: callbackUrl, oauth2: oauth2CallbackUrl },
    };
  });

  route(http, accountRoutes.get, ({ caller, params }) =>
    get(db.workspace(caller.workspaceId), caller, params.id),
  );

  route(http, accountRoutes.rename, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    await rename(deps, workspace, caller, params.id, body.label?.trim() ?? null);
    return get(workspace, caller, params.id);
  });

  route(http, accountRoutes.reconnect, ({ caller, params }) =>
    reconnect(deps, db.workspace(caller.workspaceId), caller, params.id),
  );

  route(http, accountRoutes.signIn, async ({ caller, params }) => {
    const signIn = await findSignIn(db.workspace(caller.workspaceId), params.id);
    if (signIn?.startedBy !== memberIdOf(caller)) {
      throw new AppError(baseErrors.not_found, { values: { what: 'sign-in' } });
    }
    return presentSignIn(signIn);
  });

  function presentSignIn(signIn: SignInRecord) {
    if (signIn.state === 'pending' && signIn.expiresAt <= clock.now()) {
      return {
        state: 'failed' as const,
        failure: { message: 'Nobody finished this sign-in in time.', remedy: 'Start it again.' },
      };
    }
    const { failure } = signIn;
    return {
      state: signIn.state,
      failure: failure && { message: failure.message, remedy: failure.remedy },
    };
  }

  route(http, accountRoutes.share, async ({ caller, params, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { id: accountId, memberId } = params;
    await changeShare(deps, workspace, caller, { accountId, memberId, level: body.level });
    return get(workspace, caller, accountId);
  });

  route(http, accountRoutes.unshare, async ({ caller, params }) => {
    const workspace = db.workspace(caller.workspaceId);
    const { id: accountId, memberId } = params;
    await changeShare(deps, workspace, caller, { accountId, memberId, level: undefined });
  });

  route(http, accountRoutes.moveDatasets, async ({ caller, params, body }) => ({
    moved: await moveDatasets(deps, db.workspace(caller.workspaceId), caller, {
      from: params.id,
      to: body.to,
      datasetIds: body.datasetIds,
    }),
  }));

  route(http, accountRoutes.remove, ({ caller, params }) =>
    remove(deps, db.workspace(caller.workspaceId), caller, params.id),
  );
}
