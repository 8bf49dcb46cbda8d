import type { EventLog, EventOf, WorkspaceTx } from '../../base/index.ts';
import { listLinked, lockConversation } from '../../conversations/index.ts';
import { listOpenRecords, listWorkItems, readSetup } from '../../routing/index.ts';
import { identifyCustomer } from './identify.ts';

type Event = EventOf<'work_item.changed' | 'customer.changed'>;

/** Identifies customers when work of theirs opens, and again when X has told their name. */
export function addIdentifyConsumer(log: EventLog): void {
  log.consume({
    name: 'identify',
    start: 'now',
    kinds: ['work_item.changed', 'customer.changed'],
    batch: 50,
    wants: (event) => event.kind === 'customer.changed' || isOpening(event),
    giveWayMs: 1_000,
    handle: async (tx, events) => {
      const customers = await customersOf(tx, events);
      for (const customerId of await knowable(tx, customers)) await identify(log, tx, customerId);
    },
  });
}

/** Without those of whom nobody can say who they are: not linked, where no work stream looks for their name. */
async function knowable(tx: WorkspaceTx, customerIds: readonly string[]): Promise<readonly string[]> {
  if (customerIds.length === 0) return [];
  const { workStreams } = await readSetup(tx);
  if ([...workStreams.values()].some(({ settings }) => settings.identifyByName)) return customerIds;
  const linked = new Set(await listLinked(tx, customerIds));
  return customerIds.filter((id) => linked.has(id));
}

function isOpening({ body }: EventOf<'work_item.changed'>): boolean {
  return body.state !== 'closed' && body.what.split(',').includes('state');
}

async function customersOf(tx: WorkspaceTx, events: readonly Event[]): Promise<string[]> {
  const opened = events.flatMap((event) =>
    event.kind === 'work_item.changed' && isOpening(event) ? [event.body.conversationId] : [],
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
