import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../harness.ts';
import { openProofHouse, type ProofHouse } from './house.ts';
import { answer, entriesOf, ledgerOf, openThread, passTime, type ProofThread, stateOf } from './thread.ts';

const SEND = 'POST /2/dm_conversations/with/';
const SLOW = { timeoutMs: 40_000 };

let house: ProofHouse;
beforeAll(async () => {
  house = await openProofHouse({ servers: 2 });
}, 240_000);
afterAll(() => house.close());

async function isSentOnce(thread: ProofThread, id: string, text: string): Promise<void> {
  await until(async () => (await stateOf(house, thread, id)) === 'sent', {
    ...SLOW,
    what: `"${text}" is sent`,
  });
  expect(await ledgerOf(house, thread)).toEqual([text]);
  const shown = (await entriesOf(house, thread.conversationId)).filter((entry) => entry.text === text);
  expect(shown).toHaveLength(1);
}

describe('killed in the window', () => {
  it.each([
    ['after X’s answer has left and before it arrives', 'answer', 'kills1'],
    ['after the request has left and before X sees it', 'request', 'kills2'],
  ])(
    '%s, every server at once: the message is at X once',
    async (_, when, name) => {
      const thread = await openThread(house, name);
      let struck = false;
      const strike = () => {
        struck = true;
        house.xProxy.watch(undefined);
        for (const server of house.servers) server.child.kill('SIGKILL');
        return 'cut' as const;
      };
      house.xProxy.watch(
        when === 'answer'
          ? { onAnswer: (bytes) => (bytes.includes('dm_event_id') ? strike() : 'pass') }
          : { onRequest: (bytes) => (bytes.includes(SEND) ? strike() : 'pass') },
      );
      const id = await answer(house, thread, `${name}/once`);
      await until(() => struck, { what: 'the sender was killed in the window' });
      await Promise.all(house.servers.map((server) => server.ended));
      await Promise.all(house.servers.map((_server, index) => house.startServer(index)));
      if (when === 'request') {
        await until(async () => (await stateOf(house, thread, id)) === 'uncertain', SLOW);
        await passTime(house, 60_000);
      }
      await isSentOnce(thread, id, `${name}/once`);
      expect(struck).toBe(true);
    },
    90_000,
  );
});

/** A statement is on the wire as its text or, once prepared, as its name, which begins with the same words. */
function says(bytes: Buffer, words: string): boolean {
  return bytes.includes(words) || bytes.includes(words.trim().replace(/\W+/g, '_'));
}

describe('a commit whose answer is lost', () => {
  it.each([
    ['of queueing', 'insert into message', 'commit1'],
    ['of the attempt', 'insert into attempt', 'commit2'],
    ['of what X said', 'update attempt set state = ', 'commit3'],
  ])(
    '%s: the message is at X once',
    async (_, marker, name) => {
      const thread = await openThread(house, name);
      let cuts = 0;
      for (const proxy of house.databaseProxies) {
        proxy.watch(() => {
          let began = false;
          let asked = false;
          return {
            onRequest: (bytes) => {
              began ||= says(bytes, marker);
              asked ||= began && bytes.includes('commit');
              return 'pass';
            },
            onAnswer: () => {
              if (!asked || cuts > 0) return 'pass';
              cuts += 1;
              return 'cut';
            },
          };
        });
      }
      const id = await answer(house, thread, `${name}/once`);
      await until(() => cuts === 1, { what: 'an answer was lost' });
      for (const proxy of house.databaseProxies) proxy.watch(undefined);
      const isOpen = async () => ['sending', 'uncertain'].includes(await stateOf(house, thread, id));
      // Without an echo only time tells that X does not have it.
      await until(async () => (await passTime(house, 60_000), !(await isOpen())), {
        ...SLOW,
        everyMs: 1_000,
      });
      await isSentOnce(thread, id, `${name}/once`);
      expect(cuts).toBe(1);
    },
    60_000,
  );
});

