import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/main.ts';
import { seedMessages } from '../../simulator/acts/seed.ts';
import { uploadAtOnce } from '../../simulator/acts/uploads.ts';

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let from: Simulator;
let into: Simulator;

beforeEach(async () => {
  from = await startSimulator({ port: 0 });
  into = await startSimulator({ port: 0 });
  const { sim } = from;
  const people = [1, 2, 3].map(
    (n) => sim.users.create({ username: `person${n}`, name: 'Zoë "Z" \u2028' }).id,
  );
  const shop = sim.users.create({ username: 'shop' }).id;
  const now = sim.clock.now();
  for (const _ of seedMessages(sim, {
    messages: 2_500,
    peopleIds: people,
    accountIds: [shop],
    fromMs: now - 86_400_000,
    untilMs: now,
  }));
  const file = uploadAtOnce(sim, { ownerId: shop, category: 'dm_image', mimeType: 'image/png' }, onePixel);
  if (typeof file === 'string') throw new Error(file);
});
afterEach(async () => {
  await from.close();
  await into.close();
});

const load = (body: string, type: string) =>
  fetch(`${into.url}/_control/load`, { method: 'POST', headers: { 'content-type': type }, body });

for (const [format, type] of [
  ['json', 'application/json'],
  ['lines', 'application/x-ndjson'],
])
  test(`a dump as ${format} makes the same local X elsewhere`, async () => {
    const out = await fetch(`${from.url}/_control/dump?format=${format}`);
    expect(out.headers.get('content-type')).toContain(type);
    const text = await out.text();
    expect((await load(text, type ?? '')).status).toBe(200);

    expect(into.sim.store.dump()).toEqual(from.sim.store.dump());
    expect(into.sim.dms.all()).toEqual(from.sim.dms.all());
    const [file] = from.sim.media.table.values();
    expect(into.sim.media.readBytes(file?.id ?? '')).toEqual(onePixel);
    expect(into.sim.users.findByUsername('person2')?.name).toBe('Zoë "Z" \u2028');
  });

test('what is no dump changes nothing and is named', async () => {
  into.sim.users.create({ username: 'stays' });
  const answer = await load('{"now":1}\n{"t":"users"}\n', 'application/x-ndjson');
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({ error: 'line 2 is no line of a dump: nothing was loaded' });
  expect((await load('', 'application/x-ndjson')).status).toBe(400);
  expect((await load('{"tables":[]}', 'application/json')).status).toBe(400);
  expect(into.sim.users.findByUsername('stays')).toBeDefined();
});
