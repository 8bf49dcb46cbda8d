import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiRoutes } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';

const CARD = '4111 1111 1111 1111';
let product: Product;
let ben: ApiUser;
let sue: ApiUser;
let conversation: string;
let customer: string;
let message: string;

interface Page {
  readonly entries: { id: string; text: string; masked: boolean; direction: string }[];
}
const entries = (as: ApiUser = ben) =>
  as.ask<Page>('GET', `/api/conversations/${conversation}/entries`).then((page) => page.entries);

beforeAll(async () => {
  product = await startProduct();
  await product.x.user('bakery');
  await product.connect('bakery');
  ben = await product.invite('Ben Agent', 'agent');
  sue = await product.invite('Sue Super', 'supervisor');
  await product.x.user('anna', { name: 'Anna' });
  await product.x.write('anna', 'bakery', `${'please '.repeat(17)}charge ${CARD} today`);
  const row = await until(async () => (await ben.call('GET', '/api/inbox?view=all')).body['rows']?.[0]);
  conversation = String(row['conversationId']);
  customer = String(row['customer']?.['id']);
  message = (await entries())[0]?.id ?? '';
});

afterAll(() => product?.close());

describe('#94 what customers write', () => {
  it('is masked wherever a colleague reads it: thread, list, search', async () => {
    expect((await entries())[0]).toMatchObject({
      masked: true,
      text: expect.stringContaining('charge #### ####'),
    });
    const row = (await ben.call('GET', '/api/inbox?view=all')).body['rows']?.[0];
    expect(String(row?.['preview'])).not.toMatch(/\d/);
    await until(async () => (await ben.call('GET', '/api/search?q=charge')).body['hits']?.[0]);
    expect((await ben.call('GET', '/api/search?q=charge')).body['hits']?.[0]?.['snippet']).toContain(
      '#### ####',
    );
    expect((await ben.call('GET', '/api/search?q=4111')).body['hits']).toEqual([]);
  });

  it('comes back from no route as it was written', async () => {
    const leaks: string[] = [];
    for (const { method, path, access, special } of apiRoutes) {
      if (method !== 'GET' || access === 'public' || special === 'events') continue;
      const id = path.startsWith('/api/customers') ? customer : conversation;
      const asked = `${path.replace(':messageId', message).replace(':id', id)}?view=all&ids=${conversation}&q=charge`;
      for (const who of [ben, sue, product.admin]) {
        const answer = JSON.stringify((await who.call('GET', asked)).body);
        if (
          /4111[ -]?1111/.test(
            answer.replaceAll(/"(id|[a-zA-Z]*Id|[a-zA-Z]*Position|position)":"[^"]*"/g, ''),
          )
        )
          leaks.push(path);
      }
    }
    expect(leaks).toEqual([]);
  });

  it('is revealed to those who may, each time on record', async () => {
    const path = `/api/conversations/${conversation}/messages/${message}/reveal`;
    expect((await ben.call('POST', path)).status).toBe(403);
    const shown = await sue.call('POST', path);
    expect(shown.body).toMatchObject({ masked: false, text: expect.stringContaining(CARD) });
    const [entry] = (await product.admin.call('GET', '/api/audit?limit=1')).body[
      'entries'
    ] as unknown as object[];
    expect(entry).toMatchObject({ action: 'message.revealed', actorId: sue.memberId, subjectId: message });
    expect(
      (await sue.call('POST', `/api/conversations/${'a'.repeat(24)}/messages/${message}/reveal`)).status,
    ).toBe(404);
  });

  it('is hidden by a new rule at once, from search too, and shown again when the switch is off', async () => {
    await product.x.write('anna', 'bakery', 'my code is tulip-77 and tulip-78');
    await until(async () => (await ben.call('GET', '/api/search?q=tulip')).body['hits']?.[0]);
    const rule = {
      name: 'Codes',
      description: '',
      pattern: 'tulip-[0-9]+',
      check: 'none',
      replacement: '[code]',
    };
    const made = await product.admin.call('POST', '/api/masking/rules', {
      ...rule,
      direction: 'in',
      active: true,
    });
    expect(made.status).toBe(201);
    const madeId = String(made.body['id']);
    expect((await entries()).at(-1)?.text).toBe('my code is [code] and [code]');
    expect((await ben.call('GET', '/api/search?q=tulip')).body['hits']).toEqual([]);
    await product.admin.ask('PUT', '/api/masking/switches', { customers: false, agents: false });
    expect((await entries()).map((one) => one.masked)).toEqual([false, false]);
    expect((await entries())[0]?.text).toContain(CARD);
    await product.admin.ask('PUT', '/api/masking/switches', { customers: true, agents: false });
    await product.admin.ask('PATCH', `/api/masking/rules/${madeId}`, { active: false });
    expect((await entries()).at(-1)?.text).toContain('tulip-77');
    await product.admin.ask('DELETE', `/api/masking/rules/${madeId}`);
    expect((await product.admin.call('DELETE', `/api/masking/rules/${madeId}`)).status).toBe(404);
  });
});

