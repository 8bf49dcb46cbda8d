import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setSwitches } from '../../server/masking/index.ts';
import { openWorld, type Thread, type World } from './outbound-fixture.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());

const quickReplies = [{ label: 'Sunflower' }, { label: 'Hemp' }];
const unsent = { text: 'Which seed?', quickReplies };
const preview = (thread: Thread, more: object = {}) =>
  world.outbound.previewMessage(world.db, thread.conversationId, { ...unsent, ...more });

/** What X has of the last answer, in the words of a preview. */
async function lastAtX(thread: Thread): Promise<object> {
  const event = (await world.eventsAtX(thread)).at(-1);
  const options = event?.quickReply?.type === 'options' ? event.quickReply.options : undefined;
  return { text: event?.text, ...(options && { options: options.map(({ label }) => label) }) };
}

async function say(thread: Thread, text: string, more: object): Promise<void> {
  await world.reaches(await world.say(thread, text, more), 'sent');
}

describe('a preview', () => {
  it('shows quick replies and, before X has said whether it has them, what goes out without', async () => {
    const thread = await world.makeThread(await world.makeHandle());
    const first = await preview(thread);
    expect(first.sentAs).toEqual({ via: 'v1', text: 'Which seed?', options: ['Sunflower', 'Hemp'] });
    expect(first.otherwise).toBe('Which seed?\n\n1. Sunflower\n2. Hemp');
    expect(first.problem).toBeNull();
    await say(thread, unsent.text, { quickReplies });
    const { via: _, ...said } = first.sentAs;
    expect(await lastAtX(thread)).toEqual(said);
    // Now it is known.
    expect(await preview(thread)).toEqual({ ...first, otherwise: null });
    expect(await world.eventsAtX(thread)).toHaveLength(1);
  });

  it.each([
    ['whose app X refuses them', { v1Dm: '453' }],
    ['that signs with OAuth 2.0', { authKind: 'oauth2' }],
  ] as const)('shows numbered text for an account %s, as it goes out', async (_name, ability) => {
    const thread = await world.makeThread(await world.makeHandle(ability));
    // X has to say it once.
    await say(thread, 'Hello', { quickReplies });
    const { sentAs, otherwise } = await preview(thread);
    expect(sentAs).toEqual({ via: 'v2', text: 'Which seed?\n\n1. Sunflower\n2. Hemp' });
    expect(otherwise).toBeNull();
    await say(thread, unsent.text, { quickReplies });
    expect(await lastAtX(thread)).toEqual({ text: sentAs.text });
  });

  it('shows what a masking rule leaves of the text and of a choice', async () => {
    const thread = await world.makeThread(await world.makeHandle());
    const mask = (on: boolean) =>
      world.db.transaction((tx) => setSwitches(tx, world.base.clock, { customers: on, agents: on }));
    await mask(true);
    const card = '4111 1111 1111 1111';
    const masked = { text: `Is it ${card}?`, quickReplies: [{ label: `Yes, ${card}` }, { label: 'No' }] };
    const { sentAs } = await preview(thread, masked);
    expect(JSON.stringify(sentAs)).not.toContain('1111 1111');
    await say(thread, masked.text, { quickReplies: masked.quickReplies });
    const { via: _, ...said } = sentAs;
    expect(await lastAtX(thread)).toEqual(said);
    await mask(false);
  });

  it('says why an answer would be refused, in the words of the refusal', async () => {
    const thread = await world.makeThread(await world.makeHandle());
    const twice = { quickReplies: [{ label: 'Hemp' }, { label: 'hemp.' }] };
    const { problem } = await preview(thread, twice);
    expect(problem).toBe('The choice “hemp.” is there twice.');
    await expect(world.say(thread, unsent.text, twice)).rejects.toThrow(problem ?? '');
    const bare = await preview(thread, { text: ' ', hasFile: true });
    expect(bare.problem).toBe('Choices stand below a text: write one.');
  });

  it('knows only what is there', async () => {
    const nowhere = world.outbound.previewMessage(world.db, 'f'.repeat(24), unsent);
    await expect(nowhere).rejects.toMatchObject({ code: 'conversation_not_found' });
  });
});
