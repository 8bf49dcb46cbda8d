import type { AppEvent } from '../../../contract/events/index.ts';
import type { Accounts } from '../../accounts/index.ts';
import {
  asId,
  type Clock,
  type Db,
  type EventLog,
  type Logger,
  messageOf,
  type WorkspaceDb,
} from '../../base/index.ts';
import {
  listDueCustomers,
  personOfXUser,
  postponeProfiles,
  updateProfiles,
} from '../../conversations/index.ts';
import { lookupUsers } from '../../x/index.ts';

export interface ProfileDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly logger: Logger;
  readonly accounts: Pick<Accounts, 'clientFor'>;
}

/** X takes as many ids in one call. */
const AT_ONCE = 100;
const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
/** Nobody looks at those who have been silent for so long; the next message brings their profile along. */
const SILENT_MS = 7 * DAY_MS;

/** Reads the profiles that are due, up to a hundred in one call. True when there may be more. */
export async function refreshDueProfiles(deps: ProfileDeps): Promise<boolean> {
  const now = deps.clock.now();
  const due = await listDueCustomers(deps.db, now, new Date(now.getTime() - SILENT_MS), AT_ONCE);
  const byAccount = Map.groupBy(due, (one) => `${one.workspaceId}/${one.accountId ?? ''}`);
  for (const those of byAccount.values()) {
    const [first] = those;
    if (!first) continue;
    const workspace = deps.db.workspace(first.workspaceId);
    const ids = those.map((one) => one.xUserId);
    if (first.accountId === null) await postponeProfiles(workspace, ids, null);
    else await refresh(deps, workspace, first.accountId, those, now);
  }
  return due.length === AT_ONCE;
}

async function refresh(
  deps: ProfileDeps,
  workspace: WorkspaceDb,
  accountId: string,
  those: readonly { readonly customerId: string; readonly xUserId: string }[],
  now: Date,
): Promise<void> {
  const ids = those.map((one) => one.xUserId);
  const later = (ms: number) => new Date(now.getTime() + ms);
  try {
    const client = await deps.accounts.clientFor(workspace, asId<'account'>(accountId));
    const { users } = await lookupUsers(client, ids, { priority: 'automation' });
    const found = new Set(users.map((user) => user.id));
    await workspace.transaction(async (tx) => {
      await updateProfiles(tx, users.map(personOfXUser), now, later(DAY_MS));
      // Gone or hidden at X: looked for again, seldom.
      await postponeProfiles(
        tx,
        ids.filter((id) => !found.has(id)),
        later(SILENT_MS),
      );
      const events = those
        .filter((one) => found.has(one.xUserId))
        .map(
          ({ customerId }): AppEvent => ({ kind: 'customer.changed', key: customerId, body: { customerId } }),
        );
      deps.log.append(tx, events);
    });
  } catch (error) {
    deps.logger.info({ accountId, reason: messageOf(error) }, 'profiles could not be read now');
    await postponeProfiles(workspace, ids, later(HOUR_MS));
  }
}
