import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report, ReportConversation, Today } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { untilRead } from '../log.ts';
import { type ApiUser, type Product, startProduct } from '../product.ts';

let product: Product;
let ben: ApiUser;
let handleId: string;
const MINUTE = 60_000;

beforeAll(async () => {
  product = await startProduct();
  ben = await product.invite('Ben Agent', 'agent');
  for (const name of ['shop', 'kim', 'lee', 'mo']) await product.x.user(name);
  ({ handleId } = await product.connect('shop'));
  await ben.ask('PATCH', '/api/session/preferences', { undoSeconds: 0 });
});
afterAll(() => product.close());

const clock = () => product.app.parts.clock;
const scope = (more = '') => {
  const from = new Date(clock().now().getTime() - 2 * 3_600_000).toISOString();
  const to = new Date(clock().now().getTime() + MINUTE).toISOString();
  return `from=${from}&until=${to}&timeZone=UTC${more}`;
};
const report = (more: string) => product.admin.ask<Report>('GET', `/api/insights/report?${scope(more)}`);

interface Row {
  readonly conversationId: string;
  readonly customer: { readonly username: string };
  readonly workItem: { readonly state: string } | null;
}
async function arrived(username: string): Promise<string> {
  await product.x.write(username, 'shop', 'hello');
  return until(async () => {
    const { rows } = await ben.ask<{ rows: Row[] }>('GET', '/api/inbox?view=all');
    return rows.find((row) => row.customer.username === username && row.workItem)?.conversationId;
  });
}
/** Both clocks go on: ours and X's. */
async function pass(ms: number): Promise<void> {
  await clock().advance(ms);
}
const counted = (closed: number) =>
  until(async () => {
    const found = await report('&groupBy=none');
    return found.total['closed'] === closed ? found : undefined;
  });

