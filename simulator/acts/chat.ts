import { chatPayloadFor } from '../present/chat.ts';
import type { Sim } from '../sim.ts';
import { type ChatConversation, type ChatEvent, chatIdOf } from '../state/chat.ts';

type NewEvent = Omit<ChatEvent, 'id' | 'createdAt' | 'previousId'>;

/** Puts an event into its conversation and tells everyone. What may be done is checked by the caller. */
export function appendChatEvent(sim: Sim, event: NewEvent): ChatEvent {
  const row = sim.chat.append(event);
  sim.events.emit({ kind: 'chat.created', event: row });
  tell(sim, row);
  return row;
}

/** The conversation of two users as it begins; not kept yet. */
export function newChat(sim: Sim, creatorId: string, otherId: string): ChatConversation {
  return newConversation(sim, chatIdOf(creatorId, otherId), creatorId, [creatorId, otherId]);
}

/** Hands out the id of a group that is to be made. */
export function reserveGroup(sim: Sim, creatorId: string): ChatConversation {
  return sim.chat.conversations.put(newConversation(sim, `g${sim.ids.next()}`, creatorId, [creatorId]));
}

function newConversation(sim: Sim, id: string, creatorId: string, memberIds: string[]): ChatConversation {
  const at = sim.clock.now();
  return {
    id,
    kind: id.startsWith('g') ? 'group' : 'one',
    state: 'reserved',
    creatorId,
    memberIds,
    adminIds: [],
    createdAt: at,
    updatedAt: at,
    lastEventId: '',
    readUpTo: {},
    joinedAt: {},
    mutedBy: [],
    wroteIds: [],
  };
}

/** The typing mark of one participant. */
export function typeInChat(sim: Sim, userId: string, conversationId: string): void {
  sim.events.emit({ kind: 'chat.typing', userId, conversationId, at: sim.clock.now() });
}

export function readChatUpTo(
  sim: Sim,
  userId: string,
  conversation: ChatConversation,
  eventId: string,
): void {
  sim.chat.conversations.put({
    ...conversation,
    readUpTo: { ...conversation.readUpTo, [userId]: eventId },
  });
  const { id: conversationId } = conversation;
  sim.events.emit({ kind: 'chat.read', userId, conversationId, lastEventId: eventId, at: sim.clock.now() });
}

/** https://docs.x.com/xchat/real-time-events: messages go to both sides, changes of a group to its members. */
function tell(sim: Sim, event: ChatEvent): void {
  const conversation = sim.chat.conversations.find(event.conversationId);
  if (!conversation) return;
  const payload = (userId: string) => chatPayloadFor(sim, conversation, event, userId);
  if (event.kind === 'message') {
    for (const userId of conversation.memberIds) {
      const [eventType, direction] =
        userId === event.senderId
          ? (['chat.sent', 'outbound'] as const)
          : (['chat.received', 'inbound'] as const);
      sim.events.emit({ kind: 'chat.told', userId, eventType, direction, payload: payload(userId) });
    }
    return;
  }
  for (const [userId, eventType] of changeTold(conversation, event))
    sim.events.emit({ kind: 'chat.told', userId, eventType, direction: undefined, payload: payload(userId) });
}

type ChangeType =
  | 'chat.conversation.join'
  | 'chat.conversation.member_added'
  | 'chat.conversation.member_removed'
  | 'chat.conversation.admin_added'
  | 'chat.conversation.admin_removed'
  | 'chat.update.group_name';

function changeTold({ memberIds }: ChatConversation, { change }: ChatEvent): [string, ChangeType][] {
  if (!change) return [];
  const all = (type: ChangeType): [string, ChangeType][] => memberIds.map((id) => [id, type]);
  switch (change.type) {
    case 'create':
      return all('chat.conversation.join');
    case 'member_added':
      return memberIds.map((id) => [
        id,
        change.userIds.includes(id) ? 'chat.conversation.join' : 'chat.conversation.member_added',
      ]);
    case 'member_removed':
      // Who was removed learns of it too.
      return [...new Set([...memberIds, ...change.userIds])].map((id) => [
        id,
        'chat.conversation.member_removed',
      ]);
    case 'admin_added':
      return all('chat.conversation.admin_added');
    case 'admin_removed':
      return all('chat.conversation.admin_removed');
    case 'group_name':
      return all('chat.update.group_name');
  }
}
