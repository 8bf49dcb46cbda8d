import { randomBytes } from 'node:crypto';
import { OrderedLists } from '../core/ordered.ts';
import { type Snowflakes, compareIds } from '../core/snowflake.ts';
import type { Store, Table } from '../core/store.ts';

/** How an event was signed: over words of the event, with a key that is registered under a version. */
export interface ChatSignature {
  signature: string;
  publicKeyVersion: string;
  signatureVersion: string;
  signingPublicKey?: string;
}

/** Public keys that a user registered; the private ones never leave the user's device. */
export interface ChatKey {
  id: string;
  userId: string;
  version: string;
  publicKey: string;
  signingPublicKey: string;
  identityPublicKeySignature?: string;
  signingPublicKeySignature?: string;
  fingerprint?: string;
  registrationMethod?: string;
  createdAt: number;
}

export interface ChatConversation {
  /** `{smaller}:{larger}` of two users, or `g` and a snowflake. */
  id: string;
  kind: 'one' | 'group';
  /** A group's id is handed out before the group is made. */
  state: 'reserved' | 'active';
  creatorId: string;
  memberIds: string[];
  adminIds: string[];
  name?: string;
  avatarUrl?: string;
  description?: string;
  ttlMs?: number;
  createdAt: number;
  updatedAt: number;
  keyVersion?: string;
  lastEventId: string;
  readUpTo: Record<string, string>;
  /** What was there before somebody joined is not shown to them. */
  joinedAt: Record<string, string>;
  mutedBy: string[];
  /** Of two: those who have written, and so have accepted it. */
  wroteIds: string[];
}

/** One event of a conversation. X can read what surrounds a message, never the message. */
export interface ChatEvent {
  /** The sequence id. */
  id: string;
  /** Made by the client, and part of what it signs. */
  messageId: string;
  conversationId: string;
  senderId: string;
  kind: 'message' | 'key_change' | 'group_change' | 'delete';
  createdAt: number;
  /** Thrift `MessageEventDetail`, base64; empty once the message was deleted for all. */
  detail: string;
  keyVersion?: string;
  signature?: ChatSignature;
  previousId?: string;
  expiresAt?: number;
  change?: {
    type: 'create' | 'member_added' | 'member_removed' | 'admin_added' | 'admin_removed' | 'group_name';
    userIds: string[];
  };
  hiddenFor?: string[];
  /** Only this user sees it: a deletion for oneself. */
  onlyFor?: string;
  isRemoved?: boolean;
}

/** An encrypted file; its bytes are kept with those of other media, under the session's id. */
export interface ChatMedia {
  hashKey: string;
  sessionId: string;
  conversationId: string;
  ownerId: string;
  totalBytes: number;
  state: 'uploading' | 'ready' | 'deleted';
  createdAt: number;
  expiresAt: number;
  goneAt?: number;
  messageId?: string;
}

/** What one may want the local X to do otherwise than X. */
export interface ChatSettings {
  /** False lets messages through that are signed wrongly or not at all, so that a client's own check is seen. */
  verifySignatures: boolean;
  /** What becomes of a legacy message into a thread that has moved to XChat. */
  legacySend: 'refused' | 'delivered';
}

const standardSettings: ChatSettings = { verifySignatures: true, legacySend: 'refused' };

interface Inbox {
  id: string;
  conversationId: string;
}

export interface ChatState {
  keys: Table<ChatKey>;
  conversations: Table<ChatConversation>;
  events: Table<ChatEvent>;
  media: Table<ChatMedia>;
  /** Oldest first. */
  keysOf(userId: string): readonly ChatKey[];
  findKey(userId: string, version: string): ChatKey | undefined;
  /** Oldest first; key changes are not among them. */
  eventsOf(conversationId: string): readonly ChatEvent[];
  keyChangesOf(conversationId: string): readonly ChatEvent[];
  /** By latest activity, oldest first. */
  inboxOf(userId: string): readonly Inbox[];
  /** Conversations that somebody else began and the user has not answered. */
  requestsOf(userId: string): ReadonlySet<string>;
  findMessage(conversationId: string, senderId: string, messageId: string): ChatEvent | undefined;
  findUpload(sessionId: string): ChatMedia | undefined;
  append(event: Omit<ChatEvent, 'id' | 'createdAt' | 'previousId'>): ChatEvent;
  /** Signs conversation tokens. */
  secret(): string;
  settings(): ChatSettings;
  changeSettings(changes: Partial<ChatSettings>): ChatSettings;
  /** Whether the legacy thread of two users has moved here, by `{smaller}:{larger}`. */
  hasMoved(id: string): boolean;
  move(id: string, isHere: boolean): void;
}

export function chatIdOf(a: string, b: string): string {
  return compareIds(a, b) < 0 ? `${a}:${b}` : `${b}:${a}`;
}

