import { afterAll, beforeAll, expect, it } from 'vitest';
import { standardSurvey } from '../../server/surveys/standard.ts';
import { until } from '../harness.ts';
import { untilRead } from '../log.ts';
import { type ApiUser, apiUser, type Product, startProduct } from '../product.ts';
import { findRow, saidTo, untilSaid } from './life-house.ts';

let product: Product;
let admin: ApiUser;
let customer: ApiUser;
let handleId: string;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

beforeAll(async () => {
  product = await startProduct();
  ({ admin } = product);
  customer = apiUser(product.url, '', { origin: product.url });
  await product.x.user('brandy');
  ({ handleId } = await product.connect('brandy'));
  for (const name of ['ana', 'bea', 'cyd', 'dan']) await product.x.user(name);
});
afterAll(() => product?.close());

/** A customer writes, an agent answers and closes. */
async function serve(username: string, answered = true): Promise<string> {
  await product.x.write(username, 'brandy', 'A question');
  const { conversationId } = await findRow(admin, username);
  if (answered) {
    await admin.ask('POST', `/api/conversations/${conversationId}/messages`, {
      text: 'An answer',
      idempotencyKey: `answer-${username}`,
    });
    await until(async () => {
      const { entries } = await admin.ask<{ entries: { text: string; state: string }[] }>(
        'GET',
        `/api/conversations/${conversationId}/entries`,
      );
      return entries.some((one) => one.text === 'An answer' && one.state === 'sent');
    });
    // Routing takes the sent answer in: only what was answered is asked about.
    await until(async () => {
      const detail = await admin.ask<{ workItem: { waitingSince: string | null } }>(
        'GET',
        `/api/conversations/${conversationId}`,
      );
      return detail.workItem.waitingSince === null;
    });
  }
  await admin.ask('PATCH', `/api/conversations/${conversationId}`, { state: 'closed' });
  return conversationId;
}

const tokenIn = (text: string) => /\/survey\/([\w-]+)$/.exec(text)?.[1] ?? '';
const path = (token: string) => `/api/public/surveys/${token}`;

it('#87 sends nothing until it is switched on', async () => {
  expect((await admin.ask<{ active: boolean }>('GET', `/api/handles/${handleId}/survey`)).active).toBe(false);
  const conversationId = await serve('ana');
  // Whether there is a survey is asked when the end is read.
  await untilRead(product.db, 'surveys');
  await admin.ask('PUT', `/api/handles/${handleId}/survey`, {
    ...standardSurvey,
    active: true,
    delayMinutes: 10,
  });
  expect(await saidTo(admin, conversationId)).toEqual([]);
});

it('#87 sends the link once after the end, with its prefix, after the delay', async () => {
  const conversationId = await serve('bea');
  expect(await saidTo(admin, conversationId)).toEqual([]);
  await until(async () => {
    await product.app.parts.clock.advance(10 * MINUTE_MS);
    return (await saidTo(admin, conversationId)).length > 0;
  });
  const said = await untilSaid(admin, conversationId, 1);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^How did we do\? It takes half a minute: http\S+\/survey\/[\w-]{22}$/);

  const token = tokenIn(said[0] ?? '');
  const shown = await customer.ask<{ handleName: string; questions: unknown[]; answers: unknown }>(
    'GET',
    path(token),
  );
  expect(shown).toMatchObject({ handleName: 'brandy', answers: null });
  expect(shown.questions).toHaveLength(3);
  const wrong = await customer.call('PUT', path(token), { answers: { satisfaction: { score: 9 } } });
  expect(wrong.body['error']?.['message']).toBe('The answer to question 1 does not fit it.');
  const answers = { satisfaction: { score: 4 }, comment: { text: 'Quick!' } };
  await customer.ask('PUT', path(token), { answers });
  await customer.ask('PUT', path(token), { answers: { ...answers, satisfaction: { score: 5 } } });
  expect((await customer.ask<{ answers: unknown }>('GET', path(token))).answers).toMatchObject({
    satisfaction: { score: 5 },
  });
});

it('#87 keeps and reports the answers, by handle, agent and queue', async () => {
  interface Results {
    sent: number;
    answered: number;
    figures: { questionId: string; count: number; average: number | null }[];
  }
  const results = await admin.ask<Results>('GET', `/api/survey-results?handleId=${handleId}`);
  expect(results).toMatchObject({ sent: 1, answered: 1 });
  expect(results.figures.map(({ questionId, count, average }) => [questionId, count, average])).toEqual([
    ['satisfaction', 1, 5],
    ['comment', 1, null],
  ]);
  const { responses } = await admin.ask<{ responses: { answers: { answer: string }[]; agentId: string }[] }>(
    'GET',
    `/api/survey-responses?agentId=${admin.memberId}`,
  );
  expect(responses).toHaveLength(1);
  expect(responses[0]).toMatchObject({ agentId: admin.memberId });
  expect(responses[0]?.answers.map((one) => one.answer)).toEqual(['5', 'Quick!']);
  // The analytics have the score, although the conversation was counted long before.
  const week = [-7, 1].map((days) =>
    new Date(product.app.parts.clock.now().getTime() + days * DAY_MS).toISOString(),
  );
  const report = `/api/insights/report?from=${week[0]}&until=${week[1]}&timeZone=UTC&groupBy=none`;
  await until(
    async () =>
      (await admin.ask<{ total: Record<string, number | null> }>('GET', report)).total['survey_avg'] === 1,
  );
  const nobody = await admin.ask<Results>('GET', `/api/survey-results?agentId=${'0'.repeat(24)}`);
  expect(nobody).toEqual({ sent: 0, answered: 0, figures: [] });
});

it('#87 asks nobody who got no answer or opted out', async () => {
  const unanswered = await serve('cyd', false);
  await product.x.write('dan', 'brandy', 'STOP');
  const conversationId = await serve('dan');
  await until(async () => {
    await product.app.parts.clock.advance(10 * MINUTE_MS);
    const row = await product.app.parts.db.findRow((await import('../../server/base/index.ts')).sql`
      select 1 from survey_invitation where conversation_id = ${conversationId} and due_at is null`);
    return row !== undefined;
  });
  expect((await saidTo(admin, conversationId)).filter((text) => text.includes('/survey/'))).toEqual([]);
  expect(await saidTo(admin, unanswered)).toEqual([]);
});

it('lets a link end, and answers a guess like one', async () => {
  const { conversationId } = await findRow(admin, 'bea', 'closed');
  const [said] = (await saidTo(admin, conversationId)).filter((text) => text.includes('/survey/'));
  await product.app.parts.clock.advance(15 * DAY_MS);
  const over = await customer.call('GET', path(tokenIn(said ?? '')));
  const guess = await customer.call('GET', path('AAAAAAAAAAAAAAAAAAAAAA'));
  expect([over.status, guess.status]).toEqual([404, 404]);
  expect(over.body['error']).toMatchObject({ code: 'survey_gone' });
  expect(guess.body['error']?.['message']).toBe(over.body['error']?.['message']);
});
