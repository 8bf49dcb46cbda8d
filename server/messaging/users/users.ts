import { MOST_METADATA_BYTES } from '../../../contract/sunshine/fields.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { isId, type WorkspaceDb } from '../../base/index.ts';
import { findCustomer, listCustomers } from '../../conversations/index.ts';
import { badRequest, SunshineError } from '../http/problem.ts';
import { findKeptUser, listKeptUsers } from './store.ts';
import type { User } from './user.ts';

/** Whoever has this id or this external id. @throws SunshineError `user_not_found` */
export async function getUser(db: WorkspaceDb, idOrExternalId: string): Promise<User> {
  const user = await findUser(db, idOrExternalId);
  if (!user) throw new SunshineError(sunshineErrors.user_not_found);
  return user;
}

export async function findUser(db: WorkspaceDb, idOrExternalId: string): Promise<User | undefined> {
  const kept = await findKeptUser(db, idOrExternalId);
  const id = kept?.id ?? idOrExternalId;
  const customer = isId(id) ? await findCustomer(db, id) : undefined;
  return kept || customer ? { id, kept: kept ?? null, customer: customer ?? null } : undefined;
}

/** Users by id; those that do not exist are left out. */
export async function listUsers(db: WorkspaceDb, ids: readonly string[]): Promise<Map<string, User>> {
  const [kept, customers] = await Promise.all([listKeptUsers(db, ids), listCustomers(db, ids)]);
  const keptOf = new Map(kept.map((one) => [one.id, one]));
  const customerOf = new Map<string, (typeof customers)[number]>(customers.map((one) => [one.id, one]));
  return new Map(
    [...new Set(ids)].flatMap((id) => {
      const user = { id, kept: keptOf.get(id) ?? null, customer: customerOf.get(id) ?? null };
      return user.kept || user.customer ? [[id, user] as const] : [];
    }),
  );
}

/** @throws SunshineError 400 when it is larger than the contract allows. */
export function checkMetadata(metadata: object | null | undefined, of: string): void {
  const bytes = Buffer.byteLength(JSON.stringify(metadata ?? {}));
  if (bytes > MOST_METADATA_BYTES) {
    throw badRequest(`${of} metadata is limited to ${MOST_METADATA_BYTES} bytes in size.`);
  }
}
