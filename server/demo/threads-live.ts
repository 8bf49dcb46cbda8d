import type { InboxRow } from '../../contract/api/index.ts';
import { machineNowMs } from '../base/index.ts';
import { demoCustomers } from './customers.ts';
import { demoHandles, type HandleKey, type LocalX } from './local-x.ts';
import { type DemoStaff, demoStaff, type StaffKey } from './people.ts';
import type { DemoThread } from './threads.ts';
import type { ThreadStep } from './timeline.ts';
import { until } from './until.ts';

/** One thing that happened in a thread. */
export async function liveStep(x: LocalX, staff: DemoStaff, step: ThreadStep): Promise<void> {
  const { thread } = step;
  const customer = usernameOf(thread.customer);
  const business = demoHandles[thread.handle].username;
  if (step.kind === 'after') return settle(staff, thread);
  const { line } = step;
  if (line.by === 'customer') return arrived(staff, thread, () => x.write(customer, business, line));
  if (line.by === 'business') return arrived(staff, thread, () => x.write(business, customer, line));
  const row = await rowOf(staff, thread);
  const person = staff[line.by];
  const key = `demo-${thread.customer}-${step.atMs}`;
  if (line.note) {
    await person.ask('POST', `/api/conversations/${row.conversationId}/notes`, {
      text: line.text,
      idempotencyKey: key,
      ...(line.mentions ? { mentions: [mentionOf(line.mentions, staff)] } : {}),
    });
    return;
  }
  const sent = await person.ask<{ id: string }>('POST', `/api/conversations/${row.conversationId}/messages`, {
    text: line.text ?? '',
    idempotencyKey: key,
  });
  await until(async () => {
    const { entries } = await person.ask<{ entries: { id: string; state: string }[] }>(
      'GET',
      `/api/conversations/${row.conversationId}/entries?limit=10`,
    );
    return entries.some((entry) => entry.id === sent.id && entry.state === 'sent');
  });
  await x.read(customer, business);
}

/** Writes on X and waits until the desk shows it, so that what follows finds it there. */
async function arrived(staff: DemoStaff, thread: DemoThread, write: () => Promise<void>): Promise<void> {
  const before = (await findRow(staff, thread))?.lastPosition;
  await write();
  await until(async () => {
    const row = await findRow(staff, thread);
    return row !== undefined && row.workItem !== null && row.lastPosition !== before;
  });
}

/** What agents did with the thread. */
async function settle(staff: DemoStaff, thread: DemoThread): Promise<void> {
  const { outcome } = thread;
  if (!outcome) return;
  const row = await rowOf(staff, thread);
  if (outcome.contact)
    await staff.ada.ask('POST', '/api/contacts', { ...outcome.contact, customerId: row.customer.id });
  if (outcome.case) {
    const { title, product } = outcome.case;
    await staff.ada.ask('POST', '/api/cases', { title, product, conversationId: row.conversationId });
  }
  const doer = outcome.assign ? staff[outcome.assign] : staff.ada;
  const path = `/api/conversations/${row.conversationId}`;
  const change = {
    ...(outcome.assign ? { assigneeId: staff[outcome.assign].memberId } : {}),
    ...(outcome.tags ? { addTags: outcome.tags } : {}),
    ...(outcome.priority ? { priority: outcome.priority } : {}),
  };
  if (Object.keys(change).length > 0) await doer.ask('PATCH', path, change);
  if (outcome.putAside) await doer.ask('POST', `${path}/put-aside`);
  if (outcome.snoozeHours) {
    const until = new Date(machineNowMs() + outcome.snoozeHours * 3_600_000).toISOString();
    await doer.ask('PATCH', path, { snoozedUntil: until });
  }
  if (!outcome.close) return;
  await doer.ask('PATCH', path, { state: 'closed' });
  for (const person of Object.values(staff)) {
    await person.ask('PUT', `${path}/read`, { position: row.lastPosition });
  }
}

async function rowOf(staff: DemoStaff, thread: DemoThread): Promise<InboxRow> {
  const row = await findRow(staff, thread);
  if (!row) throw new Error(`the demo lost the thread of ${thread.customer}`);
  return row;
}

/** Where each thread is, once it was seen: looking for it costs more than anything else here. */
const places = new WeakMap<DemoThread, string>();

async function findRow({ ada }: DemoStaff, thread: DemoThread): Promise<InboxRow | undefined> {
  const place = places.get(thread);
  const path = place === undefined ? '/api/inbox?view=all&limit=20' : `/api/inbox/rows?ids=${place}`;
  const { rows } = await ada.ask<{ rows: InboxRow[] }>('GET', path);
  const found = rows.find((row) => isOf(row, thread.customer, thread.handle));
  if (found) places.set(thread, found.conversationId);
  return found;
}

function isOf(row: InboxRow, customer: string, handle: HandleKey): boolean {
  return (
    row.group === null &&
    row.customer.username === usernameOf(customer) &&
    row.handle.username === demoHandles[handle].username
  );
}

function usernameOf(key: string): string {
  const customer = demoCustomers.find((one) => one.key === key);
  if (!customer) throw new Error(`the demo has no customer ${key}`);
  return customer.username;
}

/** A colleague's name at the beginning of a note. */
function mentionOf(who: StaffKey, staff: DemoStaff) {
  return { kind: 'member', id: staff[who].memberId, start: 0, end: `@${demoStaff[who].name}`.length };
}
