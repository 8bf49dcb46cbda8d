import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../server/base/index.ts';
import type { ApiUser } from '../product.ts';
import { openRecordsHouse, type RecordsHouse } from './records-house.ts';

let house: RecordsHouse;
let sue: ApiUser;
let conversationId: string;

beforeAll(async () => {
  house = await openRecordsHouse();
  sue = await house.product.invite('Sue Super', 'supervisor');
  const written = await house.write('ana', 'Ana Ruiz');
  conversationId = written.conversationId;
  await sue.ask('POST', '/api/contacts', {
    name: 'Ana de la Cruz',
    company: 'Harbour Tea',
    language: 'es',
    customerId: written.customerId,
  });
});
afterAll(() => house?.product.close());

interface Offered {
  readonly id: string;
  readonly slug: string;
  readonly text: string;
  readonly language: string;
  readonly missing: string[];
}
const make = (body: object, as = sue) =>
  as.call('POST', '/api/quick-replies', {
    scope: 'all',
    title: 'T',
    messages: [{ language: 'en', text: 'x' }],
    ...body,
  });
const offer = async (query: string, as = house.ben) =>
  (
    await as.ask<{ quickReplies: Offered[] }>(
      'GET',
      `/api/conversations/${conversationId}/quick-replies?${query}`,
    )
  ).quickReplies;

describe('quick replies', () => {
  it('#75 come filled in, in the language of the customer', async () => {
    await make({
      slug: 'hello',
      title: 'Welcome',
      tags: ['Greeting'],
      messages: [
        { language: 'en', text: 'Dear {FullName{Customer}}' },
        { language: 'es', text: 'Hola {FirstName{Customer}}, soy {Nickname{Agent}}. {CaseNumber}' },
      ],
    });
    expect(await offer('q=hello')).toMatchObject([
      { slug: 'hello', language: 'es', text: 'Hola Ana, soy Ben. ', missing: ['CaseNumber'] },
    ]);
  });

  it('#75 are found by slug first, by words, and by tags', async () => {
    await make({ slug: 'refund-late', title: 'Refund is late', tags: ['refund', 'late'] });
    await make({ slug: 'refund', title: 'Refund', tags: ['refund'] });
    await make({ slug: 'other', title: 'About a refund' });
    expect((await offer('q=refund')).map((one) => one.slug)).toEqual(['refund', 'refund-late', 'other']);
    expect((await offer('tags=refund%20late')).map((one) => one.slug)).toEqual(['refund-late']);
    expect((await offer('tags=refund&q=late')).map((one) => one.slug)).toEqual(['refund-late']);
    const { tags } = await house.ben.ask<{ tags: string[] }>('GET', '/api/quick-replies/tags');
    expect(tags.slice(0, 1)).toEqual(['refund']);
  });

  it('#75 a use brings one up', async () => {
    const other = (await offer('q=about')).find((one) => one.slug === 'other');
    await house.ben.ask('POST', `/api/quick-replies/${other?.id}/used`);
    expect((await offer('q='))[0]?.slug).toBe('other');
  });

  it('#75 are for their work streams; none means all', async () => {
    const { id } = await house.product.app.parts.db.row(
      sql<{ id: string }>`select id from work_stream where is_default`,
    );
    await make({ slug: 'here-only', workStreamIds: [id] });
    await make({ slug: 'elsewhere', workStreamIds: ['f'.repeat(24)] });
    const slugs = (await offer('limit=50')).map((one) => one.slug);
    expect(slugs).toContain('here-only');
    expect(slugs).not.toContain('elsewhere');
  });

  it('#75 personal ones are for their owner, shared ones take the right to share', async () => {
    expect((await make({ slug: 'mine', scope: 'personal' }, house.ben)).status).toBe(201);
    expect((await make({ slug: 'mine', scope: 'personal' })).status).toBe(201);
    expect((await make({ slug: 'shared' }, house.ben)).status).toBe(403);
    expect((await make({ slug: 'for-a-team', scope: 'team' })).body['error']?.['code']).toBe('team_missing');
    expect((await offer('q=mine')).length).toBe(1);
    const [shared] = await offer('q=hello');
    expect((await house.ben.call('DELETE', `/api/quick-replies/${shared?.id}`)).status).toBe(403);
  });

  it('#75 a slug is one, a placeholder is known, a language stands once', async () => {
    expect((await make({ slug: 'hello' })).body['error']?.['message']).toBe(
      'There is a quick reply "/hello" already.',
    );
    const message = (text: string) => ({ messages: [{ language: 'en', text }] });
    expect((await make({ slug: 'typo', ...message('{FulName{Customer}}') })).body['error']?.['code']).toBe(
      'placeholder_unknown',
    );
    const twice = {
      messages: [
        { language: 'en', text: 'a' },
        { language: 'EN'.toLowerCase(), text: 'b' },
      ],
    };
    expect((await make({ slug: 'twice', ...twice })).body['error']?.['code']).toBe('language_twice');
    expect((await make({ slug: 'Not A Slug' })).status).toBe(400);
  });
});

describe('knowledge', () => {
  const write = (body: object) =>
    sue.ask<{ id: string }>('POST', '/api/articles', { language: 'en', state: 'published', ...body });
  const find = async (q: string, as = house.ben) =>
    (
      await as.ask<{ articles: { title: string; excerpt: string }[] }>(
        'GET',
        `/api/articles?q=${encodeURIComponent(q)}`,
      )
    ).articles;

  it('#78 articles are found by words of title and text, in Japanese too', async () => {
    await write({ title: 'Cleaning the grinder', body: 'Use a soft brush. Never water.', tags: ['grinder'] });
    await write({ title: 'Parcels', body: 'A grinder travels well wrapped.' });
    await write({ title: '返品について', body: 'コーヒーミルの返品は三十日以内です。', language: 'ja' });
    expect((await find('grind')).map((one) => one.title)).toEqual(['Cleaning the grinder', 'Parcels']);
    expect((await find('返品')).map((one) => one.title)).toEqual(['返品について']);
    expect((await find('brush'))[0]?.excerpt).toContain('\u0002brush\u0003');
    expect(await find('espresso')).toEqual([]);
  });

  it('#78 drafts are for who writes, and other words make a version', async () => {
    const draft = await write({ title: 'Secret plan', body: 'One', state: 'draft' });
    expect(await find('secret plan')).toEqual([]);
    expect((await house.ben.call('GET', `/api/articles/${draft.id}`)).status).toBe(404);
    await sue.ask('PATCH', `/api/articles/${draft.id}`, { body: 'Two' });
    const done = await sue.ask('PATCH', `/api/articles/${draft.id}`, {
      state: 'published',
      publicUrl: 'https://help.example/1',
    });
    expect(done).toMatchObject({ version: 2, state: 'published' });
    expect((await find('secret plan')).length).toBe(1);
    const { versions } = await sue.ask<{ versions: object[] }>('GET', `/api/articles/${draft.id}/versions`);
    expect(versions).toMatchObject([{ version: 1, body: 'One' }]);
    expect((await house.ben.call('PATCH', `/api/articles/${draft.id}`, { body: 'x' })).status).toBe(403);
    const bad = await sue.call('PATCH', `/api/articles/${draft.id}`, { publicUrl: 'javascript:alert(1)' });
    expect(bad.status).toBe(400);
  });
});
