import { setTimeout as pause } from 'node:timers/promises';
import type { InboxRow } from '../../contract/api/index.ts';
import { type Clock, machineNowMs } from '../base/index.ts';
import { call } from './callers.ts';
import { demoCustomers } from './customers.ts';
import { demoHandles, type HandleKey, LocalX } from './local-x.ts';
import { type DemoStaff, makeStaff } from './people.ts';
import { demoPosts } from './posts.ts';
import type { DemoThread } from './threads.ts';
import { type DemoStep, demoTimeline } from './timeline.ts';

export interface SeedOptions {
  /** Our own address; everything goes through the public API. */
  readonly url: string;
  readonly localXUrl: string;
  /** Set back to the demo's past, and forward again to now. */
  readonly clock: Clock;
  readonly onProgress: (done: number, of: number) => void;
}

const WAIT_MS = 20_000;
const DAY_MS = 24 * 3_600_000;

/**
 * Lives a week of a small roastery's messages: customers write on the local X, agents answer at the desk, both over
 * the same doors that everybody uses. Needs an empty workspace.
 */
export async function seedDemo(options: SeedOptions): Promise<void> {
  const nowMs = options.clock.now().getTime();
  const steps = demoTimeline(nowMs);
  const x = new LocalX(options.localXUrl);
  await options.clock.advance(-8 * DAY_MS);
  await x.setTime(nowMs - 8 * DAY_MS);
  try {
    await x.raiseSendLimits();
    await x.makeBusiness();
    await Promise.all(demoCustomers.map((customer) => x.makeCustomer(customer)));
    // Before any app listens, so that nobody is told today what was posted weeks ago.
    for (const post of demoPosts) await x.makePost(post, nowMs);
    const staff = await makeStaff(options.url);
    await connect(options, x, staff);
    for (const [index, step] of steps.entries()) {
      await options.clock.advance(step.atMs - options.clock.now().getTime());
      await x.setTime(step.atMs);
      await live(x, staff, step);
      options.onProgress(index + 1, steps.length);
    }
  } finally {
    await x.setTime(machineNowMs());
    await options.clock.advance(machineNowMs() - options.clock.now().getTime());
  }
}

/** The wizard's steps, as an administrator takes them. */
async function connect(options: SeedOptions, x: LocalX, { ada }: DemoStaff): Promise<void> {
  const app = await ada.ask<{ id: string }>('POST', '/api/x-apps/local', { name: 'Fernhill desk' });
  await ada.ask('POST', `/api/x-apps/${app.id}/privacy`, { noticeVersion: '1' });
  for (const { username, label } of Object.values(demoHandles)) {
    const { authorizeUrl } = await ada.ask<{ authorizeUrl: string }>(
      'POST',
      `/api/x-apps/${app.id}/sign-in`,
      {
        authKind: 'oauth1',
        handleName: label,
      },
    );
    const back = new URL(await x.consent(authorizeUrl, username));
    await call(options.url, 'GET', back.pathname + back.search);
  }
  await ada.ask('POST', `/api/x-apps/${app.id}/check`);
}

async function live(x: LocalX, staff: DemoStaff, step: DemoStep): Promise<void> {
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
    });
    return;
  }
  // Nobody waits for the demo's answers to be taken back.
  await person.ask('PATCH', '/api/session/preferences', { undoSeconds: 0 });
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
  await person.ask('PATCH', '/api/session/preferences', { undoSeconds: 3 });
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
  const doer = outcome.assign ? staff[outcome.assign] : staff.ada;
  const path = `/api/conversations/${row.conversationId}`;
  const change = {
    ...(outcome.assign ? { assigneeId: staff[outcome.assign].memberId } : {}),
    ...(outcome.tags ? { addTags: outcome.tags } : {}),
    ...(outcome.priority ? { priority: outcome.priority } : {}),
  };
  if (Object.keys(change).length > 0) await doer.ask('PATCH', path, change);
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

async function findRow({ ada }: DemoStaff, thread: DemoThread): Promise<InboxRow | undefined> {
  for (const view of ['all', 'closed', 'snoozed'] as const) {
    const { rows } = await ada.ask<{ rows: InboxRow[] }>('GET', `/api/inbox?view=${view}&limit=100`);
    const found = rows.find((row) => isOf(row, thread.customer, thread.handle));
    if (found) return found;
  }
  return undefined;
}

function isOf(row: InboxRow, customer: string, handle: HandleKey): boolean {
  return (
    row.customer.username === usernameOf(customer) && row.handle.username === demoHandles[handle].username
  );
}

function usernameOf(key: string): string {
  const customer = demoCustomers.find((one) => one.key === key);
  if (!customer) throw new Error(`the demo has no customer ${key}`);
  return customer.username;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('the demo waited in vain for the desk');
    await pause(10);
  }
}
