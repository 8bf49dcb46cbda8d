import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClient, openWorld, refusal, type SunshineWorld } from './sunshine/world.ts';

let world: SunshineWorld;
/** With a key of the whole account. */
let account: ReturnType<typeof openClient>;

beforeAll(async () => {
  world = await openWorld();
  account = openClient(world.product.url, await world.makeKey('account'));
});
afterAll(() => world?.product.close());

const refused = (call: Promise<unknown> | undefined) => refusal(call as Promise<unknown>);

describe('sunshine-conversations-client: apps and keys', () => {
  it('reads and changes the app, which is the workspace', async () => {
    const { appId } = world;
    const apps = world.api('AppsApi');
    const before = await apps['getApp']?.(appId);
    expect(before?.['app']).toMatchObject({ id: appId, displayName: 'Test house' });
    expect(before?.['app']?.['settings']).toMatchObject({ maskCreditCardNumbers: true, echoPostback: false });
    const after = await apps['updateApp']?.(appId, {
      displayName: 'Second house',
      settings: { echoPostback: true },
      metadata: { region: 'eu' },
    });
    expect(after?.['app']).toMatchObject({ displayName: 'Second house', metadata: { region: 'eu' } });
    expect(after?.['app']?.['settings']).toMatchObject({ echoPostback: true });
    const large = apps['updateApp']?.(appId, { metadata: { text: 'x'.repeat(5000) } });
    expect(await refused(large)).toEqual({
      status: 400,
      code: 'bad_request',
      title: 'App metadata is limited to 4096 bytes in size.',
    });
    const list = await account('AppsApi')['listApps']?.({});
    expect(list?.['apps']?.[0]?.['id']).toBe(appId);
    expect(await refused(apps['listApps']?.({}))).toMatchObject({ status: 403, code: 'forbidden' });
    expect(await refused(account('AppsApi')['createApp']?.({ displayName: 'New' }))).toMatchObject({
      status: 402,
      code: 'payment_required',
    });
    expect(await refused(account('AppsApi')['deleteApp']?.(appId))).toMatchObject({ status: 403 });
  });

  it('makes keys that work, shows their secrets, and takes them away at once', async () => {
    const { appId, product } = world;
    const keys = account('AppKeysApi');
    const made = await keys['createAppKey']?.(appId, { displayName: 'Second' });
    const key = { id: String(made?.['key']?.['id']), secret: String(made?.['key']?.['secret']) };
    expect(key.id).toMatch(/^app_[0-9a-f]{24}$/);
    expect(key.secret.length).toBeGreaterThan(80);
    const own = openClient(`${product.url}/sc`, key)('AppsApi');
    expect((await own['getApp']?.(appId))?.['app']?.['id']).toBe(appId);
    expect((await keys['getAppKey']?.(appId, key.id))?.['key']?.['secret']).toBe(key.secret);
    expect(Number((await keys['listAppKeys']?.(appId))?.['keys']?.['length'])).toBe(2);
    await keys['deleteAppKey']?.(appId, key.id);
    expect(await refused(own['getApp']?.(appId))).toEqual({
      status: 401,
      code: 'unauthorized',
      title: 'Authorization is required',
    });
    expect(await refused(keys['getAppKey']?.(appId, key.id))).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    expect(await refused(world.api('AppKeysApi')['listAppKeys']?.(appId))).toMatchObject({ status: 403 });
  });

  it('lets nobody in without a key, with a wrong secret, or into another app', async () => {
    const { appId, product, key } = world;
    const wrong = openClient(product.url, { id: key.id, secret: 'wrong' })('AppsApi');
    expect(await refused(wrong['getApp']?.(appId))).toMatchObject({ status: 401 });
    expect(await refused(world.api('AppsApi')['getApp']?.('f'.repeat(24)))).toMatchObject({ status: 403 });
    expect(await refused(account('AppsApi')['getApp']?.('f'.repeat(24)))).toMatchObject({
      status: 404,
      code: 'app_not_found',
    });
  });
});

