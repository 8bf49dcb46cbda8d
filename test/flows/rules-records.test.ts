import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Queue, RuleFields, StreamRules, TraceStep } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { make, queueInput } from './configure-house.ts';
import { switchOn, untilSaid } from './life-house.ts';
import { openRecordsHouse, type RecordsHouse } from './records-house.ts';
import { routeRule, when } from './rules-house.ts';

let house: RecordsHouse;
let streamId: string;
let vip: string;

beforeAll(async () => {
  house = await openRecordsHouse();
  const { admin } = house.product;
  const { workStreams } = await admin.ask<{ workStreams: { id: string }[] }>('GET', '/api/work-streams');
  streamId = workStreams[0]?.id ?? '';
  vip = (await make<Queue>(admin, 'queues', queueInput('VIP'))).id;
  for (const [recordKind, key, type] of [
    ['contact', 'tier', 'choice'],
    ['contact', 'since', 'date'],
    ['company', 'staff', 'number'],
    ['case', 'urgent', 'boolean'],
    ['work_item', 'order', 'text'],
  ] as const)
    await admin.ask('POST', '/api/attributes', {
      recordKind,
      key,
      label: `Own ${key}`,
      type,
      ...(type === 'choice' && { choices: ['gold', 'silver'] }),
    });
  await house.setStream({ identifyByName: true });
});
afterAll(() => house?.product.close());

const path = (rest: string) => `/api/work-streams/${streamId}/${rest}`;
const all = (...conditions: [string, string, unknown?][]) => ({
  match: 'all',
  conditions: conditions.map(([field, operator, value]) => ({ field, operator, value })),
});
async function setRoute(...rules: object[]) {
  const { route } = await house.product.admin.ask<StreamRules>('GET', path('rules'));
  return house.product.admin.call('PUT', path('rules/route'), { rules, version: route.version });
}
async function traced(conversationId: string, stage: string) {
  const { steps, names } = await house.product.admin.ask<{
    steps: TraceStep[];
    names: Record<string, string>;
  }>('GET', `/api/conversations/${conversationId}/routing-trace`);
  return { body: steps.findLast((step) => step.stage === stage)?.body as never, names };
}
interface Tried {
  rules: { result: string; seen: { field: string; seen: unknown; holds: boolean }[] }[];
}
const queueOf = async (conversationId: string) => {
  const { workItems } = await house.ben.ask<{ workItems: { queueId: string }[] }>(
    'GET',
    `/api/conversations/${conversationId}/work-items`,
  );
  return workItems[0]?.queueId;
};

it('#38 #8 rules read the contact, its company, the case, its company, and own attributes of each', async () => {
  const { ben } = house;
  const company = await ben.ask<{ id: string }>('POST', '/api/companies', {
    name: 'Mill & Co',
    number: 'M-17',
    city: 'Leeds',
    attributes: { staff: 250 },
  });
  const contact = await ben.ask<{ id: string }>('POST', '/api/contacts', {
    name: 'Greta Gold',
    jobTitle: 'Buyer',
    city: 'York',
    country: 'GB',
    language: 'en',
    companyId: company.id,
    attributes: { tier: 'gold', since: '2020-05-01' },
  });
  await ben.ask('POST', '/api/cases', {
    title: 'Broken mill',
    priority: 'high',
    product: 'Mill 3000',
    contactId: contact.id,
    companyId: company.id,
    attributes: { urgent: true },
  });
  const known = all(
    ['contact.known', 'is', true],
    ['contact.job_title', 'equals', 'buyer'],
    ['contact.city', 'begins_with', 'Yo'],
    ['contact.country', 'one_of', ['GB', 'IE']],
    ['contact.language', 'equals', 'en'],
    ['contact.company.name', 'contains', 'mill'],
    ['contact.company.number', 'equals', 'M-17'],
    ['contact.company.city', 'equals', 'Leeds'],
    ['case.known', 'is', true],
    ['case.title', 'contains', 'mill'],
    ['case.priority', 'equals', 'high'],
    ['case.status', 'equals', 'active'],
    ['case.product', 'equals', 'Mill 3000'],
    ['case.company.name', 'equals', 'Mill & Co'],
    ['contact.own.tier', 'equals', 'gold'],
    ['contact.own.since', 'before', '2021-01-01T00:00:00.000Z'],
    ['contact.company.own.staff', 'at_least', 100],
    ['case.company.own.staff', 'between', { from: 200, to: 300 }],
    ['case.own.urgent', 'is', true],
    ['item.own.order', 'no_data'],
  );
  expect((await setRoute(routeRule('Known', known, vip))).status).toBe(200);
  const { conversationId } = await house.write('greta', 'Greta Gold');
  const { body, names } = await traced(conversationId, 'route');
  const [rule] = (body as Tried).rules;
  expect(rule?.seen.filter((leaf) => !leaf.holds)).toEqual([]);
  expect(rule).toMatchObject({ result: 'matched' });
  expect(names['contact.own.tier']).toBe('Own tier');
  expect(await queueOf(conversationId)).toBe(vip);

  // Somebody whom nobody knows: no data, and so no match.
  const stranger = await house.write('stan', 'Stan Stranger');
  const seen = ((await traced(stranger.conversationId, 'route')).body as Tried).rules[0]?.seen ?? [];
  expect(
    seen
      .filter((leaf) => leaf.field.startsWith('case.'))
      .every((leaf) => leaf.seen === null || leaf.seen === false),
  ).toBe(true);
  expect(await queueOf(stranger.conversationId)).not.toBe(vip);
});

