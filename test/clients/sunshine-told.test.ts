import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type Answer, openClient, openWorld, refusal, type SunshineWorld } from './sunshine/world.ts';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let world: SunshineWorld;
const heard: { headers: Record<string, unknown>; body: Answer; raw: string }[] = [];
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const raw = Buffer.concat(chunks).toString('utf8');
    heard.push({ headers: request.headers, body: JSON.parse(raw) as Answer, raw });
    response.writeHead(200).end();
  });
});
let secret = '';

beforeAll(async () => {
  world = await openWorld();
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  const made = await world.api('IntegrationsApi')['createIntegration']?.(world.appId, {
    type: 'custom',
    displayName: 'Listener',
    webhooks: [
      {
        target: `http://127.0.0.1:${port}/hook`,
        triggers: ['*'],
        includeFullUser: true,
        includeFullSource: true,
      },
    ],
  });
  const id = made?.['integration']?.['id'];
  const webhooks = (await world.api('WebhooksApi')['listWebhooks']?.(world.appId, id))?.['webhooks'];
  secret = String(webhooks?.[0]?.['secret']);
});
afterAll(async () => {
  await new Promise((resolve) => receiver.close(resolve));
  await world?.product.close();
});

const eventsOf = (type: string) =>
  heard.map((one) => one.body['events']?.[0]).filter((one) => one?.['type'] === type);

describe('webhooks of version 2', () => {
  it('tell of a first message: the conversation, then what was said, with user and client', async () => {
    await world.product.x.user('mira', { name: 'Mira Marsh' });
    await world.product.x.write('mira', 'shopkeeper', 'My parcel is lost');
    const told = await until(async () => eventsOf('conversation:message')[0]);
    const { payload } = told;
    expect(payload['conversation']).toMatchObject({ type: 'personal' });
    expect(payload['message']).toMatchObject({
      author: {
        type: 'user',
        displayName: 'Mira Marsh',
        user: { profile: { givenName: 'Mira', surname: 'Marsh' } },
      },
      content: { type: 'text', text: 'My parcel is lost' },
      source: {
        type: 'twitter',
        integrationId: world.handleId,
        client: { type: 'twitter', raw: { screen_name: 'mira' } },
      },
    });
    const begun = eventsOf('conversation:create');
    expect(begun).toHaveLength(1);
    expect(begun[0]?.['payload']).toMatchObject({ creationReason: 'message', source: { type: 'twitter' } });
    const types = heard.map((one) => String(one.body['events']?.[0]?.['type']));
    expect(types.indexOf('conversation:create')).toBeLessThan(types.indexOf('conversation:message'));
  });

  it('carry the secret, and a signature of the very bytes', async () => {
    const one = await until(async () => heard[0]);
    expect(one.headers['x-api-key']).toBe(secret);
    expect(one.body['app']?.['id']).toBe(world.appId);
    expect(one.body['webhook']).toMatchObject({ version: 'v2' });
    const [, time, given] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(one.headers['x-rookery-signature'])) ?? [];
    expect(createHmac('sha256', secret).update(`${time}.${one.raw}`).digest('hex')).toBe(given);
  });

  it('tell of a program’s answer and of its arrival at X', async () => {
    const conversationId = String(eventsOf('conversation:message')[0]?.['payload']?.['conversation']?.['id']);
    const posted = await world.api('MessagesApi')['postMessage']?.(world.appId, conversationId, {
      author: { type: 'business' },
      content: { type: 'text', text: 'We look for it.' },
    });
    const id = String(posted?.['messages']?.[0]?.['id']);
    const arrived = await until(async () =>
      eventsOf('conversation:message:delivery:channel').find(
        (one) => one?.['payload']?.['message']?.['id'] === id,
      ),
    );
    expect(arrived['payload']).toMatchObject({
      destination: { type: 'twitter', integrationId: world.handleId },
      isFinalEvent: true,
    });
    expect(String(arrived['payload']['externalMessages']?.[0]?.['id'])).toMatch(/^\d+$/);
    const said = eventsOf('conversation:message').filter(
      (one) => one?.['payload']?.['message']?.['id'] === id,
    );
    expect(said).toHaveLength(1);
    expect(said[0]?.['payload']?.['message']?.['author']).toMatchObject({ type: 'business' });
  });

  it('tell a long text in parts that clients take, and nothing of it is lost', async () => {
    const text = Array.from({ length: 1000 }, (_, index) => `word${index}`).join(' ');
    await world.product.x.write('mira', 'shopkeeper', text);
    const parts = await until(async () => {
      const found = eventsOf('conversation:message').filter((one) =>
        String(one?.['payload']?.['message']?.['content']?.['text']).includes('word'),
      );
      return found.length > 1 &&
        found.map((one) => String(one?.['payload']['message']?.['content']?.['text'])).join('').length ===
          text.length
        ? found
        : undefined;
    });
    const texts = parts.map((one) => String(one?.['payload']['message']?.['content']?.['text']));
    expect(texts.join('')).toBe(text);
    expect(Math.max(...texts.map((one) => one.length))).toBeLessThanOrEqual(4096);
    expect(new Set(parts.map((one) => one?.['id'])).size).toBe(parts.length);
  });
});

