import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../server/base/index.ts';
import { switchOn, untilSaid } from './life-house.ts';
import { openRecordsHouse, type RecordsHouse } from './records-house.ts';

let house: RecordsHouse;
let macroId: string;

beforeAll(async () => {
  house = await openRecordsHouse();
  const { admin } = house.product;
  await switchOn(admin, 'agent_joined', { en: '{AgentName} is here for you.' });
  const macro = await admin.ask<{ id: string }>('POST', '/api/macros', {
    name: 'Sign',
    scope: 'all',
    actions: [{ type: 'insert_text', text: '{FullName{Agent}} / {FirstName{Agent}} {LastName{Agent}}' }],
  });
  macroId = macro.id;
});
afterAll(() => house?.product.close());

let people = 0;
/** What a new customer is told when Ben takes their conversation, and how Ben signs by macro. */
async function told(): Promise<[string | undefined, string]> {
  people += 1;
  const { conversationId } = await house.write(`person${people}`, `Person ${people}`);
  await house.ben.ask('POST', `/api/conversations/${conversationId}/pick`);
  const [said] = await untilSaid(house.product.admin, conversationId, 1);
  const { insert } = await house.ben.ask<{ insert: string }>(
    'POST',
    `/api/conversations/${conversationId}/macros/${macroId}/run`,
    { idempotencyKey: newId() },
  );
  return [said, insert];
}
const show = (agentName: string) =>
  house.product.admin.ask('PATCH', '/api/setup/distribution', { agentName });

it('#110 customers see the whole name, the first name or the nickname of an agent, as the workspace wants', async () => {
  expect(await told()).toEqual(['Ben Agent is here for you.', 'Ben Agent / Ben Agent']);
  await show('first');
  expect(await told()).toEqual(['Ben is here for you.', 'Ben / Ben ']);
  await show('nickname');
  expect((await told())[0]).toBe('Ben is here for you.');
  await house.ben.ask('PATCH', '/api/session/preferences', { nickname: 'Benny' });
  expect(await told()).toEqual(['Benny is here for you.', 'Benny / Benny ']);
});

it('#110 refuses a way of naming that does not exist', async () => {
  const answer = await house.product.admin.call('PATCH', '/api/setup/distribution', {
    agentName: 'initials',
  });
  expect(answer.status).toBe(400);
});
