import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Queue,
  type SetupFile,
  standardTemplateSettings,
  type StreamRules,
  type WorkStream,
} from '../../contract/api/index.ts';
import { type ApiUser, type Product, signIn, startProduct, openAnotherHouse } from '../product.ts';
import { make, queueInput, streamInput } from './configure-house.ts';
import { switchOn } from './life-house.ts';
import { routeRule, when } from './rules-house.ts';

let product: Product;
let admin: ApiUser;
let other: ApiUser;
let file: SetupFile;

beforeAll(async () => {
  product = await startProduct();
  ({ admin } = product);
  other = await openAnotherHouse(product);
  const post = (path: string, body: object) => admin.ask<{ id: string }>('POST', path, body);
  const hours = await post('/api/hours', {
    name: 'Weekdays',
    description: '',
    timeZone: 'Europe/Berlin',
    periods: [1, 2, 3, 4, 5].map((day) => ({ day, fromMinute: 540, untilMinute: 1_020 })),
    holidays: [{ from: '2027-01-01', until: '2027-01-01', reason: 'New Year' }],
    openings: [],
  });
  const vip = await make<Queue>(admin, 'queues', queueInput('VIP', { hoursId: hours.id }));
  const template = await post('/api/templates', { name: 'Loud', settings: standardTemplateSettings });
  const input = streamInput('Shop', vip.id);
  const stream = await make<WorkStream>(admin, 'work-streams', {
    ...input,
    settings: {
      ...input.settings,
      dispositions: ['Solved', 'Spam'],
      templates: { ...input.settings.templates, incomingKnown: template.id },
    },
  });
  await post('/api/attributes', {
    recordKind: 'contact',
    key: 'tier',
    label: 'Tier',
    type: 'choice',
    choices: ['gold'],
  });
  const rules = `/api/work-streams/${stream.id}/rules`;
  await post(rules, {
    name: 'Topics',
    enabled: true,
    rules: [
      {
        name: 'Gold',
        enabled: true,
        condition: when('contact.own.tier', 'equals', 'gold'),
        outputs: [{ kind: 'tags', tags: ['gold'] }],
      },
    ],
  });
  const { route } = await admin.ask<StreamRules>('GET', rules);
  await admin.ask('PUT', `${rules}/route`, {
    rules: [routeRule('To VIP', when('item.tags', 'has_any', ['gold']), vip.id)],
    version: route.version,
  });
  await switchOn(admin, 'greeting', { en: 'Hello.', de: 'Guten Tag.' });
  await post('/api/timeout-rules', {
    name: 'Are you there?',
    active: true,
    silenceOf: 'customer',
    workStreamId: stream.id,
    afterMinutes: 60,
    action: 'message_customer',
    defaultLanguage: 'en',
    texts: { en: 'Are you still there?' },
  });
  const reply = await post('/api/quick-replies', {
    slug: 'refund',
    title: 'Refund',
    scope: 'all',
    workStreamIds: [stream.id],
    messages: [{ language: 'en', text: 'It’s on its way.' }],
  });
  await post('/api/quick-replies', {
    slug: 'mine',
    title: 'Mine alone',
    scope: 'personal',
    messages: [{ language: 'en', text: 'Nobody else’s' }],
  });
  await post('/api/macros', {
    name: 'Refund it',
    scope: 'all',
    actions: [
      { type: 'send_quick_reply', quickReplyId: reply.id },
      { type: 'transfer_to_queue', queueId: vip.id },
    ],
  });
  await post('/api/masking/rules', {
    name: 'Order numbers',
    description: '',
    pattern: 'O-\\d{6}',
    check: 'none',
    replacement: '#',
    direction: 'both',
    active: true,
  });
  await post('/api/board/alert-rules', {
    name: 'VIP waits',
    kind: 'wait_exceeds',
    queueId: vip.id,
    warning: 5,
    critical: 10,
    enabled: true,
  });
  const article = { title: 'Sending back', language: 'en', tags: ['parcel'] };
  await post('/api/articles', { ...article, body: 'Within **30 days**.', state: 'published' });
  await post('/api/articles', { ...article, language: 'de', body: 'Nur ein Entwurf.' });
  await admin.ask('PATCH', '/api/setup/distribution', { offersPerAgent: 2, agentName: 'first' });
  await admin.ask('PUT', '/api/masking/switches', { customers: true, agents: true });
  file = await admin.ask<SetupFile>('GET', '/api/setup/file');
}, 60_000);
afterAll(() => product?.close());

