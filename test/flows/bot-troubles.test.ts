import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert, AlertRule } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { type Bot, type BotHouse, openBotHouse, rowIn } from './bot-house.ts';

let house: BotHouse;
let clerk: Bot;

beforeAll(async () => {
  house = await openBotHouse();
  clerk = await house.makeBot('clerk');
});
afterAll(() => house?.close());

const itemOf = async (id: string) => (await house.detail(id)).workItem;
const opened = (id: string) =>
  until(async () => {
    const item = await itemOf(id);
    return item && item.state !== 'closed' ? item : undefined;
  });
const waits = (id: string) => until(async () => (await house.control(id)).waitingSince ?? undefined);
const write = (who: string, text: string) => house.product.x.write(who, 'shopkeeper', text);

describe('a program that talks on', () => {
  it('is refused after 20 messages that nobody answered, and shown, until the customer writes', async () => {
    const id = await house.meet('jane', 'Hello');
    for (let n = 1; n <= 20; n += 1) expect((await house.bot.say(id, `News ${n}`)).status).toBe(201);
    const refused = await house.bot.say(id, 'News 21');
    expect(refused).toMatchObject({ status: 429, title: expect.stringContaining('nobody answered') });
    expect((await house.bot.say(id, 'News 21')).status).toBe(429);
    expect((await house.control(id)).stopped).toMatchObject({ why: 'unanswered', name: 'Key' });
    expect((await house.lines(id)).filter((what) => what === 'program_stopped')).toHaveLength(1);
    expect((await rowIn(house.product.admin, 'programs', id))?.stopped).toBe(true);
    await house.product.restart();
    expect((await house.bot.say(id, 'News 21')).status).toBe(429);

    await write('jane', 'Stop it');
    await until(async () => ((await house.bot.say(id, 'Sorry')).status === 201 ? true : undefined));
    expect((await house.control(id)).stopped).toBeNull();
    expect((await rowIn(house.product.admin, 'programs', id))?.stopped).toBe(false);
  });

  it('is stopped when it and another answer each other; an agent frees them', async () => {
    const id = await house.meet('omar', 'Hello');
    let last = { status: 201, title: '' };
    let sent = 0;
    for (; last.status === 201 && sent < 20; sent += 1) {
      last = await (sent % 2 === 0 ? house.bot : clerk).say(id, `And then? ${sent}`);
    }
    expect(last).toMatchObject({ status: 429, title: expect.stringContaining('answer each other') });
    expect(sent).toBe(8);
    expect((await house.control(id)).stopped).toMatchObject({ why: 'loop' });
    await house.product.admin.ask('POST', `/api/conversations/${id}/messages`, {
      text: 'I am here',
      idempotencyKey: 'here-i-am',
    });
    expect((await house.bot.say(id, 'Good')).status).toBe(201);
  });
});

describe('supervisors', () => {
  const alerts = async () =>
    (await house.product.admin.ask<{ alerts: Alert[] }>('GET', '/api/board/alerts')).alerts.filter(
      (one) => one.kind === 'programs_stopped',
    );

  it('are told on the board that a bot was stopped, without a rule, until somebody writes; and not if they want no such rule', async () => {
    const { admin } = house.product;
    const id = await house.meet('rana', 'Hello');
    for (let n = 1; n <= 20; n += 1) await house.bot.say(id, `Offer ${n}`);
    // It stops at the refusal, not at the last that was let through.
    expect((await house.bot.say(id, 'Offer 21')).status).toBe(429);
    const raised = await until(async () => (await alerts()).find((one) => one.until === null));
    expect(raised).toMatchObject({ level: 'warning', value: 1, queueId: null, memberId: null });
    const board = await admin.ask<{ alerts: Alert[] }>('GET', '/api/board');
    expect(board.alerts.map((one) => one.kind)).toEqual(['programs_stopped']);

    const rule = { name: 'Bots', kind: 'programs_stopped', queueId: null, warning: 1, critical: 5 };
    const own = await admin.ask<AlertRule>('POST', '/api/board/alert-rules', { ...rule, enabled: false });
    await until(async () => (await alerts()).every((one) => one.until !== null));
    await admin.ask('PUT', `/api/board/alert-rules/${own.id}`, { ...rule, enabled: true });
    await until(async () => (await alerts()).find((one) => one.ruleId === own.id && one.until === null));
    await write('rana', 'Stop it');
    await until(async () => (await alerts()).every((one) => one.until !== null));
  });
});

