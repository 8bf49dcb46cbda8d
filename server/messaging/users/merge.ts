import { MOST_METADATA_BYTES } from '../../../contract/sunshine/fields.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import { badRequest } from '../http/problem.ts';
import type { MessagingParts } from '../parts.ts';
import { deleteUser, giveExternalId, mergeUser, moveConversations, setDiscarded } from './store.ts';
import type { MetadataValues, User } from './user.ts';
import { getUser } from './users.ts';

/**
 * Makes two users one. The surviving one keeps what it has, and gets what it lacks: the id of the program's own, fields
 * of the profile, metadata as far as they fit, and conversations that only programs know. Two people of X stay two.
 * @throws SunshineError 400
 */
export async function mergeUsers(
  { clock, log }: Pick<MessagingParts, 'clock' | 'log'>,
  db: WorkspaceDb,
  surviving: User,
  discarded: User,
): Promise<User> {
  if (surviving.id === discarded.id) throw badRequest('A user cannot be merged with itself');
  if (discarded.customer) throw badRequest('A user who is a person on X cannot be discarded');
  const lost = discarded.kept;
  const now = clock.now();
  await db.transaction(async (tx) => {
    await moveConversations(tx, discarded.id, surviving.id);
    await deleteUser(tx, discarded.id);
    const body = { userId: discarded.id, what: 'merged', survivingId: surviving.id } as const;
    log.append(tx, [{ kind: 'program_user.changed', key: discarded.id, body }]);
    if (!lost) return;
    const profile = Object.fromEntries(
      Object.entries({ ...lost.profile, ...surviving.kept?.profile }).map(([key, value]) => [
        key,
        value ?? null,
      ]),
    );
    const { all, left } = fitting(surviving.kept?.metadata ?? {}, lost.metadata);
    await mergeUser(tx, surviving.id, { profile, metadata: all }, now);
    await setDiscarded(tx, surviving.id, discarded.id, left);
    if (lost.externalId !== null) await giveExternalId(tx, surviving.id, lost.externalId);
  });
  return getUser(db, surviving.id);
}

/** What is kept stays; what is added is, as long as there is room. `left`: what found none. */
function fitting(
  kept: MetadataValues,
  added: MetadataValues,
): { readonly all: MetadataValues; readonly left: MetadataValues } {
  let all = kept;
  let left: MetadataValues = {};
  for (const [key, value] of Object.entries(added)) {
    if (key in kept) continue;
    const larger = { ...all, [key]: value };
    if (Buffer.byteLength(JSON.stringify(larger)) <= MOST_METADATA_BYTES) all = larger;
    else left = { ...left, [key]: value };
  }
  return { all, left };
}
