import type { SunshineClient, SunshineProfile } from '../../../contract/sunshine/users.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { newId, type WorkspaceDb } from '../../base/index.ts';
import { forgetProfile, isOptedOut, listConversationsOfCustomer } from '../../conversations/index.ts';
import type { Actor } from '../../people/index.ts';
import { SunshineError } from '../http/problem.ts';
import type { MessagingParts } from '../parts.ts';
import { presentClient } from './present.ts';
import { clearUser, deleteUser, insertUser, mergeUser } from './store.ts';
import { type KeptUser, type User, withoutNull } from './user.ts';
import { checkMetadata, getUser } from './users.ts';

const MOST_CLIENTS = 100;

/** What a program writes of a user; null takes a field away. */
export interface UserFields {
  readonly signedUpAt?: string;
  readonly profile?: Readonly<SunshineProfile>;
  readonly metadata?: Readonly<Record<string, string | number | boolean | null>>;
}

/** A user under an id of the program's own. @throws SunshineError 409 when it is taken. */
export async function createUser(
  { clock }: Pick<MessagingParts, 'clock'>,
  db: WorkspaceDb,
  externalId: string,
  fields: UserFields,
): Promise<User> {
  checkMetadata(fields.metadata, 'User');
  const kept: KeptUser = {
    id: newId(),
    externalId,
    profile: withoutNull(fields.profile ?? {}),
    metadata: withoutNull(fields.metadata ?? {}),
    signedUpAt: fields.signedUpAt === undefined ? null : new Date(fields.signedUpAt),
    createdAt: clock.now(),
  };
  const inserted = await db.transaction((tx) => insertUser(tx, kept));
  if (!inserted) throw new SunshineError(sunshineErrors.user_exists);
  return { id: kept.id, kept, customer: null };
}

/** What is not named stays. */
export async function changeUser(
  { clock }: Pick<MessagingParts, 'clock'>,
  db: WorkspaceDb,
  user: User,
  fields: UserFields,
): Promise<User> {
  const kept = await db.transaction(async (tx) => {
    const merged = await mergeUser(
      tx,
      user.id,
      {
        profile: given(fields.profile ?? {}),
        metadata: fields.metadata ?? {},
        ...(fields.signedUpAt === undefined ? {} : { signedUpAt: new Date(fields.signedUpAt) }),
      },
      clock.now(),
    );
    checkMetadata(merged.metadata, 'User');
    return merged;
  });
  return { ...user, kept };
}

/** With everything they wrote: for a person of X, an erasure. */
export async function removeUser(
  parts: Pick<MessagingParts, 'eraseCustomer' | 'log'>,
  db: WorkspaceDb,
  user: User,
  by: Actor,
): Promise<void> {
  if (user.customer) await parts.eraseCustomer(db, user.customer.id, by);
  await db.transaction(async (tx) => {
    await deleteUser(tx, user.id);
    const body = { userId: user.id, what: 'removed', survivingId: null } as const;
    parts.log.append(tx, [{ kind: 'program_user.changed', key: user.id, body }]);
  });
}

/** Name, picture, address and metadata go; the conversation stays. */
export async function forgetUser(
  { clock, log }: Pick<MessagingParts, 'clock' | 'log'>,
  db: WorkspaceDb,
  user: User,
): Promise<User> {
  await db.transaction(async (tx) => {
    await clearUser(tx, user.id, clock.now());
    if (!user.customer) return;
    await forgetProfile(tx, user.customer.id);
    log.append(tx, [
      { kind: 'customer.changed', key: user.customer.id, body: { customerId: user.customer.id } },
    ]);
  });
  return getUser(db, user.id);
}

/** The handles that a user writes to, in the order of ids. */
export async function listClients(db: WorkspaceDb, { customer }: User): Promise<SunshineClient[]> {
  if (!customer) return [];
  const isBlocked = await isOptedOut(db, customer.id);
  const threads = (await listConversationsOfCustomer(db, customer.id)).filter((one) => one.groupId === null);
  return threads
    .slice(0, MOST_CLIENTS)
    .map((thread) => presentClient(customer, thread, isBlocked))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function given(values: Readonly<Record<string, string | null | undefined>>): Record<string, string | null> {
  const named: Record<string, string | null> = {};
  for (const [key, value] of Object.entries(values)) if (value !== undefined) named[key] = value;
  return named;
}
