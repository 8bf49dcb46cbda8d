import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';
import { findRow, linesOf, saidTo, switchOn, untilSaid, untilSettled } from './life-house.ts';

let product: Product;
let admin: ApiUser;
let handles: Record<string, string>;

beforeAll(async () => {
  product = await startProduct();
  ({ admin } = product);
  handles = {};
  for (const name of ['brandy', 'quiet']) {
    await product.x.user(name);
    handles[name] = (await product.connect(name)).handleId;
  }
  for (const name of ['ana', 'bea', 'cyd', 'dan', 'eli', 'fay']) await product.x.user(name);
});
afterAll(() => product?.close());

it('#85 says nothing as long as nothing is switched on', async () => {
  await product.x.write('ana', 'brandy', 'Hello?');
  const { conversationId } = await findRow(admin, 'ana');
  await untilSettled(product);
  expect(await saidTo(admin, conversationId)).toEqual([]);
});

it("#85 a handle's text wins over the channel's; an inactive one says nothing", async () => {
  await switchOn(admin, 'greeting', { en: 'Hello {CustomerName}, this is everybody.' });
  await switchOn(admin, 'greeting', { en: 'Hello from {HandleName}.' }, { handleId: handles['brandy'] });
  await product.x.write('bea', 'brandy', 'Hello?');
  const toBrandy = await findRow(admin, 'bea');
  expect(await untilSaid(admin, toBrandy.conversationId, 1)).toEqual(['Hello from brandy.']);

  await product.x.write('cyd', 'quiet', 'Hello?');
  const toQuiet = await findRow(admin, 'cyd');
  expect(await untilSaid(admin, toQuiet.conversationId, 1)).toEqual(['Hello cyd, this is everybody.']);

  await switchOn(admin, 'greeting', { en: 'x' }, { handleId: handles['quiet'], active: false });
  await product.x.write('dan', 'quiet', 'Hello?');
  const off = await findRow(admin, 'dan');
  await untilSettled(product);
  expect(await saidTo(admin, off.conversationId)).toEqual([]);

  const back = await admin.ask<{ level: string }>(
    'DELETE',
    `/api/automatic-messages/greeting?handleId=${handles['quiet']}`,
  );
  expect(back.level).toBe('channel');
});

it('#85 greets once, in the language of the handle, and an answer of nobody answers nobody', async () => {
  await admin.ask('PATCH', `/api/handles/${handles['brandy']}`, { language: 'de' });
  await switchOn(admin, 'greeting', { en: 'Hello.', de: 'Guten Tag.' }, { handleId: handles['brandy'] });
  await product.x.write('eli', 'brandy', 'Hallo?');
  const { conversationId } = await findRow(admin, 'eli');
  await untilSaid(admin, conversationId, 1);
  await product.x.write('eli', 'brandy', 'Ist da wer?');
  await until(
    async () => (await linesOf(admin, conversationId)).filter((one) => one.direction === 'in').length === 2,
  );
  // The greeting reaches X, and changes neither whose turn it is nor who has the conversation.
  await until(async () => (await linesOf(admin, conversationId)).some((one) => one.state === 'sent'));
  await untilSettled(product);
  expect(await saidTo(admin, conversationId)).toEqual(['Guten Tag.']);
  const detail = await admin.ask<{ workItem: { waitingSince: string | null; state: string } }>(
    'GET',
    `/api/conversations/${conversationId}`,
  );
  expect(detail.workItem).toMatchObject({ state: 'open', waitingSince: expect.any(String) });
});

it('says goodbye when an agent ends a conversation, by name', async () => {
  await switchOn(admin, 'agent_ended', { en: '{AgentName} says goodbye.' });
  await product.x.write('fay', 'quiet', 'One question');
  const { conversationId } = await findRow(admin, 'fay');
  await admin.ask('PATCH', `/api/conversations/${conversationId}`, { assigneeId: admin.memberId });
  await admin.ask('PATCH', `/api/conversations/${conversationId}`, { state: 'closed' });
  const said = await until(async () => {
    const all = await saidTo(admin, conversationId);
    return all.some((text) => text.includes('goodbye')) && all;
  });
  expect(said.at(-1)).toBe('Ada Admin says goodbye.');
});

it('refuses a text with a slug that nothing stands for, and one without its default language', async () => {
  const wrong = { active: true, defaultLanguage: 'en', texts: { en: 'Hi {Customer}' } };
  const answer = await admin.call('PUT', '/api/automatic-messages/greeting', wrong);
  expect(answer.body['error']?.['code']).toBe('notice_slug_unknown');
  const missing = { ...wrong, defaultLanguage: 'fr', texts: { en: 'Hi' } };
  expect((await admin.call('PUT', '/api/automatic-messages/greeting', missing)).body['error']?.['code']).toBe(
    'notice_language_missing',
  );
});
