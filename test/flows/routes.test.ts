import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  apiRoutes,
  type RouteDescriptor,
  standardQueueSettings,
  standardWorkStreamSettings,
} from '../../contract/api/index.ts';
import { standardSurvey } from '../../server/surveys/standard.ts';
import { standardPrivacy } from '../../server/notices/standard-texts.ts';
import { newId } from '../../server/base/index.ts';
import { type ApiUser, apiUser, type Product, startProduct, openAnotherHouse } from '../product.ts';
import { until } from '../harness.ts';
import { dataBodies, type DataThings, makeDataThings } from './data-samples.ts';

let product: Product;
let stranger: ApiUser;
let other: ApiUser;
let agent: ApiUser;
/** Ids of our own things, by the path parameter under which a route may be asked for them. */
let ours: DataThings & {
  conversation: string;
  message: string;
  customer: string;
  app: string;
  account: string;
  handle: string;
  member: string;
  invitation: string;
  key: string;
};

beforeAll(async () => {
  product = await startProduct();
  await product.x.user('brandy');
  await product.x.user('custard');
  const { handleId, appId, accountId } = await product.connect('brandy');
  await product.x.write('custard', 'brandy', 'Our secret order is a quagga');
  const row = await until(
    async () => (await product.admin.call('GET', '/api/inbox?view=all')).body['rows']?.[0],
  );
  const conversation = String(row['conversationId']);
  const { entries } = await product.admin.ask<{ entries: { id: string }[] }>(
    'GET',
    `/api/conversations/${conversation}/entries`,
  );
  agent = await product.invite('Ben Agent', 'agent');
  const invitation = await product.admin.call('POST', '/api/invitations', {
    email: 'new@house.example',
    role: 'agent',
  });
  const key = await product.admin.call('POST', '/api/keys', { name: 'Robot', role: 'agent' });
  const dataThings = await makeDataThings(product);
  ours = {
    ...dataThings,
    conversation,
    message: entries[0]?.id ?? '',
    customer: String(row['customer']?.['id']),
    app: appId,
    account: accountId,
    handle: handleId,
    member: agent.memberId,
    invitation: String(invitation.body['invitation']?.['id']),
    key: String(key.body['key']?.['id']),
  };
  stranger = apiUser(product.url, '', { origin: product.url });
  other = await openAnotherHouse(product);
});

afterAll(() => product?.close());

const DEFAULT_BODY: Record<string, unknown> = {
  'composeLinks.create': { name: 'Poster', firstWords: 'Hello', welcomeMessageId: null },
  'publicPosts.answer': { text: 'Please write to us' },
  'publicPosts.settle': { as: 'sent' },
  'session.setUp': {
    workspaceName: 'Mine now',
    name: 'Eve',
    email: 'eve@else.example',
    password: 'correct horse 42',
  },
};

function pathOf(descriptor: RouteDescriptor): string {
  const id = descriptor.path.startsWith('/api/customers')
    ? ours.customer
    : descriptor.path.startsWith('/api/accounts')
      ? ours.account
      : descriptor.path.startsWith('/api/x-apps')
        ? ours.app
        : /^\/api\/(presence|offers)\//.test(descriptor.path)
          ? ours.member
          : descriptor.path.startsWith('/api/handles')
            ? ours.handle
            : descriptor.path.startsWith('/api/members')
              ? ours.member
              : descriptor.path.startsWith('/api/invitations')
                ? ours.invitation
                : descriptor.path.startsWith('/api/keys')
                  ? ours.key
                  : descriptor.path.startsWith('/api/saved-queries')
                    ? ours.savedQuery
                    : ours.conversation;
  const path = descriptor.path
    .replace(':messageId', ours.message)
    .replace(':mode', 'reply')
    .replace('shares/:kind/:granteeId', `shares/member/${ours.member}`)
    .replace(':kind', 'contact')
    .replace(':macroId', ours.message)
    .replace(':seq', '1')
    .replace(':direction', 'in')
    .replace(':memberId', ours.member)
    .replace(':linkId', ours.message)
    .replace(':datasetId', ours.dataset)
    .replace(':alertId', ours.alert)
    .replace(':chartId', ours.chart)
    .replace(':number', '1')
    .replace(':token', 'nobody-knows')
    .replace(':trigger', 'greeting')
    .replace(':id', id);
  if (descriptor.path.startsWith('/api/programs/keys/')) return path.replace(/[0-9a-f]{24}/, 'app_$&');
  if (descriptor.id === 'inbox.list') return `${path}?view=all`;
  if (descriptor.id === 'inbox.rows') return `${path}?ids=${ours.conversation}`;
  if (descriptor.id === 'programClients.request') return `${path}?clientId=${newId()}&responseType=code`;
  if (descriptor.id === 'dataServers.dataset') return `${path}?dataset=${ours.dataset}`;
  if (descriptor.id === 'datasets.export') return `${path}?format=csv`;
  if (descriptor.id === 'search.messages') return `${path}?q=secret`;
  return path;
}