describe('sunshine-conversations-client: integrations', () => {
  it('shows the handle as an integration of type twitter, without its secrets', async () => {
    const { appId, handleId } = world;
    const integrations = world.api('IntegrationsApi');
    const { response } = ((await integrations['listIntegrationsWithHttpInfo']?.(appId, {})) ?? {}) as {
      response?: { text: string };
    };
    const { integrations: all } = JSON.parse(response?.text ?? '{}') as {
      integrations: Record<string, unknown>[];
    };
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({
      id: handleId,
      type: 'twitter',
      status: 'active',
      tier: 'enterprise',
      username: 'shopkeeper',
    });
    expect(Object.keys(all[0] ?? {})).not.toContain('consumerSecret');
    expect(String(all[0]?.['accessTokenKey'])).toMatch(/\*+$/);
    const renamed = await integrations['updateIntegration']?.(appId, handleId, { displayName: 'Support' });
    expect(renamed?.['integration']?.['displayName']).toBe('Support');
  });

  it('connects an X account by its own keys, and takes it out of use', async () => {
    const { appId, product } = world;
    await product.x.user('second_shop', { name: 'Second Shop' });
    const { apps } = await product.x.control<{ apps: Record<string, string>[] }>('GET', '/apps');
    const app = apps[0] ?? {};
    const token = await product.x.control<Record<string, string>>('POST', '/tokens', {
      appId: app['id'],
      user: '@second_shop',
      kind: 'oauth1',
    });
    const integrations = world.api('IntegrationsApi');
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
    const made = await integrations['createIntegration']?.(appId, keys);
    expect(made?.['integration']).toMatchObject({ type: 'twitter', status: 'active', displayName: 'Second' });
    const id = made?.['integration']?.['id'];
    const wrong = { ...keys, accessTokenSecret: 'wrong' };
    expect(await refused(integrations['createIntegration']?.(appId, wrong))).toMatchObject({
      status: 400,
      code: 'bad_request',
    });
    await integrations['deleteIntegration']?.(appId, id);
    expect(await refused(integrations['getIntegration']?.(appId, id))).toMatchObject({
      status: 404,
      code: 'integration_not_found',
    });
    expect(
      await refused(integrations['createIntegration']?.(appId, { type: 'telegram', token: 'x' })),
    ).toEqual({
      status: 400,
      code: 'bad_request',
      title: 'Invalid integration type',
    });
  });

  it('keeps a custom integration with its webhook and its keys', async () => {
    const { appId, handleId, product } = world;
    const integrations = world.api('IntegrationsApi');
    const made = await integrations['createIntegration']?.(appId, {
      type: 'custom',
      displayName: 'My bot',
      webhooks: [{ target: 'https://bot.example.org/hook', triggers: ['conversation:message'] }],
    });
    const id = String(made?.['integration']?.['id']);
    const webhooks = world.api('WebhooksApi');
    const own = (await webhooks['listWebhooks']?.(appId, id))?.['webhooks'];
    expect(own?.[0]).toMatchObject({ version: 'v2', target: 'https://bot.example.org/hook' });
    expect(String(own?.[0]?.['secret'])).toMatch(/^[0-9a-f]{32}$/);
    const webhookId = own?.[0]?.['id'];
    const changed = await webhooks['updateWebhook']?.(appId, id, webhookId, {
      triggers: ['conversation:message', 'conversation:read'],
    });
    expect(changed?.['webhook']?.['triggers']).toEqual(['conversation:message', 'conversation:read']);
    const unknown = webhooks['updateWebhook']?.(appId, id, webhookId, { triggers: ['conversation:dance'] });
    expect(await refused(unknown)).toMatchObject({ status: 400 });

    const keys = world.api('CustomIntegrationApiKeysApi');
    const key = (await keys['createCustomIntegrationKey']?.(appId, id, { displayName: 'Key' }))?.['key'];
    expect(key?.['id']).toMatch(/^int_/);
    const bot = openClient(product.url, { id: String(key?.['id']), secret: String(key?.['secret']) });
    expect((await bot('WebhooksApi')['getWebhook']?.(appId, 'me', webhookId))?.['webhook']?.['id']).toBe(
      webhookId,
    );
    expect(await refused(bot('IntegrationsApi')['listIntegrations']?.(appId, {}))).toMatchObject({
      status: 403,
    });
    expect(await refused(bot('WebhooksApi')['listWebhooks']?.(appId, handleId))).toMatchObject({
      status: 403,
    });
    expect(
      await refused(keys['createCustomIntegrationKey']?.(appId, handleId, { displayName: 'K' })),
    ).toEqual({
      status: 400,
      code: 'bad_request',
      title: 'API keys are available only for custom integrations',
    });
    await keys['deleteCustomIntegrationKey']?.(appId, id, key?.['id']);
    expect(await refused(bot('WebhooksApi')['listWebhooks']?.(appId, 'me'))).toMatchObject({ status: 401 });
    await integrations['deleteIntegration']?.(appId, id);
    expect(await refused(webhooks['listWebhooks']?.(appId, id))).toMatchObject({
      code: 'integration_not_found',
    });
  });
});