describe('no customer is left alone with a program that', () => {
  it('has its webhook paused: who waits comes to the desk, and whoever writes', async () => {
    const id = await house.meet('ivy', 'Hello');
    await waits(id);
    await house.product.admin.ask('POST', `/api/webhooks/${house.bot.webhookId}/pause`);
    await opened(id);
    expect(await house.lines(id)).toContain('program_unreachable');
    expect((await house.control(id)).program).toBeNull();
    const other = await house.meet('mira', 'Anybody?');
    const item = await opened(other);
    await until(async () => ((await house.lines(other)).includes('program_unreachable') ? true : undefined));
    expect((await itemOf(other))?.id).toBe(item.id);
    const { programs } = await house.control(other);
    expect(programs[0]).toMatchObject({ name: 'bot', trouble: 'paused' });
    const back = await house.product.admin.call('POST', `/api/conversations/${other}/hand-back`, {
      programId: house.bot.seatId,
    });
    expect(back.status).toBe(409);
    expect(back.body['error']?.['code']).toBe('program_unreachable');
    await house.product.admin.ask('POST', `/api/webhooks/${house.bot.webhookId}/resume`);
    // What the desk has in hand it keeps.
    await write('mira', 'Still there?');
    await until(async () => ((await itemOf(other))?.incoming === 2 ? true : undefined));
  });

  it('has its webhook paused, unless the workspace wants them to wait for it', async () => {
    const { admin } = house.product;
    await admin.ask('PATCH', '/api/programs/switchboard', { deskWhenDeaf: false });
    await admin.ask('POST', `/api/webhooks/${house.bot.webhookId}/pause`);
    const id = await house.meet('tess', 'Hello');
    await waits(id);
    expect((await house.control(id)).program).toMatchObject({ name: 'bot', trouble: 'paused' });
    expect(await itemOf(id)).toBeNull();
    // Who takes it can give it back, although the bot cannot hear it yet.
    await admin.ask('POST', `/api/conversations/${id}/take-over`);
    await admin.ask('POST', `/api/conversations/${id}/hand-back`, { programId: house.bot.seatId });
    expect((await house.control(id)).program).toMatchObject({ name: 'bot' });
    await admin.ask('PATCH', '/api/programs/switchboard', { deskWhenDeaf: true });
    await until(async () => ((await itemOf(id))?.state === 'open' ? true : undefined));
    expect(await house.lines(id)).toContain('program_unreachable');
    await admin.ask('POST', `/api/webhooks/${house.bot.webhookId}/resume`);
    // What was said meanwhile is told.
    await house.bot.hears(id, 'conversation:message');
  });

  it('is removed by its maker while it has the conversation; from the desk a seated one is not', async () => {
    const guest = await house.makeBot('guest');
    const id = await house.meet('gus', 'Hello');
    await waits(id);
    await house.bot.act(id, 'passControl', { switchboardIntegration: 'guest' });
    await guest.hears(id, 'switchboard:passControl');
    const path = `/api/programs/integrations/${guest.integrationId}`;
    const refused = await house.product.admin.call('DELETE', path);
    expect(refused.body['error']?.['code']).toBe('program_integration_seated');
    expect((await house.sc('DELETE', `/integrations/${guest.integrationId}`)).status).toBe(200);
    await opened(id);
    expect(await house.lines(id)).toContain('program_unreachable');
    const { program, programs } = await house.control(id);
    expect(program).toBeNull();
    expect(programs.find((one) => one.name === 'guest')?.trouble).toBe('gone');
  });

  it('loses its seat: a seat that is gone is nobody’s, and who waits for it goes to the default', async () => {
    const temp = await house.makeBot('temp');
    const id = await house.meet('noor', 'Hello');
    await waits(id);
    await house.bot.act(id, 'passControl', { switchboardIntegration: 'temp' });
    await temp.hears(id, 'switchboard:passControl');
    await house.sc('DELETE', `/switchboards/${house.boardId}/switchboardIntegrations/${temp.seatId}`);
    await until(async () => ((await house.control(id)).program?.name === 'bot' ? true : undefined));
    await waits(id);
    expect(await itemOf(id)).toBeNull();
  });

  it('loses the whole switchboard: who waits is taken up at once, the others with their next message', async () => {
    const id = await house.meet('lena', 'Hello');
    await waits(id);
    const conversationId = await house.meet('sam', 'Quiet');
    expect((await house.bot.say(conversationId, 'Answered')).status).toBe(201);
    await until(async () => ((await house.control(conversationId)).waitingSince === null ? true : undefined));
    await house.sc('DELETE', `/switchboards/${house.boardId}`);
    await opened(id);
    expect(await house.lines(id)).toContain('program_lost');
    expect(await itemOf(conversationId)).toBeNull();
    await write('sam', 'One more thing');
    await opened(conversationId);
  });
});
