import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  ConversationDetail,
  Entry,
  ErasureCertificate,
  HeldPerson,
  InboxRow,
  PrivacyRequest,
} from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { everything } from './everything.ts';
import { type InboundHouse, openInboundHouse } from './inbound-house.ts';

const SECRET = 'marzipan-0815';
let house: InboundHouse;
let group: string;
let alone: string;

beforeAll(async () => {
  house = await openInboundHouse();
  for (const username of ['bakery', 'anna', 'boris', 'cleo'])
    await house.control('POST', '/users', { username, name: `${username} Tester`, dmOpen: true });
  await house.connect('bakery', 'polling');
  // Whoever made the group is who it is filed under.
  const { conversationId } = await house.control<{ conversationId: string }>('POST', '/groups', {
    creator: '@anna',
    participants: ['@bakery', '@boris', '@cleo'],
  });
  const say = (from: string, text: string) =>
    house.control('POST', '/messages', { from: `@${from}`, conversationId, text });
  await say('anna', `it is me, with ${SECRET}`);
  await say('boris', 'boris has words of his own');
  await say('cleo', 'cleo too');
  await say('anna', `and once more ${SECRET}`);
  await house.write('anna', 'bakery', `between us: ${SECRET}`);
  const rows = await until(async () => {
    const found = await list();
    return found.length === 2 && found;
  });
  group = rows.find((row) => row.group)?.conversationId ?? '';
  alone = rows.find((row) => !row.group)?.conversationId ?? '';
  await until(async () => (await messages(group)).length === 4);
  await house.admin.ask('POST', `/api/conversations/${group}/messages`, {
    text: 'We answer all of you',
    idempotencyKey: 'answer-to-all',
  });
  await house.control('POST', '/messages', {
    from: '@anna',
    conversationId,
    text: `my last word: ${SECRET}`,
  });
  await until(async () => (await messages(group)).length === 6);
  await until(async () => (await house.admin.call('GET', '/api/search?q=marzipan')).body['hits']?.[2]);
}, 60_000);

afterAll(() => house?.close());

const list = async () => (await house.admin.ask<{ rows: InboxRow[] }>('GET', '/api/inbox?view=all')).rows;
const messages = async (id: string) =>
  (await house.admin.ask<{ entries: Entry[] }>('GET', `/api/conversations/${id}/entries`)).entries.filter(
    (entry) => entry.kind === 'message',
  );

describe('#106 a person in a group', () => {
  it('is erased alone: what the others and we wrote there stays', async () => {
    const anna = await house.admin.ask<HeldPerson>('POST', '/api/privacy/person', { who: '@anna' });
    const counts = Object.fromEntries(anna.counts.map(({ table, count }) => [table, count]));
    expect(counts).toMatchObject({ conversation: 1, message: 4 });
    const { id } = await house.admin.ask<PrivacyRequest>('POST', '/api/privacy/requests', {
      customerId: anna.customerId,
      kind: 'erase',
      includeContact: false,
      confirm: '@anna',
    });
    await until(
      async () =>
        (await house.admin.ask<PrivacyRequest>('GET', `/api/privacy/requests/${id}`)).state === 'done',
      { timeoutMs: 50_000, everyMs: 100 },
    );
    const left = (await everything(house))
      .split('\n')
      .filter((line) => /anna/i.test(line) || line.includes(SECRET) || line.includes(anna.xUserId));
    expect(left).toEqual([]);
    expect((await messages(group)).map((entry) => entry.text)).toEqual([
      'boris has words of his own',
      'cleo too',
      'We answer all of you',
    ]);
    expect((await house.admin.call('GET', `/api/conversations/${alone}`)).status).toBe(404);
    const certificate = await house.admin.ask<ErasureCertificate>(
      'GET',
      `/api/privacy/requests/${id}/certificate`,
    );
    expect(certificate.kept.find((one) => one.table === 'message')?.why).toMatch(
      /what others wrote there stays/,
    );
  });

  it('no longer stands for the group: somebody else does, and the list shows what is left', async () => {
    const [row, ...others] = await list();
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      conversationId: group,
      preview: 'We answer all of you',
      group: { members: 2, memberNames: ['boris Tester', 'cleo Tester'] },
    });
    const detail = await house.admin.ask<ConversationDetail>('GET', `/api/conversations/${group}`);
    expect(detail.customer.name).toBe('boris Tester');
    // The group goes on for those who are in it.
    await house.admin.ask('POST', `/api/conversations/${group}/messages`, {
      text: 'Still here',
      idempotencyKey: 'still-here-1',
    });
    await until(async () =>
      (await messages(group)).some((one) => one.text === 'Still here' && one.state === 'sent'),
    );
  });

  it('keeps no body of X that names somebody who was erased, while the group goes on', async () => {
    await eraseWhole('@boris');
    await house.admin.ask('POST', `/api/conversations/${group}/messages`, {
      text: 'And after that',
      idempotencyKey: 'after-that-1',
    });
    await until(async () => (await messages(group)).some((one) => one.text === 'And after that'));
    expect(await everything(house)).not.toMatch(/boris/);
  });

  it('who was the last one in a group takes it along', async () => {
    await eraseWhole('@cleo');
    expect(await list()).toEqual([]);
    expect(await everything(house)).not.toMatch(/boris|cleo has|We answer all/);
  });
});

async function eraseWhole(who: string): Promise<void> {
  const person = await house.admin.ask<HeldPerson>('POST', '/api/privacy/person', { who });
  const { id } = await house.admin.ask<PrivacyRequest>('POST', '/api/privacy/requests', {
    customerId: person.customerId,
    kind: 'erase',
    includeContact: false,
    confirm: who,
  });
  await until(
    async () =>
      (await house.admin.ask<PrivacyRequest>('GET', `/api/privacy/requests/${id}`)).state === 'done',
    { timeoutMs: 50_000, everyMs: 100 },
  );
}
