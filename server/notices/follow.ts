import type { EventOf, WorkspaceTx } from '../base/index.ts';
import { findMessage, isAnyOptedOut, lockConversation } from '../conversations/index.ts';
import { findHours, holidayAt, isOpen } from '../hours/index.ts';
import { heardCustomer } from './consent.ts';
import { triggerOfSession, triggerOfState, triggersOfMessage } from './decide.ts';
import { countBefore, findItemFacts, isAnybodyThere, type ItemFacts } from './facts-store.ts';
import { tellPrivacy } from './privacy.ts';
import { speechOnce } from './once.ts';
import { type NoticeDeps, say } from './say.ts';
import { findWay } from './session-store.ts';
import { noteWanted, takeWanted } from './store.ts';

export const FOLLOWED = ['message.received', 'work_item.changed', 'session.changed'] as const;
type Followed = EventOf<(typeof FOLLOWED)[number]>;

/**
 * Says by itself what is set to be said. Routing tells of a work item after each message, so that what a message asks
 * for is said once its work item is known.
 */
export async function follow(deps: NoticeDeps, tx: WorkspaceTx, events: readonly Followed[]): Promise<void> {
  for (const event of events) {
    if (event.kind === 'message.received') await received(deps, tx, event);
    else if (event.kind === 'work_item.changed') await itemChanged(deps, tx, event);
    else await sessionChanged(deps, tx, event);
  }
}

async function received(
  deps: NoticeDeps,
  tx: WorkspaceTx,
  event: EventOf<'message.received'>,
): Promise<void> {
  const { conversationId, messageId, direction, late } = event.body;
  if (direction !== 'in') return;
  const conversation = await lockConversation(tx, conversationId);
  const message = await findMessage(tx, messageId);
  // What was missed for long is not answered as if it came now; a wish to hear no more counts whenever it arrives.
  const wasAnswer = message ? await heardCustomer(deps, tx, conversation, message) : false;
  if (!late && !wasAnswer && (await speechOnce(tx))) await noteWanted(tx, conversationId, deps.clock.now());
}

async function itemChanged(
  deps: NoticeDeps,
  tx: WorkspaceTx,
  event: EventOf<'work_item.changed'>,
): Promise<void> {
  const { conversationId, what } = event.body;
  if (!(await speechOnce(tx))) return;
  const wrote = await takeWanted(tx, conversationId);
  if (!wrote && !what.split(',').includes('state')) return;
  await lockConversation(tx, conversationId);
  const item = await findItemFacts(tx, conversationId);
  if (!item || (await isAnyOptedOut(tx, conversationId))) return;
  const ofState = triggerOfState(item);
  if (ofState && event.body.workItemId === item.id) await say(deps, tx, item, ofState);
  if (wrote && item.state !== 'closed') await answerMessage(deps, tx, item);
}

async function answerMessage(deps: NoticeDeps, tx: WorkspaceTx, item: ItemFacts): Promise<void> {
  const now = deps.clock.now();
  const hours = await findHours(tx, item.hoursId);
  const triggers = triggersOfMessage(item, {
    isOpen: isOpen(hours, now),
    isHoliday: holidayAt(hours, now) !== undefined,
    isAnybodyThere: await isAnybodyThere(tx, item.queueId),
    before: await countBefore(tx, item),
  });
  for (const trigger of triggers) {
    await say(deps, tx, item, trigger);
    if (trigger === 'greeting') await tellPrivacy(deps, tx, item);
  }
  if (!triggers.includes('greeting')) await tellPrivacy(deps, tx, item);
}

async function sessionChanged(
  deps: NoticeDeps,
  tx: WorkspaceTx,
  event: EventOf<'session.changed'>,
): Promise<void> {
  const { conversationId, sessionId, memberId, participation, state, reason, workItemId } = event.body;
  if (!(await speechOnce(tx))) return;
  const { how, wasAccepted = false } = (await findWay(tx, sessionId)) ?? {};
  const trigger = triggerOfSession({ participation, state, reason, how, wasAccepted });
  if (!trigger) return;
  await lockConversation(tx, conversationId);
  const item = await findItemFacts(tx, conversationId);
  if (item?.id === workItemId) await say(deps, tx, item, trigger, memberId);
}
