import { deskErrors } from '../../contract/errors/desk.ts';
import type { AppEvent } from '../../contract/events/index.ts';
import { AppError, type Clock, type EventLog, type WorkspaceDb } from '../base/index.ts';
import {
  findCustomer,
  listConversationsOfCustomer,
  personOfXUser,
  updateProfiles,
} from '../conversations/index.ts';
import { lookupUsers, type XClient } from '../x/index.ts';
import type { RefreshProfile } from './routes/customers.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** X, acting for an account. */
export type ClientFor = (db: WorkspaceDb, accountId: string) => Promise<XClient>;

/** Reads one customer's profile from X now, with the account that last talked to them. */
export function createRefreshProfile(deps: {
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly clientFor: ClientFor;
}): RefreshProfile {
  return async (db, customerId) => {
    const customer = await findCustomer(db, customerId);
    const [conversation] = await listConversationsOfCustomer(db, customerId);
    if (!customer || !conversation) throw new AppError(deskErrors.profile_not_found);
    const client = await deps.clientFor(db, conversation.accountId);
    const { users } = await lookupUsers(client, [customer.xUserId]);
    const [user] = users;
    if (!user) throw new AppError(deskErrors.profile_not_found);
    const now = deps.clock.now();
    await db.transaction(async (tx) => {
      await updateProfiles(tx, [personOfXUser(user)], now, new Date(now.getTime() + DAY_MS));
      const event: AppEvent = { kind: 'customer.changed', key: customerId, body: { customerId } };
      deps.log.append(tx, [event]);
    });
  };
}
