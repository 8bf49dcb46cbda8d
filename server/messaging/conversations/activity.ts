import type { OperationBody } from '../../../contract/sunshine/operation.ts';
import type { activityOperations } from '../../../contract/sunshine/messages.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { outboundErrors } from '../../../contract/errors/outbound.ts';
import { AppError, type WorkspaceDb } from '../../base/index.ts';
import {
  type Conversation,
  lockConversation,
  markCustomerRead,
  readOptOut,
} from '../../conversations/index.ts';
import { badRequest, SunshineError } from '../http/problem.ts';
import type { MessagingParts } from '../parts.ts';
import { getUser } from '../users/users.ts';
import type { Known } from './conversations.ts';
import { markParticipantRead, mergeConversation } from './store.ts';

type Activity = OperationBody<typeof activityOperations.post>;

/** Somebody is writing, or has read. */
export async function act(
  parts: MessagingParts,
  db: WorkspaceDb,
  known: Known,
  { author, type }: Activity,
): Promise<void> {
  if (author.type === 'user') {
    if (type !== 'conversation:read') throw badRequest(`Activity type ${type} is not allowed for users`);
    const user = await getUser(db, author.userId ?? author.userExternalId ?? '');
    return markRead(parts, db, known, user.id);
  }
  if (type === 'typing:start' && known.thread) {
    await checkMayWrite(db, known.thread);
    await parts.outbound.showTyping(db, known.id);
  }
  if (type === 'conversation:read') {
    if (known.thread) await parts.outbound.showRead(db, known.id);
    const now = parts.clock.now();
    await db.transaction((tx) => mergeConversation(tx, known.id, { businessReadAt: now }, now));
  }
}

/** Nobody is shown that somebody writes who could not be written to. @throws AppError */
async function checkMayWrite(
  db: WorkspaceDb,
  { id, lastInboundAt, lastDirection }: Conversation,
): Promise<void> {
  if (lastInboundAt === null) throw new AppError(outboundErrors.customer_never_wrote);
  const { isAny, byLastWord } = await readOptOut(db, id);
  if (isAny && (lastDirection !== 'in' || byLastWord)) throw new AppError(outboundErrors.customer_opted_out);
}

/** The user has read what there is. */
export async function markRead(
  { clock, log }: Pick<MessagingParts, 'clock' | 'log'>,
  db: WorkspaceDb,
  known: Known,
  userId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    if (!known.thread) return markParticipantRead(tx, known.id, userId, clock.now());
    if (userId !== known.thread.customerId) throw new SunshineError(sunshineErrors.not_a_member);
    const locked = await lockConversation(tx, known.id);
    log.append(tx, await markCustomerRead(tx, locked.id, locked.lastPosition));
  });
}
