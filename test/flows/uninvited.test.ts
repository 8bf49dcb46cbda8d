import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SlackChannel } from '../../contract/api/index.ts';
import { sql } from '../../server/base/index.ts';
import { until } from '../harness.ts';
import { answerMail, arrives, mailSetup, openPostOffice, type Post, type PostOffice } from './mail-world.ts';
import { openSlackWorld, type SlackWorld } from './slack-world.ts';

// No program writes to people who never wrote, or who asked for no messages and have asked nothing since, whatever way
// it comes in.
let world: SlackWorld;
let office: PostOffice;
let channel: SlackChannel;
let appId: string;
let authorization: string;

interface Person {
  readonly name: string;
  readonly conversationId: string;
  readonly customerId: string;
}
const threads: Record<string, { readonly ts: string; readonly number: string }> = {};
const mails: Record<string, Post> = {};

const person = async (name: string): Promise<Person> => {
  const row = await until(() =>
    world.product.db.findRow(sql<{ id: string; customer_id: string }>`
      select v.id, v.customer_id from conversation v
      join customer c on c.workspace_id = v.workspace_id and c.id = v.customer_id where c.username = ${name}`),
  );
  return { name, conversationId: row.id, customerId: row.customer_id };
};
const writes = async (name: string, ...texts: string[]) => {
  for (const text of texts) await world.product.x.write(name, 'shop', text);
  const { conversationId } = await person(name);
  await until(
    async () =>
      (
        await world.product.db.rows(sql`
          select 1 from message where conversation_id = ${conversationId} and direction = 'in'`)
      ).length >= texts.length,
  );
};
const optedOut = (name: string) =>
  until(() =>
    world.product.db.findRow(sql`
      select 1 from customer c join conversation v on v.workspace_id = c.workspace_id and v.customer_id = c.id
      where c.username = ${name} and c.opted_out_at = v.last_inbound_at`),
  );

