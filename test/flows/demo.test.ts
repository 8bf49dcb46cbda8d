import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  ConversationDetail,
  DataReport,
  InboxRow,
  ProgramIntegration,
  PublicPost,
  Report,
  StreamRules,
  Webhook,
} from '../../contract/api/index.ts';
import { DEMO_PASSWORD, demoStaff, keepWriting, seedDemo } from '../../server/demo/index.ts';
import { until } from '../harness.ts';
import { type ApiUser, apiUser, type Product, startProduct } from '../product.ts';

let product: Product;
let ada: ApiUser;

beforeAll(async () => {
  product = await startProduct({ demo: true, empty: true });
  await seedDemo({
    url: product.url,
    localXUrl: product.x.url,
    clock: product.app.parts.clock,
    onProgress: () => undefined,
  });
  ada = await enter('ada');
}, 900_000);
afterAll(() => product?.close());

async function enter(who: keyof typeof demoStaff): Promise<ApiUser> {
  const { email } = demoStaff[who];
  const { body, headers } = await apiUser(product.url, '', { origin: product.url }).call(
    'POST',
    '/api/session',
    {
      email,
      password: DEMO_PASSWORD,
    },
  );
  const cookie = headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const csrf = { 'x-csrf-token': String(body['csrfToken']) };
  return apiUser(product.url, String(body['member']?.['id']), { cookie, origin: product.url, ...csrf });
}

const rowsOf = async (view: string) =>
  (await ada.ask<{ rows: InboxRow[] }>('GET', `/api/inbox?view=${view}&limit=100`)).rows;
const items = async <T>(kind: string) => (await ada.ask<{ items: T[] }>('GET', `/api/setup/${kind}`)).items;
const week = () => {
  const now = product.app.parts.clock.now().getTime();
  const [from, until] = [now - 9 * 86_400_000, now + 1].map((ms) => new Date(ms).toISOString());
  return `from=${from}&until=${until}&timeZone=UTC`;
};

