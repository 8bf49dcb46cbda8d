import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Queue, SetupFile, Team, WorkStream } from '../../contract/api/index.ts';
import { type ApiUser, type Product, startProduct, openAnotherHouse } from '../product.ts';
import { make, queueInput, streamInput } from './configure-house.ts';

let product: Product;
let admin: ApiUser;
let other: ApiUser;
let file: SetupFile;

beforeAll(async () => {
  product = await startProduct();
  admin = product.admin;
  other = await openAnotherHouse(product);
  const team = await make<Team>(admin, 'teams', {
    name: 'Night',
    description: '',
    memberIds: [admin.memberId],
  });
  const late = await make<Queue>(admin, 'queues', queueInput('Late', { teamIds: [team.id] }));
  const shop = await make<Queue>(admin, 'queues', {
    ...queueInput('Shop', { priority: 3, memberIds: [admin.memberId] }),
    settings: {
      ...late.settings,
      overflow: [{ condition: 'items_exceed', value: 9, action: 'transfer', queueId: late.id }],
    },
  });
  await make<WorkStream>(admin, 'work-streams', streamInput('Shop', shop.id));
  await make(admin, 'skills', { name: 'Spanish', kind: 'language', description: '', ratingModelId: null });
  await make(admin, 'presences', { name: 'Lunch', text: 'At lunch', base: 'away', description: '' });
  file = await admin.ask<SetupFile>('GET', '/api/setup/file');
});
afterAll(() => product?.close());

interface Answer {
  readonly applied: boolean;
  readonly outcomes: { kind: string; name: string; what: string; why: string | null }[];
}
const importFile = (user: ApiUser, given: SetupFile, dryRun: boolean) =>
  user.ask<Answer>('POST', '/api/setup/file', { file: given, dryRun });
const whats = ({ outcomes }: Answer) =>
  Object.fromEntries(outcomes.map(({ kind, name, what }) => [`${kind} ${name}`, what]));
const queuesOf = async (user: ApiUser) =>
  (await user.ask<{ items: Queue[] }>('GET', '/api/setup/queues')).items;

it('#109 the file names things and holds no id', () => {
  expect(JSON.stringify(file)).not.toMatch(/[0-9a-f]{24}/);
  expect(file.parts['queue']?.map((queue) => queue.name)).toEqual(['Everybody', 'Late', 'Shop']);
});

it('#109 a dry run says what would be done, and does nothing', async () => {
  const answer = await importFile(other, file, true);
  expect(answer.applied).toBe(false);
  expect(whats(answer)).toMatchObject({
    'queue Everybody': 'unchanged',
    'queue Shop': 'created',
    'work_stream Shop': 'created',
    'skill Spanish': 'created',
    'presence Lunch': 'created',
  });
  expect(await queuesOf(other)).toHaveLength(1);
});

it('#109 another workspace gets the same set-up, joined by its own ids, and a second time changes nothing', async () => {
  const dry = await importFile(other, file, true);
  expect(whats(await importFile(other, file, false))).toEqual(whats(dry));
  const queues = await queuesOf(other);
  const late = queues.find((queue) => queue.name === 'Late');
  const shop = queues.find((queue) => queue.name === 'Shop');
  expect(shop).toMatchObject({ priority: 3, memberIds: [], settings: { overflow: [{ queueId: late?.id }] } });
  expect(late?.teamIds).toHaveLength(1);
  const { items } = await other.ask<{ items: WorkStream[] }>('GET', '/api/setup/work-streams');
  expect(items.find((stream) => stream.name === 'Shop')).toMatchObject({ queueId: shop?.id, mode: 'push' });
  const again = await importFile(other, file, false);
  expect(new Set(again.outcomes.map(({ what }) => what))).toEqual(new Set(['unchanged']));
  const theirs = await other.ask<SetupFile>('GET', '/api/setup/file');
  expect(theirs.parts).toEqual(file.parts);
});

it('skips what does not fit or is not known, saying why, and takes the rest', async () => {
  const odd: SetupFile = {
    ...file,
    parts: {
      queue: [{ name: 'Broken' }],
      // As a later version may write it.
      robot: [{ name: 'R2' }],
      presence: [{ name: 'Training', text: 'Training', base: 'busy', description: '' } as { name: string }],
    },
  };
  const { outcomes } = await importFile(other, odd, false);
  expect(outcomes.map(({ kind, what }) => [kind, what])).toEqual(
    expect.arrayContaining([
      ['queue', 'skipped'],
      ['robot', 'skipped'],
      ['presence', 'created'],
    ]),
  );
  expect(outcomes.every(({ what, why }) => what !== 'skipped' || why !== null)).toBe(true);
});

it('refuses a file that names two of a kind alike, as a whole', async () => {
  const twice = { ...file, parts: { presence: [{ name: 'A' }, { name: 'a ' }] } };
  expect(await other.call('POST', '/api/setup/file', { file: twice, dryRun: false })).toMatchObject({
    status: 400,
    body: { error: { code: 'setup_file_wrong' } },
  });
});
