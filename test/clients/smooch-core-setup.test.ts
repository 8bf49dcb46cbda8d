import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formOf, openSmooch, refusalV1, type Smooch } from './sunshine/smooch.ts';
import { openWorld, type SunshineWorld } from './sunshine/world.ts';

const NOBODY = 'f'.repeat(24);
/** One white point. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

let world: SunshineWorld;
let smooch: Smooch;
let account: Smooch;

beforeAll(async () => {
  world = await openWorld();
  smooch = openSmooch(`${world.product.url}/sc`, world.key, 'app');
  account = openSmooch(world.product.url, await world.makeKey('account'), 'account');
});
afterAll(() => world?.product.close());

describe('smooch-core: apps and keys', () => {
  it('reads and changes the app, which is the workspace', async () => {
    const { appId } = world;
    const before = await smooch('apps.get')(appId);
    expect(before['app']).toMatchObject({
      _id: appId,
      name: 'Test house',
      settings: { maskCreditCardNumbers: true },
    });
    const after = await smooch('apps.update')(appId, {
      name: 'Second house',
      settings: { echoPostback: true },
      metadata: { region: 'eu' },
    });
    expect(after['app']).toMatchObject({ name: 'Second house', metadata: { region: 'eu' } });
    expect((await smooch('apps.get')(appId))['app']).toEqual(after['app']);
    expect(await account('apps.list')()).toMatchObject({ apps: [{ _id: appId }], hasMore: false, offset: 0 });
    expect(await account('apps.list')(25, 1)).toEqual({ apps: [], hasMore: false, offset: 1 });
    expect(await refusalV1(smooch('apps.list')())).toEqual({
      status: 403,
      code: 'forbidden',
      description: 'Forbidden',
    });
    expect(await refusalV1(account('apps.get')(NOBODY))).toMatchObject({
      status: 404,
      code: 'app_not_found',
    });
    const large = smooch('apps.update')(appId, { metadata: { text: 'x'.repeat(5000) } });
    expect(await refusalV1(large)).toMatchObject({
      description: 'App metadata is limited to 4096 bytes in size.',
    });
  });

  it('makes keys that work, signs tokens with them, and takes them away at once', async () => {
    const { appId, product } = world;
    const { key } = await account('apps.keys.create')(appId, 'Second');
    expect(String(key?.['_id'])).toMatch(/^app_[0-9a-f]{24}$/);
    const own = { id: String(key?.['_id']), secret: String(key?.['secret']) };
    expect((await openSmooch(product.url, own, 'app')('apps.get')(appId))['app']?.['_id']).toBe(appId);
    expect((await account('apps.keys.get')(appId, own.id))['key']).toEqual(key);
    expect(Number((await account('apps.keys.list')(appId))['keys']?.['length'])).toBe(2);
    const { jwt } = await account('apps.keys.getJwt')(appId, own.id);
    const byToken = () =>
      fetch(`${product.url}/v1.1/webhooks`, { headers: { authorization: `Bearer ${String(jwt)}` } });
    expect((await byToken()).status).toBe(200);
    expect(await account('apps.keys.delete')(appId, own.id)).toEqual({});
    const refused = await byToken();
    expect(refused.status).toBe(401);
    expect(await refused.json()).toEqual({
      error: { code: 'unauthorized', description: 'Authorization is required' },
    });
    expect(await refusalV1(account('apps.keys.get')(appId, own.id))).toMatchObject({
      status: 404,
      code: 'not_found',
    });
  });
});

describe('smooch-core: webhooks', () => {
  it('makes, reads, changes and deletes an address of version 1.1', async () => {
    const { appId } = world;
    const { webhook } = await smooch('webhooks.create')({ target: 'https://bot.example.org/hook' });
    expect(webhook).toMatchObject({
      target: 'https://bot.example.org/hook',
      triggers: ['message'],
      version: 'v1.1',
      includeClient: false,
      includeFullAppUser: false,
    });
    expect(String(webhook?.['secret'])).toMatch(/^[0-9a-f]{40}$/);
    const id = webhook?.['_id'];
    expect((await account('webhooks.get')(appId, id))['webhook']).toEqual(webhook);
    const { webhook: changed } = await smooch('webhooks.update')(id, {
      triggers: ['message:appUser', 'postback'],
      includeClient: true,
      includeFullAppUser: true,
    });
    expect(changed).toMatchObject({
      _id: id,
      secret: webhook?.['secret'],
      target: 'https://bot.example.org/hook',
      triggers: ['message:appUser', 'postback'],
      includeClient: true,
      includeFullAppUser: true,
    });
    expect((await smooch('webhooks.list')())['webhooks']).toEqual([changed]);
    expect(await refusalV1(smooch('webhooks.update')(id, { triggers: ['dance'] }))).toMatchObject({
      status: 400,
      code: 'bad_request',
    });
    expect(await smooch('webhooks.delete')(id)).toEqual({});
    expect(await refusalV1(smooch('webhooks.get')(id))).toMatchObject({ status: 404, code: 'not_found' });
  });
});

describe('smooch-core: integrations', () => {
  it('connects an X account, lists, renames and removes it', async () => {
    const { appId, handleId, product } = world;
    await product.x.user('second_shop', { name: 'Second Shop' });
    const { apps } = await product.x.control<{ apps: Record<string, string>[] }>('GET', '/apps');
    const app = apps[0] ?? {};
    const token = await product.x.control<Record<string, string>>('POST', '/tokens', {
      appId: app['id'],
      user: '@second_shop',
      kind: 'oauth1',
    });
    const keys = {
      type: 'twitter',
      tier: 'premium',
      envName: 'prod',
      displayName: 'Second',
      consumerKey: app['consumerKey'],
      consumerSecret: app['consumerSecret'],
      accessTokenKey: token['token'],
      accessTokenSecret: token['secret'],
    };
    const { integration } = await smooch('integrations.create')(appId, keys);
    expect(integration).toMatchObject({
      type: 'twitter',
      tier: 'premium',
      status: 'active',
      displayName: 'Second',
      username: 'second_shop',
      consumerKey: app['consumerKey'],
    });
    expect(JSON.stringify(integration)).not.toContain(String(token['secret']));
    const id = integration?.['_id'];
    const { integration: renamed } = await smooch('integrations.update')(appId, id, {
      displayName: 'Renamed',
    });
    expect(renamed?.['displayName']).toBe('Renamed');
    expect((await account('integrations.get')(appId, id))['integration']).toEqual(renamed);
    const page = await smooch('integrations.list')(appId, 'twitter', 1, 0);
    expect(page).toMatchObject({ integrations: [{ _id: handleId }], hasMore: true, offset: 0 });
    const rest = await smooch('integrations.list')(appId, ['twitter', 'custom'], 1, 1);
    expect(rest).toMatchObject({ integrations: [{ _id: id }], hasMore: false, offset: 1 });
    const wrong = smooch('integrations.create')(appId, { ...keys, accessTokenSecret: 'wrong' });
    expect(await refusalV1(wrong)).toMatchObject({ status: 400, code: 'bad_request' });
    const telegram = smooch('integrations.create')(appId, { type: 'telegram', token: 'x' });
    expect(await refusalV1(telegram)).toMatchObject({ description: 'Invalid integration type' });
    expect(await smooch('integrations.delete')(appId, id)).toEqual({});
    expect(await refusalV1(smooch('integrations.get')(appId, id))).toMatchObject({
      status: 404,
      code: 'integration_not_found',
    });
  });
});

describe('smooch-core: attachments', () => {
  it('keeps a file, says it, and deletes it', async () => {
    const { appId } = world;
    const form = () => formOf(PNG, 'point.png', 'image/png');
    const kept = await smooch('attachments.create')({ access: 'public' }, form());
    expect(kept['mediaType']).toBe('image/png');
    const read = await fetch(String(kept['mediaUrl']));
    expect(Buffer.from(await read.arrayBuffer())).toEqual(PNG);
    expect(await account('attachments.delete')(appId, kept['mediaUrl'])).toEqual({});
    expect(await refusalV1(smooch('attachments.delete')(kept['mediaUrl']))).toMatchObject({ status: 404 });
    const text = smooch('attachments.create')(
      'public',
      formOf(Buffer.from('#!/bin/sh'), 'a.sh', 'text/plain'),
    );
    expect(await refusalV1(text)).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  });

  it('is sent no file by the client’s own forms: that failure is the client’s', async () => {
    // On this Node the client makes a form of the platform’s and sends "[object FormData]" in its place.
    const platform = new FormData();
    platform.append('source', new Blob([PNG]), 'point.png');
    const missing = { status: 415, code: 'unsupported_media_type' };
    expect(await refusalV1(smooch('attachments.create')('public', platform))).toMatchObject(missing);
    const image = smooch('appUsers.uploadImage')(world.userId, 'file', { role: 'appMaker' });
    expect(await refusalV1(image)).toMatchObject(missing);
  });

  it('takes an image and its message in one form', async () => {
    const form = new FormData();
    form.append('source', new Blob([PNG], { type: 'image/png' }), 'point.png');
    form.append('role', 'appMaker');
    form.append('name', 'Bot');
    const answer = await fetch(`${world.product.url}/v1.1/appusers/${world.userId}/images`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${world.key.id}:${world.key.secret}`)}` },
      body: form,
    });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({
      message: { role: 'appMaker', type: 'image', name: 'Bot', mediaType: 'image/png' },
      conversation: { _id: world.conversationId },
    });
  });
});
