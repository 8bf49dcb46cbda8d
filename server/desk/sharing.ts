import type { SharedScope } from '../../contract/api/index.ts';
import { baseErrors } from '../../contract/errors/base.ts';
import { replyErrors } from '../../contract/errors/replies.ts';
import { AppError, type Caller, sql, type WorkspaceDb } from '../base/index.ts';

/** Something that agents reuse: theirs, a team's, or everybody's. */
export interface Shared {
  readonly scope: SharedScope;
  readonly ownerId: string | null;
  readonly teamId: string | null;
}

/** Those that a member may use, in SQL: `scope`, `owner_id` and `team_id` are columns. Who shares sees all teams'. */
export function visibleTo(db: WorkspaceDb, caller: Pick<Caller, 'memberId' | 'permissions'>) {
  const everyTeam = caller.permissions.has('quick_replies.share') ? sql`or scope = 'team'` : sql``;
  return sql`(scope = 'all' or (scope = 'personal' and owner_id = ${caller.memberId}) ${everyTeam}
    or (scope = 'team' and team_id in (
      select team_id from team_member where workspace_id = ${db.workspaceId} and member_id = ${caller.memberId})))`;
}

/** One's own are one's own; shared ones take the right to share. @throws AppError forbidden, team_missing. */
export function needMayChange(caller: Pick<Caller, 'memberId' | 'permissions'>, shared: Shared): void {
  if (shared.scope === 'personal') {
    if (caller.memberId === null || shared.ownerId !== caller.memberId)
      throw new AppError(baseErrors.forbidden);
    return;
  }
  if (!caller.permissions.has('quick_replies.share')) throw new AppError(baseErrors.forbidden);
  if (shared.scope === 'team' && shared.teamId === null) throw new AppError(replyErrors.team_missing);
}

/** The scope after a change: a team is named where there is one, an owner where there is one. */
export function sharedAfter(
  before: Shared | undefined,
  change: { readonly scope?: SharedScope; readonly teamId?: string | null },
  memberId: string | null,
): Shared {
  const scope = change.scope ?? before?.scope ?? 'personal';
  const teamId = change.teamId === undefined ? (before?.teamId ?? null) : change.teamId;
  return {
    scope,
    ownerId: before && before.scope === scope ? before.ownerId : memberId,
    teamId: scope === 'team' ? teamId : null,
  };
}
