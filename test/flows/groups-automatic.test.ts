import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationDetail, Entry, InboxRow } from '../../contract/api/index.ts';
import { standardPrivacy } from '../../server/notices/standard-texts.ts';
import { sql } from '../../server/base/index.ts';
import { standardSurvey } from '../../server/surveys/standard.ts';
import { until } from '../harness.ts';
import { untilRead } from '../log.ts';
import { type InboundHouse, openInboundHouse } from './inbound-house.ts';
import { switchOn } from './life-house.ts';

let house: InboundHouse;
let group: string;
let xGroup: string;

beforeAll(async () => {
  house = await openInboundHouse();
  for (const username of ['shop', 'kim', 'lee'])
    await house.control('POST', '/users', { username, name: username.toUpperCase(), dmOpen: true });
  const { handle } = await house.connect('shop', 'polling');
  await house.admin.ask('PUT', `/api/handles/${handle.id}/privacy`, { ...standardPrivacy, mode: 'ask' });
  await house.admin.ask('PUT', `/api/handles/${handle.id}/survey`, {
    ...standardSurvey,
    active: true,
    delayMinutes: 0,
  });
  for (const trigger of ['greeting', 'session_ended', 'agent_ended', 'agent_joined'])
    await switchOn(house.admin, trigger, { en: `${trigger} for {CustomerName}` });
  await switchOn(house.admin, 'no_agent', { en: 'Nobody is here now{CustomerName}.' });
  ({ conversationId: xGroup } = await house.control<{ conversationId: string }>('POST', '/groups', {
    creator: '@kim',
    participants: ['@shop', '@lee'],
  }));
  await write('kim', 'our order is late');
  group = (
    await until(async () => (await rows()).find((row) => row.group), { what: 'the group is in the inbox' })
  ).conversationId;
}, 60_000);
afterAll(() => house?.close());

const write = (from: string, text: string) =>
  house.control('POST', '/messages', { from: `@${from}`, conversationId: xGroup, text });
const rows = async (view = 'all') =>
  (await house.admin.ask<{ rows: InboxRow[] }>('GET', `/api/inbox?view=${view}`)).rows;
const entries = async (id: string) =>
  (await house.admin.ask<{ entries: Entry[] }>('GET', `/api/conversations/${id}/entries`)).entries;
const automatic = async (id: string) =>
  (await entries(id))
    .filter((one) => one.kind === 'message' && one.authorKind === 'system')
    .map((one) => one.text);

/** The automatic messages are through with what is in the log. */
const settled = () => untilRead(house.db, 'notices');

describe('a group', () => {
  it('hears what is true for all of them, and nothing that is meant for one customer', async () => {
    await until(async () => (await automatic(group)).length > 0);
    await settled();
    expect(await automatic(group)).toEqual(['Nobody is here now.']);
    // Nobody agrees for the others: a group is not asked, and not hidden.
    const detail = await house.admin.ask<ConversationDetail>('GET', `/api/conversations/${group}`);
    expect(detail).toMatchObject({ consent: 'none', withheldMessages: 0 });
    expect((await entries(group)).some((one) => one.text === 'our order is late')).toBe(true);
    // One customer alone is greeted and asked as before.
    await house.write('lee', 'shop', 'between us');
    const alone = await until(async () => (await rows()).find((row) => !row.group));
    expect(alone.withheld).toBe(true);
    await until(async () =>
      (await automatic(alone.conversationId)).some((one) => one === 'greeting for LEE'),
    );
  });

  it('#107 a wish to hear no more is that of whoever wrote it, and counts for the group', async () => {
    await write('lee', 'STOP');
    await until(async () =>
      (await entries(group)).some((one) => one.content.system?.what === 'consent_opted_out'),
    );
    const people = await house.db.rows(sql<{ username: string; out: boolean }>`
      select username, opted_out_at is not null as out from customer order by username`);
    expect(people).toMatchObject([
      { username: 'kim', out: false },
      { username: 'lee', out: true },
    ]);
    expect((await automatic(group)).filter((one) => one.includes('no more automatic'))).toEqual([]);
    const { id } = await house.admin.ask<{ id: string }>('POST', '/api/board/bulk', {
      order: { kind: 'message', text: 'News for everybody' },
      conversationIds: [group],
    });
    const { rows: done } = await until(async () => {
      const found = await house.admin.ask<{
        action: { endedAt: string | null };
        rows: { state: string; message: string | null }[];
      }>('GET', `/api/board/bulk/${id}`);
      return found.action.endedAt !== null && found;
    });
    expect(done).toMatchObject([{ state: 'failed', message: expect.stringContaining('did not ask for') }]);
  });

  it('#87 gets no survey when it is closed, and no word of the end', async () => {
    await house.admin.ask('POST', `/api/conversations/${group}/messages`, {
      text: 'we look into it',
      idempotencyKey: 'answer-group',
    });
    await until(async () =>
      (await entries(group)).some((one) => one.direction === 'out' && one.state === 'sent'),
    );
    await house.admin.ask('PATCH', `/api/conversations/${group}`, { state: 'closed' });
    await until(async () => (await rows('closed')).some((row) => row.conversationId === group));
    await settled();
    expect(await automatic(group)).toEqual(['Nobody is here now.']);
    const { count } = await house.db.row(sql<{ count: number }>`
      select count(*)::int as count from survey_invitation where conversation_id = ${group}`);
    expect(count).toBe(0);
  });
});
