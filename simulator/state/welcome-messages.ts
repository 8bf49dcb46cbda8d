import { type Snowflakes, compareIds } from '../core/snowflake.ts';
import type { Store } from '../core/store.ts';
import type { MessageContent } from './dms.ts';

/** A message that waits for people to open a conversation with its owner. */
export interface WelcomeMessage {
  id: string;
  ownerId: string;
  /** For the owner's own use; nobody else sees it. */
  name?: string;
  content: MessageContent;
  /** The developer app that it was made with. */
  appId: string;
  createdAt: number;
}

/** Which welcome message is shown when no link names one. An owner has at most one. */
export interface WelcomeRule {
  id: string;
  ownerId: string;
  welcomeMessageId: string;
  createdAt: number;
}

export interface WelcomeMessages {
  find(id: string): WelcomeMessage | undefined;
  /** Oldest first, shared with the store: never change it. */
  listOf(ownerId: string): readonly WelcomeMessage[];
  create(message: Omit<WelcomeMessage, 'id' | 'createdAt'>): WelcomeMessage;
  update(message: WelcomeMessage): WelcomeMessage;
  /** Takes the rule that shows it away too. */
  remove(id: string): void;
  findRule(id: string): WelcomeRule | undefined;
  ruleOf(ownerId: string): WelcomeRule | undefined;
  createRule(ownerId: string, welcomeMessageId: string): WelcomeRule;
  removeRule(id: string): void;
}

export function createWelcomeMessages(store: Store, ids: Snowflakes, now: () => number): WelcomeMessages {
  const ofOwner = new Map<string, WelcomeMessage[]>();
  const ruleOfOwner = new Map<string, string>();
  const messages = store.table<WelcomeMessage>('welcomeMessages', {
    key: (row) => row.id,
    indexed(row, previous) {
      const list = ofOwner.get(row.ownerId) ?? [];
      ofOwner.set(row.ownerId, list);
      if (previous) list[list.indexOf(previous)] = row;
      else list.splice(list.findLastIndex(({ id }) => compareIds(id, row.id) < 0) + 1, 0, row);
    },
    removed(row) {
      const list = ofOwner.get(row.ownerId) ?? [];
      list.splice(list.indexOf(row), 1);
    },
    cleared: () => ofOwner.clear(),
  });
  const rules = store.table<WelcomeRule>('welcomeRules', {
    key: (row) => row.id,
    indexed: (row) => void ruleOfOwner.set(row.ownerId, row.id),
    removed: (row) => void ruleOfOwner.delete(row.ownerId),
    cleared: () => ruleOfOwner.clear(),
  });
  const ruleOf = (ownerId: string) => rules.find(ruleOfOwner.get(ownerId) ?? '');
  return {
    find: (id) => messages.find(id),
    listOf: (ownerId) => ofOwner.get(ownerId) ?? [],
    create: (message) => messages.put({ ...message, id: ids.next(), createdAt: now() }),
    update: (message) => messages.put(message),
    remove(id) {
      const message = messages.find(id);
      const rule = message && ruleOf(message.ownerId);
      if (rule?.welcomeMessageId === id) rules.delete(rule.id);
      messages.delete(id);
    },
    findRule: (id) => rules.find(id),
    ruleOf,
    createRule: (ownerId, welcomeMessageId) =>
      rules.put({ id: ids.next(), ownerId, welcomeMessageId, createdAt: now() }),
    removeRule: (id) => void rules.delete(id),
  };
}
