import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../server/base/index.ts';
import { openRecordsHouse, type RecordsHouse } from './records-house.ts';

let house: RecordsHouse;
let conversationId: string;
let customerId: string;

beforeAll(async () => {
  house = await openRecordsHouse();
  ({ conversationId, customerId } = await house.write('ana', 'Ana Ruiz'));
});
afterAll(() => house?.product.close());

const set = (body: object) => house.ben.call('PATCH', `/api/conversations/${conversationId}/record`, body);

it('#70 the summary names queue, work stream, language and what is filled in', async () => {
  expect(await house.record(conversationId)).toMatchObject({
    title: null,
    queue: { name: 'Everybody' },
    workStream: { name: 'Direct messages' },
    language: 'en',
    case: null,
    skills: [],
    context: [],
  });
  await set({ title: '  Broken cup  ' });
  expect((await house.record(conversationId)).title).toBe('Broken cup');
});

it('values of work items and customers are checked like those of contacts', async () => {
  const define = (body: object) => house.product.admin.ask('POST', '/api/attributes', body);
  await define({ recordKind: 'work_item', key: 'order', label: 'Order', type: 'number' });
  await define({ recordKind: 'customer', key: 'vip', label: 'VIP', type: 'boolean' });
  expect((await set({ attributes: { order: 'x' } })).body['error']?.['message']).toBe(
    'Order: write a number.',
  );
  await set({ attributes: { order: 4711 } });
  expect((await house.record(conversationId)).attributes).toEqual({ order: 4711 });
  const vip = await house.ben.ask('PATCH', `/api/customers/${customerId}`, { attributes: { vip: true } });
  expect(vip).toMatchObject({ attributes: { vip: true } });
});

it('#79 a note is kept on the conversation without a contact, and in the timeline of the contact once linked', async () => {
  const note = { text: 'Prefers mornings', idempotencyKey: newId() };
  await house.ben.ask('POST', `/api/conversations/${conversationId}/notes`, note);
  const timeline = async (kind: string, id: string, query = '') =>
    (
      await house.ben.ask<{ entries: { kind: string; text: string | null }[] }>(
        'GET',
        `/api/timeline/${kind}/${id}${query}`,
      )
    ).entries;
  expect(await timeline('customer', customerId, '?only=note')).toMatchObject([{ text: 'Prefers mornings' }]);
  const contact = await house.ben.ask<{ id: string }>('POST', '/api/contacts', {
    name: 'Ana Ruiz',
    customerId,
  });
  await house.ben.ask('POST', `/api/timeline/contact/${contact.id}/notes`, { text: 'Called on Monday' });
  await house.ben.ask('POST', '/api/cases', { title: 'Cup', contactId: contact.id });
  const all = await timeline('contact', contact.id);
  expect(all.map((entry) => entry.kind).sort()).toEqual(['case', 'conversation', 'note', 'note']);
  expect((await timeline('contact', contact.id, '?only=note')).map((entry) => entry.text)).toEqual([
    'Called on Monday',
    'Prefers mornings',
  ]);
});

it('a note of a record is removed by who wrote it', async () => {
  const contact = await house.ben.ask<{ id: string }>('POST', '/api/contacts', { name: 'Noted' });
  const note = await house.ben.ask<{ id: string }>('POST', `/api/timeline/contact/${contact.id}/notes`, {
    text: 'x',
  });
  const eve = await house.product.invite('Eve Agent', 'agent');
  expect((await eve.call('DELETE', `/api/record-notes/${note.id}`)).status).toBe(403);
  expect((await house.ben.call('DELETE', `/api/record-notes/${note.id}`)).status).toBe(204);
});

it('#83 where the work stream asks for a disposition, closing waits for one', async () => {
  await house.setStream({ requireDisposition: true, dispositions: ['Solved', 'No answer'] });
  const close = () => house.ben.call('PATCH', `/api/conversations/${conversationId}`, { state: 'closed' });
  const refused = await close();
  expect(refused).toMatchObject({ status: 409, body: { error: { code: 'disposition_missing' } } });
  expect((await set({ dispositions: ['Lost'] })).body['error']?.['code']).toBe('disposition_unknown');
  await set({ dispositions: ['Solved'] });
  expect((await close()).status).toBe(200);
  expect((await set({ title: 'Too late' })).body['error']?.['code']).toBe('work_item_closed');
});
