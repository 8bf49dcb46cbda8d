import type { AppEvent } from '../../contract/events/index.ts';
import {
  type Clock,
  type ConsumerOptions,
  isPassing,
  type Logger,
  type Metrics,
  sql,
  type WorkspaceId,
  type WorkspaceTx,
} from '../base/index.ts';
import {
  findConversationWith,
  listErased,
  listKnownGroups,
  markCustomerRead,
  positionOf,
} from '../conversations/index.ts';
import { deleteDeliveries, type Delivery, deliverySource } from './delivery-store.ts';
import type { InboundEvent, MessageEvent } from './events.ts';
import { readBody } from './normalise/index.ts';
import { type OnPosts, projectPosts } from './posts.ts';
import { projectEntries, type ProjectionPorts, type Sighting } from './projection.ts';
import { listReceivers, type Receiver } from './receivers.ts';
import { markSeen, type SeenKey, seenKeyText } from './seen-store.ts';
import { splitDelivery } from './split.ts';
import { countUnknown, type UnknownSighting } from './unknown-store.ts';

/** What the projector tells others; passed in by the composition root. */
export interface ProjectorPorts extends ProjectionPorts {
  /** Writes events as the last statement of the transaction. */
  readonly append: (tx: WorkspaceTx, events: readonly AppEvent[]) => void;
  /** A customer is writing: for who looks now, nothing is stored. */
  readonly onTyping: (workspaceId: WorkspaceId, conversationId: string) => void;
  /** Public posts that name one of our accounts, or that it wrote. */
  readonly onPosts: OnPosts;
  /** X says that a user took the app's access away. */
  readonly onRevoked: (tx: WorkspaceTx, revoked: { appId: string; xUserId: string }) => Promise<void>;
  /** X told this account something; after the commit. */
  readonly onHeard: (workspaceId: WorkspaceId, accountIds: readonly string[]) => void;
}

export interface ProjectorOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly ports: ProjectorPorts;
  /** Waits while a flood of bodies is taken in. */
  readonly giveWay?: () => Promise<void>;
}

interface Found {
  readonly delivery: Delivery;
  readonly event: InboundEvent;
}

const BATCH = 200;
/** What a gap fill brings of the last minutes is no old news. */
const LATE_MS = 2 * 60_000;
const TYPING_FRESH_MS = 10_000;

/** Makes messages of deliveries: the consumer to follow the delivery log with. */
export function createProjector(options: ProjectorOptions): ConsumerOptions<Delivery> {
  const events = options.metrics.counter('rookery_x_events_total', 'Events of X, by kind.', ['kind']);
  const duplicates = options.metrics.counter(
    'rookery_x_duplicates_total',
    'Events of X that were taken in before.',
  );
  const project = async (tx: WorkspaceTx, deliveries: readonly Delivery[]): Promise<void> => {
    const found = deliveries.flatMap((delivery) =>
      readBody(delivery.body, delivery.forXUserId).map((event): Found => ({ delivery, event })),
    );
    const counted = await projectAll(tx, found, options);
    tx.afterCommit(() => {
      for (const { event } of found) events.inc({ kind: event.kind });
      duplicates.inc(counted.duplicates);
    });
  };
  return {
    name: 'projector',
    source: deliverySource,
    start: 'beginning',
    batch: BATCH,
    concurrency: 2,
    giveWayMs: 25,
    handle: async (tx, deliveries) => {
      await options.giveWay?.();
      const [only] = deliveries;
      if (!only || deliveries.length > 1) return project(tx, deliveries);
      // Alone: one bad event must not take its neighbours in the same body with it.
      await tx.execute(sql`savepoint whole_body`);
      try {
        await project(tx, deliveries);
      } catch (error) {
        if (isPassing(error)) throw error;
        await tx.execute(sql`rollback to savepoint whole_body`);
        if (!(await splitDelivery(tx, only, options.clock.now()))) throw error;
        options.logger.warn({ err: error, deliveryId: only.id }, 'a body of X was split into its events');
      }
    },
  };
}

