import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Queue,
  type SetupFile,
  standardTemplateSettings,
  type StreamRules,
  type Team,
  type WorkStream,
} from '../../contract/api/index.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';
import { make, queueInput, streamInput } from './configure-house.ts';

let product: Product;
let admin: ApiUser;
let ben: ApiUser;

beforeAll(async () => {
  product = await startProduct();
  ({ admin } = product);
  ben = await product.invite('Ben Agent', 'agent');
}, 60_000);
afterAll(() => product?.close());

type Thing = Readonly<Record<string, unknown>> & { readonly id: string };

/** All that a list answers, by id. */
async function listOf(path: string): Promise<Map<string, Thing>> {
  const answer = await admin.ask<Readonly<Record<string, unknown>>>('GET', path);
  const list = Object.values(answer).find((one) => Array.isArray(one));
  // Every list of the set-up holds things with ids.
  return new Map((list as Thing[]).map((thing) => [thing.id, thing]));
}

const restore = (id: string, user: ApiUser = admin) =>
  user.call('POST', `/api/setup/deleted/${id}/restore`, {});
const codeOf = async (id: string, user?: ApiUser) => {
  const { body } = await restore(id, user);
  // A refusal's form.
  return (body as { error?: { code: string } }).error?.code;
};
const remove = (path: string, id: string) => admin.ask('DELETE', `${path}/${id}`);

const article = { title: 'Sending back', body: 'Within **30 days**.', language: 'en', tags: ['parcel'] };
const kinds: readonly (readonly [kind: string, path: string, input: object, list?: string])[] = [
  ['team', '/api/setup/teams', { name: 'Night', description: 'Late.', memberIds: ['ben'] }],
  ['queue', '/api/setup/queues', queueInput('VIP', { priority: 3, memberIds: ['ben'] })],
  ['rating_model', '/api/setup/rating-models', { name: 'Steps', ratings: [{ name: 'A', value: 1 }] }],
  ['skill', '/api/setup/skills', { name: 'Irish', kind: 'Language', description: '', ratingModelId: null }],
  [
    'capacity_profile',
    '/api/setup/capacity-profiles',
    { name: 'DMs', itemLimit: 4, reset: 'immediate', blocksAssignment: true },
  ],
  [
    'presence',
    '/api/setup/presences',
    { name: 'Lunch', text: 'Lunch', base: 'away', description: 'Soon back.' },
  ],
  [
    'role',
    '/api/setup/roles',
    { name: 'Lead', description: '', rank: 'agent', permissions: ['board.see', 'board.assign'] },
  ],
  [
    'hours',
    '/api/hours',
    {
      name: 'Weekdays',
      description: '',
      timeZone: 'Europe/Berlin',
      periods: [{ day: 1, fromMinute: 540, untilMinute: 1_020 }],
      holidays: [{ from: '2027-01-01', until: '2027-01-01', reason: 'New Year' }],
      openings: [],
    },
  ],
  ['template', '/api/templates', { name: 'Loud', settings: standardTemplateSettings }],
  [
    'timeout_rule',
    '/api/timeout-rules',
    {
      name: 'Still there?',
      active: true,
      silenceOf: 'customer',
      workStreamId: null,
      afterMinutes: 60,
      action: 'message_customer',
      defaultLanguage: 'en',
      texts: { en: 'Still there?' },
    },
  ],
  [
    'attribute',
    '/api/attributes',
    { recordKind: 'contact', key: 'tier', label: 'Tier', type: 'choice', choices: ['gold'] },
    '/api/attributes?recordKind=contact',
  ],
  [
    'quick_reply',
    '/api/quick-replies',
    {
      slug: 'refund',
      title: 'Refund',
      scope: 'all',
      tags: ['money'],
      messages: [{ language: 'en', text: 'Soon.' }],
    },
  ],
  ['macro', '/api/macros', { name: 'Tag it', scope: 'all', actions: [{ type: 'add_tags', tags: ['x'] }] }],
  ['article', '/api/articles', { ...article, state: 'published' }],
  [
    'masking_rule',
    '/api/masking/rules',
    {
      name: 'Orders',
      description: '',
      pattern: 'O-\\d{6}',
      check: 'none',
      replacement: '#',
      direction: 'both',
      active: true,
    },
    '/api/masking',
  ],
  [
    'alert_rule',
    '/api/board/alert-rules',
    { name: 'Long', kind: 'wait_exceeds', queueId: null, warning: 5, critical: 10, enabled: true },
  ],
];

const cases = kinds.map(([kind, path, input, list = path]) => ({ kind, path, input, list }));

it.each(cases)(
  'a $kind that was deleted comes back as it was, with its id',
  async ({ kind, path, input, list }) => {
    const text = JSON.stringify(input).replace('"ben"', `"${ben.memberId}"`);
    const { id } = await admin.ask<Thing>('POST', path, JSON.parse(text) as object);
    const before = await listOf(list);
    expect(before.has(id)).toBe(true);
    await remove(path, id);
    expect((await listOf(list)).has(id)).toBe(false);
    expect(await restore(id)).toMatchObject({ status: 200, body: { kind, id } });
    expect(await listOf(list)).toEqual(before);
    expect(await codeOf(id)).toBe('deleted_gone');
  },
);

