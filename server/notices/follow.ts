import type { EventOf, WorkspaceTx } from '../base/index.ts';
import {
  type Conversation,
  isAnyOptedOut,
  isWithheld,
  listConsents,
  listMessages,
  lockConversation,
  lockConversations,
  type Message,
} from '../conversations/index.ts';
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
  const heard = await readHeard(tx, events);
  for (const event of events) {
    if (event.kind === 'message.received') await received(deps, tx, event, heard);
    else if (event.kind === 'work_item.changed') await itemChanged(deps, tx, event);
    else await sessionChanged(deps, tx, event);
  }
}

/** What customers wrote in a batch, read at once. */
interface Heard {
  readonly messages: ReadonlyMap<string, Message>;
  /** Their conversations, which are locked. */
  readonly conversations: ReadonlyMap<string, Conversation>;
  /** As they are when the batch begins. */
  readonly consents: Awaited<ReturnType<typeof listConsents>>;
}

async function readHeard(tx: WorkspaceTx, events: readonly Followed[]): Promise<Heard> {
  const incoming = events.flatMap((event) =>
    event.kind === 'message.received' && event.body.direction === 'in' ? [event.body] : [],
  );
  const ids = [...new Set(incoming.map((one) => one.conversationId))];
  if (ids.length === 0) return { messages: new Map(), conversations: new Map(), consents: new Map() };
  const conversations = await lockConversations(tx, ids);
  const messages = await listMessages(
    tx,
    incoming.map((one) => one.messageId),
  );
  return {
    messages: new Map(messages.map((message) => [message.id as string, message])),
    conversations: new Map(conversations.map((one) => [one.id as string, one])),
    consents: await listConsents(tx, ids),
  };
}

async function received(
  deps: NoticeDeps,
  tx: WorkspaceTx,
  event: EventOf<'message.received'>,
  heard: Heard,
): Promise<void> {
  const { conversationId, messageId, direction, late } = event.body;
  const conversation = heard.conversations.get(conversationId);
  if (direction !== 'in' || !conversation) return;
  const message = heard.messages.get(messageId);
  const isAsked = isWithheld(heard.consents.get(conversationId) ?? 'none');
  // What was missed for long is not answered as if it came now; a wish to hear no more counts whenever it arrives.
  const wasAnswer = message ? await heardCustomer(deps, tx, conversation, message, isAsked) : false;
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
  if (triggers.includes('out_of_hours') || triggers.includes('holiday')) {
    const { conversationId, id: workItemId } = item;
    const body = { conversationId, workItemId, isHoliday: triggers.includes('holiday') };
    deps.log.append(tx, [{ kind: 'hours.missed', key: conversationId, body }]);
  }
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