describe('analytics', () => {
  it('#100 measure a lived conversation as the definitions say', async () => {
    const id = await arrived('kim');
    await pass(4 * MINUTE);
    await ben.ask('POST', `/api/conversations/${id}/messages`, {
      text: 'hi Kim',
      idempotencyKey: 'first-answer',
    });
    await ben.ask('PATCH', `/api/conversations/${id}`, { addTags: ['refund'] });
    // The answer counts from when routing has read it: before the time goes on.
    await untilRead(product.db, 'routing');
    await pass(6 * MINUTE);
    await ben.ask('PATCH', `/api/conversations/${id}`, { state: 'closed' });
    const { total } = await counted(1);
    expect(total).toMatchObject({
      opened: 1,
      closed: 1,
      incoming: 1,
      engaged: 1,
      unanswered: 0,
      unanswered_rate: 0,
      messages_in: 1,
      messages_out: 1,
      transfer_rate: 0,
      survey_avg: null,
    });
    // What the machine itself took is a few seconds at the most.
    expect(total['first_response_avg']).toBeGreaterThanOrEqual(4 * MINUTE);
    expect(total['first_response_avg']).toBeLessThan(4.5 * MINUTE);
    expect(total['conversation_avg']).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(total['conversation_avg']).toBeLessThan(10.5 * MINUTE);
    expect(total['handle_avg']).toBeGreaterThanOrEqual(6 * MINUTE);
    expect(total['handle_avg']).toBeLessThan(6.5 * MINUTE);
  });

  it('count a conversation that nobody answered as unanswered', async () => {
    const id = await arrived('lee');
    await product.admin.ask('PATCH', `/api/conversations/${id}`, { state: 'closed' });
    const { total } = await counted(2);
    expect(total).toMatchObject({ incoming: 2, unanswered: 1, unanswered_rate: 0.5 });
  });

  it('count to zero where nothing happened, and measure nothing', async () => {
    const { total } = await product.admin.ask<Report>(
      'GET',
      '/api/insights/report?from=2020-01-01T00:00:00.000Z&until=2020-01-02T00:00:00.000Z&timeZone=UTC&groupBy=none',
    );
    expect(total).toMatchObject({ opened: 0, closed: 0, messages_in: 0, sessions_offered: 0 });
    expect(total.first_wait_avg ?? null).toBeNull();
    const streams = await report('&groupBy=agent');
    for (const { numbers } of streams.rows) expect(numbers.closed).toBeTypeOf('number');
  });

  it('#101 slice by date, handle, queue, agent, work stream and tag', async () => {
    const agents = await report('&groupBy=agent');
    expect(agents.rows.find((row) => row.key === ben.memberId)).toMatchObject({
      name: 'Ben Agent',
      numbers: { closed: 1, engaged: 1 },
    });
    const handles = await report('&groupBy=handle');
    expect(handles.rows).toMatchObject([{ key: handleId, numbers: { closed: 2, opened: 2 } }]);
    const tags = await report('&groupBy=tag');
    expect(tags.rows.map(({ key, numbers }) => [key, numbers['closed']])).toEqual([['refund', 1]]);
    const queues = await report('&groupBy=queue');
    expect(queues.rows).toMatchObject([{ name: 'Everybody', numbers: { closed: 2 } }]);
    const streams = await report('&groupBy=work_stream');
    expect(streams.rows).toMatchObject([{ name: 'Direct messages', numbers: { closed: 2 } }]);
    const days = await report('&groupBy=date&interval=month');
    expect(days.rows.reduce((sum, row) => sum + (row.numbers['closed'] ?? 0), 0)).toBe(2);
    const ofBen = await report(`&groupBy=none&agentId=${ben.memberId}`);
    expect(ofBen.total).toMatchObject({ closed: 1 });
  });

  it('open the list behind a number', async () => {
    const path = `/api/insights/conversations?${scope('&measure=unanswered')}`;
    const { conversations, next } = await product.admin.ask<{
      conversations: ReportConversation[];
      next: string | null;
    }>('GET', path);
    expect(conversations.map((one) => one.customerUsername)).toEqual(['lee']);
    expect(next).toBeNull();
    const page = await product.admin.ask<{ conversations: ReportConversation[]; next: string }>(
      'GET',
      `/api/insights/conversations?${scope('&measure=closed&limit=1')}`,
    );
    const rest = await product.admin.ask<{ conversations: ReportConversation[]; next: null }>(
      'GET',
      `/api/insights/conversations?${scope(`&measure=closed&limit=1&cursor=${page.next}`)}`,
    );
    expect([page, rest].flatMap((one) => one.conversations.map((each) => each.customerUsername))).toEqual([
      'lee',
      'kim',
    ]);
    expect(rest.next).toBeNull();
  });

  it('open the list behind numbers of sessions, of stays in queues, and of what was opened', async () => {
    const behind = async (measure: string, more = '') => {
      const path = `/api/insights/conversations?${scope(`&measure=${measure}${more}`)}`;
      const { conversations } = await product.admin.ask<{ conversations: ReportConversation[] }>('GET', path);
      return conversations.map((one) => [one.customerUsername, one.value]);
    };
    expect(await behind('opened')).toEqual([
      ['lee', null],
      ['kim', null],
    ]);
    expect(await behind('sessions_accepted')).toEqual([['kim', 1]]);
    expect(await behind('sessions_accepted', `&groupBy=agent&key=${ben.memberId}`)).toEqual([['kim', 1]]);
    expect(await behind('sessions_rejected')).toEqual([]);
    expect((await behind('queue_wait_avg')).map(([username]) => username)).toEqual(['lee', 'kim']);
    const [first] = await behind('opened', '&limit=1');
    expect(first).toEqual(['lee', null]);
  });

  it('are given as CSV in which no name can be a formula', async () => {
    const id = await arrived('mo');
    await ben.ask('PATCH', `/api/conversations/${id}`, { addTags: ['=1+1'], state: 'closed' });
    await counted(3);
    const csv = await product.admin.ask<string>('GET', `/api/insights/report.csv?${scope('&groupBy=tag')}`);
    const lines = csv.split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFF?tag,name,Opened,Closed,/);
    expect(lines.find((line) => line.includes('=1+1'))).toMatch(/^'=1\+1,'=1\+1,/);
    expect(lines.at(-2)).toMatch(/^,total,3,3,/);
  });

  it('#100 show how it stands now', async () => {
    const before = await product.admin.ask<Today>('GET', '/api/insights/today?timeZone=UTC');
    await arrived('kim');
    const today = await product.admin.ask<Today>('GET', '/api/insights/today?timeZone=UTC');
    expect(today.states.open).toBe(before.states.open + 1);
    expect(today.numbers['opened']).toBe((before.numbers['opened'] ?? 0) + 1);
    await pass(6 * MINUTE);
    const later = await product.admin.ask<Today>('GET', '/api/insights/today?timeZone=UTC');
    expect(later.waitingLongerThanFive).toBe(before.waitingLongerThanFive + 1);
    expect(later.longestWaitMs).toBeGreaterThanOrEqual(6 * MINUTE);
  });

  it('are for those who may see them, and say what is wrong with a question', async () => {
    expect((await ben.call('GET', `/api/insights/report?${scope('&groupBy=none')}`)).status).toBe(403);
    const wrong = async (query: string) => {
      const { status, body } = await product.admin.call('GET', `/api/insights/report?${query}`);
      return [status, body['error']?.['code']];
    };
    const time = 'from=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z';
    expect(await wrong(`${time}&timeZone=UTC&groupBy=none`)).toEqual([400, 'report_time_not_valid']);
    const right = 'from=2026-01-01T00:00:00Z&until=2026-01-02T00:00:00Z';
    expect(await wrong(`${right}&timeZone=Mars/Olympus&groupBy=none`)).toEqual([400, 'time_zone_unknown']);
    const behind = `/api/insights/conversations?${right}&timeZone=UTC&measure=time_busy`;
    expect((await product.admin.call('GET', behind)).body['error']?.['code']).toBe('nothing_behind');
  });
});
