import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';

let product: Product;
let ben: ApiUser;

interface Row {
  readonly conversationId: string;
  readonly preview: string;
  readonly lastPosition: string;
  readonly unread: boolean;
  readonly workItem: {
    readonly id: string;
    readonly state: string;
    readonly assigneeId: string | null;
    readonly number: number;
  };
  readonly customer: { readonly id: string; readonly username: string };
}

interface EntryView {
  readonly id: string;
  readonly position: string;
  readonly text: string;
  readonly state: string;
  readonly kind: string;
  readonly direction: string;
  readonly authorId: string | null;
}

beforeAll(async () => {
  product = await startProduct();
  await product.x.user('roastery');
  await product.connect('roastery');
  ben = await product.invite('Ben Agent', 'agent');
  await ben.ask('PATCH', '/api/session/preferences', { undoSeconds: 0 });
});

afterAll(() => product?.close());

async function rowOf(username: string, view = 'all', as: ApiUser = ben): Promise<Row | undefined> {
  const { rows } = await as.ask<{ rows: Row[] }>('GET', `/api/inbox?view=${view}`);
  return rows.find((row) => row.customer.username === username);
}

async function arrived(username: string, text: string): Promise<Row> {
  await product.x.write(username, 'roastery', text);
  return until(async () => {
    const row = await rowOf(username);
    return row && row.preview.startsWith(text.slice(0, 20)) ? row : undefined;
  });
}

async function entries(conversationId: string, query = ''): Promise<EntryView[]> {
  const answer = await ben.ask<{ entries: EntryView[] }>(
    'GET',
    `/api/conversations/${conversationId}/entries${query}`,
  );
  return answer.entries;
}

async function customer(username: string): Promise<void> {
  await product.x.user(username, {
    name: `${username} Doe`,
    description: 'Drinks coffee',
    extraFollowers: 12,
  });
}

let keys = 0;
const key = () => `key-${(keys += 1)}-${'x'.repeat(8)}`;

