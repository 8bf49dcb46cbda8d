import { TextWriter, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Value } from 'typebox/value';
import { Transcript, type TranscriptExport } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type ApiUser, type Product, signIn, startProduct } from '../product.ts';

/** The first job of a database lays the job library's tables first. */
const PATIENT = { timeoutMs: 50_000, everyMs: 100 };
let product: Product;
let ben: ApiUser;
let sue: ApiUser;
const conversations = new Map<string, string>();

beforeAll(async () => {
  product = await startProduct();
  await product.x.user('bakery');
  await product.connect('bakery');
  ben = await product.invite('Ben Agent', 'agent');
  sue = await product.invite('Sue Super', 'supervisor');
  const words: Record<string, string> = {
    anna: '=HYPERLINK("https://evil.example") card 4111 1111 1111 1111',
    boris: '<script>alert(1)</script> & "quotes"',
    layla: 'مرحبا، أين طلبي؟',
  };
  for (const [name, text] of Object.entries(words)) {
    await product.x.user(name, { name });
    await product.x.write(name, 'bakery', text);
  }
  const rows = await until(async () => {
    const page = await ben.ask<{ rows: { conversationId: string; customer: { username: string } }[] }>(
      'GET',
      '/api/inbox?view=all',
    );
    return page.rows.length === 3 && page.rows;
  });
  for (const row of rows) conversations.set(row.customer.username, row.conversationId);
  await ben.ask('POST', `/api/conversations/${idOf('anna')}/notes`, {
    text: 'Is cross',
    idempotencyKey: 'note-cross',
  });
  await ben.ask('PATCH', `/api/conversations/${idOf('anna')}`, {
    addTags: ['refund'],
    assigneeId: ben.memberId,
  });
});

afterAll(() => product?.close());