interface Outcome {
  readonly kind: string;
  readonly name: string;
  readonly what: string;
  readonly why: string | null;
}
const importFile = async (given: SetupFile, dryRun = false) =>
  (
    await other.ask<{ applied: boolean; outcomes: Outcome[] }>('POST', '/api/setup/file', {
      file: given,
      dryRun,
    })
  ).outcomes;
const of = (outcomes: readonly Outcome[], kind: string) => outcomes.filter((one) => one.kind === kind);
const changed = (outcomes: readonly Outcome[]) => outcomes.filter((one) => one.what !== 'unchanged');
const KINDS = [
  'hours',
  'template',
  'attribute',
  'rules',
  'notice',
  'timeout_rule',
  'quick_reply',
  'macro',
  'article',
  'distribution',
  'masking',
  'masking_switches',
  'alert_rule',
];

it('#109 the file holds all of the set-up by name, without ids and without what is one person’s', () => {
  expect(KINDS.filter((kind) => !file.parts[kind]?.length)).toEqual([]);
  const text = JSON.stringify(file);
  expect(text).not.toMatch(/[0-9a-f]{24}/);
  expect(text).not.toContain('Mine alone');
  expect(file.parts['rules']?.map((one) => one.name)).toEqual(['Shop: 1. Topics', 'Shop: route to queue']);
  expect(text).toContain('"$queue":"VIP"');
  expect(file.parts['work_stream']).toContainEqual(
    expect.objectContaining({
      name: 'Shop',
      settings: expect.objectContaining({ dispositions: ['Solved', 'Spam'] }),
    }),
  );
});

it('#109 a dry run lists what would change and changes nothing; the import does that, and a second one nothing', async () => {
  const dry = await importFile(file, true);
  expect(of(dry, 'rules').map(({ what, why }) => [what, why])).toEqual([
    ['created', null],
    ['created', null],
  ]);
  expect(await other.ask('GET', '/api/macros')).toMatchObject({ macros: [] });
  const done = await importFile(file);
  expect(done).toEqual(dry);
  expect(done.filter((one) => one.what === 'skipped')).toEqual([]);
  expect(changed(await importFile(file))).toEqual([]);
  const theirs = await other.ask<SetupFile>('GET', '/api/setup/file');
  expect(theirs.parts).toEqual(file.parts);
});

it('#109 what came works there, joined by that workspace’s own ids', async () => {
  const { items } = await other.ask<{ items: WorkStream[] }>('GET', '/api/setup/work-streams');
  const stream = items.find((one) => one.name === 'Shop');
  const { route, classification } = await other.ask<StreamRules>(
    'GET',
    `/api/work-streams/${stream?.id}/rules`,
  );
  const queues = (await other.ask<{ items: Queue[] }>('GET', '/api/setup/queues')).items;
  const vip = queues.find((queue) => queue.name === 'VIP');
  expect(route).toMatchObject({
    problems: [],
    rules: [{ name: 'To VIP', queues: [{ queueId: vip?.id, percent: 100 }] }],
  });
  expect(classification).toMatchObject([{ name: 'Topics', problems: [], rules: [{ name: 'Gold' }] }]);
  expect(vip?.hoursId).not.toBeNull();
  const found = await other.ask<{ quickReplies: { slug: string; workStreamIds: string[] }[] }>(
    'GET',
    '/api/quick-replies?q=way',
  );
  expect(found.quickReplies).toMatchObject([{ slug: 'refund', workStreamIds: [stream?.id] }]);
});

it('#109 one changed thing changes that one; what cannot be joined or is wrong is left out, saying why', async () => {
  const edited = structuredClone(file);
  // The columns of a row are its kind's own; the contract names only those that all have.
  const item = (kind: string, name: string) =>
    edited.parts[kind]?.find((one) => one.name === name) as unknown as Record<string, unknown>;
  item('quick_reply', 'refund')['title'] = 'Money back';
  item('alert_rule', 'VIP waits')['queue_id'] = { $queue: 'Nowhere' };
  item('hours', 'Weekdays')['time_zone'] = 'Mars/Olympus';
  item('masking', 'Order numbers')['pattern'] = '(';
  (item('rules', 'Shop: 1. Topics')['rules'] as { condition: object }[])[0] = {
    ...(item('rules', 'Shop: 1. Topics')['rules'] as { condition: object }[])[0],
    condition: when('no.such.field', 'equals', 'x'),
  };
  const outcomes = changed(await importFile(edited));
  expect(outcomes.map(({ kind, what }) => `${kind} ${what}`).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    'alert_rule skipped',
    'hours skipped',
    'masking skipped',
    'quick_reply changed',
    'rules skipped',
  ]);
  expect(of(outcomes, 'alert_rule')[0]?.why).toBe('It needs the queue “Nowhere”, which is not here.');
  expect(outcomes.filter((one) => one.what === 'skipped').every((one) => one.why !== null)).toBe(true);
  const { entries } = await other.ask<{ entries: { action: string }[] }>('GET', '/api/audit?limit=20');
  expect(entries.map((entry) => entry.action)).toContain('quick_reply.changed');
});