export function createChat(store: Store, ids: Snowflakes, now: () => number): ChatState {
  const keysOf = new Map<string, ChatKey[]>();
  const eventsOf = new OrderedLists<ChatEvent>();
  const keyChangesOf = new OrderedLists<ChatEvent>();
  const inboxOf = new OrderedLists<Inbox>();
  const requestsOf = new Map<string, Set<string>>();
  const byMessage = new Map<string, string>();
  const bySession = new Map<string, string>();
  const nobody: ReadonlySet<string> = new Set();

  const keys = store.table<ChatKey>('chatKeys', {
    key: (row) => row.id,
    indexed(row) {
      const list = (keysOf.get(row.userId) ?? []).filter(({ id }) => id !== row.id);
      keysOf.set(
        row.userId,
        [...list, row].sort((a, b) => compareIds(a.version, b.version)),
      );
    },
    cleared: () => keysOf.clear(),
  });

  const conversations = store.table<ChatConversation>('chatConversations', {
    key: (row) => row.id,
    indexed(row, previous) {
      if (previous?.state === 'active')
        for (const userId of previous.memberIds) {
          inboxOf.remove(userId, previous.lastEventId);
          requestsOf.get(userId)?.delete(row.id);
        }
      if (row.state !== 'active') return;
      for (const userId of row.memberIds) {
        inboxOf.add(userId, { id: row.lastEventId, conversationId: row.id });
        if (row.kind === 'group' || row.creatorId === userId || row.wroteIds.includes(userId)) continue;
        const requests = requestsOf.get(userId) ?? new Set<string>();
        requestsOf.set(userId, requests.add(row.id));
      }
    },
    cleared() {
      inboxOf.clear();
      requestsOf.clear();
    },
  });

  const messageKey = (row: { conversationId: string; senderId: string; messageId: string }) =>
    `${row.conversationId} ${row.senderId} ${row.messageId}`;
  const events = store.table<ChatEvent>('chatEvents', {
    key: (row) => row.id,
    indexed(row, previous) {
      const lists = row.kind === 'key_change' ? keyChangesOf : eventsOf;
      if (previous) return lists.replace(row.conversationId, row);
      lists.add(row.conversationId, row);
      if (row.kind === 'message') byMessage.set(messageKey(row), row.id);
    },
    cleared() {
      eventsOf.clear();
      keyChangesOf.clear();
      byMessage.clear();
    },
  });

  const media = store.table<ChatMedia>('chatMedia', {
    key: (row) => row.hashKey,
    indexed: (row) => void bySession.set(row.sessionId, row.hashKey),
    cleared: () => bySession.clear(),
  });

  const secrets = store.table<{ id: string; value: string }>('chatSecrets', { key: (row) => row.id });

  const settings = store.table<ChatSettings & { id: string }>('chatSettings', { key: (row) => row.id });
  const moved = store.table<{ id: string; at: number }>('chatMoved', { key: (row) => row.id });
  const currentSettings = (): ChatSettings => ({ ...standardSettings, ...settings.find('settings') });

  return {
    keys,
    conversations,
    events,
    media,
    keysOf: (userId) => keysOf.get(userId) ?? [],
    findKey: (userId, version) => keys.find(`${userId}:${version}`),
    eventsOf: (conversationId) => eventsOf.of(conversationId),
    keyChangesOf: (conversationId) => keyChangesOf.of(conversationId),
    inboxOf: (userId) => inboxOf.of(userId),
    requestsOf: (userId) => requestsOf.get(userId) ?? nobody,
    findMessage: (conversationId, senderId, messageId) =>
      events.find(byMessage.get(messageKey({ conversationId, senderId, messageId })) ?? ''),
    findUpload: (sessionId) => media.find(bySession.get(sessionId) ?? ''),
    append(event) {
      const conversation = conversations.find(event.conversationId);
      if (!conversation) throw new Error(`no conversation ${event.conversationId}`);
      const id = ids.next();
      const createdAt = now();
      const before = conversation.lastEventId === '' ? undefined : conversation.lastEventId;
      const row = events.put({ ...event, id, createdAt, ...(before ? { previousId: before } : {}) });
      const wrote = event.kind === 'message' && !conversation.wroteIds.includes(event.senderId);
      conversations.put({
        ...conversation,
        state: 'active',
        lastEventId: id,
        updatedAt: createdAt,
        ...(event.kind === 'key_change' ? { keyVersion: event.keyVersion } : {}),
        ...(wrote && conversation.kind === 'one'
          ? { wroteIds: [...conversation.wroteIds, event.senderId] }
          : {}),
      });
      return row;
    },
    secret() {
      const known = secrets.find('token');
      return (known ?? secrets.put({ id: 'token', value: randomBytes(32).toString('hex') })).value;
    },
    settings: currentSettings,
    changeSettings: (changes) => settings.put({ ...currentSettings(), ...changes, id: 'settings' }),
    hasMoved: (id) => moved.find(id) !== undefined,
    move(id, isHere) {
      if (isHere) moved.put({ id, at: now() });
      else moved.delete(id);
    },
  };
}

/** Whether a user is shown an event now. */
export function seesChatEvent(
  conversation: ChatConversation,
  event: ChatEvent,
  userId: string,
  now: number,
): boolean {
  if (event.isRemoved || event.hiddenFor?.includes(userId)) return false;
  if (event.onlyFor !== undefined && event.onlyFor !== userId) return false;
  if (event.expiresAt !== undefined && event.expiresAt <= now) return false;
  return compareIds(event.id, conversation.joinedAt[userId] ?? '0') >= 0;
}
