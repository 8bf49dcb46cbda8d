import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Clock,
  createSecrets,
  createTimers,
  keyringFromText,
  newId,
  type WorkspaceDb,
} from '../../server/base/index.ts';
import { systemActor } from '../../server/people/index.ts';
import {
  createWebhooks,
  type NewEndpoint,
  type WebhookEndpoint,
  type WebhookPace,
  type Webhooks,
} from '../../server/webhooks/index.ts';
import { openTestBase, type TestBase } from '../harness.ts';
import { countEvents, numberPorts } from './webhooks-numbers.ts';

/** One event as a receiver got it. */
export interface Got {
  readonly eventId: string;
  readonly conversationId: string;
  readonly n: number;
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
}

type Answer = number | 'hang' | 'close';

/** A program that is told: it keeps its own book, and misbehaves as the test wants. */
export interface Receiver {
  readonly url: string;
  readonly got: Got[];
  /** How the next requests are answered: a status, or what is done with them. */
  answer: (got: Omit<Got, 'status'>) => Answer | Promise<Answer>;
  /** Requests that are open now, and at most at once. */
  readonly open: { now: number; most: number };
  /** Counters of a conversation in the order of their success. */
  taken(conversationId: string): number[];
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const got: Got[] = [];
  const open = { now: 0, most: 0 };
  const receiver: { answer: Receiver['answer'] } = { answer: () => 200 };
  const server = createServer((request, response) => {
    open.now += 1;
    open.most = Math.max(open.most, open.now);
    response.on('close', () => {
      open.now -= 1;
    });
    void take(request, response);
  });
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    // Without an encoding chunks are buffers.
    for await (const part of request) parts.push(part as Buffer);
    // Bodies are those of `openWebhookWorld`.
    const body = JSON.parse(Buffer.concat(parts).toString()) as {
      events: { id: string; payload: { conversationId: string; n: number } }[];
    };
    const [event] = body.events;
    if (!event) return void response.end();
    const { conversationId, n } = event.payload;
    const one = { eventId: event.id, conversationId, n, headers: request.headers };
    const answer = await receiver.answer(one);
    if (answer === 'hang') return;
    if (answer === 'close') return void request.socket.destroy();
    got.push({ ...one, status: answer });
    response.writeHead(answer).end('seen');
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never a string.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    got,
    open,
    get answer() {
      return receiver.answer;
    },
    set answer(answer) {
      receiver.answer = answer;
    },
    taken: (conversationId) =>
      got.filter((one) => one.conversationId === conversationId && one.status === 200).map((one) => one.n),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface WebhookWorld {
  readonly base: TestBase;
  readonly webhooks: Webhooks;
  readonly workspace: WorkspaceDb;
  /** Something happens in each of these conversations, one after the other, `times` times. */
  say(conversations: readonly string[], times?: number): Promise<void>;
  endpoint(target: string, more?: Partial<NewEndpoint>): Promise<WebhookEndpoint>;
  receiver(): Promise<Receiver>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly clock?: Clock;
  readonly pace?: Partial<WebhookPace>;
  /** What is said of a fact; null: nothing any more. */
  readonly bodyOf?: (n: number) => object | null;
}

/** The deliverer on a database of its own: facts are numbers that rise in each conversation. */
export async function openWebhookWorld(options: WorldOptions = {}): Promise<WebhookWorld> {
  const base = await openTestBase(options.clock);
  const { db, clock, log, logger, workspaceId } = base;
  const timers = createTimers({ db, clock, logger, alone: true });
  const secrets = createSecrets(keyringFromText(randomBytes(32).toString('base64')), clock);
  const webhooks = createWebhooks({
    ...base,
    timers,
    secrets,
    audit: () => Promise.resolve(),
    allowPrivateUrls: true,
    alone: true,
    ports: numberPorts(options.bodyOf),
    ...(options.pace && { pace: options.pace }),
  });
  await log.start();
  timers.start();
  await webhooks.start();
  const workspace = db.workspace(workspaceId);
  const receivers: Receiver[] = [];
  const counters = new Map<string, number>();
  return {
    base,
    webhooks,
    workspace,
    say: async (conversations, times = 1) => {
      for (let time = 0; time < times; time += 1)
        await workspace.transaction((tx) => {
          log.append(tx, countEvents(counters, conversations));
          return Promise.resolve();
        });
    },
    endpoint: (target, more = {}) =>
      webhooks.endpoints.create(workspace, systemActor, {
        target,
        triggers: ['conversation:message'],
        ...more,
      }),
    receiver: async () => {
      const receiver = await openReceiver();
      receivers.push(receiver);
      return receiver;
    },
    close: async () => {
      for (const receiver of receivers) await receiver.close();
      await webhooks.stop();
      await timers.stop();
      await base.close();
    },
  };
}

export function conversations(count: number): string[] {
  return Array.from({ length: count }, () => newId());
}

export function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index + 1);
}