it('#109 articles move with their drafts, distribution and the switches of masking as they are set', async () => {
  const found = await other.ask<{ articles: { title: string; state: string; language: string }[] }>(
    'GET',
    '/api/articles',
  );
  expect(found.articles.map(({ state, language }) => `${language} ${state}`).toSorted()).toEqual([
    'de draft',
    'en published',
  ]);
  expect(file.parts['article']?.map((one) => one.name)).toEqual(['Sending back', 'Sending back (2)']);
  expect(await other.ask('GET', '/api/setup/distribution')).toMatchObject({
    settings: { offersPerAgent: 2, agentName: 'first', agentsPerItem: 100 },
  });
  expect(await other.ask('GET', '/api/masking')).toMatchObject({
    switches: { customers: true, agents: true },
  });
});

it('#109 settings that a file leaves out stay, and those that do not fit are left out with a reason', async () => {
  const only = (kind: string, item: object): SetupFile => ({
    ...file,
    // Items have what their kind has beside the name.
    parts: { [kind]: [{ name: 'One', ...item } as { name: string }] },
  });
  expect(await importFile(only('distribution', { settings: { maxSessions: 7 } }))).toMatchObject([
    { kind: 'distribution', what: 'changed' },
  ]);
  expect(await other.ask('GET', '/api/setup/distribution')).toMatchObject({
    settings: { maxSessions: 7, offersPerAgent: 2 },
  });
  const wrong = await importFile(only('distribution', { settings: { maxSessions: 7_000 } }));
  expect(wrong).toMatchObject([{ what: 'skipped', why: expect.stringMatching(/maxSessions/) }]);
  const bare = await importFile(only('article', { title: 'One' }));
  expect(bare).toMatchObject([{ what: 'skipped', why: expect.any(String) }]);
});

it('#109 a file of several megabytes is taken', async () => {
  const more = Array.from({ length: 30 }, (_, index) => ({
    name: `Long ${index}`,
    title: `Long ${index}`,
    body: 'word '.repeat(19_000),
    language: 'en',
    tags: [],
    publicUrl: null,
    state: 'draft',
  }));
  const outcomes = await importFile({ ...file, parts: { article: more } }, true);
  expect(outcomes.map(({ what }) => what)).toEqual(more.map(() => 'created'));
});

it('a file changes nothing that its taker may not change, and holds nothing of it', async () => {
  const role = await other.ask<{ id: string }>('POST', '/api/setup/roles', {
    name: 'Set-up only',
    description: '',
    rank: 'administrator',
    permissions: ['setup.manage'],
  });
  const { link } = await other.ask<{ link: string }>('POST', '/api/invitations', {
    email: 'sue@other.example',
    role: 'administrator',
    customRoleId: role.id,
  });
  const token = link.slice(link.lastIndexOf('/') + 1);
  await fetch(`${product.url}/api/invitations/by-token/${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: product.url },
    body: JSON.stringify({ name: 'Sue', password: 'correct horse 42' }),
  });
  const sue = await signIn(product.url, 'sue@other.example');
  const theirs = await sue.ask<SetupFile>('GET', '/api/setup/file');
  expect(Object.keys(theirs.parts)).toEqual(expect.arrayContaining(['queue', 'distribution']));
  for (const kind of ['role', 'article', 'masking', 'masking_switches'])
    expect(theirs.parts).not.toHaveProperty(kind);
  const off = { name: 'Masking', settings: { customers: false } } as { name: string };
  const { outcomes } = await sue.ask<{ outcomes: Outcome[] }>('POST', '/api/setup/file', {
    file: { ...file, parts: { masking_switches: [off] } },
    dryRun: false,
  });
  expect(outcomes).toEqual([
    { kind: 'masking_switches', name: 'Masking', what: 'skipped', why: 'Your role may not change these.' },
  ]);
  expect(await other.ask('GET', '/api/masking')).toMatchObject({ switches: { customers: true } });
});