async function projectAll(
  tx: WorkspaceTx,
  found: readonly Found[],
  { clock, ports }: ProjectorOptions,
): Promise<{ duplicates: number }> {
  const now = clock.now();
  const receivers = await findReceivers(tx, found);
  const groups = await findAddressedGroups(tx, receivers, found);
  const sightings: Sighting[] = [];
  const keys: SeenKey[] = [];
  const unknown: UnknownSighting[] = [];
  for (const { delivery, event } of found) {
    const miss = (kind: string) => unknown.push({ appId: delivery.appId, kind, deliveryId: delivery.id });
    if (event.kind === 'unknown') miss(event.name);
    if (event.kind === 'group') miss('group message');
    if (event.kind === 'replay') miss(event.complete ? 'replay complete' : 'replay incomplete');
    if (event.kind !== 'message' && event.kind !== 'encrypted' && event.kind !== 'members') continue;
    const those = concerned(receivers, delivery.appId, event);
    if (those.length === 0) miss('message for nobody connected');
    const late = delivery.late && now.getTime() - event.at.getTime() > LATE_MS;
    for (const receiver of those) {
      const isOut = event.senderId === receiver.xUserId;
      const sighting = isOut && event.kind === 'message' ? inKnownGroup(event, receiver, groups) : event;
      const other = isOut ? event.recipientId : event.senderId;
      const customerXUserId = other === receiver.xUserId && sighting.groupId !== null ? null : other;
      sightings.push({ event: sighting, receiver, direction: isOut ? 'out' : 'in', customerXUserId, late });
      keys.push(seenKey(receiver, event));
    }
  }
  const erased = await listErased(tx, found.flatMap(namedIn));
  leaveOutErased(erased, sightings);
  const fresh = await markSeen(tx, keys, now);
  // Taken out of the set by its first use: the same event may be twice in one batch.
  const unseen = sightings.filter(({ receiver, event }) =>
    fresh.delete(seenKeyText(seenKey(receiver, event))),
  );
  const appended = [...(await projectEntries(tx, unseen, now, ports))];
  appended.push(...(await projectPosts(tx, found, ports.onPosts)));
  for (const { delivery, event } of found) {
    if (event.kind === 'read') appended.push(...(await projectRead(tx, receivers, delivery, event)));
    if (event.kind === 'typing')
      appended.push(...(await projectTyping(tx, receivers, delivery, event, now, ports)));
    if (event.kind === 'revoke') {
      await ports.onRevoked(tx, { appId: delivery.appId, xUserId: event.xUserId });
    }
  }
  await countUnknown(tx, unknown, now);
  await deleteDeliveries(tx, namingErased(erased, found));
  ports.append(tx, appended);
  const heard = [...new Set(sightings.filter(({ late }) => !late).map(({ receiver }) => receiver.accountId))];
  tx.afterCommit(() => ports.onHeard(tx.workspaceId, heard));
  return { duplicates: sightings.length - unseen.length };
}

type Addressed = Extract<InboundEvent, { kind: 'message' | 'encrypted' | 'members' | 'typing' | 'read' }>;

/** Known groups among those to whom our accounts wrote: the Activity API puts a group where a recipient belongs. */
async function findAddressedGroups(
  tx: WorkspaceTx,
  receivers: readonly Receiver[],
  found: readonly Found[],
): Promise<ReadonlyMap<string, string>> {
  const ours = new Set(receivers.map((one) => one.xUserId));
  const addressed = found.flatMap(({ event }) =>
    event.kind === 'message' && event.groupId === null && ours.has(event.senderId) ? event.recipientId : [],
  );
  const handleIds = receivers.map((one) => one.handleId);
  return addressed.length === 0 ? new Map() : listKnownGroups(tx, handleIds, addressed);
}

function inKnownGroup(
  event: MessageEvent,
  receiver: Receiver,
  groups: ReadonlyMap<string, string>,
): MessageEvent {
  const isKnown = groups.has(`${receiver.handleId}/${event.recipientId}`);
  return isKnown ? { ...event, groupId: event.recipientId, xConversationId: event.recipientId } : event;
}

/** What erased people wrote before they were erased stays away, whatever way it comes. */
function leaveOutErased(erased: ReadonlyMap<string, Date>, sightings: Sighting[]): void {
  if (erased.size === 0) return;
  const kept = sightings.filter(({ customerXUserId, event }) => {
    const until = customerXUserId === null ? undefined : erased.get(customerXUserId);
    return until === undefined || event.at > until;
  });
  sightings.splice(0, sightings.length, ...kept);
}

