import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../server/base/index.ts';
import type { ApiUser } from '../product.ts';
import { openRecordsHouse, type RecordsHouse } from './records-house.ts';

let house: RecordsHouse;
let sue: ApiUser;

beforeAll(async () => {
  house = await openRecordsHouse();
  sue = await house.product.invite('Sue Super', 'supervisor');
});
afterAll(() => house?.product.close());

const make = (actions: object[], body: object = {}, as = sue) =>
  as.ask<{ id: string }>('POST', '/api/macros', { name: 'Macro', scope: 'all', actions, ...body });
const run = (conversationId: string, id: string, idempotencyKey = newId()) =>
  house.ben.call('POST', `/api/conversations/${conversationId}/macros/${id}/run`, { idempotencyKey });

async function stateOf(conversationId: string) {
  const { workItem } = await house.ben.ask<{ workItem: { state: string; tags: string[]; priority: string } }>(
    'GET',
    `/api/conversations/${conversationId}`,
  );
  const { entries } = await house.ben.ask<{ entries: { kind: string; direction: string; text: string }[] }>(
    'GET',
    `/api/conversations/${conversationId}/entries`,
  );
  const texts = entries
    .filter((one) => one.kind !== 'system' && one.direction !== 'in')
    .map((one) => one.text);
  return { ...workItem, texts };
}

it('#111 does everything in order: message, note, tags, priority, disposition, close', async () => {
  await house.setStream({ requireDisposition: true, dispositions: ['Solved'] });
  const { conversationId } = await house.write('ana', 'Ana Ruiz');
  const macro = await make([
    { type: 'send_message', text: 'Thank you, {FirstName{Customer}}!' },
    { type: 'add_note', text: 'Closed by macro' },
    { type: 'add_tags', tags: ['thanks'] },
    { type: 'set_priority', priority: 'low' },
    { type: 'set_dispositions', dispositions: ['Solved'] },
    { type: 'close' },
  ]);
  expect((await run(conversationId, macro.id)).status).toBe(200);
  expect(await stateOf(conversationId)).toMatchObject({
    state: 'closed',
    tags: ['thanks'],
    priority: 'low',
    texts: ['Thank you, Ana!', 'Closed by macro'],
  });
  await house.setStream({ requireDisposition: false });
});

it('#111 does nothing at all when one step cannot be done, and says which', async () => {
  const { conversationId } = await house.write('bo', 'Bo Li');
  const macro = await make([
    { type: 'send_message', text: 'Hello' },
    { type: 'add_tags', tags: ['half'] },
    { type: 'set_dispositions', dispositions: ['Unknown one'] },
  ]);
  const refused = await run(conversationId, macro.id);
  expect(refused.status).toBe(409);
  expect(refused.body['error']?.['message']).toMatch(/^Nothing was done\. Step 3: "Unknown one" is not one/);
  expect(await stateOf(conversationId)).toMatchObject({ tags: [], texts: [] });
});

it('#111 the preview is the truth of the moment and changes nothing', async () => {
  const { conversationId } = await house.write('cleo', 'Cleo C');
  const reply = await sue.ask<{ id: string }>('POST', '/api/quick-replies', {
    slug: 'bye',
    title: 'Bye',
    scope: 'all',
    messages: [{ language: 'en', text: 'Goodbye {FullName{Customer}}' }],
  });
  const macro = await make([
    { type: 'insert_quick_reply', quickReplyId: reply.id },
    { type: 'close' },
    { type: 'add_tags', tags: ['late'] },
  ]);
  const path = `/api/conversations/${conversationId}/macros/${macro.id}/preview`;
  expect(await house.ben.ask('POST', path)).toMatchObject({
    steps: [
      { text: 'Goodbye Cleo C', problem: null },
      { action: { type: 'close' }, problem: null },
      { problem: 'This conversation is closed. Reopen it first.' },
    ],
  });
  expect(await stateOf(conversationId)).toMatchObject({ state: 'open' });
});

it('#111 the preview shows a message as the customer gets it, with what is masked', async () => {
  const { conversationId } = await house.write('finn', 'Finn F');
  const { admin } = house.product;
  await admin.ask('PUT', '/api/masking/switches', { customers: true, agents: true });
  const macro = await make([{ type: 'send_message', text: 'Your card 4111 1111 1111 1111 was charged.' }]);
  const path = `/api/conversations/${conversationId}/macros/${macro.id}/preview`;
  const { steps } = await house.ben.ask<{ steps: { text: string }[] }>('POST', path);
  expect(steps[0]?.text).toMatch(/^Your card (?!4111 1111).+ was charged\.$/);
  expect((await run(conversationId, macro.id)).status).toBe(200);
  expect((await stateOf(conversationId)).texts).toEqual([steps[0]?.text]);
  await admin.ask('PUT', '/api/masking/switches', { customers: true, agents: false });
});

it('#111 text for the composer comes back, and the same run twice sends once', async () => {
  const { conversationId } = await house.write('dora', 'Dora D');
  const macro = await make([
    { type: 'send_message', text: 'One moment' },
    { type: 'insert_text', text: 'Dear {FirstName{Customer}}' },
    { type: 'snooze', minutes: 60 },
  ]);
  const key = newId();
  const first = await run(conversationId, macro.id, key);
  expect(first.body['insert']).toBe('Dear Dora');
  await run(conversationId, macro.id, key);
  expect((await stateOf(conversationId)).texts).toEqual(['One moment']);
});

it('#111 personal macros are for their owner, shared ones take the right to share; a run is audited', async () => {
  const { conversationId } = await house.write('emil', 'Emil E');
  const own = await make([{ type: 'assign_to_me' }], { scope: 'personal' });
  expect((await run(conversationId, own.id)).status).toBe(404);
  const refused = await house.ben.call('POST', '/api/macros', {
    name: 'M',
    scope: 'all',
    actions: [{ type: 'close' }],
  });
  expect(refused.status).toBe(403);
  const bens = await make([{ type: 'assign_to_me' }], { scope: 'personal' }, house.ben);
  expect((await run(conversationId, bens.id)).status).toBe(200);
  expect(JSON.stringify(await house.product.admin.ask('GET', '/api/audit'))).toContain('macro.run');
});
