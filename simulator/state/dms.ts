import { type Snowflakes, compareIds } from '../core/snowflake.ts';
import type { Store, Table } from '../core/store.ts';

export interface UrlEntity {
  start: number;
  end: number;
  url: string;
  expandedUrl: string;
  displayUrl: string;
}

export type QuickReply =
  | { type: 'options'; options: { label: string; description?: string; metadata?: string }[] }
  | { type: 'location'; location?: { metadata?: string } }
  | { type: 'text_input'; textInput?: Record<string, unknown> };

export interface CallToAction {
  type: 'web_url';
  label: string;
  url: string;
  tcoUrl: string;
}

export type SharedLocation =
  | { type: 'shared_coordinate'; longitude: number; latitude: number }
  | { type: 'shared_place'; place: { id: string } & Record<string, unknown> };

/** One entry of a direct message conversation, as stored; never changed but for `hiddenFor`. */
export interface DmEvent {
  id: string;
  type: 'MessageCreate' | 'ParticipantsJoin' | 'ParticipantsLeave';
  conversationId: string;
  /** Who sent, invited or left. */
  senderId: string;
  /** Join and leave only. */
  participantIds?: string[];
  createdAt: number;
  /** As X stores it: urls are t.co links. */
  text?: string;
  urls?: UrlEntity[];
  referencedPostIds?: string[];
  mediaId?: string;
  location?: SharedLocation;
  quickReply?: QuickReply;
  quickReplyResponse?: { type: 'options' | 'location' | 'text_input'; metadata?: string };
  ctas?: CallToAction[];
  /** What the sender saw right before: the post with the button, the welcome message. */
  initiatedVia?: { postId?: string; welcomeMessageId?: string };
  customProfileId?: string;
  /** The developer app that it was sent with; absent when sent on x.com. */
  appId?: string;
  /** Users who deleted it for themselves. */
  hiddenFor?: string[];
}

/** What a message says, apart from who sent it to whom. */
export type MessageContent = Pick<
  DmEvent,
  'text' | 'urls' | 'referencedPostIds' | 'mediaId' | 'location' | 'quickReply' | 'ctas'
>;

export interface Conversation {
  /** `{smaller}-{larger}` of two users; a snowflake for a group. */
  id: string;
  kind: 'one' | 'group';
  participantIds: string[];
  createdAt: number;
  /** Who has accepted it, of those whose conversations wait for that. */
  acceptedBy?: string[];
  /** Last event that each participant has read. */
  readUpTo: Record<string, string>;
}

export type NewDmEvent = Omit<DmEvent, 'id' | 'createdAt' | 'hiddenFor'> & {
  id?: string;
  createdAt?: number;
};

export interface Dms {
  events: Table<DmEvent>;
  find(id: string): DmEvent | undefined;
  findConversation(id: string): Conversation | undefined;
  /** The conversation of two users, made when it is not there yet. */
  openOneToOne(a: string, b: string): Conversation;
  createGroup(participantIds: string[]): Conversation;
  leave(conversationId: string, userId: string): void;
  markRead(conversationId: string, userId: string, eventId: string): void;
  accept(conversationId: string, userId: string): void;
  /** Conversation ids of a user, latest activity first. */
  conversationsOf(userId: string, limit: number): Conversation[];
  /** Oldest first, shared with the store: never change it. What a user sees across all conversations. */
  eventsOfUser(userId: string): readonly DmEvent[];
  /** Oldest first, shared with the store. Entries may be hidden for some: see `hiddenFor`. */
  eventsOfConversation(conversationId: string): readonly DmEvent[];
  append(event: NewDmEvent): DmEvent;
  hide(eventId: string, userId: string): void;
  /** Every event in the order of its id, for the ledger. */
  all(): readonly DmEvent[];
  countConversations(): number;
  hasWritten(senderId: string, conversationId: string): boolean;
}

export function conversationIdOf(a: string, b: string): string {
  return compareIds(a, b) < 0 ? `${a}-${b}` : `${b}-${a}`;
}

/** The other user of a one-to-one conversation. */
export function otherParticipant(conversation: Conversation, userId: string): string {
  return conversation.participantIds.find((id) => id !== userId) ?? userId;
}

