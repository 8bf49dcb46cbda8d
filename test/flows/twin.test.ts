import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { type ApiUser, connect, type Product, signIn, startProduct } from '../product.ts';

// Two businesses in one installation connect the same X account, each with an app of its own: every id that comes
// from X is the same in both.
let product: Product;
let twin: ApiUser;

interface Row {
  readonly conversationId: string;
  readonly customer: { readonly id: string; readonly xUserId: string };
  readonly preview: string;
}
interface EntryView {
  readonly id: string;
  readonly text: string;
  readonly state: string;
  readonly kind: string;
  readonly authorKind: string;
}

beforeAll(async () => {
  product = await startProduct();
  await product.x.user('sharedbrand');
  await product.x.user('wanda');
  await product.connect('sharedbrand');
  await product.app.modules.people.setup.createWorkspace({
    workspaceName: 'Twin house',
    name: 'Tina Twin',
    email: 'tina@twin.example',
    password: 'correct horse 42',
  });
  twin = await signIn(product.url, 'tina@twin.example');
  await connect(product.url, product.x, twin, 'sharedbrand');
  for (const person of [product.admin, twin]) {
    await person.ask('PATCH', '/api/session/preferences', { undoSeconds: 0 });
  }
});

afterAll(() => product?.close());

async function onlyRow(as: ApiUser): Promise<Row> {
  return until(async () => {
    const { rows } = await as.ask<{ rows: Row[] }>('GET', '/api/inbox?view=all');
    return rows.length === 1 ? rows[0] : undefined;
  });
}

async function messages(as: ApiUser, conversationId: string): Promise<EntryView[]> {
  const { entries } = await as.ask<{ entries: EntryView[] }>(
    'GET',
    `/api/conversations/${conversationId}/entries`,
  );
  return entries.filter((entry) => entry.kind === 'message');
}

describe('two workspaces with the same X ids', () => {
  it('each have the message once, under ids of their own', async () => {
    await product.x.write('wanda', 'sharedbrand', 'Who reads this?');
    const [ours, theirs] = [await onlyRow(product.admin), await onlyRow(twin)];
    expect(ours.customer.xUserId).toBe(theirs.customer.xUserId);
    expect(ours.customer.id).not.toBe(theirs.customer.id);
    expect(ours.conversationId).not.toBe(theirs.conversationId);
    for (const [as, row] of [
      [product.admin, ours],
      [twin, theirs],
    ] as const) {
      expect((await messages(as, row.conversationId)).map((one) => one.text)).toEqual(['Who reads this?']);
    }
  });

  it("keep notes, tags, drafts and contacts to themselves; an answer is the other's only as X shows it", async () => {
    const [ours, theirs] = [await onlyRow(product.admin), await onlyRow(twin)];
    const path = `/api/conversations/${ours.conversationId}`;
    await product.admin.ask('POST', `${path}/notes`, { text: 'pssst', idempotencyKey: 'twin-note-1' });
    await product.admin.ask('PATCH', path, { addTags: ['private-tag'], assigneeId: product.admin.memberId });
    await product.admin.ask('PUT', `${path}/drafts/reply`, {
      text: 'half a thought',
      mediaIds: [],
      version: 0,
    });
    await product.admin.ask('POST', '/api/contacts', { name: 'wanda', customerId: ours.customer.id });
    await product.admin.ask('POST', `${path}/messages`, { text: 'We do.', idempotencyKey: 'twin-answer-1' });
    await until(async () =>
      (await messages(product.admin, ours.conversationId)).some((one) => one.state === 'sent'),
    );
    const seen = await until(async () => {
      const all = await messages(twin, theirs.conversationId);
      return all.length === 2 ? all : undefined;
    });
    // Sent by somebody of the business outside this desk: that is all the twin can know.
    expect(seen[1]).toMatchObject({ text: 'We do.', authorKind: 'x' });
    const everything = [
      `/api/conversations/${theirs.conversationId}`,
      `/api/conversations/${theirs.conversationId}/entries`,
      `/api/conversations/${theirs.conversationId}/drafts`,
      `/api/customers/${theirs.customer.id}`,
      '/api/inbox?view=all',
      '/api/tags',
      '/api/members',
      '/api/contacts?q=wanda',
      '/api/search?q=pssst',
      '/api/audit',
    ];
    for (const address of everything) {
      expect(JSON.stringify((await twin.call('GET', address)).body)).not.toMatch(
        /pssst|private-tag|half a thought|Ada Admin/,
      );
    }
    const { entries: book } = await product.x.control<{ entries: { text: string }[] }>(
      'GET',
      '/ledger?from=@sharedbrand',
    );
    expect(book.map((one) => one.text)).toEqual(['We do.']);
  });

  it('close and reopen independently', async () => {
    const [ours, theirs] = [await onlyRow(product.admin), await onlyRow(twin)];
    await product.admin.ask('PATCH', `/api/conversations/${ours.conversationId}`, { state: 'closed' });
    expect((await onlyRow(twin)).conversationId).toBe(theirs.conversationId);
    expect((await product.admin.ask<{ rows: Row[] }>('GET', '/api/inbox?view=all')).rows).toEqual([]);
  });
});
