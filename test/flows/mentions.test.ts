import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry, InboxRow, MentionRow } from '../../contract/api/index.ts';
import { newId, sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';

let product: Product;
let ben: ApiUser;
let cleo: ApiUser;
let conversationId: string;

beforeAll(async () => {
  product = await startProduct();
  await product.x.user('shop');
  await product.x.user('kim');
  await product.connect('shop');
  ben = await product.invite('Ben Agent', 'agent');
  cleo = await product.invite('Cleo Agent', 'agent');
  await product.x.write('kim', 'shop', 'where is my order?');
  const row = await until(
    async () => (await ben.ask<{ rows: InboxRow[] }>('GET', '/api/inbox?view=all')).rows[0],
  );
  ({ conversationId } = row);
}, 60_000);
afterAll(() => product.close());

function note(by: ApiUser, text: string, mentions: object[], key: string): Promise<Entry> {
  return by.ask('POST', `/api/conversations/${conversationId}/notes`, {
    text,
    mentions,
    idempotencyKey: key,
  });
}

async function mentionsOf(user: ApiUser, query = ''): Promise<MentionRow[]> {
  return (await user.ask<{ mentions: MentionRow[] }>('GET', `/api/mentions${query}`)).mentions;
}

const unreadOf = async (user: ApiUser) =>
  (await user.ask<{ unread: number }>('GET', '/api/mentions/count')).unread;

describe('mentions in notes', () => {
  it('tell a colleague by name once, and go away by reading the conversation', async () => {
    const mention = { kind: 'member', id: cleo.memberId, start: 0, end: 11 };
    const entry = await note(ben, '@Cleo Agent can you look?', [mention], 'note-one-1');
    await note(ben, '@Cleo Agent can you look?', [mention], 'note-one-1');
    expect(entry).toMatchObject({ kind: 'note', content: { mentions: [mention] } });
    expect(await mentionsOf(cleo)).toMatchObject([
      {
        messageId: entry.id,
        byMemberId: ben.memberId,
        teamId: null,
        read: false,
        text: '@Cleo Agent can you look?',
      },
    ]);
    expect(await unreadOf(cleo)).toBe(1);
    expect(await unreadOf(ben)).toBe(0);
    await cleo.ask('PUT', `/api/conversations/${conversationId}/read`, { position: entry.position });
    expect(await unreadOf(cleo)).toBe(0);
    expect(await mentionsOf(cleo, '?unread=true')).toEqual([]);
    expect(await mentionsOf(cleo)).toMatchObject([{ read: true }]);
  });

  it('tell everybody of a team but the author, and those named themselves only once', async () => {
    const teamId = newId();
    const { workspaceId } = await product.db.row(sql<{ workspaceId: string }>`
      select workspace_id as "workspaceId" from member where id = ${ben.memberId}`);
    await product.db.execute(sql`
      insert into team (workspace_id, id, name, created_at) values (${workspaceId}, ${teamId}, 'Billing', current_timestamp)`);
    for (const one of [ben, cleo, product.admin])
      await product.db.execute(sql`
        insert into team_member (workspace_id, team_id, member_id) values (${workspaceId}, ${teamId}, ${one.memberId})`);
    expect(await ben.ask('GET', '/api/mentions/teams')).toEqual({ teams: [{ id: teamId, name: 'Billing' }] });
    await note(
      ben,
      '@Billing and @Cleo Agent',
      [
        { kind: 'team', id: teamId, start: 0, end: 8 },
        { kind: 'member', id: cleo.memberId, start: 13, end: 24 },
      ],
      'note-team-1',
    );
    expect(await mentionsOf(cleo, '?unread=true')).toMatchObject([{ teamId: null }]);
    expect(await mentionsOf(product.admin, '?unread=true')).toMatchObject([{ teamId }]);
    expect(await unreadOf(ben)).toBe(0);
    await product.admin.ask('POST', '/api/mentions/read');
    expect(await unreadOf(product.admin)).toBe(0);
  });

  it('are refused where they do not stand in the note', async () => {
    const path = `/api/conversations/${conversationId}/notes`;
    const mention = { kind: 'member', id: cleo.memberId, start: 3, end: 40 };
    const answer = await ben.call('POST', path, {
      text: 'no @Cleo Agent',
      mentions: [mention],
      idempotencyKey: 'note-bad-1',
    });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'mention_misplaced' } } });
  });

  it('#77 notes never reach X', async () => {
    await ben.ask('POST', `/api/conversations/${conversationId}/messages`, {
      text: 'it is on its way',
      idempotencyKey: 'answer-77',
    });
    const { entries } = await until(async () => {
      const page = await ben.ask<{ entries: Entry[] }>('GET', `/api/conversations/${conversationId}/entries`);
      return page.entries.some((entry) => entry.state === 'sent') && page;
    });
    expect(entries.filter((entry) => entry.kind === 'note').length).toBeGreaterThan(1);
    const { conversations } = await product.x.control<{ conversations: { id: string }[] }>(
      'GET',
      '/users/@kim/conversations',
    );
    const { events } = await product.x.control<{ events: { text?: string }[] }>(
      'GET',
      `/conversations/${conversations[0]?.id}/events?as=@kim`,
    );
    expect(new Set(events.map((one) => one.text))).toEqual(
      new Set(['it is on its way', 'where is my order?']),
    );
  });
});
