import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InboxRow, ProgramIntegration, ProgramKey } from '../../contract/api/index.ts';
import { makePrograms } from '../../server/demo/index.ts';
import { until } from '../harness.ts';
import { type Product, startProduct } from '../product.ts';

const BOT = fileURLToPath(new URL('../../examples/bot/bot.mjs', import.meta.url));

let product: Product;
let bot: ChildProcess;
let said = '';

beforeAll(async () => {
  product = await startProduct();
  await product.x.user('shopkeeper', { name: 'The Shop' });
  await product.x.user('jane', { name: 'Jane Doe' });
  await product.x.user('omar', { name: 'Omar Haddad' });
  await product.connect('shopkeeper');
  const { admin, url } = product;
  // As the demo sets it up, and as its page shows it.
  await makePrograms(url, { ...admin, sitDown: () => Promise.reject(new Error('nobody sits here')) });
  const { appId, baseUrl, keys } = await admin.ask<{ appId: string; baseUrl: string; keys: ProgramKey[] }>(
    'GET',
    '/api/programs/keys',
  );
  const { integrations } = await admin.ask<{ integrations: ProgramIntegration[] }>(
    'GET',
    '/api/programs/integrations',
  );
  const key = keys.find(({ name }) => name === 'Sample bot');
  const { secret } = await admin.ask<{ secret: string }>('POST', `/api/programs/keys/${key?.id}/secret`);
  bot = spawn(process.execPath, [BOT], {
    env: {
      BASE_URL: baseUrl,
      APP_ID: appId,
      INTEGRATION_ID: integrations[0]?.id,
      KEY_ID: key?.id,
      KEY_SECRET: secret,
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [bot.stdout, bot.stderr])
    stream?.on('data', (chunk: Buffer) => (said += String(chunk)));
  await until(() => {
    if (bot.exitCode !== null) throw new Error(`the bot ended: ${said}`);
    return said.includes('The bot listens at');
  });
}, 240_000);

afterAll(async () => {
  if (bot && bot.exitCode === null) {
    const gone = once(bot, 'exit');
    bot.kill();
    await gone;
  }
  await product?.close();
});

/** What the thread of a customer holds, once it holds what is looked for. */
async function read(customer: string, wanted: string): Promise<string[]> {
  const { admin } = product;
  return until(async () => {
    const rowIn = async (view: string) =>
      (await admin.ask<{ rows: InboxRow[] }>('GET', `/api/inbox?view=${view}`)).rows.find(
        (one) => one.customer.username === customer,
      );
    const row = (await rowIn('programs')) ?? (await rowIn('all'));
    if (!row) return undefined;
    const { entries } = await admin.ask<{ entries: { text: string | null }[] }>(
      'GET',
      `/api/conversations/${row.conversationId}/entries`,
    );
    const texts = entries.map(({ text }) => text ?? '');
    return texts.some((text) => text.includes(wanted)) ? texts : undefined;
  });
}

it('greets with choices, answers one, and leaves the thread to the desk when asked for a person', async () => {
  const { x } = product;
  await x.write('jane', 'shopkeeper', 'Good morning!');
  await read('jane', 'How can I help?');
  await x.write('jane', 'shopkeeper', 'Opening hours');
  await read('jane', 'We roast from Monday to Friday');
  await x.write('jane', 'shopkeeper', 'Talk to a person');
  await read('jane', 'One moment, please.');

  await x.write('jane', 'shopkeeper', 'Is somebody there?');
  await read('jane', 'Is somebody there?');
  // Whoever writes after her is greeted: by then the bot would have answered her, too.
  await x.write('omar', 'shopkeeper', 'Hi');
  await read('omar', 'How can I help?');
  const texts = await read('jane', 'Is somebody there?');
  expect(texts.filter((text) => text.includes('How can I help?'))).toHaveLength(1);
  expect(said).not.toMatch(/Error/);
});
