import type { Entry } from '../../../contract/api/index.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import {
  type Conversation,
  type Customer,
  isWithheld,
  listConsents,
  listConversations,
  listCustomers,
  listMessages,
  type Message,
  presentEntry,
} from '../../conversations/index.ts';
import { readMaskingRules } from '../../masking/index.ts';
import { listFilesOf, type MediaFile, presentMedia } from '../../media/index.ts';
import type { WebhookFact } from '../../webhooks/index.ts';
import { findRefusal } from './event-store.ts';
import { boldOf, linkOf, toSlack } from './text.ts';
import type { FileAddresses } from './types.ts';
import { words } from './words.ts';

/** Told to one channel only: an answer from there was refused. */
export const REFUSED = 'slack:refused';
export const FAILED = 'conversation:message:delivery:failure';
/** What a channel is told of, in the words of webhooks. */
export const TRIGGERS = ['conversation:message', 'conversation:postback', FAILED];

/** The key of a message that was written in a thread of this channel: it stands there already. */
export const threadKey = (slackId: string, eventId: string): string => `slack:${slackId}:${eventId}`;

export interface SayDeps {
  readonly addresses: FileAddresses;
  /** Names of members by their id. */
  readonly findNames: (db: WorkspaceDb) => Promise<ReadonlyMap<string, string>>;
}

const BEGINNING = 60;

/** What is posted for facts, masked; undefined: nothing, or nothing any more. */
export async function saidInSlack(
  deps: SayDeps,
  db: WorkspaceDb,
  slackId: string,
  facts: readonly WebhookFact[],
): Promise<({ readonly text: string } | undefined)[]> {
  const messages = await listMessages(
    db,
    facts.flatMap((fact) => (fact.refs['kept'] ? [] : (fact.refs['messageId'] ?? []))),
  );
  const conversationIds = [...new Set(messages.map((one) => one.conversationId))];
  const [threads, consents, files, rules, addressOf, names] = await Promise.all([
    listConversations(db, conversationIds),
    listConsents(db, conversationIds),
    listFilesOf(
      db,
      messages.map((one) => one.id),
    ),
    readMaskingRules(db),
    deps.addresses(db),
    deps.findNames(db),
  ]);
  const people = await listCustomers(db, [
    ...new Set([
      ...threads.map((one) => one.customerId),
      ...messages.flatMap((one) => (one.direction === 'in' && one.authorId ? [one.authorId] : [])),
    ]),
  ]);
  const customers = new Map<string, Customer>(people.map((one) => [one.id, one]));
  const messageOf = new Map<string, Message>(messages.map((one) => [one.id, one]));
  const threadOf = new Map<string, Conversation>(threads.map((one) => [one.id, one]));

  const said = async (fact: WebhookFact): Promise<{ readonly text: string } | undefined> => {
    if (fact.type === REFUSED) {
      const refusal = await findRefusal(db, slackId, fact.refs['eventId'] ?? '');
      return refusal && { text: words.refused(`<@${refusal.userId}>`, toSlack(refusal.reason)) };
    }
    const message = messageOf.get(fact.refs['messageId'] ?? '');
    const thread = message && threadOf.get(message.conversationId);
    if (!thread || (fact.refs['part'] ?? '0') !== '0' || message.deletedAt) return undefined;
    if (message.direction === 'in' && isWithheld(consents.get(thread.id) ?? 'none')) return undefined;
    const own = files.filter((file) => file.messageId === message.id);
    const entry = presentEntry(message, own.map(presentMedia), rules);
    if (fact.type === FAILED) {
      const why = message.failure?.message ?? '';
      return { text: words.notDelivered(toSlack(entry.text.slice(0, BEGINNING)), toSlack(why)) };
    }
    if (message.idempotencyKey?.startsWith(threadKey(slackId, ''))) return undefined;
    const body = bodyOf(entry, own, addressOf);
    return body === '' ? undefined : { text: `${authorOf(message, customers, names)}\n${body}` };
  };
  const all: ({ readonly text: string } | undefined)[] = [];
  for (const fact of facts) all.push(await said(fact));
  return all;
}

/** A customer as colleagues know them. */
export function customerName(customer: Customer | undefined): string {
  if (!customer) return words.customer;
  const { name, username } = customer;
  return name ?? (username ? `@${username}` : words.customer);
}

function authorOf(
  message: Message,
  customers: ReadonlyMap<string, Customer>,
  names: ReadonlyMap<string, string>,
): string {
  if (message.direction === 'in') {
    const customer = customers.get(message.authorId ?? '');
    const username = customer?.name && customer.username ? ` (@${toSlack(customer.username)})` : '';
    return boldOf(customerName(customer)) + username;
  }
  if (message.authorKind === 'system') return boldOf(words.automatic);
  if (message.authorKind === 'x') return boldOf(words.fromX);
  const { program } = message.content;
  const member = message.authorKind === 'agent' ? names.get(message.authorId ?? '') : undefined;
  return boldOf(program?.displayName ?? member ?? words.business);
}

function bodyOf(entry: Entry, files: readonly MediaFile[], addressOf: (file: MediaFile) => string): string {
  const { content } = entry;
  const { location, post, quickReplies } = content;
  const place = location && [location.latitude, location.longitude];
  return [
    toSlack(entry.text),
    ...files.map((file) =>
      file.state === 'stored' ? linkOf(addressOf(file), words[file.kind]) : words.fileMissing,
    ),
    place && place.every((one) => one !== null)
      ? linkOf(`https://maps.google.com/maps?q=${place.join(',')}`, location.name ?? words.location)
      : '',
    post && /^https?:\/\//.test(post.url) ? linkOf(post.url, words.post) : '',
    quickReplies && quickReplies.length > 0
      ? words.choices(quickReplies.map(({ label }) => toSlack(label)))
      : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}
