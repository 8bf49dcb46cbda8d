import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Queue, WorkStream } from '../../contract/api/index.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';
import { until } from '../harness.ts';
import { make, queueInput, streamInput } from './configure-house.ts';

let product: Product;
let admin: ApiUser;
let queue: Queue;
let stream: WorkStream;
const PATH = '/api/setup/work-streams';

beforeAll(async () => {
  product = await startProduct();
  admin = product.admin;
  queue = await make<Queue>(admin, 'queues', queueInput('Shop'));
});
afterAll(() => product?.close());

const list = async () => (await admin.ask<{ items: WorkStream[] }>('GET', PATH)).items;

it('#12 a fresh install has a default work stream that leads to the default queue, and stays', async () => {
  const [first, ...more] = await list();
  expect(more).toEqual([]);
  expect(first).toMatchObject({ isDefault: true, mode: 'pick' });
  expect((await admin.call('DELETE', `${PATH}/${first?.id}`)).body).toMatchObject({
    error: { code: 'setup_undeletable' },
  });
});

it('#16 the mode is chosen when it is made, and cannot change', async () => {
  stream = await make<WorkStream>(admin, 'work-streams', streamInput('Shop', queue.id));
  expect(stream).toMatchObject({ mode: 'push', queueId: queue.id, version: 1, handles: [] });
  const other = { ...stream, mode: 'pick' };
  expect(await admin.call('PUT', `${PATH}/${stream.id}`, other)).toMatchObject({
    status: 409,
    body: { error: { code: 'setup_immutable', details: { field: 'mode' } } },
  });
  expect((await list()).find((one) => one.id === stream.id)).toMatchObject({ mode: 'push', version: 1 });
});

it('#13 is changed as a whole, refuses what contradicts itself, and names the field', async () => {
  const put = (settings: object) =>
    admin.call('PUT', `${PATH}/${stream.id}`, { ...stream, settings: { ...stream.settings, ...settings } });
  expect((await put({ requireDisposition: true })).body).toMatchObject({
    error: { code: 'setup_contradiction', details: { field: 'settings.dispositions' } },
  });
  expect((await put({ capacityUnits: 0 })).body).toMatchObject({
    error: { code: 'invalid_request', details: { field: 'settings.capacityUnits' } },
  });
  expect((await put({ profileIds: ['f'.repeat(24)] })).body).toMatchObject({
    error: { code: 'setup_unknown', details: { field: 'settings.profileIds' } },
  });
  const changed = await put({
    capacityUnits: 50,
    dispositions: ['Solved', 'Spam'],
    requireDisposition: true,
  });
  expect(changed.body).toMatchObject({ version: 2, settings: { capacityUnits: 50 } });
});

it('#13 a copy has the same settings, is called so, and may have the other mode', async () => {
  const copy = (body: object) => admin.ask<WorkStream>('POST', `${PATH}/${stream.id}/copy`, body);
  const first = await copy({ mode: 'pick' });
  expect(first).toMatchObject({ name: 'Copy of Shop', mode: 'pick', queueId: queue.id, isDefault: false });
  expect(first.settings).toMatchObject({ capacityUnits: 50, dispositions: ['Solved', 'Spam'] });
  expect(await copy({})).toMatchObject({ name: 'Copy of Shop (2)', mode: 'push' });
  expect((await admin.call('POST', `${PATH}/${stream.id}/copy`, { name: 'shop' })).status).toBe(409);
});

it('#13 is not deleted while a handle uses it, and the refusal names the handle', async () => {
  await product.x.user('brandy');
  const { handleId } = await product.connect('brandy');
  await admin.ask('PATCH', `/api/handles/${handleId}`, { workStreamId: stream.id });
  const uses = [{ kind: 'handle', id: handleId, name: 'brandy' }];
  expect(await admin.ask('GET', `${PATH}/${stream.id}/uses`)).toEqual({ uses });
  expect(await admin.call('DELETE', `${PATH}/${stream.id}`)).toMatchObject({
    status: 409,
    body: {
      error: {
        code: 'setup_in_use',
        message: '“Shop” is in use and cannot be deleted: handle “brandy”.',
        details: { uses },
      },
    },
  });
  // The queue stands in the work stream.
  expect((await admin.call('DELETE', `/api/setup/queues/${queue.id}`)).body).toMatchObject({
    error: { code: 'setup_in_use' },
  });
  const [first] = await list();
  await admin.ask('PATCH', `/api/handles/${handleId}`, { workStreamId: first?.id });
  for (const one of (await list()).filter(({ isDefault }) => !isDefault)) {
    expect((await admin.call('DELETE', `${PATH}/${one.id}`)).status).toBe(204);
  }
  expect((await admin.call('DELETE', `/api/setup/queues/${queue.id}`)).status).toBe(204);
});

it('#7 two handles of one app lead to two work streams, each to its own queue', async () => {
  await product.x.user('bruno');
  await product.x.user('carl');
  await product.connect('bruno');
  const { handles } = await admin.ask<{ handles: { id: string; name: string }[] }>('GET', '/api/handles');
  const made: Record<string, string> = {};
  for (const name of ['brandy', 'bruno']) {
    const own = await make<Queue>(admin, 'queues', queueInput(`For ${name}`, { openToAll: true }));
    const lane = await make<WorkStream>(
      admin,
      'work-streams',
      streamInput(`For ${name}`, own.id, { mode: 'pick' }),
    );
    const handle = handles.find((one) => one.name === name);
    await admin.ask('PATCH', `/api/handles/${handle?.id}`, { workStreamId: lane.id });
    made[name] = own.id;
  }
  await product.x.write('carl', 'brandy', 'To the one');
  await product.x.write('carl', 'bruno', 'To the other');
  const rows = await until(async () => {
    const inbox = await admin.ask<{
      rows: { handle: { name: string }; workItem: { queueId: string } | null }[];
    }>('GET', '/api/inbox?view=all');
    return inbox.rows.length === 2 && inbox.rows.every((row) => row.workItem) ? inbox.rows : undefined;
  });
  expect(Object.fromEntries(rows.map((row) => [row.handle.name, row.workItem?.queueId]))).toEqual(made);
});

it('#9 a handle cannot be without a language or with a work stream that is not there', async () => {
  const { handles } = await admin.ask<{ handles: { id: string }[] }>('GET', '/api/handles');
  const path = `/api/handles/${handles[0]?.id}`;
  expect((await admin.call('PATCH', path, { language: '' })).body).toMatchObject({
    error: { details: { field: 'language' } },
  });
  expect((await admin.call('PATCH', path, { workStreamId: null })).status).toBe(400);
  expect((await admin.call('PATCH', path, { workStreamId: 'f'.repeat(24) })).status).toBe(404);
});
