import { isDeskTrigger } from '../../../contract/api/index.ts';
import type { SunshineMessage } from '../../../contract/sunshine/messages.ts';
import type { WorkspaceDb } from '../../base/index.ts';
import {
  type Conversation,
  type ConversationSource,
  listConversations,
  listMessages,
  listOptedOut,
  listSources,
  type Message,
} from '../../conversations/index.ts';
import type { WebhookFact } from '../../webhooks/index.ts';
import { type KeptConversation, listKept, listPersonalUsers } from '../conversations/store.ts';
import { presentKept } from '../messages/present.ts';
import { presentMessages } from '../messages/read.ts';
import { findKeptMessages } from '../messages/store.ts';
import type { MessagingParts } from '../parts.ts';
import { readControl } from '../switchboard/standby.ts';
import { type Control, type ControlAction, listActions, type Seat } from '../switchboard/store.ts';
import { listDiscarded } from '../users/store.ts';
import type { MetadataValues, User } from '../users/user.ts';
import { listUsers } from '../users/users.ts';

/** All that facts are about, read once for all of them. */
export interface World {
  readonly threads: ReadonlyMap<string, Conversation>;
  readonly kept: ReadonlyMap<string, KeptConversation>;
  /** With whom the personal ones of these are, by conversation. */
  readonly keptUsers: ReadonlyMap<string, string>;
  /** What of metadata had no room when users became one, by who was discarded. */
  readonly discarded: ReadonlyMap<string, MetadataValues>;
  /** By what the customers of conversations that just began came. */
  readonly sources: ReadonlyMap<string, ConversationSource>;
  readonly messages: ReadonlyMap<string, Message>;
  /** As the API shows them, by id. */
  readonly shown: ReadonlyMap<string, readonly SunshineMessage[]>;
  readonly users: ReadonlyMap<string, User>;
  readonly seats: readonly Seat[];
  /** Who has each conversation, where a switchboard is on. */
  readonly control: ReadonlyMap<string, Control>;
  readonly actions: ReadonlyMap<string, ControlAction>;
  /** Customers who asked for no messages. */
  readonly blocked: ReadonlySet<string>;
  /** Names of members, where facts are about their work. */
  readonly names: ReadonlyMap<string, string>;
}

export async function readWorld(
  parts: Pick<MessagingParts, 'files' | 'findNames'>,
  db: WorkspaceDb,
  facts: readonly WebhookFact[],
): Promise<World> {
  const conversationIds = [...new Set(facts.flatMap((one) => one.conversationId ?? []))];
  const ofThreads = facts.flatMap((one) => (one.refs['kept'] ? [] : (one.refs['messageId'] ?? [])));
  const ofPrograms = facts.flatMap((one) =>
    one.refs['kept'] && one.conversationId
      ? [{ conversationId: one.conversationId, id: one.refs['messageId'] ?? '' }]
      : [],
  );
  const actionPlaces = facts.flatMap((one) =>
    one.refs['actionId'] && one.conversationId
      ? [{ conversationId: one.conversationId, id: one.refs['actionId'] }]
      : [],
  );
  const { seats, control } = await readControl(db, conversationIds);
  const actions = actionPlaces.length > 0 ? await listActions(db, actionPlaces) : [];
  const begun = facts.flatMap((one) =>
    one.type === 'conversation:create' ? (one.conversationId ?? []) : [],
  );
  const [threads, kept, messages, said, sources] = await Promise.all([
    listConversations(db, conversationIds),
    listKept(db, conversationIds),
    listMessages(db, ofThreads),
    ofPrograms.length > 0 ? findKeptMessages(db, ofPrograms) : [],
    begun.length > 0 ? listSources(db, begun) : new Map<string, ConversationSource>(),
  ]);
  const personal = kept.flatMap((one) => (one.kind === 'personal' ? one.id : []));
  const keptUsers = personal.length > 0 ? await listPersonalUsers(db, personal) : new Map<string, string>();
  const users = await listUsers(db, [
    ...threads.map((one) => one.customerId),
    ...messages.flatMap((one) => (one.direction === 'in' ? (one.authorId ?? []) : [])),
    ...said.flatMap((one) => one.author.userId ?? []),
    ...keptUsers.values(),
    ...facts.flatMap((one) => [one.refs['userId'] ?? [], one.refs['survivingId'] ?? []].flat()),
  ]);
  const shown: Map<string, readonly SunshineMessage[]> = new Map(await presentMessages(parts, db, messages));
  for (const one of said) shown.set(one.id, [presentKept(one, users, 'Business')]);
  const surviving = facts.flatMap((one) => one.refs['survivingId'] ?? []);
  const discarded =
    surviving.length > 0 ? await listDiscarded(db, surviving) : new Map<string, MetadataValues>();
  const blocked = await listOptedOut(db, [...new Set(threads.map((one) => one.customerId))]);
  const isAboutDesk = facts.some((one) => isDeskTrigger(one.type));
  const names = isAboutDesk ? await parts.findNames(db) : new Map<string, string>();
  return {
    names,
    threads: new Map(threads.map((one) => [one.id, one])),
    kept: new Map(kept.map((one) => [one.id, one])),
    keptUsers,
    discarded,
    sources,
    messages: new Map(messages.map((one) => [one.id, one])),
    shown,
    users,
    blocked,
    seats,
    control,
    actions: new Map(actions.map((one) => [one.id, one])),
  };
}
