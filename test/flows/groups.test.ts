import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationDetail, Entry, InboxRow } from '../../contract/api/index.ts';
import { asId, sql } from '../../server/base/index.ts';
import { listLiveItems } from '../../server/supervision/board/rows-store.ts';
import { until } from '../harness.ts';
import { type InboundHouse, openInboundHouse } from './inbound-house.ts';

let house: InboundHouse;

beforeAll(async () => {
  house = await openInboundHouse();
  for (const username of ['shop', 'kim', 'lee', 'noor', 'shop2'])
    await house.control('POST', '/users', { username, name: username.toUpperCase(), dmOpen: true });
  await house.connect('shop', 'polling');
}, 60_000);
afterAll(() => house.close());

async function rows(): Promise<InboxRow[]> {
  return (await house.admin.ask<{ rows: InboxRow[] }>('GET', '/api/inbox?view=all')).rows;
}

async function groupRow(members: number): Promise<InboxRow> {
  return until(async () => (await rows()).find((row) => row.group?.members === members), {
    what: `a group of ${members} is in the inbox`,
  });
}

async function entries(id: string): Promise<Entry[]> {
  return (await house.admin.ask<{ entries: Entry[] }>('GET', `/api/conversations/${id}/entries`)).entries;
}

async function makeGroup(creator: string, ...participants: string[]): Promise<string> {
  const { conversationId } = await house.control<{ conversationId: string }>('POST', '/groups', {
    creator: `@${creator}`,
    participants: participants.map((one) => `@${one}`),
  });
  return conversationId;
}

async function writeInto(conversationId: string, from: string, text: string): Promise<void> {
  await house.control('POST', '/messages', { from: `@${from}`, conversationId, text });
}

describe('a group on X', () => {
  it('is one conversation that says who is in it and who wrote', async () => {
    const xId = await makeGroup('kim', 'shop', 'lee');
    await writeInto(xId, 'kim', 'our order is late');
    await writeInto(xId, 'lee', 'mine too');
    const row = await groupRow(2);
    expect(row.group?.name).toBeNull();
    // Both joined at the same moment: either may be named first.
    expect(row.group?.memberNames.toSorted()).toEqual(['KIM', 'LEE']);
    const thread = await until(async () => {
      const found = await entries(row.conversationId);
      return found.filter((entry) => entry.kind === 'message').length === 2 && found;
    });
    const detail = await house.admin.ask<ConversationDetail>(
      'GET',
      `/api/conversations/${row.conversationId}`,
    );
    const idOf = (name: string) =>
      detail.group?.participants.find(({ customer }) => customer.name === name)?.customer.id;
    expect(thread.filter((entry) => entry.kind === 'message')).toMatchObject([
      { text: 'our order is late', direction: 'in', authorKind: 'customer', authorId: idOf('KIM') },
      { text: 'mine too', direction: 'in', authorKind: 'customer', authorId: idOf('LEE') },
    ]);
    const joins = thread.filter((entry) => entry.content.system?.what === 'members_joined');
    expect(joins.map((entry) => entry.content.system?.facts)).toContainEqual({
      who: idOf('LEE'),
      byCustomer: idOf('KIM'),
    });
    expect(joins.some((entry) => entry.content.system?.facts['ours'] === 'yes')).toBe(true);
    expect(row.workItem).toMatchObject({ state: 'open', assigneeId: null });
    // On the board it is called as in the inbox.
    const { id } = await house.db.row(sql<{ id: string }>`select id from workspace limit 1`);
    const live = await listLiveItems(house.db.workspace(asId<'workspace'>(id)));
    expect(live.find((one) => one.conversationId === row.conversationId)?.title).toBe(
      row.group?.memberNames.join(' and '),
    );
  });

  it('is answered in the group, and the answer is there once', async () => {
    const { conversationId } = await groupRow(2);
    await house.admin.ask('POST', `/api/conversations/${conversationId}/messages`, {
      text: 'we look into both',
      idempotencyKey: 'answer-both',
    });
    await until(async () =>
      (await entries(conversationId)).some((entry) => entry.direction === 'out' && entry.state === 'sent'),
    );
    const xId = await xIdOf(conversationId);
    const { events } = await house.control<{ events: { text?: string }[] }>(
      'GET',
      `/conversations/${xId}/events?as=@lee`,
    );
    expect(events.filter((one) => one.text === 'we look into both')).toHaveLength(1);
    // The next look at X brings the answer back: it is known.
    await writeInto(xId, 'kim', 'thanks');
    await until(async () => (await entries(conversationId)).some((entry) => entry.text === 'thanks'));
    const out = (await entries(conversationId)).filter((entry) => entry.direction === 'out');
    expect(out).toMatchObject([{ text: 'we look into both', state: 'sent', authorKind: 'agent' }]);
  });

  it('keeps apart from the conversations of two, and a second group from the first', async () => {
    await house.write('kim', 'shop', 'between us');
    await house.entries('kim', 1);
    const second = await makeGroup('kim', 'shop', 'lee', 'noor');
    await writeInto(second, 'noor', 'three of us');
    await groupRow(3);
    const of = await until(async () => {
      const found = await rows();
      return found.length === 3 && found;
    });
    expect(of.map((row) => row.group?.members ?? 0).toSorted((a, b) => a - b)).toEqual([0, 2, 3]);
    const alone = of.find((row) => row.group === null);
    expect(
      (await entries(alone?.conversationId ?? '')).filter((entry) => entry.kind === 'message'),
    ).toMatchObject([{ text: 'between us' }]);
  });

  it('says who left', async () => {
    const { conversationId } = await groupRow(3);
    const xId = await xIdOf(conversationId);
    await house.control('POST', `/groups/${xId}/leave`, { user: '@noor' });
    const left = await until(async () =>
      (await entries(conversationId)).find((entry) => entry.content.system?.what === 'members_left'),
    );
    const detail = await house.admin.ask<ConversationDetail>('GET', `/api/conversations/${conversationId}`);
    const gone = detail.group?.participants.find(({ leftAt }) => leftAt !== null);
    expect(gone?.customer.name).toBe('NOOR');
    expect(left.content.system?.facts['who']).toBe(gone?.customer.id);
    expect(detail.group?.members).toBe(2);
  });

  it('gets a name from the desk, which its thread tells', async () => {
    const { conversationId } = await groupRow(2);
    const path = `/api/conversations/${conversationId}/group`;
    expect(await house.admin.ask('PUT', path, { name: ' Late orders ' })).toMatchObject({
      name: 'Late orders',
    });
    expect((await entries(conversationId)).at(-1)?.content.system).toEqual({
      what: 'renamed',
      facts: { to: 'Late orders', from: null },
    });
    const alone = (await rows()).find((row) => row.group === null);
    const refused = await house.admin.call('PUT', `/api/conversations/${alone?.conversationId}/group`, {
      name: 'x',
    });
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'not_a_group' } } });
  });

  it('nothing is sent to a group that our account has left', async () => {
    const { conversationId } = await groupRow(2);
    await house.db.execute(sql`update conversation set left_at = created_at where id = ${conversationId}`);
    const answer = await house.admin.call('POST', `/api/conversations/${conversationId}/messages`, {
      text: 'too late',
      idempotencyKey: 'too-late-1',
    });
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'group_left' } } });
  });
});

async function xIdOf(conversationId: string): Promise<string> {
  const row = await house.db.row(sql<{ x_conversation_id: string }>`
    select x_conversation_id from conversation where id = ${conversationId}`);
  return row.x_conversation_id;
}
