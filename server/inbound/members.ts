import {
  type Conversation,
  type Customer,
  type Membership,
  saveParticipants,
  setOwnLeft,
  type XEntry,
} from '../conversations/index.ts';
import type { WorkspaceTx } from '../base/index.ts';
import type { MembersEvent } from './events.ts';
import type { Sighting } from './projection.ts';

/** A line of the thread that says who joined or left; the browser puts it into words. */
export function membersEntry(
  event: MembersEvent,
  conversation: Conversation,
  late: boolean,
  customerOf: (xUserId: string) => Customer | undefined,
): XEntry {
  const ids = event.memberXUserIds.map((id) => customerOf(id)?.id).filter((id) => id !== undefined);
  const isOurs = event.memberXUserIds.includes(event.forXUserId);
  const by = event.senderId === null ? undefined : customerOf(event.senderId);
  const facts = {
    ...(ids.length > 0 && { who: ids.join(',') }),
    ...(isOurs && { ours: 'yes' }),
    ...(by && !ids.includes(by.id) && { byCustomer: by.id }),
  };
  return {
    conversationId: conversation.id,
    xEventId: event.xEventId,
    kind: 'system',
    direction: 'none',
    text: '',
    content: { system: { what: event.change === 'joined' ? 'members_joined' : 'members_left', facts } },
    at: event.at,
    firstContact: false,
    late,
  };
}

/** X users whom a sighting of a group names, beside our own account. */
export function groupPeople(sighting: Sighting): string[] {
  const { event, receiver } = sighting;
  const named = event.kind === 'members' ? [...event.memberXUserIds, event.senderId] : [event.senderId];
  return named.filter((id): id is string => id !== null && id !== receiver.xUserId);
}

/** Keeps who is in the groups: whoever writes is there, whoever joined too, until they leave. */
export async function projectMembers(
  tx: WorkspaceTx,
  sightings: readonly { readonly sighting: Sighting; readonly conversation: Conversation }[],
  customerOf: (xUserId: string) => Customer | undefined,
): Promise<void> {
  const memberships: Membership[] = [];
  for (const { sighting, conversation } of sightings) {
    const { event, receiver } = sighting;
    const left = event.kind === 'members' && event.change === 'left';
    const named = event.kind === 'members' ? event.memberXUserIds : [event.senderId];
    for (const xUserId of named) {
      const customer = xUserId === receiver.xUserId ? undefined : customerOf(xUserId);
      if (customer)
        memberships.push({ conversationId: conversation.id, customerId: customer.id, at: event.at, left });
    }
    if (event.kind === 'members' && named.includes(receiver.xUserId)) {
      await setOwnLeft(tx, conversation.id, left ? event.at : null);
    }
    // Whoever asked others in is there too.
    const host = event.kind === 'members' && event.senderId !== null ? customerOf(event.senderId) : undefined;
    if (host && event.senderId !== receiver.xUserId && !left) {
      memberships.push({ conversationId: conversation.id, customerId: host.id, at: event.at, left: false });
    }
  }
  await saveParticipants(tx, memberships);
}