const hours = () => ({
  name: newId(),
  description: '',
  timeZone: 'Europe/Berlin',
  periods: [],
  holidays: [],
  openings: [],
});

const rule = () => ({
  name: newId(),
  active: false,
  silenceOf: 'customer',
  workStreamId: null,
  afterMinutes: 60,
  action: 'close',
  defaultLanguage: 'en',
  texts: {},
});

/** Of a kind of thing of the set-up: made by its input, changed by the input and a version. */
const things = (name: string, input: () => object) => ({
  [`${name}.create`]: input,
  [`${name}.update`]: () => ({ ...input(), version: 1 }),
});

const bodies: Record<string, () => unknown> = {
  ...things('queues', () => ({
    name: newId(),
    description: '',
    priority: 1,
    openToAll: false,
    hoursId: null,
    memberIds: [],
    teamIds: [],
    settings: standardQueueSettings,
  })),
  ...things('streams', () => ({
    name: newId(),
    description: '',
    mode: 'push',
    queueId: newId(),
    settings: standardWorkStreamSettings,
  })),
  'streams.copy': () => ({}),
  ...things('skills', () => ({ name: newId(), kind: '', description: '', ratingModelId: null })),
  ...things('ratingModels', () => ({ name: newId(), ratings: [{ name: 'Good', value: 1 }] })),
  ...things('profiles', () => ({
    name: newId(),
    itemLimit: 1,
    reset: 'immediate',
    blocksAssignment: false,
  })),
  ...things('presenceOptions', () => ({ name: newId(), text: 'Lunch', base: 'away', description: '' })),
  'presenceOptions.order': () => ({ ids: [] }),
  ...things('teams', () => ({ name: newId(), description: '', memberIds: [] })),
  ...things('roles', () => ({ name: newId(), description: '', rank: 'agent', permissions: [] })),
  'agents.update': () => ({
    capacityUnits: 100,
    defaultPresenceId: null,
    skills: [],
    profiles: [],
    queueIds: [],
    teamIds: [],
    version: 0,
  }),
  'agents.setQueues': () => ({ queueIds: [] }),
  'agents.change': () => ({ memberIds: [ours.member], change: { capacityUnits: 1 } }),
  'distribution.set': () => ({}),
  'setupFile.import': () => ({
    file: { format: 'rookery-setup', version: 1, madeAt: '2026-01-01T00:00:00.000Z', parts: {} },
    dryRun: true,
  }),
  'hours.create': hours,
  'hours.update': hours,
  'hours.preview': hours,
  'monitoring.accept': () => ({ hash: 'a'.repeat(64) }),
  'monitoring.save': () => ({ text: '' }),
  'timeoutRules.create': rule,
  'timeoutRules.update': rule,
  'timeoutRules.order': () => ({ ids: [] }),
  'surveys.save': () => standardSurvey,
  'notices.save': () => ({ active: true, defaultLanguage: 'en', texts: { en: 'Hi' } }),
  'consent.savePrivacy': () => ({ mode: 'off', defaultLanguage: 'en', texts: standardPrivacy.texts }),
  'consent.saveWords': () => ({ words: {} }),
  'conversations.update': () => ({ state: 'closed' }),
  'conversations.bulkUpdate': () => ({ ids: [ours.conversation], change: { state: 'closed' } }),
  'conversations.markRead': () => ({ unread: true }),
  'conversations.present': () => ({ doing: 'viewing' }),
  'messages.send': () => ({ text: 'hello', idempotencyKey: newId() }),
  'messages.preview': () => ({ text: 'hello' }),
  'messages.note': () => ({ text: 'hello', idempotencyKey: newId() }),
  'messages.retry': () => ({}),
  'conversations.renameGroup': () => ({ name: 'Stolen' }),
  'teamwork.transfer': () => ({ to: { memberId: ours.member } }),
  'teamwork.ask': () => ({ kind: 'consult', to: { memberId: ours.member } }),
  'teamwork.say': () => ({ text: 'hello', idempotencyKey: newId() }),
  'alerts.update': () => ({
    name: 'Stolen',
    kind: 'no_agent',
    queueId: null,
    warning: 1,
    critical: null,
    enabled: true,
  }),
  'board.whisper': () => ({ text: 'hello', idempotencyKey: newId() }),
  'board.assign': () => ({ to: { memberId: ours.member } }),
  'board.transfer': () => ({ memberId: ours.member }),
  'messages.settle': () => ({ as: 'sent' }),
  'slack.create': () => ({ name: 'Stolen' }),
  'webhooks.replayRange': () => ({ from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' }),
  'presence.choose': () => ({ presenceId: 'busy' }),
  'presence.set': () => ({ presenceId: 'busy' }),
  'drafts.save': () => ({ text: 'x', mediaIds: [], version: 0 }),
  'customers.linkContact': () => ({ contactId: null }),
  'contacts.create': () => ({ name: 'Somebody', customerId: ours.customer }),
  'contacts.update': () => ({ name: 'Somebody' }),
  'companies.update': () => ({ name: 'Some company' }),
  'cases.update': () => ({ title: 'Some case' }),
  'attributes.update': () => ({ label: 'Stolen' }),
  'quickReplies.update': () => ({ title: 'Stolen' }),
  'macros.update': () => ({ name: 'Stolen' }),
  'macros.run': () => ({ idempotencyKey: newId() }),
  'articles.update': () => ({ title: 'Stolen' }),
  'timeline.addNote': () => ({ text: 'Some note' }),
  'conversations.setRecord': () => ({ title: 'Stolen' }),
  'customers.update': () => ({ attributes: {} }),
  'accounts.rename': () => ({ label: 'Stolen' }),
  'accounts.share': () => ({ level: 'owner' }),
  'accounts.moveDatasets': () => ({ to: newId() }),
  'xApps.update': () => ({ name: 'Stolen' }),
  'xApps.startSignIn': () => ({ authKind: 'oauth1', handleName: 'x' }),
  'xApps.acceptPrivacy': () => ({ noticeVersion: '1' }),
  'xApps.create': () => ({ name: 'n', consumerKey: newId(), consumerSecret: 's', network: 'local' }),
  'xApps.createLocal': () => ({}),
  'handles.update': () => ({ name: 'Stolen' }),
  'members.update': () => ({ role: 'administrator' }),
  'invitations.create': () => ({ email: `${newId()}@else.example`, role: 'agent' }),
  'apiKeys.create': () => ({ name: 'n', role: 'agent' }),
  'programClients.create': () => ({ name: 'n', redirectUris: ['https://bot.example/back'] }),
  'programClients.update': () => ({ name: 'n', redirectUris: ['https://bot.example/back'] }),
  'programClients.answer': () => ({ clientId: newId(), responseType: 'code', allow: false }),
  'programKeys.create': () => ({ name: 'n', scope: 'app' }),
  ...dataBodies,
  'dataClients.create': () => ({ name: 'n', scopes: ['data'] }),
  'dataServers.create': () => ({ name: 'n', host: 'h', clientId: 'c', secret: 's' }),
  'programIntegrations.rename': () => ({ name: 'n' }),
  'control.handBack': () => ({ programId: newId() }),
  'templates.create': () => ({ name: newId() }),
  'templates.update': () => ({ name: 'Stolen' }),
  'session.changePassword': () => ({ current: 'x', next: 'a longer password' }),
  'rules.create': () => ({ name: 'n', enabled: true, rules: [] }),
  'rules.update': () => ({ name: 'n', enabled: true, rules: [], version: 1 }),
  'rules.order': () => ({ ids: [] }),
  'rules.setRoute': () => ({ rules: [], version: 0 }),
  'rules.dryRun': () => ({ last: 10 }),
  'session.setPreferences': () => ({ sound: false }),
};

const bodyOf = (descriptor: RouteDescriptor) =>
  descriptor.body ? (bodies[descriptor.id]?.() ?? DEFAULT_BODY[descriptor.id] ?? {}) : undefined;

const named = apiRoutes.map((descriptor) => [descriptor.id, descriptor] as const);
const guarded = named.filter(([, descriptor]) => descriptor.access !== 'public');
/** Routes that act on one thing of a workspace. */
const owned = guarded.filter(([, { path }]) => /:id|:datasetId|\/rows$/.test(path));

describe('every route', () => {
  it('is served', () => {
    const served = new Set(product.app.parts.http.routes.map((one) => one.id));
    expect(apiRoutes.map((one) => one.id).filter((id) => !served.has(id))).toEqual([]);
  });

  it.each(guarded)('%s refuses a stranger', async (_id, descriptor) => {
    const answer = await stranger.call(descriptor.method, pathOf(descriptor), bodyOf(descriptor));
    expect(answer.status).toBe(401);
    expect(answer.body['error']?.['code']).toBe('not_signed_in');
  });

  it.each(guarded.filter(([, { access }]) => access === 'administrator'))(
    '%s refuses an agent',
    async (_id, descriptor) => {
      const answer = await agent.call(descriptor.method, pathOf(descriptor), bodyOf(descriptor));
      expect(answer.status).toBe(403);
    },
  );

  it.each(guarded.filter(([, { method }]) => method !== 'GET'))(
    '%s wants the token against forged requests',
    async (_id, descriptor) => {
      const { 'x-csrf-token': _token, ...without } = product.admin.headers;
      const answer = await apiUser(product.url, '', without).call(
        descriptor.method,
        pathOf(descriptor),
        bodyOf(descriptor),
      );
      expect(answer.status).toBe(403);
      expect(answer.body['error']?.['code']).toBe('csrf_failed');
    },
  );

  it.each(owned)('%s shows and gives nothing to another workspace', async (id, descriptor) => {
    const answer = await other.call(descriptor.method, pathOf(descriptor), bodyOf(descriptor));
    // A list of rows by id leaves out what is not one's own.
    const wanted = id === 'inbox.rows' ? [200] : [404, 403];
    expect(wanted).toContain(answer.status);
    expect(JSON.stringify(answer.body)).not.toMatch(/quagga|@?custard|brandy/);
  });

  it('leaves our things as they were after all that', async () => {
    const row = (await product.admin.call('GET', '/api/inbox?view=all')).body['rows']?.[0];
    expect(row?.['workItem']?.['state']).toBe('open');
    const { apps, handles } = await product.admin.ask<{
      apps: { name: string }[];
      handles: { name: string }[];
    }>('GET', '/api/x-apps');
    expect(apps.map((app) => app.name)).toEqual(['Test desk']);
    expect(handles.map((handle) => handle.name)).toEqual(['brandy']);
    const { members } = await product.admin.ask<{ members: { role: string }[] }>('GET', '/api/members');
    expect(members.map((member) => member.role).sort()).toEqual(['administrator', 'agent']);
  });

  it("lists are the own workspace's", async () => {
    for (const path of [
      '/api/inbox?view=all',
      '/api/inbox?view=closed',
      '/api/search?q=secret',
      '/api/handles',
      '/api/x-apps',
      '/api/invitations',
      '/api/keys',
    ]) {
      expect(JSON.stringify((await other.call('GET', path)).body)).not.toMatch(
        /quagga|brandy|Test desk|Robot|house\.example/,
      );
    }
  });

  it('answer addresses that cannot be decoded, and bodies of other kinds, in the form of our errors', async () => {
    const undecodable = await product.admin.call('GET', '/api/conversations/%zz');
    expect(undecodable).toMatchObject({ status: 400, body: { error: { code: 'invalid_request' } } });
    const response = await fetch(`${product.url}/api/contacts`, {
      method: 'POST',
      headers: { ...product.admin.headers, 'content-type': 'text/plain' },
      body: 'name=Eve',
    });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ error: { code: 'media_type_not_supported' } });
  });
});