describe('stopped for longer than its lease', () => {
  it('between the commit of its attempt and the call: another sends, and it does not when it wakes up', async () => {
    const thread = await openThread(house, 'stop1');
    const victim = Promise.withResolvers<number>();
    for (const [index, proxy] of house.databaseProxies.entries()) {
      // For each connection of its own: another one's commit is not the one.
      proxy.watch(() => {
        let began = false;
        return {
          onRequest: (bytes) => {
            began ||= says(bytes, 'insert into attempt');
            if (!began || !bytes.includes('commit')) return 'pass';
            // The commit goes through; whoever asked for it hears of it only when it wakes up.
            house.servers[index]?.child.kill('SIGSTOP');
            for (const one of house.databaseProxies) one.watch(undefined);
            victim.resolve(index);
            return 'pass';
          },
        };
      });
    }
    const id = await answer(house, thread, 'stop1/once');
    const stopped = await victim.promise;
    house.turnTo(1 - stopped);
    const database = await house.database();
    const attempts = () =>
      database.rows<{ state: string }>('select state from attempt where message_id = $1 order by n', [id]);
    await until(async () => (await attempts())[0]?.state === 'sending', { what: 'the attempt is committed' });
    expect(await ledgerOf(house, thread)).toEqual([]);
    await until(async () => (await attempts())[0]?.state === 'uncertain', {
      ...SLOW,
      what: 'the other took over',
    });
    await passTime(house, 60_000);
    await isSentOnce(thread, id, 'stop1/once');
    house.servers[stopped]?.child.kill('SIGCONT');
    house.turnTo(stopped);
    await until(() => house.tryAsk('GET', '/api/handles'), { ...SLOW, what: 'it is awake' });
    await isSentOnce(thread, id, 'stop1/once');
    expect((await attempts()).map((attempt) => attempt.state)).toEqual(['failed', 'sent']);
    await database.close();
    house.turnTo(0);
  }, 120_000);
});

describe('order', () => {
  it('rises strictly at X through faults, time-outs and an undo in the middle', async () => {
    const thread = await openThread(house, 'order1');
    const faults = [
      { kind: 'status', status: 500, probability: 0.15 },
      { kind: 'reset_after', probability: 0.15 },
      { kind: 'timeout_after', delayMs: 100, probability: 0.1 },
    ];
    const path = '/2/dm_conversations/with/:participant_id/messages';
    const ids: string[] = [];
    for (const fault of faults) {
      ids.push(
        (await house.control<{ id: string }>('POST', '/faults', { on: 'request', path, ...fault })).id,
      );
    }
    const texts = Array.from({ length: 15 }, (_, n) => `order1/${n}`);
    const queued: string[] = [];
    for (const text of texts) queued.push(await answer(house, thread, text));
    const last = queued.at(-1) ?? '';
    const undone = await house.tryAsk(
      'POST',
      `/api/conversations/${thread.conversationId}/messages/${last}/cancel`,
    );
    const expected = undone ? texts.slice(0, -1) : texts;
    const ended = async () => {
      await passTime(house, 60_000);
      const states = (await entriesOf(house, thread.conversationId)).filter(
        (entry) => entry.direction === 'out',
      );
      return states.every((entry) => entry.state === 'sent' || entry.state === 'canceled');
    };
    await until(ended, { timeoutMs: 60_000, everyMs: 1_000, what: 'everything is sent' });
    for (const id of ids) await fetch(`${house.xUrl}/_control/faults/${id}`, { method: 'DELETE' });
    expect(await ledgerOf(house, thread)).toEqual(expected);
    const shown = (await entriesOf(house, thread.conversationId))
      .filter((entry) => entry.direction === 'out' && entry.state === 'sent')
      .map((entry) => entry.text);
    expect(shown).toEqual(expected);
  }, 120_000);
});
