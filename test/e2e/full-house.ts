import type { Queue, WorkStream } from '../../contract/api/index.ts';
import { standardSurvey } from '../../server/surveys/standard.ts';
import { openDataProgram } from '../data-house.ts';
import { until } from '../harness.ts';
import { type ApiUser, connect, type Product } from '../product.ts';

/** A workspace in which every page has something to show: one of each thing that people set up, and some talk. */
export interface FullHouse {
  readonly conversationId: string;
  readonly handleId: string;
  readonly webhookId: string;
  readonly slackId: string;
  readonly datasetId: string;
  /** Opens the survey that a customer was sent. */
  readonly surveyToken: string;
}

export async function fillHouse(product: Product, admin: ApiUser): Promise<FullHouse> {
  const make = (path: string, body: object) => admin.ask<{ id: string }>('POST', path, body);
  await product.x.user('birdshop', { name: 'Bird Shop' });
  const { handleId } = await connect(product.url, product.x, admin, 'birdshop');
  const { id: skillId } = await make('/api/setup/skills', {
    name: 'German',
    kind: 'Language',
    description: 'Writes it without mistakes.',
    ratingModelId: null,
  });
  await make('/api/setup/capacity-profiles', {
    name: 'Direct messages',
    itemLimit: 4,
    reset: 'immediate',
    blocksAssignment: true,
  });
  await make('/api/setup/presences', {
    name: 'lunch',
    text: 'Lunch',
    base: 'away',
    description: 'Back within the hour.',
  });
  const memberIds = [admin.memberId];
  await make('/api/setup/teams', { name: 'Seeds', description: 'All about seeds.', memberIds });
  await make('/api/setup/agents/change', {
    memberIds,
    change: { addSkills: [{ skillId, rating: 2 }] },
  });
  await make('/api/setup/roles', {
    name: 'Shift lead',
    description: 'Watches the board.',
    rank: 'agent',
    permissions: ['board.see'],
  });
  await make('/api/hours', {
    name: 'Office hours',
    description: '',
    timeZone: 'Europe/Berlin',
    periods: [1, 2, 3, 4, 5].map((day) => ({ day, fromMinute: 540, untilMinute: 1_080 })),
    holidays: [{ from: '2030-12-24', until: '2030-12-26', reason: 'Christmas' }],
    openings: [],
  });
  await make('/api/templates', { name: 'Orders', settings: { sound: 'bell' } });
  await make('/api/timeout-rules', {
    name: 'Close after a day',
    active: true,
    silenceOf: 'customer',
    workStreamId: null,
    afterMinutes: 1_440,
    action: 'close',
    defaultLanguage: 'en',
    texts: {},
  });
  await make('/api/quick-replies', {
    slug: 'hello',
    title: 'Greeting',
    scope: 'all',
    tags: ['orders'],
    messages: [{ language: 'en', text: 'Hello {FirstName{Customer}}!' }],
  });
  await make('/api/articles', { title: 'How to sow', body: 'Thinly.', language: 'en' });
  await make('/api/keys', { name: 'Warehouse', role: 'agent' });
  const bot = await admin.ask<{ integration: { id: string } }>('POST', '/api/programs/integrations', {
    name: 'Night bot',
    target: 'http://127.0.0.1:9/hook',
    triggers: ['conversation:join'],
  });
  const { id: integrationId } = bot.integration;
  await make('/api/programs/keys', { name: 'Night bot', scope: 'integration', integrationId });
  await make('/api/programs/keys', { name: 'Shop system', scope: 'app' });
  await make('/api/invitations', { email: 'new@house.example', role: 'agent' });
  await addRules(admin, skillId);
  await admin.ask('PUT', `/api/handles/${handleId}/survey`, {
    ...standardSurvey,
    active: true,
    delayMinutes: 0,
  });
  const { webhook } = await admin.ask<{ webhook: { id: string } }>('POST', '/api/webhooks', {
    name: 'The bot',
    // What it answers does not matter, only that it does.
    target: `${product.url}/health`,
    triggers: ['conversation:message'],
  });
  const slack = await admin.ask<{ id: string }>('POST', '/api/business/slack', { name: 'Support' });
  const program = await openDataProgram(product.url, admin);
  const datasetId = await program.make('Orders', 'Ada,2\n', 'Ben,\n');
  return { handleId, webhookId: webhook.id, slackId: slack.id, datasetId, ...(await talk(product, admin)) };
}