describe('the demo workspace', () => {
  it('shows public mentions, answered with the link, put aside and still open', async () => {
    const { posts } = await ada.ask<{ posts: PublicPost[] }>('GET', '/api/public-posts');
    const count = (state: string) => posts.filter((post) => post.state === state).length;
    expect({ answered: count('answered'), dismissed: count('dismissed'), open: count('open') }).toEqual({
      answered: 3,
      dismissed: 1,
      open: 2,
    });
    const answers = posts.flatMap(({ answer }) => answer ?? []);
    expect(answers).toHaveLength(3);
    for (const answer of answers) {
      expect(answer).toMatchObject({ state: 'sent', url: expect.stringContaining('/status/') });
    }
  });

  it('stands at the present when it is done', () => {
    expect(Math.abs(product.app.parts.clock.now().getTime() - Date.now())).toBeLessThan(2_000);
  });

  it('has a bot with a key and a seat at the switchboard, which hears nothing until it runs', async () => {
    const { integrations } = await ada.ask<{ integrations: ProgramIntegration[] }>(
      'GET',
      '/api/programs/integrations',
    );
    expect(integrations.map(({ name, seat }) => [name, seat])).toEqual([['Sample bot', 'bot']]);
    const { webhooks } = await ada.ask<{ webhooks: Webhook[] }>('GET', '/api/webhooks');
    expect(webhooks.map(({ state, counts }) => [state, counts.waiting, counts.dead])).toEqual([
      ['active', 0, 0],
    ]);
  });

  it('has a team: agents with skills, queues with hours, one handle that rings and one to pick from', async () => {
    const agents = await items<{ skills: unknown[]; defaultPresenceId: string }>('agents');
    expect(agents).toHaveLength(6);
    expect(agents.filter((agent) => agent.skills.length > 0).length).toBeGreaterThanOrEqual(4);
    expect(new Set(agents.map((agent) => agent.defaultPresenceId))).toEqual(new Set(['away']));
    const queues = await items<{ name: string; hoursId: string | null }>('queues');
    expect(queues.filter((queue) => queue.hoursId !== null).map((queue) => queue.name)).toEqual([
      'Customer care',
      'Press',
      'Trade',
    ]);
    const streams = await items<{ mode: string; handles: { name: string }[] }>('work-streams');
    expect(streams.map(({ mode, handles }) => [mode, handles.map((one) => one.name)])).toEqual([
      ['pick', ['Wholesale']],
      ['push', ['Fernhill Coffee']],
    ]);
  });

  it('has rules, among them: customer name is Twitter, to the default queue; and they were followed', async () => {
    const streams = await items<{ id: string; mode: string }>('work-streams');
    const push = streams.find(({ mode }) => mode === 'push');
    const rules = await ada.ask<StreamRules>('GET', `/api/work-streams/${push?.id}/rules`);
    expect(rules.classification).toHaveLength(3);
    const queues = await items<{ id: string; isDefault: boolean }>('queues');
    const everybody = queues.find(({ isDefault }) => isDefault)?.id;
    expect(rules.route.rules[0]).toMatchObject({
      condition: {
        conditions: [{ field: 'engagement.customer_name', operator: 'equals', value: 'Twitter' }],
      },
      queues: [{ queueId: everybody, percent: 100 }],
    });
    const closed = await rowsOf('closed');
    const named = closed.find((row) => row.customer.name === 'Twitter');
    expect(named?.workItem?.queueId).toBe(everybody);
    expect(rules.route.problems).toEqual([]);
  });

  it('identified by name whom the shop knew, and whom it did not know is a visitor', async () => {
    const open = await rowsOf('all');
    const contactOf = async (name: string) => {
      const row = open.find((one) => one.customer.name === name);
      const { contact } = await ada.ask<{ contact: { name: string } | null }>(
        'GET',
        `/api/customers/${row?.customer.id}`,
      );
      return contact?.name;
    };
    expect([await contactOf('Mira Okonjo'), await contactOf('Ivy Castellane')]).toEqual([
      'Mira Okonjo',
      undefined,
    ]);
  });

  it('has replies in two languages, macros, articles, cases, mentions, and somebody who is put off', async () => {
    const { quickReplies } = await ada.ask<{ quickReplies: { messages: unknown[]; slug: string }[] }>(
      'GET',
      '/api/quick-replies',
    );
    expect(quickReplies.map(({ messages }) => messages.length)).toEqual([2, 2, 2, 2, 2]);
    expect((await ada.ask<{ macros: unknown[] }>('GET', '/api/macros')).macros).toHaveLength(3);
    expect((await ada.ask<{ articles: unknown[] }>('GET', '/api/articles')).articles).toHaveLength(4);
    expect((await ada.ask<{ cases: unknown[] }>('GET', '/api/cases')).cases).toHaveLength(3);
    const ben = await enter('ben');
    expect(await ben.ask('GET', '/api/mentions/count')).toEqual({ unread: 1 });
    expect((await rowsOf('snoozed')).length).toBeGreaterThanOrEqual(1);
    expect((await rowsOf('all')).some((row) => row.group !== null)).toBe(true);
  });

  it('has a week behind it: offers that were accepted and declined, surveys, and numbers by day', async () => {
    const report = await ada.ask<Report>('GET', `/api/insights/report?${week()}&groupBy=date&interval=day`);
    expect(report.rows.filter((row) => (row.numbers['closed'] ?? 0) > 2).length).toBeGreaterThanOrEqual(4);
    expect(report.total).toMatchObject({ unanswered: 0 });
    expect(report.total['sessions_accepted']).toBeGreaterThanOrEqual(15);
    expect(report.total['sessions_rejected']).toBeGreaterThanOrEqual(3);
    expect(report.total['wrap_up_avg']).toBeGreaterThan(60_000);
    expect(report.total['first_response_avg']).toBeGreaterThan(60_000);
    expect(report.total['time_available']).toBeGreaterThan(3_600_000);
    expect(report.total['survey_avg']).toBeGreaterThan(0.5);
    const { answered } = await ada.ask<{ answered: number }>(
      'GET',
      `/api/survey-results?${week().split('&timeZone')[0]}`,
    );
    expect(answered).toBeGreaterThanOrEqual(9);
  });

  it('has three reports, each of which has run, one because of another', async () => {
    const { reports } = await until(async () => {
      const found = await ada.ask<{ reports: DataReport[] }>('GET', '/api/reports');
      return found.reports.every(({ lastRun }) => lastRun?.endedAt) ? found : undefined;
    });
    const said = reports.map(({ kind, lastRun }) => [kind, lastRun?.trigger, lastRun?.state]);
    expect(said.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))).toEqual([
      ['direct_messages', 'manual', 'succeeded'],
      ['engagement', 'manual', 'succeeded'],
      ['users_lookup', 'dataset', 'succeeded'],
    ]);
    for (const { lastRun } of reports) expect(lastRun?.rows).toBeGreaterThan(10);
  });

  it('leaves room for whoever comes: Ada has nothing, and conversations wait for her', async () => {
    const { presence } = await ada.ask<{ presence: { usedUnits: number } }>('GET', '/api/presence/mine');
    expect(presence.usedUnits).toBe(0);
    const waiting = (await rowsOf('all')).filter(
      (row) => row.workItem?.state === 'open' && row.handle.name === 'Fernhill Coffee',
    );
    expect(waiting.length).toBeGreaterThanOrEqual(6);
  });

  it('goes on: customers write while few wait, and thank for an answer', async () => {
    const problems: unknown[] = [];
    const writing = keepWriting({
      localXUrl: product.x.url,
      everyMs: 30,
      onProblem: (error) => problems.push(error),
    });
    try {
      const row = (await rowsOf('all')).find((one) => one.customer.name === 'Mira Okonjo');
      const id = row?.conversationId ?? '';
      const before = await rowsOf('all');
      await ada.ask('POST', `/api/conversations/${id}/messages`, {
        text: 'Yes, for up to six months.',
        idempotencyKey: 'demo-test-answer',
      });
      await until(async () => {
        const { rows } = await ada.ask<{ rows: InboxRow[] }>('GET', `/api/inbox/rows?ids=${id}`);
        return rows[0]?.previewDirection === 'in' && rows[0].preview.includes('hank');
      });
      await until(async () => (await rowsOf('all')).length > before.length);
      const detail = await ada.ask<ConversationDetail>('GET', `/api/conversations/${id}`);
      expect(detail.workItem?.state).toBe('active');
    } finally {
      await writing.stop();
    }
    expect(problems).toEqual([]);
    const { conversations } = await product.x.control<{ conversations: object[] }>(
      'GET',
      '/users/@fernhillcoffee/conversations?limit=100',
    );
    expect(conversations.length).toBeLessThan(60);
  });
});
