import type { Permission, Role } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { permissionsOf } from '../roles/grants.ts';

/** What some members are to be told of by mail. */
export interface MemberMail {
  /** The same is told once to each of them. */
  readonly once: string;
  readonly memberIds: readonly string[];
  /** Who may not do this any more is not told. */
  readonly permission: Permission;
  readonly subject: string;
  /** One paragraph each. */
  readonly lines: readonly string[];
  /** Where it can be seen: a path of ours, and its words. */
  readonly link: { readonly path: string; readonly words: string };
}

export interface MailTold {
  /** To how many a mail is on its way. */
  readonly mailed: number;
  /** None, since e-mail of the workspace is not set up. */
  readonly missing: boolean;
}

/** Mails of the product to members. */
export interface MemberMails {
  /** Queues one mail for each, with the transaction. */
  tell(tx: WorkspaceTx, mail: MemberMail): Promise<MailTold>;
  /** E-mail of the workspace is set up and switched on. */
  isSetUp(db: WorkspaceDb): Promise<boolean>;
}

export interface ReachableMember {
  readonly id: string;
  readonly email: string;
}

/** Which of these members are there and may do this. */
export async function listReachable(
  db: WorkspaceDb,
  ids: readonly string[],
  permission: Permission,
): Promise<ReachableMember[]> {
  const rows = await db.rows(sql<ReachableMember & { role: Role; own: Permission[] | null }>`
    select m.id, m.email, m.role, r.permissions as own from member m
    left join workspace_role r on r.workspace_id = m.workspace_id and r.id = m.custom_role_id
    where m.workspace_id = ${db.workspaceId} and m.id = any(${[...ids]}::text[]) and m.active
    order by m.id`);
  return rows.flatMap(({ id, email, role, own }) =>
    permissionsOf(role, own).has(permission) ? [{ id, email }] : [],
  );
}