describe('the main road', () => {
  it('takes a message from X to the desk, and the answer back to X', async () => {
    await customer('mira');
    const row = await arrived('mira', 'Is the Heron roast back?');
    expect(row).toMatchObject({ unread: true, workItem: { state: 'open', assigneeId: null } });
    const sent = await ben.ask<EntryView>('POST', `/api/conversations/${row.conversationId}/messages`, {
      text: 'Since Monday!',
      idempotencyKey: key(),
    });
    expect(sent).toMatchObject({ direction: 'out', authorId: ben.memberId });
    await until(async () =>
      (await entries(row.conversationId)).some((one) => one.id === sent.id && one.state === 'sent'),
    );
    const { entries: book } = await product.x.control<{ entries: { text: string }[] }>(
      'GET',
      '/ledger?from=@roastery',
    );
    expect(book.map((one) => one.text)).toEqual(['Since Monday!']);
    const after = await until(async () => {
      const now = await rowOf('mira', 'mine');
      return now?.workItem.state === 'active' ? now : undefined;
    });
    expect(after.workItem.assigneeId).toBe(ben.memberId);
  });

  it('keeps one thread for ever: a message on a closed one opens the next work item', async () => {
    await customer('owen');
    const first = await arrived('owen', 'Where is my parcel?');
    await ben.ask('PATCH', `/api/conversations/${first.conversationId}`, { state: 'closed' });
    expect(await rowOf('owen')).toBeUndefined();
    expect((await rowOf('owen', 'closed'))?.workItem.id).toBe(first.workItem.id);
    const second = await arrived('owen', 'It came, thank you');
    expect(second.conversationId).toBe(first.conversationId);
    expect(second.workItem.number).toBeGreaterThan(first.workItem.number);
    const texts = (await entries(first.conversationId))
      .filter((one) => one.kind === 'message')
      .map((one) => one.text);
    expect(texts).toEqual(['Where is my parcel?', 'It came, thank you']);
    const detail = await ben.ask<{ earlierWorkItems: number }>(
      'GET',
      `/api/conversations/${first.conversationId}`,
    );
    expect(detail.earlierWorkItems).toBe(1);
  });

  it('gives the same message for the same idempotency key, and refuses the key for another text', async () => {
    await customer('kofi');
    const { conversationId } = await arrived('kofi', 'What does a subscription cost?');
    const idempotencyKey = key();
    const path = `/api/conversations/${conversationId}/messages`;
    const once = await ben.ask<EntryView>('POST', path, { text: 'Twelve a month.', idempotencyKey });
    const twice = await ben.ask<EntryView>('POST', path, { text: 'Twelve a month.', idempotencyKey });
    expect(twice.id).toBe(once.id);
    expect((await ben.call('POST', path, { text: 'Thirteen.', idempotencyKey })).status).toBe(409);
    await until(
      async () => (await entries(conversationId)).find((one) => one.id === once.id)?.state === 'sent',
    );
    const { entries: book } = await product.x.control<{ entries: { text: string }[] }>(
      'GET',
      '/ledger?from=@roastery&to=@kofi',
    );
    expect(book.map((one) => one.text)).toEqual(['Twelve a month.']);
  });

  it('lets an answer be taken back while it waits, and not after', async () => {
    await customer('greta');
    const { conversationId } = await arrived('greta', 'Do you invoice in SEK?');
    await ben.ask('PATCH', '/api/session/preferences', { undoSeconds: 10 });
    const path = `/api/conversations/${conversationId}/messages`;
    const waiting = await ben.ask<EntryView & { sendsAt: string | null }>('POST', path, {
      text: 'No.',
      idempotencyKey: key(),
    });
    expect(waiting.sendsAt).not.toBeNull();
    const back = await ben.ask<EntryView>('POST', `${path}/${waiting.id}/cancel`);
    expect(back.state).toBe('canceled');
    expect(await rowOf('greta')).toMatchObject({ preview: 'Do you invoice in SEK?', previewDirection: 'in' });
    await ben.ask('PATCH', '/api/session/preferences', { undoSeconds: 0 });
    const sent = await ben.ask<EntryView>('POST', path, { text: 'Yes!', idempotencyKey: key() });
    await until(
      async () => (await entries(conversationId)).find((one) => one.id === sent.id)?.state === 'sent',
    );
    expect((await ben.call('POST', `${path}/${sent.id}/cancel`)).status).toBe(409);
    const { entries: book } = await product.x.control<{ entries: { text: string }[] }>(
      'GET',
      '/ledger?from=@roastery&to=@greta',
    );
    expect(book.map((one) => one.text)).toEqual(['Yes!']);
  });

  it("shows a refusal of X at the message, in words and with X's own body, and sends it again on request", async () => {
    await customer('tobias');
    const { conversationId } = await arrived('tobias', 'Rechnung fehlt');
    await product.x.control('POST', '/faults', {
      on: 'request',
      kind: 'status',
      status: 403,
      method: 'POST',
      path: '/2/dm_conversations/*',
      count: 1,
    });
    const path = `/api/conversations/${conversationId}/messages`;
    const { id } = await ben.ask<EntryView>('POST', path, { text: 'Kommt sofort.', idempotencyKey: key() });
    const failed = await until(async () => {
      const one = (await entries(conversationId)).find((entry) => entry.id === id) as
        | (EntryView & { failure: { message: string; xStatus: number; canRetry: boolean } | null })
        | undefined;
      return one?.state === 'failed' ? one : undefined;
    });
    expect(failed.failure).toMatchObject({ xStatus: 403, canRetry: true });
    expect(failed.failure?.message).toMatch(/^[A-Z@].+\.$/s);
    expect(await rowOf('tobias')).toMatchObject({ trouble: 'failed' });
    await ben.ask('POST', `${path}/${id}/retry`, { text: 'Kommt jetzt.' });
    await until(async () => (await entries(conversationId)).find((one) => one.id === id)?.state === 'sent');
    const { entries: book } = await product.x.control<{ entries: { text: string }[] }>(
      'GET',
      '/ledger?from=@roastery&to=@tobias',
    );
    expect(book.map((one) => one.text)).toEqual(['Kommt jetzt.']);
  });

  it('never sends a note to X', async () => {
    await customer('ivy');
    const { conversationId } = await arrived('ivy', 'Gift box by the 24th?');
    await ben.ask('POST', `/api/conversations/${conversationId}/notes`, {
      text: 'Ask the warehouse',
      idempotencyKey: key(),
    });
    expect((await entries(conversationId)).at(-1)).toMatchObject({ kind: 'note', text: 'Ask the warehouse' });
    const { entries: book } = await product.x.control<{ entries: unknown[] }>(
      'GET',
      '/ledger?from=@roastery&to=@ivy',
    );
    expect(book).toEqual([]);
  });
});