it('#38 the editor lists these fields with their types, and refuses a value of another type', async () => {
  const { fields } = await house.product.admin.ask<RuleFields>('GET', path('rule-fields'));
  const byKey = new Map(fields.map((field) => [field.key, field]));
  expect(byKey.get('contact.own.tier')).toMatchObject({
    type: 'choice',
    label: 'Own tier',
    group: 'Contact',
    choices: [
      { value: 'gold', label: 'gold' },
      { value: 'silver', label: 'silver' },
    ],
  });
  expect(byKey.get('case.company.own.staff')).toMatchObject({ type: 'number', group: 'Case › Company' });
  expect(byKey.get('contact.own.since')?.type).toBe('time');
  const wrong = await setRoute(
    routeRule('Wrong', when('contact.company.own.staff', 'at_least', 'many'), vip),
  );
  expect(wrong.status).toBe(400);
  // An attribute that goes makes the rule a problem that is told, and the item is still routed.
  expect(
    (await setRoute(routeRule('Staff', when('contact.company.own.staff', 'at_least', 1), vip))).status,
  ).toBe(200);
  await house.product.db.execute(sql`delete from attribute_definition where key = 'staff'`);
  const { conversationId } = await house.write('una', 'Una Unknown');
  expect((await traced(conversationId, 'queue')).body).toMatchObject({ reason: 'problem' });
});

it('#37 every field of the Twitter Engagement Context is there when a customer writes for the first time', async () => {
  const { x } = house.product;
  await x.user('tess', { name: 'Tess Tweets', verified: true, extraFollowers: 1200 });
  const context = all(
    ['engagement.customer_name', 'equals', 'Tess Tweets'],
    ['engagement.screen_name', 'equals', 'tess'],
    ['engagement.x_id', 'has_data'],
    ['engagement.followers', 'at_least', 1200],
    ['engagement.friends', 'at_least', 0],
    ['engagement.verified', 'is', true],
    ['engagement.account_age_days', 'at_least', 0],
    ['message.text', 'contains', 'parcel'],
    ['message.language', 'equals', 'en'],
    ['message.first_contact', 'is', true],
    ['message.post', 'contains', '/status/'],
  );
  await setRoute(routeRule('Context', context, vip));
  await x.write(
    'tess',
    'bakery',
    'Where is the parcel that you promised me in https://x.com/bakery/status/1234567890 please?',
  );
  const row = await until(async () => {
    const { rows } = await house.ben.ask<{
      rows: { conversationId: string; customer: { username: string }; workItem: object | null }[];
    }>('GET', '/api/inbox?view=all');
    return rows.find((one) => one.customer.username === 'tess' && one.workItem);
  });
  const [rule] = ((await traced(row.conversationId, 'route')).body as Tried).rules;
  expect(rule?.seen.filter((leaf) => !leaf.holds)).toEqual([]);
});

it('#85 automatic messages are said in the language that a rule set', async () => {
  await setRoute();
  await switchOn(house.product.admin, 'greeting', { en: 'Hello.', fr: 'Bonjour.' });
  await house.product.admin.ask('POST', path('rules'), {
    name: 'Languages',
    enabled: true,
    rules: [
      {
        name: 'French',
        enabled: true,
        condition: when('message.text', 'contains', 'bonjour'),
        outputs: [{ kind: 'language', language: 'fr' }],
      },
    ],
  });
  const french = await house.write('fleur', 'Fleur', 'Bonjour, où est mon colis ?');
  expect(await untilSaid(house.product.admin, french.conversationId, 1)).toEqual(['Bonjour.']);
  const english = await house.write('eddy', 'Eddy', 'Hello, where is my parcel?');
  expect(await untilSaid(house.product.admin, english.conversationId, 1)).toEqual(['Hello.']);
});

it('#108 the trace says that nobody is connected', async () => {
  await house.product.db.execute(sql`update work_stream set mode = 'push' where is_default`);
  await house.product.db.execute(sql`update handle set name = name`);
  const { conversationId } = await house.write('nora', 'Nora');
  const { body } = await traced(conversationId, 'assignment');
  expect(body).toMatchObject({ memberId: null, candidates: 0, excluded: [{ reason: 'not_connected' }] });
});
