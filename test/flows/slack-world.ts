import type { ControlEvent } from '../../contract/control/messages.ts';
import type { SlackChannel } from '../../contract/api/index.ts';
import { until } from '../harness.ts';
import { type Product, type ProductOptions, startProduct } from '../product.ts';
import { openSlack, type SlackPost, type SlackServer } from './slack-server.ts';

export interface SlackWorld {
  readonly product: Product;
  readonly slack: SlackServer;
  readonly handleId: string;
  /** A channel with a bot token, unless it says otherwise. */
  channel(more?: object): Promise<SlackChannel>;
  /** Writes as a customer; answers the first message of their thread once all of theirs stand in it. */
  threadOf(name: string, ...texts: string[]): Promise<SlackPost>;
  /** Somebody writes in a thread; `repeat` is the header of a second telling. */
  say(
    channel: SlackChannel,
    threadTs: string,
    text: string,
    more?: { readonly event?: object; readonly envelope?: object; readonly headers?: Record<string, string> },
  ): Promise<Response>;
  /** A slash command; answers its text. */
  command(channel: SlackChannel, text: string, more?: Record<string, string>): Promise<string>;
  /** What a customer got on X, in order. */
  got(name: string): Promise<string[]>;
  conversationOf(name: string): Promise<string>;
  close(): Promise<void>;
}

let counter = 0;
export const nextTs = (): string => `1800000000.${String((counter += 1)).padStart(6, '0')}`;

export async function openSlackWorld(options: ProductOptions = {}): Promise<SlackWorld> {
  const product = await startProduct({
    webhookPace: { timeoutMs: 2_000, failuresToPause: 4 },
    ...options,
  });
  const slack = await openSlack();
  slack.users.set('UADA', { name: 'Ada' });
  await product.x.user('shop', { name: 'The Shop' });
  for (const name of ['jane', 'karl', 'lena', 'mona', 'nico', 'olga', 'paul', 'quinn', 'rosa'])
    await product.x.user(name, { name: name[0]?.toUpperCase() + name.slice(1) });
  const { handleId } = await product.connect('shop');

  const post = (url: string, body: string, headers: Record<string, string>) =>
    fetch(url, { method: 'POST', body, headers });

  return {
    product,
    slack,
    handleId,
    channel: (more = {}) =>
      product.admin.ask<SlackChannel>('POST', '/api/business/slack', {
        name: 'Support',
        apiUrl: slack.apiUrl,
        channel: slack.channel,
        botToken: slack.token,
        signingSecret: slack.signingSecret,
        ...more,
      }),
    threadOf: async (name, ...texts) => {
      for (const text of texts) await product.x.write(name, 'shop', text);
      return until(() => {
        const parent = slack.parents().find((one) => one.text.toLowerCase().includes(`*${name}*`));
        const said = parent ? slack.inThread(parent.ts) : [];
        return texts.every((text) => said.some((one) => one.includes(text))) ? parent : undefined;
      });
    },
    say: (channel, threadTs, text, more = {}) => {
      counter += 1;
      const body = JSON.stringify({
        type: 'event_callback',
        team_id: 'T1',
        event_id: `Ev${counter}`,
        event: {
          type: 'message',
          channel: slack.channel,
          user: 'UADA',
          text,
          ts: nextTs(),
          thread_ts: threadTs,
          ...more.event,
        },
        ...more.envelope,
      });
      const headers = { 'content-type': 'application/json', ...slack.sign(body), ...more.headers };
      return post(channel.eventsUrl, body, headers);
    },
    command: async (channel, text, more = {}) => {
      counter += 1;
      const body = new URLSearchParams({
        command: '/dm',
        text,
        user_id: 'UADA',
        user_name: 'ada',
        channel_id: slack.channel,
        trigger_id: `trigger${counter}`,
        response_url: `${slack.url}/commands/T1/1/x`,
        ...more,
      }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded', ...slack.sign(body) };
      const response = await post(channel.commandUrl, body, headers);
      const answer = (await response.json()) as { response_type: string; text: string };
      if (answer.response_type !== 'ephemeral') throw new Error('others would see it');
      return answer.text;
    },
    got: async (name) => {
      const ids = await Promise.all(
        [name, 'shop'].map((one) => product.x.control<{ id: string }>('GET', `/users/@${one}`)),
      );
      const pair = ids.map(({ id }) => id).toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
      const { events } = await product.x.control<{ events: ControlEvent[] }>(
        'GET',
        `/conversations/${pair.join('-')}/events?as=@${name}&limit=200`,
      );
      return events
        .filter(({ senderId }) => senderId === ids[1]?.id)
        .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
        .map(({ text = '', media }) => (media ? `${text.replace(/ ?https:\S+$/, '')}[${media.kind}]` : text));
    },
    conversationOf: async (name) => {
      const inbox = await product.admin.ask<{
        rows: { conversationId: string; customer: { username: string } }[];
      }>('GET', '/api/inbox?view=all');
      return inbox.rows.find((one) => one.customer.username === name)?.conversationId ?? '';
    },
    close: async () => {
      await product.close();
      await slack.close();
    },
  };
}
