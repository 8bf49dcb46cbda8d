import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProgramEvent } from '../../contract/api/index.ts';
import { type Product, startProduct } from '../product.ts';
import { until } from '../harness.ts';

interface Page {
  readonly events: ProgramEvent[];
  readonly next: string;
}

let product: Product;
beforeAll(async () => {
  product = await startProduct();
  for (const name of ['brandy', 'ann']) await product.x.user(name);
  await product.connect('brandy');
}, 60_000);
afterAll(() => product?.close());

const read = (after?: string) =>
  product.admin.ask<Page>('GET', `/api/programs/events${after === undefined ? '' : `?after=${after}`}`);

test('what happens is shown as webhooks are told, once, from where one has looked', async () => {
  const before = await read();
  await product.x.write('ann', 'brandy', 'Where is my quagga?');
  const seen: ProgramEvent[] = [];
  let place = before.next;
  await until(
    async () => {
      const page = await read(place);
      place = page.next;
      seen.push(...page.events);
      return seen.some((one) => one.type === 'conversation:message');
    },
    { what: 'the message is told' },
  );
  expect(seen.map((one) => one.type)).toEqual(['conversation:create', 'conversation:message']);
  expect(new Set(seen.map((one) => one.id)).size).toBe(2);
  expect(seen[1]?.body).toMatchObject({
    events: [
      {
        id: seen[1]?.id,
        type: 'conversation:message',
        payload: { message: { content: { type: 'text', text: 'Where is my quagga?' } } },
      },
    ],
  });
  expect((await read(place)).events).toEqual([]);
  // A place that is not of this log begins with the last of it.
  expect((await read('nonsense')).events.map((one) => one.id)).toEqual(seen.map((one) => one.id));
});

test('is for those who manage the set-up, and of their own workspace', async () => {
  const agent = await product.invite('Ben Agent', 'agent');
  expect((await agent.call('GET', '/api/programs/events')).status).toBe(403);
});
