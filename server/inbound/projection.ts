import type { EntryContent } from '../../contract/api/index.ts';
import type { AppEvent } from '../../contract/events/index.ts';
import {
  addXEntries,
  type Conversation,
  type Customer,
  ensureConversations,
  ensureCustomers,
  listKnownGroups,
  settleByEcho,
  threadKey,
  type XEntry,
} from '../conversations/index.ts';
import type { WorkspaceTx } from '../base/index.ts';
import { fillings, insertRemoteFiles, type RemoteFile } from '../media/index.ts';
import { matchAnswers, type MatchAnswer } from './answers.ts';
import type { EncryptedEvent, MembersEvent, MessageEvent } from './events.ts';
import { groupPeople, membersEntry, projectMembers } from './members.ts';
import type { Receiver } from './receivers.ts';

const FILES_OFF = 'This handle does not take files from customers.';

/** An entry of X as one connected user sees it. */
export interface Sighting {
  readonly event: MessageEvent | EncryptedEvent | MembersEvent;
  readonly receiver: Receiver;
  readonly direction: 'in' | 'out';
  /** The other one; in a group whoever wrote or joined, or nobody whom we know. */
  readonly customerXUserId: string | null;
  readonly late: boolean;
}

export interface ProjectionPorts {
  /** Files are to be fetched; after the commit. */
  readonly onFiles: () => void;
  readonly matchAnswer: MatchAnswer;
  /** Customers began to write, or came by something of ours. */
  readonly onArrivals: (tx: WorkspaceTx, arrivals: readonly Arrival[]) => Promise<void>;
}

export interface Arrival {
  readonly conversationId: string;
  readonly handleId: string;
  readonly text: string;
  readonly via: NonNullable<EntryContent['via']>;
  readonly firstContact: boolean;
}

/** Makes entries of what was seen: customers, conversations, messages and files. Answers the events to append. */
export async function projectEntries(
  tx: WorkspaceTx,
  sightings: readonly Sighting[],
  now: Date,
  ports: ProjectionPorts,
): Promise<readonly AppEvent[]> {
  if (sightings.length === 0) return [];
  const all = sightings.toSorted(byTime);
  const wanted = new Set(
    all.flatMap((one) => (one.event.groupId === null ? (one.customerXUserId ?? []) : groupPeople(one))),
  );
  const people = [
    ...[...wanted].map((xUserId) => ({ xUserId })),
    ...all.flatMap((one) => one.event.people.filter((person) => wanted.has(person.xUserId))),
  ];
  const customers = await ensureCustomers(tx, people, now);
  const customerOf = (xUserId: string) => customers.byXUserId.get(xUserId);
  const standsFor = await findStandIns(tx, all, customerOf);
  // Own words in a group of which nobody else is known yet have nowhere to go.
  const inOrder = all.filter((one) => standsFor(one) !== undefined);
  const threadOf = (one: Sighting) => {
    const customerId = standsFor(one);
    if (customerId === undefined) throw new Error('a customer that was just ensured is not there');
    const { handleId, accountId } = one.receiver;
    const thread = { handleId, accountId, customerId };
    if (one.event.groupId !== null) return { ...thread, groupId: one.event.groupId };
    const xConversationId = one.event.kind === 'message' ? one.event.xConversationId : null;
    return xConversationId === null ? thread : { ...thread, xConversationId };
  };
  const threads = inOrder.map(threadOf);
  const byThread = await ensureConversations(tx, threads, now);
  const conversations = new Map<string, Conversation>([...byThread.values()].map((one) => [one.id, one]));

  const events: AppEvent[] = [...customers.events];
  const fresh = new Set(customers.created);
  const groups: { sighting: Sighting; conversation: Conversation }[] = [];
  const entries: { entry: XEntry; sighting: Sighting }[] = [];
  for (const sighting of inOrder) {
    const known = byThread.get(threadKey(threadOf(sighting)));
    const conversation = known && conversations.get(known.id);
    if (!conversation) throw new Error('a conversation that was just ensured is not there');
    if (sighting.direction === 'out' && sighting.event.kind === 'message') {
      const settled = await settleByEcho(
        tx,
        conversation,
        { ...sighting.event, hasMedia: sighting.event.attachment !== null },
        now,
      );
      if (settled) {
        conversations.set(conversation.id, settled.conversation);
        events.push(...settled.events);
        continue;
      }
    }
    if (sighting.event.groupId !== null) groups.push({ sighting, conversation });
    const { customerXUserId } = sighting;
    const firstContact =
      sighting.direction === 'in' && customerXUserId !== null && fresh.delete(customerXUserId);
    const author = customerXUserId === null ? undefined : customerOf(customerXUserId)?.id;
    const entry =
      sighting.event.kind === 'members'
        ? membersEntry(sighting.event, conversation, sighting.late, customerOf)
        : toEntry(sighting, sighting.event, conversation, firstContact, author);
    entries.push({ entry, sighting });
  }
  await projectMembers(tx, groups, customerOf);
  if (entries.length === 0) return events;
  const matched = await matchAnswers(tx, entries, ports.matchAnswer);
  const added = await addXEntries(
    tx,
    conversations,
    matched.map(({ entry }) => entry),
    now,
  );
  const sightingOf = new Map(matched.map(({ entry, sighting }) => [entry, sighting]));
  const files = added.added.flatMap(({ entry, message }): RemoteFile[] => {
    const sighting = sightingOf.get(entry);
    const attachment = sighting?.event.kind === 'message' ? sighting.event.attachment : null;
    if (!attachment) return [];
    const { url: xUrl, ...rest } = attachment;
    const { accountId } = message;
    const isUnwanted = sighting?.direction === 'in' && !sighting.receiver.filesFromCustomers;
    return [
      {
        ...rest,
        xUrl,
        messageId: message.id,
        conversationId: message.conversationId,
        accountId,
        refusal: isUnwanted ? FILES_OFF : null,
      },
    ];
  });
  const arrivals = added.added.flatMap(({ entry, message }): Arrival[] => {
    const handleId = sightingOf.get(entry)?.receiver.handleId;
    const isArrival = entry.direction === 'in' && (entry.firstContact || entry.content.via !== undefined);
    if (!isArrival || handleId === undefined) return [];
    const { conversationId, text, content } = message;
    return [{ conversationId, handleId, text, via: content.via ?? {}, firstContact: entry.firstContact }];
  });
  if (arrivals.length > 0) await ports.onArrivals(tx, arrivals);
  await insertRemoteFiles(tx, files, now);
  if (files.length > 0) tx.afterCommit(ports.onFiles);
  return [...events, ...added.events];
}

