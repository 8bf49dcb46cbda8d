import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkItem } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { type BotHouse, openBotHouse, rowIn } from './bot-house.ts';

let house: BotHouse;

beforeAll(async () => {
  house = await openBotHouse();
});
afterAll(() => house?.close());

const itemOf = async (id: string) => (await house.detail(id)).workItem;
const opened = (id: string) =>
  until(async () => {
    const item = await itemOf(id);
    return item && item.state !== 'closed' ? item : undefined;
  });
const take = (id: string) =>
  house.product.admin.ask<{ workItem: WorkItem }>('POST', `/api/conversations/${id}/take-over`);
const write = (who: string, text: string) => house.product.x.write(who, 'shopkeeper', text);
/** Routing has come past what this customer wrote. */
const heldFor = (id: string) => until(async () => (await house.control(id)).waitingSince ?? undefined);

describe('#88 bot first', () => {
  it('#88 the bot receives: no work item, nobody is asked, and the thread has the message', async () => {
    const id = await house.meet('jane', 'Hello, is anybody there?');
    const told = await house.bot.hears(id, 'conversation:message');
    expect(told.payload.message?.content?.text).toBe('Hello, is anybody there?');
    await heldFor(id);
    expect(await itemOf(id)).toBeNull();
    expect((await house.control(id)).program).toMatchObject({ name: 'bot', trouble: null });
    expect(await rowIn(house.product.admin, 'all', id)).toBeUndefined();
    const row = await rowIn(house.product.admin, 'programs', id);
    expect(row).toMatchObject({ preview: 'Hello, is anybody there?', program: 'bot' });
    const { hits } = await until(async () => {
      const found = await house.product.admin.ask<{ hits: unknown[] }>('GET', '/api/search?q=anybody');
      return found.hits.length > 0 ? found : undefined;
    });
    expect(hits).toHaveLength(1);
  });

  it('#88 it escalates with context: one work item, with what the bot knows, from which rules go', async () => {
    const id = await house.meet('omar', 'Where is my order?');
    await house.bot.hears(id, 'conversation:message');
    expect((await house.bot.say(id, 'One moment.')).status).toBe(201);
    await until(async () => ((await house.control(id)).waitingSince === null ? true : undefined));
    const metadata = { order: '4711', items: 3, gift: true };
    expect(await house.bot.act(id, 'passControl', { switchboardIntegration: 'desk', metadata })).toBe(200);
    const item = await opened(id);
    expect(item).toMatchObject({ state: 'open', context: { order: '4711', items: 3, gift: 'true' } });
    expect(item.waitingSince).not.toBeNull();
    expect(await house.lines(id)).toContain('handed_over');
    expect(await house.control(id)).toMatchObject({
      program: null,
      handedOver: { from: 'bot', metadata },
    });
    await write('omar', 'Still here');
    await until(async () => ((await itemOf(id))?.incoming === 1 ? true : undefined));
    expect((await itemOf(id))?.id).toBe(item.id);
    expect(await rowIn(house.product.admin, 'programs', id)).toBeUndefined();
  });

  it('#88 it ends: an agent hands back, the talk is wrapped up, the bot hears it and has the next message', async () => {
    const id = await house.meet('ivy', 'Hi');
    await house.bot.hears(id, 'conversation:message');
    await house.bot.act(id, 'passControl', { switchboardIntegration: 'desk' });
    await opened(id);
    const { admin } = house.product;
    await admin.ask('POST', `/api/conversations/${id}/pick`);
    const { programs } = await house.control(id);
    await admin.ask('POST', `/api/conversations/${id}/hand-back`, { programId: programs[0]?.id });
    expect(await itemOf(id)).toMatchObject({ state: 'wrap_up' });
    await until(() =>
      house.bot.heard.filter(
        (one) => one.type === 'switchboard:passControl' && one.payload.conversation.id === id,
      ).length === 2
        ? true
        : undefined,
    );
    await write('ivy', 'Me again');
    await until(() => house.bot.heard.find((one) => one.payload.message?.content?.text === 'Me again'));
    await heldFor(id);
    expect(await itemOf(id)).toMatchObject({ state: 'wrap_up', incoming: 0 });
    // Asked for a person while the agent still writes down the last talk: the next begins.
    await house.bot.act(id, 'passControl', { switchboardIntegration: 'desk' });
    await until(async () => ((await itemOf(id))?.state === 'open' ? true : undefined));
    expect((await house.detail(id)).earlierWorkItems).toBe(1);
  });
});

