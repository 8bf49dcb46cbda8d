import { setTimeout as pause } from 'node:timers/promises';
import type { ProofHouse } from './house.ts';

/** A customer's thread with a handle, as both sides name it. */
export interface ProofThread {
  readonly customerXUserId: string;
  readonly handleXUserId: string;
  readonly conversationId: string;
}

interface Row {
  readonly conversationId: string;
  readonly customer: { readonly xUserId: string };
}

/** A new customer writes, and the desk shows the thread. */
export async function openThread(house: ProofHouse, username: string, handle = 0): Promise<ProofThread> {
  const handleXUserId = house.handles[handle]?.xUserId ?? '';
  const { id } = await house.control<{ id: string }>('POST', '/users', { username, dmOpen: true });
  await house.control('POST', '/messages', { from: id, to: handleXUserId, text: `hello from ${username}` });
  for (;;) {
    const { rows } = await house.ask<{ rows: Row[] }>('GET', '/api/inbox?view=all&limit=100');
    const row = rows.find((one) => one.customer.xUserId === id);
    if (row) return { customerXUserId: id, handleXUserId, conversationId: row.conversationId };
    await pause(30);
  }
}

/** Queues an answer, as often as it takes; the key makes it one. */
export async function answer(house: ProofHouse, thread: ProofThread, text: string): Promise<string> {
  const { id } = await house.ask<{ id: string }>(
    'POST',
    `/api/conversations/${thread.conversationId}/messages`,
    {
      text,
      idempotencyKey: `proof-${text}`.slice(0, 100),
    },
  );
  return id;
}

export interface ProofEntry {
  readonly id: string;
  readonly text: string;
  readonly direction: string;
  readonly state: string;
}

/** The whole thread as the public API shows it. */
export async function entriesOf(house: ProofHouse, conversationId: string): Promise<ProofEntry[]> {
  const entries: ProofEntry[] = [];
  let after = '0';
  for (;;) {
    const page = await house.ask<{
      entries: (ProofEntry & { position: string; kind: string })[];
      hasAfter: boolean;
    }>('GET', `/api/conversations/${conversationId}/entries?after=${after}&limit=100`);
    entries.push(...page.entries.filter((entry) => entry.kind === 'message'));
    const last = page.entries.at(-1);
    if (!page.hasAfter || !last) return entries;
    after = last.position;
  }
}

export async function stateOf(house: ProofHouse, thread: ProofThread, messageId: string): Promise<string> {
  return (
    (await entriesOf(house, thread.conversationId)).find((entry) => entry.id === messageId)?.state ??
    'missing'
  );
}

/** What X has from this account to this customer, oldest first: the simulator's own ledger. */
export async function ledgerOf(house: ProofHouse, thread: ProofThread): Promise<string[]> {
  const [a = '', b = ''] = [thread.handleXUserId, thread.customerXUserId].toSorted((left, right) =>
    BigInt(left) < BigInt(right) ? -1 : 1,
  );
  const { events } = await house.control<{ events: { id: string; senderId: string; text?: string }[] }>(
    'GET',
    `/conversations/${a}-${b}/events?as=${thread.handleXUserId}&limit=200`,
  );
  return events
    .filter((event) => event.senderId === thread.handleXUserId)
    .toSorted((left, right) => (BigInt(left.id) < BigInt(right.id) ? -1 : 1))
    .map((event) => event.text ?? '');
}

/** Business time moves on in all processes, as if a minute had gone by in quiet. */
export async function passTime(house: ProofHouse, ms: number): Promise<void> {
  const database = await house.database();
  await database.rows('update clock set offset_ms = offset_ms + $1', [ms]);
  await database.close();
}

/** Names a customer in a text, without digits that masking would take for a card's. */
export function markOf(xUserId: string): string {
  return BigInt(xUserId)
    .toString(36)
    .replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)]?.toUpperCase() ?? '');
}
