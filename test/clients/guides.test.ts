import { execFile, type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InboxRow, ProgramIntegration, ProgramKey } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { type Product, startProduct } from '../product.ts';

const run = promisify(execFile);
/** The blocks of one language in a guide, as they are printed there. */
async function blocks(guide: string, language: string): Promise<string[]> {
  const text = await readFile(new URL(`../../docs/api/${guide}`, import.meta.url), 'utf8');
  return [...text.matchAll(new RegExp(`^ *\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\``, 'gm'))].map(
    ([, block = '']) => block.trim(),
  );
}

let product: Product;
let bot: ChildProcess | undefined;
let appId = '';
beforeAll(async () => {
  product = await startProduct();
  ({ appId } = await product.admin.ask<{ appId: string }>('GET', '/api/programs/keys'));
});
afterAll(async () => {
  if (bot && bot.exitCode === null) {
    const gone = once(bot, 'exit');
    bot.kill();
    await gone;
  }
  await product?.close();
});

const makeKey = (scope: string, integrationId: string | null) =>
  product.admin.ask<{ key: ProgramKey; secret: string }>('POST', '/api/programs/keys', {
    name: 'Guide',
    scope,
    integrationId,
  });

it('the first bot in ten lines answers a customer', async () => {
  const [code = ''] = await blocks('first-bot.md', 'js');
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as AddressInfo;
  free.close();
  const { admin, x } = product;
  const { integration } = await admin.ask<{ integration: ProgramIntegration }>(
    'POST',
    '/api/programs/integrations',
    { name: 'First', target: `http://127.0.0.1:${port}/`, triggers: ['conversation:message'] },
  );
  const { key, secret } = await makeKey('integration', integration.id);
  const env = { BASE_URL: `${product.url}/sc`, APP_ID: appId, KEY_ID: key.id, KEY_SECRET: secret };
  const program = code.replace('.listen(3900)', `.listen(${port}, () => console.log('up'))`);
  bot = spawn(process.execPath, ['--input-type=module', '--eval', program], { env });
  await once(bot.stdout ?? bot, 'data');

  await x.user('shopkeeper', { name: 'The Shop' });
  await x.user('jane', { name: 'Jane Doe' });
  await product.connect('shopkeeper');
  await x.write('jane', 'shopkeeper', 'Hello?');
  const text = await until(async () => {
    const { rows } = await admin.ask<{ rows: InboxRow[] }>('GET', '/api/inbox?view=all');
    if (!rows[0]) return undefined;
    const { entries } = await admin.ask<{ entries: { text: string | null }[] }>(
      'GET',
      `/api/conversations/${rows[0].conversationId}/entries`,
    );
    return entries[1]?.text;
  });
  expect(text).toBe('Hello! We read you.');
});

it.each(['first-bot.md', 'moving.md'])('the commands of %s work as they are printed', async (guide) => {
  const { key, secret } = await makeKey('app', null);
  const commands = (await blocks(guide, 'sh')).filter((one) => one.startsWith('curl'));
  expect(commands.length).toBeGreaterThan(0);
  for (const printed of commands) {
    const command = printed
      .replaceAll(/(app|int)_…:<secret>/g, `${key.id}:${secret}`)
      .replaceAll(/https?:\/\/(127\.0\.0\.1:3100|rookery\.example)/g, product.url)
      .replaceAll('<app id>', appId);
    const { stdout } = await run('sh', ['-c', command]);
    expect(stdout).toMatch(/^\{"(app|integration)":/);
  }
});
