import { asId, type Db, sql, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../base/index.ts';
import type { SignInFailure, SignInId, SignInRecord } from './sign-in-record.ts';

interface SignInRow {
  readonly id: string;
  readonly app_id: string;
  readonly auth_kind: SignInRecord['authKind'];
  readonly account_id: string | null;
  readonly started_by: string;
  readonly purpose: Record<string, string>;
  readonly state: SignInRecord['state'];
  readonly username: string | null;
  readonly connected_account_id: string | null;
  readonly failure: SignInFailure | null;
  readonly expires_at: Date;
}

export type NewSignIn = Pick<
  SignInRecord,
  'id' | 'appId' | 'authKind' | 'accountId' | 'startedBy' | 'purpose' | 'expiresAt'
>;

/** `lookup` finds the row again when X sends the browser back. */
export async function insertSignIn(
  tx: WorkspaceTx,
  signIn: NewSignIn,
  lookup: string,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into x_sign_in (workspace_id, id, app_id, auth_kind, account_id, started_by, purpose, created_at, expires_at)
    values (${tx.workspaceId}, ${signIn.id}, ${signIn.appId}, ${signIn.authKind}, ${signIn.accountId},
      ${signIn.startedBy}, ${JSON.stringify(signIn.purpose)}::jsonb, ${now}, ${signIn.expiresAt})`);
  await tx.execute(sql`
    insert into x_sign_in_door (lookup, workspace_id, sign_in_id, expires_at)
    values (${lookup}, ${tx.workspaceId}, ${signIn.id}, ${signIn.expiresAt})`);
}

/** Opens the door once: the row is gone afterwards, whatever comes of it. */
export async function takeSignInDoor(
  db: Db,
  lookup: string,
  now: Date,
): Promise<{ workspaceId: WorkspaceId; signInId: SignInId } | undefined> {
  const row = await db.findRow(sql<{ workspace_id: string; sign_in_id: string; expires_at: Date }>`
    delete from x_sign_in_door where lookup = ${lookup} returning workspace_id, sign_in_id, expires_at`);
  if (!row || row.expires_at <= now) return undefined;
  return {
    workspaceId: asId<'workspace'>(row.workspace_id),
    signInId: asId<'x_sign_in'>(row.sign_in_id),
  };
}

export async function findSignIn(db: WorkspaceDb, id: string): Promise<SignInRecord | undefined> {
  const row = await db.findRow(sql<SignInRow>`
    select id, app_id, auth_kind, account_id, started_by, purpose, state, username, connected_account_id, failure,
      expires_at
    from x_sign_in where workspace_id = ${db.workspaceId} and id = ${id}`);
  return row && toSignIn(row);
}

export type SignInEnd =
  | { readonly state: 'done'; readonly username: string; readonly connectedAccountId: string }
  | { readonly state: 'failed'; readonly username: string | null; readonly failure: SignInFailure };

export async function endSignIn(tx: WorkspaceTx, id: string, end: SignInEnd): Promise<void> {
  const connected = end.state === 'done' ? end.connectedAccountId : null;
  const failure = end.state === 'failed' ? JSON.stringify(end.failure) : null;
  await tx.execute(sql`
    update x_sign_in set state = ${end.state}, username = ${end.username}, connected_account_id = ${connected},
      failure = ${failure}::jsonb
    where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'pending'`);
}

/** Sign-ins that nobody came back from, and old ones. @returns how many are gone */
export async function deleteOldSignIns(db: Db, before: Date): Promise<number> {
  await db.execute(sql`delete from x_sign_in_door where expires_at < ${before}`);
  await db.execute(sql`
    delete from secret s using x_sign_in i
    where s.workspace_id = i.workspace_id and s.owner_id = i.id and i.expires_at < ${before}`);
  return db.execute(sql`delete from x_sign_in where expires_at < ${before}`);
}

function toSignIn(row: SignInRow): SignInRecord {
  return {
    id: asId<'x_sign_in'>(row.id),
    appId: asId<'x_app'>(row.app_id),
    authKind: row.auth_kind,
    accountId: row.account_id === null ? null : asId<'account'>(row.account_id),
    startedBy: row.started_by,
    purpose: row.purpose,
    state: row.state,
    username: row.username,
    connectedAccountId: row.connected_account_id === null ? null : asId<'account'>(row.connected_account_id),
    failure: row.failure,
    expiresAt: row.expires_at,
  };
}