const idOf = (name: string) => conversations.get(name) ?? '';
const one = async (name: string, query: string, as: ApiUser = ben) => {
  const answer = await fetch(`${product.url}/api/conversations/${idOf(name)}/transcript?${query}`, {
    headers: as.headers,
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
};
const make = async (body: object, as: ApiUser = ben) => {
  const { id } = await as.ask<TranscriptExport>('POST', '/api/transcripts', {
    format: 'json',
    withFiles: true,
    withNotes: false,
    ...body,
  });
  const state = async () => (await as.ask<TranscriptExport>('GET', `/api/transcripts/${id}`)).state;
  await until(async () => (await state()) === 'done', PATIENT);
  return id;
};
async function unzip(id: string, as: ApiUser = ben): Promise<Map<string, string>> {
  const answer = await fetch(`${product.url}/api/transcripts/${id}/file`, { headers: as.headers });
  expect(answer.status).toBe(200);
  const zip = new ZipReader(new Uint8ArrayReader(new Uint8Array(await answer.arrayBuffer())));
  const files = new Map<string, string>();
  for (const entry of await zip.getEntries()) {
    if (!entry.directory) files.set(entry.filename, await entry.getData(new TextWriter()));
  }
  return files;
}

describe('#93 a transcript of one conversation', () => {
  it('#94 is masked, and leaves notes out unless they are asked for', async () => {
    const json = await one('anna', 'format=json');
    const transcript: unknown = JSON.parse(json.text);
    expect(Value.Check(Transcript, transcript)).toBe(true);
    expect(transcript).toMatchObject({ masked: true, customer: { username: 'anna' }, handle: 'bakery' });
    expect(json.text).toContain('#### #### #### ####');
    expect(json.text).not.toMatch(/4111|Is cross/);
    const withNotes = JSON.parse((await one('anna', 'format=json&notes=true')).text) as Transcript;
    expect(withNotes.lines.find((line) => line.tag === 'private')).toMatchObject({
      text: 'Is cross',
      name: 'Ben Agent',
    });
    expect(withNotes.lines.some((line) => line.tag === 'system')).toBe(true);
  });

  it('as HTML stands alone: escaped, any script, and nothing in it acts', async () => {
    const page = await one('boris', 'format=html');
    expect(page.text).toContain('&#60;script&#62;alert(1)&#60;/script&#62; &#38; &#34;quotes&#34;');
    expect(page.text).not.toMatch(/<script|src=|href="http/);
    expect(page.headers.get('content-security-policy')).toContain('sandbox');
    expect((await one('layla', 'format=html')).text).toContain('<p dir="auto">مرحبا، أين طلبي؟</p>');
  });

  it('as CSV holds no formula', async () => {
    const { text } = await one('anna', 'format=csv');
    expect(text).toContain(`"'=HYPERLINK(""https://`);
    expect(text.split('\r\n')[0]).toBe('conversation,handle,customer,at,tag,from,name,text,what,state,files');
  });

  it('is kept in by its work stream, but for those who manage privacy; and it is on record', async () => {
    const { db } = product.app.parts;
    const restrict = (on: boolean) =>
      db.execute(
        sql`update work_stream set settings = settings || ${JSON.stringify({ restrictTranscripts: on })}`,
      );
    await restrict(true);
    expect(await one('anna', 'format=html')).toMatchObject({
      status: 403,
      text: expect.stringMatching(/transcripts_restricted/),
    });
    expect((await one('anna', 'format=html', product.admin)).status).toBe(200);
    expect(
      (
        await ben.call('POST', '/api/transcripts', {
          filter: {},
          format: 'html',
          withFiles: false,
          withNotes: false,
        })
      ).status,
    ).toBe(404);
    await restrict(false);
    const [entry] = (await product.admin.call('GET', '/api/audit?limit=1')).body[
      'entries'
    ] as unknown as object[];
    expect(entry).toMatchObject({
      action: 'transcript.exported',
      subjectId: idOf('anna'),
      actorId: product.admin.memberId,
    });
  });
});

describe('#93 transcripts of many', () => {
  it('come as a zip with a page for each conversation that fits', async () => {
    const all = await unzip(await make({ filter: {}, format: 'html', withNotes: true }));
    expect([...all.keys()].map((name) => name.replace(/-[0-9a-f]{8}/, '')).toSorted()).toEqual([
      'anna.html',
      'boris.html',
      'layla.html',
    ]);
    const tagged = await unzip(await make({ filter: { tag: 'refund' } }));
    expect([...tagged.keys()].map((name) => name.split('-')[0])).toEqual(['anna']);
    const handle = await make({
      filter: { from: '2020-01-01T00:00:00.000Z', conversationIds: [idOf('boris')] },
    });
    expect(
      [...(await unzip(handle)).values()].map((text) => (JSON.parse(text) as Transcript).customer.username),
    ).toEqual(['boris']);
    const none = await ben.call('POST', '/api/transcripts', {
      filter: { tag: 'nobody' },
      format: 'csv',
      withFiles: false,
      withNotes: false,
    });
    expect(none).toMatchObject({ status: 404, body: { error: { code: 'nothing_to_export' } } });
  });

  it('#106 go when somebody in them is erased', async () => {
    const id = await make({ filter: {} });
    const { customerId } = await product.admin.ask<{ customerId: string }>('POST', '/api/privacy/person', {
      who: '@boris',
    });
    const { id: request } = await product.admin.ask<{ id: string }>('POST', '/api/privacy/requests', {
      customerId,
      kind: 'erase',
      includeContact: false,
      confirm: '@boris',
    });
    await until(
      async () =>
        (await product.admin.call('GET', `/api/privacy/requests/${request}`)).body['state'] === 'done',
    );
    const found = await ben.ask<TranscriptExport>('GET', `/api/transcripts/${id}`);
    expect(found).toMatchObject({
      state: 'failed',
      failure: expect.stringMatching(/erased/),
      byteSize: null,
    });
  });

  it('are for whoever asked, and gone after 7 days', async () => {
    const id = await make({ filter: {} });
    expect((await sue.call('GET', `/api/transcripts/${id}`)).status).toBe(404);
    expect((await product.admin.call('GET', `/api/transcripts/${id}`)).status).toBe(200);
    await product.app.parts.clock.advance(8 * 24 * 3_600_000);
    // Sign-ins have ended too.
    const again = await signIn(product.url, 'ben.agent@house.example');
    await until(async () => (await again.call('GET', `/api/transcripts/${id}/file`)).status === 410);
    expect((await again.ask<TranscriptExport>('GET', `/api/transcripts/${id}`)).byteSize).toBeNull();
  });
});