function toEntry(
  { direction, late }: Sighting,
  event: MessageEvent | EncryptedEvent,
  conversation: Conversation,
  firstContact: boolean,
  author: string | undefined,
): XEntry {
  const common = {
    conversationId: conversation.id,
    direction,
    at: event.at,
    firstContact,
    late,
    ...(event.groupId !== null && direction === 'in' && author !== undefined ? { customerId: author } : {}),
  };
  if (event.kind === 'encrypted') {
    return { ...common, xEventId: null, kind: 'encrypted', text: '', content: {} };
  }
  return {
    ...common,
    xEventId: event.xEventId,
    kind: 'message',
    text: event.text,
    content: event.content,
    ...(event.attachment ? { filling: fillings[event.attachment.kind] } : {}),
  };
}

/**
 * The customer of each sighting's thread, by id. A group has one as well, whoever was heard of first: of a known group
 * any will do.
 */
async function findStandIns(
  tx: WorkspaceTx,
  sightings: readonly Sighting[],
  customerOf: (xUserId: string) => Customer | undefined,
): Promise<(one: Sighting) => string | undefined> {
  const ofGroups = sightings.filter((one) => one.event.groupId !== null);
  const first = new Map<string, string>();
  for (const one of ofGroups) {
    const key = groupKey(one);
    const customer = groupPeople(one)
      .map(customerOf)
      .find((found) => found !== undefined);
    if (customer && !first.has(key)) first.set(key, customer.id);
  }
  const unnamed = ofGroups.filter((one) => !first.has(groupKey(one)));
  if (unnamed.length > 0) {
    const known = await listKnownGroups(
      tx,
      unnamed.map((one) => one.receiver.handleId),
      unnamed.map((one) => one.event.groupId ?? ''),
    );
    for (const [key, customerId] of known) first.set(key, customerId);
  }
  return (one) => {
    if (one.event.groupId !== null) return first.get(groupKey(one));
    return one.customerXUserId === null ? undefined : customerOf(one.customerXUserId)?.id;
  };
}

function groupKey(one: Sighting): string {
  return `${one.receiver.handleId}/${one.event.groupId}`;
}

/** By X's time, then X's id: the order of the thread. */
function byTime(a: Sighting, b: Sighting): number {
  const ms = a.event.at.getTime() - b.event.at.getTime();
  if (ms !== 0 || a.event.kind === 'encrypted' || b.event.kind === 'encrypted') return ms;
  return BigInt(a.event.xEventId) < BigInt(b.event.xEventId) ? -1 : 1;
}
