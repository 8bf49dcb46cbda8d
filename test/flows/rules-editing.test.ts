import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DryRunRow, RuleField, StreamRules } from '../../contract/api/index.ts';
import { newId } from '../../server/base/index.ts';
import { openRulesHouse, routeRule, type RulesHouse, when } from './rules-house.ts';

let house: RulesHouse;
let vip: string;
beforeAll(async () => {
  house = await openRulesHouse();
  vip = await house.makeQueue('VIP');
});
afterAll(() => house?.close());

const path = (rest = 'rules') => `/api/work-streams/${house.streamId}/${rest}`;
const read = () => house.admin.ask<StreamRules>('GET', path());
const tags = (...names: string[]) => [{ kind: 'tags', tags: names }];
const set = (name: string, rules: object[] = []) => ({ name, enabled: true, rules });
const rule = (name: string, condition: object | null, outputs: object[]) => ({
  name,
  enabled: true,
  condition,
  outputs,
});

describe('rules over HTTP', () => {
  it('starts with no rules and the queue of the work stream', async () => {
    expect(await read()).toEqual({
      workStreamId: house.streamId,
      fallbackQueueId: house.fallbackId,
      classification: [],
      route: { rules: [], version: 0, problems: [] },
    });
  });

  it('#37 offers customer name, screen name, followers and friends with operators of their type', async () => {
    const { fields } = await house.admin.ask<{ fields: RuleField[] }>('GET', path('rule-fields'));
    const engagement = fields.filter(({ group }) => group === 'Twitter Engagement Context');
    expect(engagement.map(({ label, type }) => [label, type]).slice(0, 5)).toEqual([
      ['Customer name', 'text'],
      ['Customer screen name', 'text'],
      ['Customer X id', 'text'],
      ['Followers count', 'number'],
      ['Friends count', 'number'],
    ]);
    const handle = fields.find(({ key }) => key === 'handle.id');
    expect(handle?.choices).toMatchObject([{ label: 'birdshop' }]);
    // #38 Records of the business, two levels deep.
    const groups = new Set(fields.map(({ group }) => group));
    for (const group of ['Contact', 'Contact › Company', 'Case', 'Conversation'])
      expect(groups).toContain(group);
  });

  it('refuses a wrong value in plain words at its place, and stores nothing', async () => {
    const wrong = [
      routeRule('R', when('engagement.followers', 'greater', '1000'), vip),
      { ...routeRule('S', null, vip), queues: [{ queueId: vip, percent: 60 }] },
      routeRule('T', null, newId()),
    ];
    const answer = await house.admin.call('PUT', path('rules/route'), { rules: wrong, version: 0 });
    expect(answer.status).toBe(400);
    expect(answer.body['error']).toMatchObject({
      code: 'rules_wrong',
      details: {
        problems: [
          { path: 'rules/0/condition/conditions/0/value', sentence: 'Give a number.' },
          { path: 'rules/1/queues', sentence: 'The shares must come to 100 %; they come to 60 %.' },
          { path: 'rules/2/queues', sentence: 'Choose a queue.' },
        ],
      },
    });
    expect((await read()).route.rules).toEqual([]);
  });

  it('does not let one overwrite what another has changed', async () => {
    const rules = [routeRule('To VIP', when('engagement.customer_name', 'equals', 'Twitter'), vip)];
    await house.admin.ask('PUT', path('rules/route'), { rules, version: 0 });
    const late = await house.admin.call('PUT', path('rules/route'), { rules: [], version: 0 });
    expect(late).toMatchObject({ status: 409, body: { error: { code: 'rules_changed' } } });
    const { route } = await read();
    expect(route).toMatchObject({ version: 1, rules: [{ name: 'To VIP' }] });
    await house.admin.ask('PUT', path('rules/route'), { rules: [], version: 1 });
  });

  it('#35 makes, orders, changes and removes classification rulesets, at most ten', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 10; index += 1) {
      const made = await house.admin.ask<{ id: string }>('POST', path(), set(`Set ${index}`));
      ids.push(made.id);
    }
    const eleventh = await house.admin.call('POST', path(), set('One too many'));
    expect(eleventh).toMatchObject({ status: 409, body: { error: { code: 'too_many_rule_sets' } } });
    await house.admin.ask('PUT', path('rules/order'), { ids: ids.toReversed() });
    expect((await read()).classification.map(({ id }) => id)).toEqual(ids.toReversed());
    expect((await house.admin.call('PUT', path('rules/order'), { ids: ids.slice(1) })).status).toBe(409);
    for (const id of ids.slice(1)) await house.admin.ask('DELETE', `/api/rule-sets/${id}`);
    // A removed one comes back at its place.
    await house.admin.ask('POST', path(), { ...set('Back'), position: 0 });
    expect((await read()).classification.map(({ name }) => name)).toEqual(['Back', 'Set 0']);
  });

  it('#35 takes at most 100 rules in a ruleset and 5 outputs in a rule', async () => {
    const [first] = (await read()).classification;
    const put = (rules: object[]) =>
      house.admin.call('PUT', `/api/rule-sets/${first?.id}`, {
        ...set('Big', rules),
        version: first?.version,
      });
    const one = rule('R', when('message.text', 'contains', 'refund'), tags('refund'));
    expect((await put(Array.from({ length: 101 }, () => one))).status).toBe(400);
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((tag) => ({ kind: 'tags', tags: [tag] }));
    expect((await put([rule('R', null, six)])).status).toBe(400);
    const twice = await put([rule('R', null, [...tags('a'), ...tags('b')])]);
    expect(JSON.stringify(twice.body)).toContain('This is set twice.');
    const context = await put([rule('R', null, [{ kind: 'context', name: 'plan', value: 'x' }])]);
    expect(JSON.stringify(context.body)).toContain('Choose a context variable');
    expect((await put(Array.from({ length: 100 }, () => one))).status).toBe(200);
  });

  it('audits every change', async () => {
    const { entries } = await house.admin.ask<{ entries: { action: string }[] }>(
      'GET',
      '/api/audit?limit=100',
    );
    const actions = new Set(entries.map(({ action }) => action));
    for (const action of [
      'rule_set.created',
      'rule_set.changed',
      'rule_set.removed',
      'rule_sets.ordered',
      'route_rules.changed',
    ]) {
      expect(actions).toContain(action);
    }
  });
});

