import type { EventLog, EventOf, WorkspaceTx } from '../../base/index.ts';
import { lockConversation } from '../../conversations/index.ts';
import { listOpenRecords, listWorkItems } from '../../routing/index.ts';
import { identifyCustomer } from './identify.ts';

type Event = EventOf<'work_item.changed' | 'customer.changed'>;

/** Identifies customers when work of theirs opens, and again when X has told their name. */
export function addIdentifyConsumer(log: EventLog): void {
  log.consume({
    name: 'identify',
    start: 'now',
    kinds: ['work_item.changed', 'customer.changed'],
    batch: 50,
    handle: async (tx, events) => {
      for (const customerId of await customersOf(tx, events)) await identify(log, tx, customerId);
    },
  });
}

async function customersOf(tx: WorkspaceTx, events: readonly Event[]): Promise<string[]> {
  const opened = events.flatMap((event) =>
    event.kind === 'work_item.changed' &&
    event.body.state !== 'closed' &&
    event.body.what.split(',').includes('state')
      ? [event.body.conversationId]
      : [],
  );
  const items = opened.length > 0 ? await listWorkItems(tx, [...new Set(opened)]) : [];
  const changed = events.flatMap((event) =>
    event.kind === 'customer.changed' ? [event.body.customerId] : [],
  );
  return [...new Set([...items.map((item) => item.customerId), ...changed])].toSorted();
}

/** Conversations are locked before customers, in the order of their ids, as everybody does. */
async function identify(log: EventLog, tx: WorkspaceTx, customerId: string): Promise<void> {
  const open = await listOpenRecords(tx, customerId);
  for (const id of open.map((item) => item.conversationId).toSorted()) await lockConversation(tx, id);
  await identifyCustomer(log, tx, customerId);
}
