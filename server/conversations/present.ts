import type { CustomerSummary, Entry, Media } from '../../contract/api/index.ts';
import { maskEntry, type MaskingRules } from '../masking/index.ts';
import type { Customer, Message } from './types.ts';

/** A customer as lists show it. */
export function presentCustomer(customer: Customer): CustomerSummary {
  return {
    id: customer.id,
    xUserId: customer.xUserId,
    username: customer.username,
    name: customer.name,
    avatarUrl: customer.avatarUrl,
    verified: customer.profile.verified === true,
  };
}

/** Entries as colleagues and programs get them, masked. `mediaOf` holds each message's files by message id. */
export function presentEntries(
  messages: readonly Message[],
  mediaOf: ReadonlyMap<string, readonly Media[]>,
  rules: MaskingRules,
): Entry[] {
  return messages.map((message) => presentEntry(message, mediaOf.get(message.id) ?? [], rules));
}

/** One entry as colleagues and programs get it, masked. */
export function presentEntry(message: Message, media: readonly Media[], rules: MaskingRules): Entry {
  return maskEntry(rules, plainEntry(message, media));
}

/** One entry as it was written: for those who may see it so, each time on record. */
export function presentUnmasked(message: Message, media: readonly Media[]): Entry {
  return { ...plainEntry(message, media), masked: false };
}

function plainEntry(message: Message, media: readonly Media[]): Omit<Entry, 'masked'> {
  return {
    id: message.id,
    conversationId: message.conversationId,
    position: message.position,
    kind: message.kind,
    direction: message.direction,
    authorKind: message.authorKind,
    authorId: message.authorId,
    text: message.text,
    content: message.content,
    media: message.deletedAt || message.content.withheld ? [] : [...media],
    state: message.state,
    at: message.at.toISOString(),
    sendsAt:
      message.state === 'queued' ? (latest(message.notBefore, message.sendsAt)?.toISOString() ?? null) : null,
    failure: message.failure,
    deletedAt: message.deletedAt?.toISOString() ?? null,
  };
}

function latest(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a > b ? a : b;
}
