import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BulkAction, BulkRow } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { openTeamHouse, type TeamHouse } from './teamwork-house.ts';

let house: TeamHouse;
let out: string;
let other: string;

beforeAll(async () => {
  house = await openTeamHouse();
  [out, other] = [await house.writes('anna'), await house.writes('boris')];
  await house.product.x.write('anna', 'shop', 'STOP');
  await until(async () =>
    (await house.entries(house.ben, out)).some((one) => one.content.system?.what === 'consent_opted_out'),
  );
});
afterAll(() => house?.close());

const texts = async (id: string) =>
  (await house.entries(house.ben, id)).filter((one) => one.direction === 'out').map((one) => one.text);

it('#107 a message to many leaves out who opted out, and says so in its history', async () => {
  const { id } = await house.dora.ask<BulkAction>('POST', '/api/board/bulk', {
    order: { kind: 'message', text: 'We are closed tomorrow' },
    conversationIds: [out, other],
  });
  const { rows } = await until(async () => {
    const found = await house.dora.ask<{ action: BulkAction; rows: BulkRow[] }>(
      'GET',
      `/api/board/bulk/${id}`,
    );
    return found.action.endedAt !== null && found;
  });
  expect(rows).toMatchObject([
    { conversationId: out, state: 'failed', message: expect.stringContaining('did not ask for') },
    { conversationId: other, state: 'done' },
  ]);
  expect(await texts(out)).not.toContain('We are closed tomorrow');
  expect(await texts(other)).toContain('We are closed tomorrow');
});

it('#107 a macro answers who asked, and sends nothing that they did not ask for', async () => {
  const macro = await house.dora.ask<{ id: string }>('POST', '/api/macros', {
    name: 'Offer',
    scope: 'all',
    actions: [{ type: 'send_message', text: 'Here is our offer' }],
  });
  const run = (key: string) =>
    house.ben.call('POST', `/api/conversations/${out}/macros/${macro.id}/run`, { idempotencyKey: key });
  await house.product.x.write('anna', 'shop', 'What do you offer?');
  await until(async () =>
    (await house.entries(house.ben, out)).some((one) => one.text.startsWith('What do')),
  );
  expect((await run('asked-once')).status).toBe(200);
  await until(async () =>
    (await house.entries(house.ben, out)).some(
      (one) => one.text === 'Here is our offer' && one.state === 'sent',
    ),
  );
  const refused = await run('not-asked');
  expect(refused.status).toBe(409);
  expect(JSON.stringify(refused.body)).toContain('did not ask for');
  expect((await texts(out)).filter((one) => one === 'Here is our offer')).toHaveLength(1);
});