describe('control', () => {
  it('is taken over in one click: the conversation is the agent’s, and the bot is told', async () => {
    const id = await house.meet('mira', 'Hello');
    await heldFor(id);
    const { workItem } = await take(id);
    expect(workItem).toMatchObject({ state: 'active', assigneeId: house.product.admin.memberId });
    await house.bot.hears(id, 'switchboard:passControl');
    await write('mira', 'And another thing');
    await until(async () => ((await itemOf(id))?.incoming === 1 ? true : undefined));
    expect(house.bot.heard.some((one) => one.payload.message?.content?.text === 'And another thing')).toBe(
      false,
    );
    expect(await house.lines(id)).toEqual(expect.arrayContaining(['taken_over', 'assigned']));
  });

  it('that is offered waits for somebody at the desk, who accepts it by taking the work', async () => {
    const id = await house.meet('noor', 'Hello');
    await heldFor(id);
    await house.bot.act(id, 'offerControl', {
      switchboardIntegration: 'desk',
      metadata: { topic: 'billing' },
    });
    const item = await opened(id);
    expect(item).toMatchObject({ assigneeId: null, context: { topic: 'billing' } });
    const conversation = async () => (await house.sc('GET', `/conversations/${id}`)).body['conversation'];
    expect(await conversation()).toMatchObject({
      activeSwitchboardIntegration: { name: 'bot' },
      pendingSwitchboardIntegration: { name: 'desk' },
    });
    await house.product.admin.ask('POST', `/api/conversations/${id}/pick`);
    await house.bot.hears(id, 'switchboard:acceptControl');
    const after = await conversation();
    expect(after?.['activeSwitchboardIntegration']).toMatchObject({ name: 'desk' });
    expect(after?.['pendingSwitchboardIntegration']).toBeUndefined();
    expect((await itemOf(id))?.id).toBe(item.id);
  });

  it('goes to the default when the agent closes: told with its reason, and the bot has the next message', async () => {
    const id = await house.meet('lena', 'Hello');
    await heldFor(id);
    await take(id);
    await house.product.admin.ask('POST', `/api/conversations/${id}/close`);
    const told = await house.bot.hears(id, 'switchboard:releaseControl');
    expect(told.payload.reason).toBe('ticketClosed');
    await write('lena', 'Thanks!');
    await until(() => house.bot.heard.find((one) => one.payload.message?.content?.text === 'Thanks!'));
    await heldFor(id);
    expect(await itemOf(id)).toMatchObject({ state: 'closed' });
    // Whoever reopens it at the desk takes it from the bot.
    await house.product.admin.ask('POST', `/api/conversations/${id}/reopen`);
    expect((await house.control(id)).program).toBeNull();
  });

  it('that a program takes from the desk ends the desk’s work', async () => {
    const id = await house.meet('sam', 'Hello');
    await heldFor(id);
    await take(id);
    const other = await house.makeBot('clerk');
    await house.sc('POST', `/conversations/${id}/passControl`, { switchboardIntegration: 'clerk' });
    await until(async () => ((await itemOf(id))?.state === 'wrap_up' ? true : undefined));
    expect((await house.control(id)).program).toMatchObject({ name: 'clerk' });
    await write('sam', 'Hello clerk');
    await until(() => other.heard.find((one) => one.payload.message?.content?.text === 'Hello clerk'));
  });

  it('is followed once, however often the log is read: one item, one line, the same counts', async () => {
    const id = await house.meet('tess', 'Hello');
    await heldFor(id);
    await house.bot.act(id, 'passControl', { switchboardIntegration: 'desk', metadata: { order: '1' } });
    const item = await opened(id);
    await write('tess', 'Are you there?');
    await until(async () => ((await itemOf(id))?.incoming === 1 ? true : undefined));
    await house.product.restart(() =>
      house.product.db.execute(
        sql`update log_cursor set seq = 0, reached_at = null where consumer = 'routing'`,
      ),
    );
    // Read to the end: this comes behind all of it.
    await write('tess', 'Hello?');
    await until(async () => ((await itemOf(id))?.incoming === 2 ? true : undefined));
    expect(await itemOf(id)).toMatchObject({ id: item.id, context: { order: '1' }, incoming: 2 });
    expect((await house.detail(id)).earlierWorkItems).toBe(0);
    expect((await house.lines(id)).filter((what) => what === 'handed_over')).toHaveLength(1);
  });

  it('is the desk’s again once the bot has no key to answer with', async () => {
    const id = await house.meet('rana', 'Hello');
    await heldFor(id);
    const { admin } = house.product;
    const { keys } = await admin.ask<{ keys: { id: string }[] }>('GET', '/api/programs/keys');
    for (const { id: keyId } of keys) await admin.ask('DELETE', `/api/programs/keys/${keyId}`);
    await opened(id);
    expect((await house.control(id)).programs[0]).toMatchObject({ name: 'bot', trouble: 'no_key' });
    expect(await house.lines(id)).toContain('program_unreachable');
  });
});