/** Index of the first event whose id is at least `id`. */
export function lowerBound(events: readonly DmEvent[], id: string): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = events[middle];
    if (at && compareIds(at.id, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(events: DmEvent[], event: DmEvent): void {
  const last = events.at(-1);
  if (!last || compareIds(last.id, event.id) < 0) {
    events.push(event);
    return;
  }
  events.splice(lowerBound(events, event.id), 0, event);
}

function listOf(map: Map<string, DmEvent[]>, id: string): DmEvent[] {
  let list = map.get(id);
  if (!list) {
    list = [];
    map.set(id, list);
  }
  return list;
}

export function createDms(store: Store, ids: Snowflakes, now: () => number): Dms {
  const ofUser = new Map<string, DmEvent[]>();
  const ofConversation = new Map<string, DmEvent[]>();
  // Insertion order is activity order: a conversation moves to the end with each event.
  const activity = new Map<string, Map<string, true>>();
  const wrote = new Set<string>();
  const everything: DmEvent[] = [];
  const conversations = store.table<Conversation>('conversations', { key: (row) => row.id });

  const events = store.table<DmEvent>('dmEvents', {
    key: (event) => event.id,
    indexed(event, previous) {
      if (previous) return replace(previous, event);
      insert(everything, event);
      insert(listOf(ofConversation, event.conversationId), event);
      if (event.type === 'MessageCreate') wrote.add(`${event.senderId}@${event.conversationId}`);
      for (const userId of viewersOf(event)) {
        if (event.hiddenFor?.includes(userId)) continue;
        insert(listOf(ofUser, userId), event);
        const recent = activity.get(userId) ?? new Map<string, true>();
        activity.set(userId, recent);
        recent.delete(event.conversationId);
        recent.set(event.conversationId, true);
      }
    },
    cleared() {
      ofUser.clear();
      ofConversation.clear();
      activity.clear();
      wrote.clear();
      everything.length = 0;
    },
  });

  function viewersOf(event: DmEvent): readonly string[] {
    return conversations.find(event.conversationId)?.participantIds ?? [];
  }

  function replace(previous: DmEvent, event: DmEvent): void {
    for (const list of [everything, listOf(ofConversation, event.conversationId)])
      list[lowerBound(list, event.id)] = event;
    for (const userId of viewersOf(event)) {
      const list = listOf(ofUser, userId);
      const index = lowerBound(list, event.id);
      if (list[index]?.id !== event.id) continue;
      if (event.hiddenFor?.includes(userId)) list.splice(index, 1);
      else list[index] = event;
    }
    if (previous.id !== event.id) throw new Error('an event keeps its id');
  }

  return {
    events,
    find: (id) => events.find(id),
    findConversation: (id) => conversations.find(id),
    openOneToOne(a, b) {
      const id = conversationIdOf(a, b);
      const known = conversations.find(id);
      if (known) return known;
      return conversations.put({
        id,
        kind: 'one',
        participantIds: [a, b].sort(compareIds),
        createdAt: now(),
        readUpTo: {},
      });
    },
    createGroup: (participantIds) =>
      conversations.put({ id: ids.next(), kind: 'group', participantIds, createdAt: now(), readUpTo: {} }),
    leave(conversationId, userId) {
      const conversation = conversations.find(conversationId);
      if (!conversation) return;
      const participantIds = conversation.participantIds.filter((id) => id !== userId);
      conversations.put({ ...conversation, participantIds });
      // Whoever leaves no longer sees the conversation.
      const left = listOf(ofUser, userId);
      ofUser.set(
        userId,
        left.filter((event) => event.conversationId !== conversationId),
      );
      activity.get(userId)?.delete(conversationId);
    },
    markRead(conversationId, userId, eventId) {
      const conversation = conversations.find(conversationId);
      if (!conversation) return;
      conversations.put({ ...conversation, readUpTo: { ...conversation.readUpTo, [userId]: eventId } });
    },
    accept(conversationId, userId) {
      const conversation = conversations.find(conversationId);
      if (!conversation || conversation.acceptedBy?.includes(userId)) return;
      conversations.put({ ...conversation, acceptedBy: [...(conversation.acceptedBy ?? []), userId] });
    },
    conversationsOf(userId, limit) {
      const latestFirst = [...(activity.get(userId)?.keys() ?? [])].reverse().slice(0, limit);
      return latestFirst.map((id) => conversations.find(id)).filter((row) => row !== undefined);
    },
    eventsOfUser: (userId) => ofUser.get(userId) ?? [],
    eventsOfConversation: (conversationId) => ofConversation.get(conversationId) ?? [],
    append(event) {
      const createdAt = event.createdAt ?? now();
      const id = event.id ?? (event.createdAt === undefined ? ids.next() : ids.at(createdAt));
      return events.put({ ...event, id, createdAt });
    },
    hide(eventId, userId) {
      const event = events.find(eventId);
      if (!event || event.hiddenFor?.includes(userId)) return;
      events.put({ ...event, hiddenFor: [...(event.hiddenFor ?? []), userId] });
    },
    all: () => everything,
    countConversations: () => conversations.size,
    hasWritten: (senderId, conversationId) => wrote.has(`${senderId}@${conversationId}`),
  };
}
