import type { AppEvent } from '../../contract/events/index.ts';
import {
  addXEntries,
  type Conversation,
  ensureConversations,
  ensureCustomers,
  settleByEcho,
  threadKey,
  type XEntry,
} from '../conversations/index.ts';
import type { WorkspaceTx } from '../base/index.ts';
import { insertRemoteFiles, type RemoteFile } from '../media/index.ts';
import { matchAnswers, type MatchAnswer } from './answers.ts';
import type { EncryptedEvent, MessageEvent } from './events.ts';
import type { Receiver } from './receivers.ts';

const FILES_OFF = 'This handle does not take files from customers.';

/** An entry of X as one connected user sees it. */
export interface Sighting {
  readonly event: MessageEvent | EncryptedEvent;
  readonly receiver: Receiver;
  readonly direction: 'in' | 'out';
  /** The other one. */
  readonly customerXUserId: string;
  readonly late: boolean;
}

export interface ProjectionPorts {
  /** Files are to be fetched; after the commit. */
  readonly onFiles: () => void;
  readonly matchAnswer: MatchAnswer;
}

const FILLINGS = { photo: 'Photo', gif: 'GIF', video: 'Video' } as const;

/** Makes entries of what was seen: customers, conversations, messages and files. Answers the events to append. */
export async function projectEntries(
  tx: WorkspaceTx,
  sightings: readonly Sighting[],
  now: Date,
  ports: ProjectionPorts,
): Promise<readonly AppEvent[]> {
  if (sightings.length === 0) return [];
  const inOrder = sightings.toSorted(byTime);
  const wanted = new Set(inOrder.map((one) => one.customerXUserId));
  const people = [
    ...[...wanted].map((xUserId) => ({ xUserId })),
    ...inOrder.flatMap((one) => one.event.people.filter((person) => wanted.has(person.xUserId))),
  ];
  const customers = await ensureCustomers(tx, people, now);
  const customerOf = (one: Sighting) => {
    const customer = customers.byXUserId.get(one.customerXUserId);
    if (!customer) throw new Error('a customer that was just ensured is not there');
    return customer;
  };
  const threads = inOrder.map((one) => ({
    handleId: one.receiver.handleId,
    accountId: one.receiver.accountId,
    customerId: customerOf(one).id,
    ...(one.event.kind === 'message' && one.event.xConversationId !== null
      ? { xConversationId: one.event.xConversationId }
      : {}),
  }));
  const byThread = await ensureConversations(tx, threads, now);
  const conversations = new Map<string, Conversation>([...byThread.values()].map((one) => [one.id, one]));

  const events: AppEvent[] = [...customers.events];
  const fresh = new Set(customers.created);
  const entries: { entry: XEntry; sighting: Sighting }[] = [];
  for (const sighting of inOrder) {
    const known = byThread.get(
      threadKey({ handleId: sighting.receiver.handleId, customerId: customerOf(sighting).id }),
    );
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
    const firstContact = sighting.direction === 'in' && fresh.delete(sighting.customerXUserId);
    entries.push({ entry: toEntry(sighting, conversation, firstContact), sighting });
  }
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
  await insertRemoteFiles(tx, files, now);
  if (files.length > 0) tx.afterCommit(ports.onFiles);
  return [...events, ...added.events];
}

function toEntry(sighting: Sighting, conversation: Conversation, firstContact: boolean): XEntry {
  const { event, direction, late } = sighting;
  const common = { conversationId: conversation.id, direction, at: event.at, firstContact, late };
  if (event.kind === 'encrypted') {
    return { ...common, xEventId: null, kind: 'encrypted', text: '', content: {} };
  }
  return {
    ...common,
    xEventId: event.xEventId,
    kind: 'message',
    text: event.text,
    content: event.content,
    ...(event.attachment ? { filling: FILLINGS[event.attachment.kind] } : {}),
  };
}

/** By X's time, then X's id: the order of the thread. */
function byTime(a: Sighting, b: Sighting): number {
  const ms = a.event.at.getTime() - b.event.at.getTime();
  if (ms !== 0 || a.event.kind !== 'message' || b.event.kind !== 'message') return ms;
  return BigInt(a.event.xEventId) < BigInt(b.event.xEventId) ? -1 : 1;
}