/** A queue, one classification ruleset and two rules that lead to it. */
async function addRules(admin: ApiUser, skillId: string): Promise<void> {
  const { items } = await admin.ask<{ items: Queue[] }>('GET', '/api/setup/queues');
  const { settings } = items[0] ?? {};
  const { id: queueId } = await admin.ask<Queue>('POST', '/api/setup/queues', {
    name: 'Orders and deliveries of everything that we sell',
    description: 'Where is my parcel?',
    priority: 1,
    openToAll: true,
    hoursId: null,
    memberIds: [],
    teamIds: [],
    settings,
  });
  const streams = await admin.ask<{ items: WorkStream[] }>('GET', '/api/setup/work-streams');
  const stream = streams.items[0];
  if (!stream) throw new Error('there is no work stream');
  const condition = {
    match: 'all',
    conditions: [{ field: 'engagement.customer_name', operator: 'equals', value: 'Twitter' }],
  };
  await admin.ask('POST', `/api/work-streams/${stream.id}/rules`, {
    name: 'Language',
    enabled: true,
    rules: [
      {
        name: 'Speaks German',
        enabled: true,
        condition,
        outputs: [{ kind: 'skills', skills: [{ skillId, rating: 2 }] }],
      },
    ],
  });
  await admin.ask('PUT', `/api/work-streams/${stream.id}/rules/route`, {
    version: 0,
    rules: [
      {
        name: 'Twitter itself',
        enabled: true,
        condition,
        queues: [{ queueId: stream.queueId, percent: 100 }],
      },
      { name: 'Everybody else', enabled: true, condition: null, queues: [{ queueId, percent: 100 }] },
    ],
  });
}

/** Three customers; one is being answered, one was answered, closed and asked how it was. */
async function talk(
  product: Product,
  admin: ApiUser,
): Promise<{ conversationId: string; surveyToken: string }> {
  for (const [username, name] of [
    ['cara', 'Cara Green'],
    ['dov', 'Dov Levi'],
    ['eve', 'Eve Marigold-Featherstonehaugh'],
  ] as const) {
    await product.x.user(username, { name });
    await product.x.write(username, 'birdshop', `Do you have seeds? ${name} would like to know soon.`);
  }
  const rows = await until(async () => {
    const page = await admin.ask<{ rows: { conversationId: string }[] }>('GET', '/api/inbox?view=all');
    return page.rows.length === 3 && page.rows;
  });
  const [done, , active] = rows.map((row) => row.conversationId);
  if (!done || !active) throw new Error('nobody wrote');
  for (const id of [done, active]) {
    await admin.ask('POST', `/api/conversations/${id}/pick`);
    await admin.ask('POST', `/api/conversations/${id}/messages`, {
      text: 'We have plenty.',
      idempotencyKey: `answer-${id}`,
    });
  }
  await admin.ask('POST', `/api/conversations/${active}/notes`, {
    text: 'Ask about the sunflowers.',
    idempotencyKey: 'sunflowers',
  });
  // Only whoever was answered is asked.
  await until(async () => {
    const { workItem } = await admin.ask<{ workItem: { waitingSince: string | null } }>(
      'GET',
      `/api/conversations/${done}`,
    );
    return workItem.waitingSince === null;
  });
  await admin.ask('POST', `/api/conversations/${done}/close`, {});
  const surveyToken = await until(async () => {
    const { entries } = await admin.ask<{ entries: { text: string }[] }>(
      'GET',
      `/api/conversations/${done}/entries`,
    );
    return entries.flatMap(({ text }) => /\/survey\/([\w-]+)$/.exec(text)?.[1] ?? [])[0];
  });
  return { conversationId: active, surveyToken };
}