/** X users whom an event is about, or whom X describes beside it. */
function namedIn({ event }: Found): string[] {
  if (event.kind === 'post') return [event.authorXUserId];
  if (event.kind !== 'message' && event.kind !== 'encrypted' && event.kind !== 'members') return [];
  const members = event.kind === 'members' ? event.memberXUserIds : [];
  const described = event.people.map((person) => person.xUserId);
  return [event.senderId, event.recipientId, ...members, ...described].flatMap((id) => id ?? []);
}

/**
 * Bodies that name somebody who was erased, as pages do in which others of a group write: once they are taken in, they
 * are not kept. Who has written since is a new customer.
 */
function namingErased(erased: ReadonlyMap<string, Date>, found: readonly Found[]): string[] {
  if (erased.size === 0) return [];
  const back = new Set(
    found.flatMap(({ event }) => {
      const isNew = 'senderId' in event && 'at' in event && event.senderId !== null;
      return isNew && event.at > (erased.get(event.senderId) ?? event.at) ? event.senderId : [];
    }),
  );
  const naming = found.filter((one) => namedIn(one).some((id) => erased.has(id) && !back.has(id)));
  return [...new Set(naming.map(({ delivery }) => delivery.id))];
}

async function findReceivers(tx: WorkspaceTx, found: readonly Found[]): Promise<Receiver[]> {
  const apps = new Set<string>();
  const users = new Set<string>();
  for (const { delivery, event } of found) {
    if (!('senderId' in event)) continue;
    apps.add(delivery.appId);
    for (const id of [event.forXUserId, event.senderId, event.recipientId]) if (id !== null) users.add(id);
  }
  return users.size === 0 ? [] : listReceivers(tx, [...apps], [...users]);
}

/** Whose event it is: whom X names, as far as that is one of the two; else each of the two who is connected. */
function concerned(receivers: readonly Receiver[], appId: string, event: Addressed): Receiver[] {
  return receivers.filter(
    (one) =>
      one.appId === appId &&
      (one.xUserId === event.senderId || one.xUserId === event.recipientId) &&
      (event.forXUserId === null || event.forXUserId === one.xUserId),
  );
}

function seenKey(receiver: Receiver, event: Sighting['event']): SeenKey {
  const { accountId } = receiver;
  switch (event.kind) {
    case 'message':
      return { accountId, kind: 'message', xKey: event.xEventId };
    case 'members':
      return { accountId, kind: 'group', xKey: event.xEventId };
    case 'encrypted':
      return { accountId, kind: 'encrypted', xKey: event.key };
  }
}

/** Only the customer's reading counts; our own marks come back too. */
async function projectRead(
  tx: WorkspaceTx,
  receivers: readonly Receiver[],
  delivery: Delivery,
  event: Extract<InboundEvent, { kind: 'read' }>,
): Promise<readonly AppEvent[]> {
  const told: AppEvent[] = [];
  for (const receiver of concerned(receivers, delivery.appId, event)) {
    if (event.senderId === receiver.xUserId) continue;
    const conversation = await findConversationWith(tx, receiver.accountId, event.senderId);
    if (!conversation) continue;
    told.push(...(await markCustomerRead(tx, conversation.id, positionOf(event.lastReadEventId))));
  }
  return told;
}

async function projectTyping(
  tx: WorkspaceTx,
  receivers: readonly Receiver[],
  delivery: Delivery,
  event: Extract<InboundEvent, { kind: 'typing' }>,
  now: Date,
  ports: ProjectorPorts,
): Promise<readonly AppEvent[]> {
  const told: AppEvent[] = [];
  if (now.getTime() - delivery.receivedAt.getTime() > TYPING_FRESH_MS) return told;
  for (const receiver of concerned(receivers, delivery.appId, event)) {
    if (event.senderId === receiver.xUserId) continue;
    const conversation = await findConversationWith(tx, receiver.accountId, event.senderId);
    if (!conversation) continue;
    const { id: conversationId, customerId } = conversation;
    tx.afterCommit(() => ports.onTyping(tx.workspaceId, conversationId));
    told.push({ kind: 'customer.typed', key: conversationId, body: { conversationId, customerId } });
  }
  return told;
}