describe('trying rules on past conversations', () => {
  it('says where each would have gone, and writes nothing', async () => {
    await house.product.x.user('twitter', { name: 'Twitter' });
    await house.product.x.user('cara', { name: 'Cara' });
    await house.hears('twitter', 'Hello, where is my order?');
    await house.hears('cara', 'Hola, ¿dónde está mi pedido?');
    const before = await read();
    const draft = {
      classification: [
        set('Language', [rule('Spanish', when('message.language', 'equals', 'es'), tags('spanish'))]),
      ],
      route: [
        routeRule('Twitter', when('engagement.customer_name', 'equals', 'twitter'), vip),
        routeRule('Spanish', when('item.tags', 'has_any', ['spanish']), vip),
      ],
      last: 100,
    };
    const first = await house.admin.ask<{ rows: DryRunRow[]; total: number; next: string | null }>(
      'POST',
      path('rules/dry-run'),
      { ...draft, limit: 1 },
    );
    expect(first).toMatchObject({ total: 2, next: '1' });
    const second = await house.admin.ask<{ rows: DryRunRow[]; next: string | null }>(
      'POST',
      path('rules/dry-run'),
      { ...draft, limit: 1, cursor: first.next },
    );
    expect(second.next).toBeNull();
    expect([...second.rows, ...first.rows]).toMatchObject([
      { customer: 'Twitter', wentTo: house.fallbackId, wouldGoTo: vip, same: false, ruleName: 'Twitter' },
      { customer: 'Cara', wouldGoTo: vip, ruleName: 'Spanish', outputs: [{ kind: 'tags' }] },
    ]);
    expect(await read()).toEqual(before);
    // The stored rules send nothing elsewhere.
    const stored = await house.admin.ask<{ rows: DryRunRow[] }>('POST', path('rules/dry-run'), { last: 10 });
    expect(stored.rows.map(({ same }) => same)).toEqual([true, true]);
    const none = await house.admin.ask<{ total: number }>('POST', path('rules/dry-run'), {
      until: '2020-01-01T00:00:00Z',
    });
    expect(none.total).toBe(0);
    const wrong = await house.admin.call('POST', path('rules/dry-run'), {
      route: [routeRule('R', when('engagement.followers', 'greater', 'x'), vip)],
    });
    expect(wrong.body['error']?.['code']).toBe('rules_wrong');
  });
});