async function call(path: string, body: object): Promise<string> {
  const response = await fetch(`${world.product.url}/sc${path}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.ok ? 'done' : `${response.status} ${await response.text()}`;
}

let count = 0;
/** Each way in answers `done` where it was let through, else why not. */
const ways: Readonly<Record<string, (to: Person, words: string) => Promise<string>>> = {
  'a message of version 2': ({ conversationId }, text) =>
    call(`/v2/apps/${appId}/conversations/${conversationId}/messages`, {
      author: { type: 'business' },
      content: { type: 'text', text },
    }),
  'a rich message of version 2': ({ conversationId }, text) =>
    call(`/v2/apps/${appId}/conversations/${conversationId}/messages`, {
      author: { type: 'business' },
      content: { type: 'text', text, actions: [{ type: 'reply', text: 'Yes', payload: 'Y' }] },
    }),
  'a message of version 1.1': ({ customerId }, text) =>
    call(`/v1.1/appusers/${customerId}/messages`, { role: 'appMaker', type: 'text', text }),
  'an activity of version 2': ({ conversationId }) =>
    call(`/v2/apps/${appId}/conversations/${conversationId}/activity`, {
      author: { type: 'business' },
      type: 'typing:start',
    }),
  'an activity of version 1.1': ({ customerId }) =>
    call(`/v1.1/appusers/${customerId}/conversation/activity`, { role: 'appMaker', type: 'typing:start' }),
  'a reply in Slack': async ({ name }, text) => {
    const { ts = '' } = threads[name] ?? {};
    const before = world.slack.inThread(ts).length;
    await world.say(channel, ts, text);
    return until(async () => {
      if ((await world.got(name)).some((one) => one.startsWith(text))) return 'done';
      return world.slack
        .inThread(ts)
        .slice(before)
        .find((one) => one.includes('was not sent'));
    });
  },
  'a command of Slack': async ({ name }, text) => {
    const told = await world.command(channel, `${threads[name]?.number} ${text}`);
    return told.includes('not sent') ? told : 'done';
  },
  'an e-mail': async ({ name }, text) => {
    const mail = mails[name];
    if (!mail) throw new Error(`nobody was told of ${name} by mail`);
    count += 1;
    const answer = await answerMail(world.product, mail, text, { messageId: `<way-${count}@acme.example>` });
    const state = await until(async () => {
      const { entries } = await world.product.admin.ask<{ entries: { state: string; reason: string }[] }>(
        'GET',
        '/api/business/mail/log?direction=in',
      );
      return entries.length >= count ? entries[0] : undefined;
    });
    return state.state === 'taken' ? 'done' : `${answer} ${state.reason}`;
  },
};

beforeAll(async () => {
  world = await openSlackWorld({ environment: { ROOKERY_MAIL_PORT: '0' } });
  office = await openPostOffice();
  const { admin } = world.product;
  channel = await world.channel();
  await admin.ask('PUT', '/api/business/mail', mailSetup(office));
  const words = { en: { out: ['stop'], in: ['start'], confirmOut: '', confirmIn: '' } };
  await admin.ask('PUT', '/api/opt-out-words', { words });
  const { key, secret } = await admin.ask<{ key: { id: string }; secret: string }>(
    'POST',
    '/api/programs/keys',
    { name: 'Bot', scope: 'app' },
  );
  authorization = `Basic ${btoa(`${key.id}:${secret}`)}`;
  appId = (await admin.ask<{ appId: string }>('GET', '/api/programs/keys')).appId;
  for (const name of ['mona', 'olga']) {
    const parent = await world.threadOf(name, `Hello from ${name}`);
    threads[name] = { ts: parent.ts, number: /#(\d+)/.exec(parent.text)?.[1] ?? '' };
    mails[name] = await arrives(office, `Hello from ${name}`);
  }
}, 240_000);
afterAll(async () => {
  await world?.close();
  await office?.close();
});

const outgoing = async ({ conversationId }: Person) =>
  (
    await world.product.db.rows(sql`
      select 1 from message where conversation_id = ${conversationId} and direction = 'out' and state <> 'kept'`)
  ).length;

it('who never wrote', async () => {
  // Somebody of the business wrote on X itself, and had no answer.
  await world.product.x.write('shop', 'rosa', 'We found your umbrella');
  const rosa = await person('rosa');
  const before = await until(() => outgoing(rosa));
  const parent = await until(() => world.slack.parents().find((one) => one.text.includes('*Rosa*')));
  threads['rosa'] = { ts: parent.ts, number: /#(\d+)/.exec(parent.text)?.[1] ?? '' };
  // Nobody is mailed what the business itself wrote: there is nothing to answer.
  for (const [way, write] of Object.entries(ways).filter(([name]) => name !== 'an e-mail')) {
    const outcome = await write(rosa, 'Hello?');
    expect({ way, outcome }).toEqual({ way, outcome: expect.stringContaining('never written') as string });
  }
  expect(await outgoing(rosa)).toBe(before);
});

it.each([
  ['wrote STOP, and was not even told that it is heard', 'mona', ['STOP']],
  ['wrote STOP once more, long after', 'olga', ['Stop', 'Thank you', 'stop.']],
] as const)('who %s', async (_story, name, texts) => {
  await writes(name, ...texts);
  await optedOut(name);
  const stopped = await person(name);
  const before = await outgoing(stopped);
  for (const [way, write] of Object.entries(ways)) {
    const outcome = await write(stopped, 'One more thing');
    expect({ way, outcome }).toEqual({ way, outcome: expect.stringContaining('did not ask for') as string });
  }
  expect(await outgoing(stopped)).toBe(before);
  expect(await world.got(name)).toEqual([]);
});

it('who asks something after all is answered, by each of the ways', async () => {
  const olga = await person('olga');
  for (const [index, [way, write]] of Object.entries(ways).entries()) {
    await world.product.x.write('olga', 'shop', `Question ${index}`);
    await until(() =>
      world.product.db.findRow(sql`
        select 1 from message where conversation_id = ${olga.conversationId} and text = ${`Question ${index}`}`),
    );
    expect({ way, outcome: await write(olga, `Answer ${index}`) }).toEqual({ way, outcome: 'done' });
    await until(async () => {
      const queued = await world.product.db.rows(sql`
        select 1 from message where conversation_id = ${olga.conversationId} and state in ('queued', 'sending')`);
      return queued.length === 0;
    });
  }
  const answers = Object.keys(ways).flatMap((way, index) =>
    way.includes('activity') ? [] : [`Answer ${index}`],
  );
  const got = await world.got('olga');
  expect(got.map((text) => /Answer \d/.exec(text)?.[0])).toEqual(answers);
});