it('brings back what belonged to it: the people of a queue, the earlier words of an article', async () => {
  const team = await make<Team>(admin, 'teams', { name: 'Day', description: '', memberIds: [ben.memberId] });
  const queue = await make<Queue>(admin, 'queues', queueInput('Day', { teamIds: [team.id] }));
  await remove('/api/setup/queues', queue.id);
  await restore(queue.id);
  const { items } = await admin.ask<{ items: Queue[] }>('GET', '/api/setup/queues');
  expect(items.find((one) => one.id === queue.id)).toEqual(queue);
  expect(queue.members).toBe(1);
  const { id } = await admin.ask<Thing>('POST', '/api/articles', article);
  await admin.ask('PATCH', `/api/articles/${id}`, { body: 'Within 14 days.' });
  await remove('/api/articles', id);
  await restore(id);
  const { versions } = await admin.ask<{ versions: { body: string }[] }>(
    'GET',
    `/api/articles/${id}/versions`,
  );
  expect(versions.map((version) => version.body)).toEqual([article.body]);
  const found = await admin.ask<{ articles: Thing[] }>('GET', '/api/articles?q=days');
  expect(found.articles.map((one) => one.id)).toContain(id);
});

it('brings a ruleset back, and masks by a rule that is back', async () => {
  const { items } = await admin.ask<{ items: WorkStream[] }>('GET', '/api/setup/work-streams');
  const path = `/api/work-streams/${items[0]?.id}/rules`;
  const { id } = await admin.ask<Thing>('POST', path, { name: 'Topics', enabled: true, rules: [] });
  const before = await admin.ask<StreamRules>('GET', path);
  await remove('/api/rule-sets', id);
  expect((await admin.ask<StreamRules>('GET', path)).classification).toEqual([]);
  await restore(id);
  expect(await admin.ask<StreamRules>('GET', path)).toEqual(before);
  const masked = async () =>
    (await admin.ask<{ text: string }>('POST', '/api/masking/preview', { text: 'See O-123456.' })).text;
  await admin.ask('PUT', '/api/masking/switches', { customers: true, agents: true });
  const rule = [...(await listOf('/api/masking')).values()].find((one) => one['name'] === 'Orders');
  await remove('/api/masking/rules', rule?.id ?? '');
  expect(await masked()).toContain('O-123456');
  await restore(rule?.id ?? '');
  expect(await masked()).not.toContain('O-123456');
});

it('brings back only for the one who deleted it, and not what has lost its place', async () => {
  const presence = (name: string) =>
    make<Thing>(admin, 'presences', { name, text: name, base: 'busy', description: '' });
  const training = await presence('Training');
  await remove('/api/setup/presences', training.id);
  const sue = await product.invite('Sue Super', 'supervisor');
  expect(await codeOf(training.id, sue)).toBe('deleted_gone');
  expect(await codeOf(training.id, ben)).toBe('deleted_gone');
  await presence('training');
  expect(await codeOf(training.id)).toBe('deleted_name_taken');
  const before = await admin.ask<SetupFile>('GET', '/api/setup/file');
  expect(await codeOf(training.id)).toBe('deleted_name_taken');
  expect((await admin.ask<SetupFile>('GET', '/api/setup/file')).parts).toEqual(before.parts);
});

it('says what has to come back first', async () => {
  const queue = await make<Queue>(admin, 'queues', queueInput('Returns'));
  const stream = await make<WorkStream>(admin, 'work-streams', streamInput('Returns', queue.id));
  await remove('/api/setup/work-streams', stream.id);
  await remove('/api/setup/queues', queue.id);
  expect(await restore(stream.id)).toMatchObject({
    status: 409,
    body: { error: { code: 'deleted_lacks', message: expect.stringContaining('queue') } },
  });
  expect((await restore(queue.id)).status).toBe(200);
  expect((await restore(stream.id)).status).toBe(200);
  expect((await listOf('/api/setup/work-streams')).get(stream.id)).toEqual(stream);
});

it('is on record, and ends after ten minutes', async () => {
  const made = await make<Queue>(admin, 'queues', queueInput('Short'));
  await remove('/api/setup/queues', made.id);
  await restore(made.id);
  const { entries } = await admin.ask<{ entries: { action: string }[] }>(
    'GET',
    `/api/audit?subjectId=${made.id}`,
  );
  expect(entries.map((entry) => entry.action)).toEqual(['queue.restored', 'queue.removed', 'queue.created']);
  await remove('/api/setup/queues', made.id);
  await product.app.parts.clock.advance(601_000);
  expect(await codeOf(made.id)).toBe('deleted_gone');
});