describe('sunshine-conversations-client: switchboard', () => {
  it('passes control from a bot to the desk and back', async () => {
    const { appId, conversationId } = world;
    const boards = world.api('SwitchboardsApi');
    const seats = world.api('SwitchboardIntegrationsApi');
    const actions = world.api('SwitchboardActionsApi');
    const bot = await world.api('IntegrationsApi')['createIntegration']?.(appId, {
      type: 'custom',
      displayName: 'Bot',
      webhooks: [{ target: 'https://bot.example.org/hook', triggers: ['*'] }],
    });
    const switchboard = (await boards['createSwitchboard']?.(appId))?.['switchboard'];
    expect(switchboard).toMatchObject({ enabled: false });
    expect(await refused(boards['createSwitchboard']?.(appId))).toMatchObject({
      title: 'Only one switchboard can be created per app',
    });
    const id = switchboard?.['id'];
    const desk = await seats['createSwitchboardIntegration']?.(appId, id, {
      name: 'desk',
      integrationType: 'rookery:desk',
    });
    const deskId = desk?.['switchboardIntegration']?.['id'];
    const own = await seats['createSwitchboardIntegration']?.(appId, id, {
      name: 'bot',
      integrationId: bot?.['integration']?.['id'],
      nextSwitchboardIntegrationId: deskId,
    });
    const botId = own?.['switchboardIntegration']?.['id'];
    expect(await refused(boards['updateSwitchboard']?.(appId, id, { enabled: true }))).toMatchObject({
      title: 'Enabled switchboard must have an associated default switchboardIntegration',
    });
    await boards['updateSwitchboard']?.(appId, id, { enabled: true, defaultSwitchboardIntegrationId: botId });
    const held = async () =>
      (await world.api('ConversationsApi')['getConversation']?.(appId, conversationId))?.['conversation'];
    expect((await held())?.['activeSwitchboardIntegration']).toMatchObject({ name: 'bot' });

    await actions['offerControl']?.(appId, conversationId, { switchboardIntegration: 'desk' });
    expect((await held())?.['pendingSwitchboardIntegration']).toMatchObject({ name: 'desk' });
    await actions['acceptControl']?.(appId, conversationId, { metadata: { why: 'human' } });
    expect((await held())?.['activeSwitchboardIntegration']).toMatchObject({ name: 'desk' });
    await actions['passControl']?.(appId, conversationId, { switchboardIntegration: 'bot' });
    await actions['passControl']?.(appId, conversationId, { switchboardIntegration: 'next' });
    expect((await held())?.['activeSwitchboardIntegration']).toMatchObject({ id: deskId });
    await actions['releaseControl']?.(appId, conversationId);
    expect((await held())?.['activeSwitchboardIntegration']).toMatchObject({ id: botId });

    expect(
      await refused(actions['passControl']?.(appId, conversationId, { switchboardIntegration: 'nobody' })),
    ).toMatchObject({ status: 400 });
    expect(
      await refused(actions['offerControl']?.(appId, conversationId, { switchboardIntegration: 'bot' })),
    ).toMatchObject({ status: 400 });
    expect(await refused(seats['deleteSwitchboardIntegration']?.(appId, id, botId))).toMatchObject({
      status: 400,
    });
    expect(await refused(seats['deleteSwitchboardIntegration']?.(appId, id, deskId))).toMatchObject({
      status: 400,
    });
    await boards['deleteSwitchboard']?.(appId, id);
    expect(Number((await boards['listSwitchboards']?.(appId))?.['switchboards']?.['length'])).toBe(0);
  });
});