describe('rich messages', () => {
  const post = async (content: unknown, more: object = {}) => {
    const posted = await world.api('MessagesApi')['postMessage']?.(world.appId, world.conversationId, {
      author: { type: 'business' },
      content,
      ...more,
    });
    return posted?.['messages']?.[0];
  };

  it('come back as they were given, with what the contract adds', async () => {
    const card = {
      title: 'Tacos',
      description: 'Hot',
      actions: [{ type: 'postback', text: 'Order', payload: 'TACO' }],
    };
    expect((await post({ type: 'carousel', items: [card] }))?.['content']).toMatchObject({
      type: 'carousel',
      items: [{ title: 'Tacos', actions: [{ type: 'postback', payload: 'TACO', uri: '' }] }],
      text: '1. Tacos\nHot\n',
    });
    expect(
      (await post({ type: 'location', coordinates: { lat: 52.5, long: 13.4 } }))?.['content'],
    ).toMatchObject({
      type: 'location',
      text: 'Location shared:\nhttps://maps.google.com/maps?q=52.5,13.4',
    });
    const choices = [
      { type: 'reply', text: 'Yes', payload: 'YES' },
      { type: 'reply', text: 'No', payload: 'NO' },
    ];
    expect((await post({ type: 'text', text: 'Well?', actions: choices }))?.['content']).toMatchObject({
      actions: choices,
    });
    expect((await post({ type: 'text', text: 'Sure? %[Yes](reply:SURE)' }))?.['content']).toMatchObject({
      text: 'Sure?',
      actions: [{ type: 'reply', text: 'Yes', payload: 'SURE' }],
    });
  });

  it('bring the payload of the chosen answer back', async () => {
    await until(async () => {
      const { entries } = await world.product.admin.ask<{ entries: { state: string }[] }>(
        'GET',
        `/api/conversations/${world.conversationId}/entries`,
      );
      return entries.every((one) => one.state === 'sent' || one.state === 'received');
    });
    await world.product.x.write('jane', 'shopkeeper', 'yes');
    const answer = await until(async () =>
      eventsOf('conversation:message').find(
        (one) => one?.['payload']?.['message']?.['content']?.['payload'] !== undefined,
      ),
    );
    expect(answer['payload']['message']?.['content']).toMatchObject({
      type: 'text',
      text: 'yes',
      payload: 'SURE',
    });
  });

  it('hold a file that was uploaded, which whoever has its address can open', async () => {
    const upload = async (bytes: Uint8Array<ArrayBuffer>, name: string) => {
      const form = new FormData();
      form.set('source', new Blob([bytes]), name);
      const answer = await fetch(`${world.product.url}/sc/v2/apps/${world.appId}/attachments?access=public`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${world.key.id}:${world.key.secret}`)}` },
        body: form,
      });
      return { status: answer.status, body: (await answer.json()) as Answer };
    };
    const { status, body } = await upload(new Uint8Array(PIXEL), 'pixel.png');
    expect(status).toBe(201);
    const mediaUrl = String(body['attachment']?.['mediaUrl']);
    expect(body['attachment']?.['mediaType']).toBe('image/png');
    const opened = await fetch(mediaUrl);
    expect(Buffer.from(await opened.arrayBuffer()).equals(PIXEL)).toBe(true);
    const guessed = await fetch(mediaUrl.replace(/-[0-9a-f]{4}/, '-0000'));
    expect(guessed.status).toBe(404);

    const sent = await post({ type: 'image', mediaUrl, text: 'Look' });
    expect(sent?.['content']).toMatchObject({
      type: 'image',
      mediaUrl,
      mediaType: 'image/png',
      text: 'Look',
    });
    const page = await upload(new TextEncoder().encode('%PDF-1.4\n%âãÏÓ\n'), 'terms.pdf');
    expect(page.status).toBe(201);
    expect(
      (await post({ type: 'file', mediaUrl: String(page.body['attachment']?.['mediaUrl']) }))?.['content'],
    ).toMatchObject({
      type: 'file',
      mediaType: 'application/pdf',
    });
    expect(await upload(new Uint8Array([1, 2, 3]), 'tool.exe')).toMatchObject({
      status: 415,
      body: {
        errors: [{ code: 'unsupported_media_type', title: 'File rejected. File extension not allowed' }],
      },
    });
    const attachments = world.api('AttachmentsApi');
    await attachments['deleteAttachment']?.(world.appId, { mediaUrl });
    expect((await fetch(mediaUrl)).status).toBe(404);
    const foreign = attachments['deleteAttachment']?.(world.appId, {
      mediaUrl: 'https://else.example/x.png',
    });
    expect(await refusal(foreign as Promise<unknown>)).toMatchObject({ status: 400 });
  });

  it('take a picture from elsewhere, and keep nothing but what goes with the message', async () => {
    const keptBefore = await world.product.db.rows(
      sql`select 1 from media where kept and message_id is null`,
    );
    const elsewhere = createServer((_request, response) => response.end(PIXEL));
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const { port } = elsewhere.address() as AddressInfo;
    const sent = await post({ type: 'image', mediaUrl: `http://127.0.0.1:${port}/pixel` });
    await new Promise((resolve) => elsewhere.close(resolve));
    expect(sent?.['content']).toMatchObject({ type: 'image', mediaType: 'image/png' });
    const rows = await world.product.db.rows(sql<{ message_id: string | null; kept: boolean }>`
      select message_id, kept from media where created_at >= (
        select created_at from message where id = ${String(sent?.['id'])}) - interval '5 seconds' and not kept`);
    expect(rows).toContainEqual({ message_id: sent?.['id'], kept: false });
    const left = await world.product.db.rows(sql`select 1 from media where kept and message_id is null`);
    expect(left).toHaveLength(keptBefore.length);
  });

  it('stay here when they are for nobody', async () => {
    const kept = await post(
      { type: 'text', text: 'For the record' },
      { destination: { integrationType: 'none' } },
    );
    expect(kept?.['content']).toMatchObject({ text: 'For the record' });
    const elsewhere = post({ type: 'text', text: 'x' }, { destination: { integrationType: 'whatsapp' } });
    expect(await refusal(elsewhere as Promise<unknown>)).toMatchObject({ status: 400 });
  });
});

describe('tokens', () => {
  const sign = (key: { id: string; secret: string }, scope: string, alg = 'HS256') =>
    new SignJWT({ scope })
      .setProtectedHeader({ alg, typ: 'JWT', kid: key.id })
      .setIssuedAt()
      .sign(new TextEncoder().encode(key.secret));

  it('signed with a key’s secret count as the key, and no others do', async () => {
    const { appId, key, product } = world;
    const get = (token: string) =>
      openClient(product.url, { token })('AppsApi')['getApp']?.(appId) as Promise<Answer>;
    expect((await get(await sign(key, 'app')))['app']?.['id']).toBe(appId);
    const refusedTokens = [
      await sign(key, 'account'),
      await sign(key, 'user'),
      await sign({ ...key, secret: `${key.secret}x` }, 'app'),
      await sign(key, 'app', 'HS512'),
      `${btoa(JSON.stringify({ alg: 'none', kid: key.id }))}.${btoa(JSON.stringify({ scope: 'app' }))}.`,
    ];
    for (const token of refusedTokens) {
      expect(await refusal(get(token))).toMatchObject({ status: 401, code: 'unauthorized' });
    }
  });
});