describe('#94 what colleagues write', () => {
  const send = (text: string, key: string) =>
    ben.call('POST', `/api/conversations/${conversation}/messages`, { text, idempotencyKey: key });

  const book = async () =>
    (await product.x.control<{ entries: { text: string }[] }>('GET', '/ledger?from=@bakery')).entries.map(
      (entry) => entry.text,
    );

  it('is masked before it is queued, and the agent can see how beforehand', async () => {
    expect((await send(`Yes, ${CARD}`, 'mask-key-1')).body['text']).toBe(`Yes, ${CARD}`);
    await product.admin.ask('PUT', '/api/masking/switches', { customers: true, agents: true });
    const seen = await ben.call('POST', '/api/masking/preview', { text: `It was ${CARD}.` });
    expect(seen.body).toMatchObject({
      text: 'It was #### #### #### ####.',
      hits: [{ ruleName: 'Payment card', start: 7, end: 26 }],
    });
    const sent = await send(`It was ${CARD}.`, 'mask-key-2');
    expect(sent.body['text']).toBe('It was #### #### #### ####.');
    expect((await send(`It was ${CARD}.`, 'mask-key-2')).body['id']).toBe(sent.body['id']);
    await until(async () => (await book()).length === 2);
    expect(await book()).toEqual([`Yes, ${CARD}`, 'It was #### #### #### ####.']);
  });
});

describe('#94 the rules', () => {
  it('are there from the start, can be tried, changed and are without number', async () => {
    const { rules } = await product.admin.ask<{ rules: { id: string; name: string; active: boolean }[] }>(
      'GET',
      '/api/masking',
    );
    expect(rules.map((rule) => `${rule.name} ${rule.active}`)).toEqual([
      'E-mail address false',
      'IBAN false',
      'Payment card true',
      'Phone number false',
      'US social security number true',
    ]);
    const tried = await product.admin.call('POST', '/api/masking/test', {
      text: 'ring 555-123-4567',
      direction: 'in',
      rule: { name: 'Draft', pattern: '[0-9-]{12}', check: 'none', replacement: '#' },
    });
    expect(tried.body).toEqual({
      text: 'ring ############',
      hits: [{ ruleId: null, ruleName: 'Draft', start: 5, end: 17 }],
    });
    for (let n = 1; n <= 12; n += 1) {
      const rule = {
        name: `Rule ${n}`,
        description: '',
        pattern: `word${n}x`,
        check: 'none',
        replacement: '#',
        direction: 'both',
      };
      await product.admin.ask('POST', '/api/masking/rules', { ...rule, active: true });
    }
    const all = await product.admin.call('POST', '/api/masking/test', {
      text: 'word1x word12x',
      direction: 'out',
    });
    expect(all.body['text']).toBe('###### #######');
  });

  it('are refused in a sentence, and belong to administrators', async () => {
    const rule = {
      name: 'rule 1',
      description: '',
      check: 'none',
      replacement: '#',
      direction: 'both',
      active: true,
    };
    const wrong = await product.admin.call('POST', '/api/masking/rules', { ...rule, pattern: 'a(b' });
    expect(wrong).toMatchObject({
      status: 400,
      body: { error: { message: 'The pattern cannot be read: missing closing ): `a(b`.' } },
    });
    const taken = await product.admin.call('POST', '/api/masking/rules', { ...rule, pattern: 'ab' });
    expect(taken).toMatchObject({ status: 409, body: { error: { code: 'masking_name_taken' } } });
    expect((await sue.call('GET', '/api/masking')).status).toBe(403);
    expect((await ben.call('GET', '/api/masking/switches')).body).toEqual({ customers: true, agents: true });
  });
});
