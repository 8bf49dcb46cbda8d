import { outboundErrors } from '../../../contract/errors/outbound.ts';
import { type Clock, type EventLog, isError, type WorkspaceDb } from '../../base/index.ts';
import { addSystemLine, lockConversation } from '../../conversations/index.ts';
import type { Program } from '../http/authenticate.ts';
import { isStopKnown, noteStopped } from './stopped-store.ts';

/** Does it; a program that is stopped meanwhile is kept and shown as stopped, and refused all the same. */
export async function noticingStop<Result>(
  deps: { readonly clock: Clock; readonly log: Pick<EventLog, 'append'> },
  db: WorkspaceDb,
  conversationId: string,
  { keyId }: Pick<Program, 'keyId'>,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const isLoop = isError(error, outboundErrors.program_loop);
    if (!isLoop && !isError(error, outboundErrors.program_unanswered)) throw error;
    const why = isLoop ? 'loop' : 'unanswered';
    await db.transaction(async (tx) => {
      const conversation = await lockConversation(tx, conversationId);
      if (await isStopKnown(tx, conversationId, conversation.lastPosition)) return;
      const now = deps.clock.now();
      const line = await addSystemLine(tx, conversation, { what: 'program_stopped', facts: { why } }, now);
      const position = line.conversation.lastPosition;
      await noteStopped(tx, { conversationId, position, keyId, why }, now);
      deps.log.append(tx, line.events);
      deps.log.append(tx, [
        { kind: 'program.stopped', key: conversationId, body: { conversationId, keyId, why } },
      ]);
    });
    throw error;
  }
}
