import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PrivacySetting, SetupFile } from '../../contract/api/index.ts';
import { standardPrivacy } from '../../server/notices/standard-texts.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';
import { findRow } from './life-house.ts';

let product: Product;
let admin: ApiUser;
let handleId: string;
let conversationId: string;
let file: SetupFile;

const set = (setting: PrivacySetting) => admin.ask('PUT', `/api/handles/${handleId}/privacy`, setting);
const setting = async () =>
  (await admin.ask<{ setting: PrivacySetting }>('GET', `/api/handles/${handleId}/privacy`)).setting;
const take = async (given: SetupFile, dryRun = false) =>
  (
    await admin.ask<{ outcomes: { kind: string; name: string; what: string; why: string | null }[] }>(
      'POST',
      '/api/setup/file',
      { file: given, dryRun },
    )
  ).outcomes.filter(({ kind }) => kind === 'privacy_setting');
const consent = async () =>
  (await admin.ask<{ consent: string }>('GET', `/api/conversations/${conversationId}`)).consent;

beforeAll(async () => {
  product = await startProduct();
  ({ admin } = product);
  for (const name of ['brandy', 'ana']) await product.x.user(name);
  ({ handleId } = await product.connect('brandy'));
  await product.x.write('ana', 'brandy', 'Hello');
  ({ conversationId } = await findRow(admin, 'ana'));
  await set({ ...standardPrivacy, mode: 'ask', defaultLanguage: 'de' });
  file = await admin.ask<SetupFile>('GET', '/api/setup/file');
}, 60_000);
afterAll(() => product?.close());

it('#104 #109 what a handle tells about privacy is in the file under the name of the handle', () => {
  const [item, ...more] = file.parts['privacy_setting'] ?? [];
  expect(more).toEqual([]);
  expect(item).toMatchObject({ mode: 'ask', default_language: 'de', texts: standardPrivacy.texts });
  expect(item).toMatchObject({ handle_id: { $handle: item?.name } });
});

it('#104 #109 taken over, it holds for the handle of that name, and its threads ask from then on', async () => {
  await set(standardPrivacy);
  await admin.ask('POST', `/api/conversations/${conversationId}/close`, {});
  expect(await take(file, true)).toMatchObject([{ what: 'changed', why: null }]);
  expect(await consent()).toBe('none');
  expect((await setting()).mode).toBe(standardPrivacy.mode);
  expect(await take(file)).toMatchObject([{ what: 'changed', why: null }]);
  expect(await setting()).toEqual({ ...standardPrivacy, mode: 'ask', defaultLanguage: 'de' });
  expect(await consent()).toBe('waiting');
  expect(await take(file)).toMatchObject([{ what: 'unchanged' }]);
});

it('#104 #109 leaves out what names no handle here, and texts that would name nothing', async () => {
  const edited = structuredClone(file);
  // An item has its table's columns beside the name.
  const item = edited.parts['privacy_setting']?.[0] as unknown as Record<string, unknown>;
  item['default_language'] = 'fr';
  expect(await take(edited)).toMatchObject([{ what: 'skipped', why: expect.stringContaining('fr') }]);
  item['handle_id'] = { $handle: 'Nobody' };
  item['name'] = 'Nobody';
  expect(await take(edited)).toMatchObject([
    { what: 'skipped', why: 'It needs the handle “Nobody”, which is not here.' },
  ]);
  expect((await setting()).defaultLanguage).toBe('de');
});
