import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ControlApp } from '../../contract/control/apps.ts';
import type { ControlEvent } from '../../contract/control/messages.ts';
import { newId, openBlobDirectory, sql, type WorkspaceDb } from '../../server/base/index.ts';
import {
  addXEntries,
  ensureConversation,
  ensureCustomer,
  findMessage,
} from '../../server/conversations/index.ts';
import { createOutbound, type Outbound, type OutboundDeps } from '../../server/outbound/index.ts';
import { CostBook, createSite, LimitBook, localX, XClient, type XCredentials } from '../../server/x/index.ts';
import { startSimulator } from '../../simulator/main.ts';
import { openTestBase, type TestBase, until } from '../harness.ts';

/** The send endpoint's name in the local X's table of limits. */
export const SEND = 'POST /2/dm_conversations/with/:participant_id/messages';
export const SEND_PATH = '/2/dm_conversations/with/:participant_id/messages';
export const READ_PATH = '/2/dm_conversations/with/:participant_id/dm_events';

export interface Handle {
  readonly appId: string;
  readonly accountId: string;
  readonly handleId: string;
  readonly xUserId: string;
}

/** A customer who has written to a handle. */
export interface Thread {
  readonly conversationId: string;
  readonly customerXUserId: string;
  readonly handle: Handle;
}

export interface World {
  readonly base: TestBase;
  readonly db: WorkspaceDb;
  readonly outbound: Outbound;
  readonly deps: OutboundDeps;
  readonly xUrl: string;
  /** Asks the local X's control API. */
  control<T>(method: string, path: string, body?: unknown): Promise<T>;
  makeHandle(options?: { authKind?: 'oauth1' | 'oauth2'; v1Dm?: 'enabled' | '453' }): Promise<Handle>;
  makeThread(handle: Handle): Promise<Thread>;
  say(thread: Thread, text: string, more?: object): Promise<string>;
  stateOf(messageId: string): Promise<string>;
  reaches(messageId: string, state: string, timeoutMs?: number): Promise<void>;
  /** Texts that the handle has sent in this thread, as X has them, oldest first. */
  sentAtX(thread: Thread): Promise<string[]>;
  eventsAtX(thread: Thread): Promise<ControlEvent[]>;
  close(): Promise<void>;
}

/** The sender on a real database and a real local X. */
export async function openWorld(
  options: { patience?: OutboundDeps['patience']; start?: boolean } = {},
): Promise<World> {
  const base = await openTestBase();
  const x = await startSimulator({ port: 0 });
  const blobsDir = await mkdtemp(join(tmpdir(), 'rookery-blobs-'));
  const db = base.workspace;
  const site = createSite('local', localX(x.url));
  const credentials = new Map<string, { credentials: XCredentials; appId: string; xUserId: string }>();

  const control = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${x.url}/_control${path}`, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };

  const deps: OutboundDeps = {
    ...base,
    blobs: openBlobDirectory(blobsDir),
    patience: options.patience ?? { settleMs: 400, echoMs: 50 },
    clientFor: (workspace, accountId) => {
      const known = credentials.get(accountId);
      if (!known) throw new Error('no such account');
      const { appId, xUserId } = known;
      const limits = new LimitBook(workspace);
      const source = { kinds: [known.credentials.kind], get: () => Promise.resolve(known.credentials) };
      return Promise.resolve(
        new XClient({
          site,
          credentials: source,
          limits,
          costs: new CostBook(workspace),
          appId,
          xUserId,
          onBookkeepingError: (error) => Promise.reject(error),
        }),
      );
    },
  };
  const outbound = createOutbound(deps);
  const workStreamId = await makeWorkStream(db);
  let users = 0;
  const makeUser = async () => {
    users += 1;
    return (
      await control<{ id: string }>('POST', '/users', { username: `u${newId().slice(12)}`, dmOpen: true })
    ).id;
  };

  const makeHandle: World['makeHandle'] = async ({ authKind = 'oauth1', v1Dm = 'enabled' } = {}) => {
    const xApp = await control<ControlApp>('POST', '/apps', { name: `App ${users}`, v1Dm });
    const xUserId = await makeUser();
    const token = await control<Record<string, string>>('POST', '/tokens', {
      appId: xApp.id,
      user: xUserId,
      kind: authKind,
    });
    const [appId, accountId, handleId] = [newId(), newId(), newId()];
    const now = base.clock.now();
    await db.execute(sql`insert into x_app (workspace_id, id, name, network, consumer_key, door_key, created_at)
      values (${db.workspaceId}, ${appId}, 'App', 'local', ${xApp.consumerKey}, ${appId}, ${now})`);
    await db.execute(sql`insert into account (workspace_id, id, app_id, kind, x_user_id, username, auth_kind, status,
        status_at, created_at)
      values (${db.workspaceId}, ${accountId}, ${appId}, 'user', ${xUserId}, 'shop', ${authKind}, 'active', ${now}, ${now})`);
    await db.execute(sql`insert into handle (workspace_id, id, account_id, name, work_stream_id, created_at)
      values (${db.workspaceId}, ${handleId}, ${accountId}, 'Shop', ${workStreamId}, ${now})`);
    credentials.set(accountId, {
      appId,
      xUserId,
      credentials:
        authKind === 'oauth1'
          ? {
              kind: 'oauth1',
              consumerKey: xApp.consumerKey,
              consumerSecret: xApp.consumerSecret,
              token: token['token'] ?? '',
              tokenSecret: token['secret'] ?? '',
            }
          : { kind: 'oauth2', accessToken: token['accessToken'] ?? '' },
    });
    return { appId, accountId, handleId, xUserId };
  };

  const makeThread: World['makeThread'] = async (handle) => {
    const customerXUserId = await makeUser();
    const written = await control<{ id: string; conversationId: string }>('POST', '/messages', {
      from: customerXUserId,
      to: handle.xUserId,
      text: 'Hello, is anybody there?',
    });
    const conversationId = await db.transaction(async (tx) => {
      const now = base.clock.now();
      const { customer } = await ensureCustomer(tx, { xUserId: customerXUserId }, now);
      const conversation = await ensureConversation(
        tx,
        { handleId: handle.handleId, accountId: handle.accountId, customerId: customer.id },
        now,
      );
      const { events } = await addXEntries(
        tx,
        new Map([[conversation.id, conversation]]),
        [
          {
            conversationId: conversation.id,
            xEventId: written.id,
            kind: 'message',
            direction: 'in',
            text: 'Hello, is anybody there?',
            content: {},
            at: now,
            firstContact: true,
            late: false,
          },
        ],
        now,
      );
      base.log.append(tx, events);
      return conversation.id;
    });
    return { conversationId, customerXUserId, handle };
  };

  const eventsAtX: World['eventsAtX'] = async ({ handle, customerXUserId }) => {
    const [a = '', b = ''] = [handle.xUserId, customerXUserId].toSorted((left, right) =>
      BigInt(left) < BigInt(right) ? -1 : 1,
    );
    const { events } = await control<{ events: ControlEvent[] }>(
      'GET',
      `/conversations/${a}-${b}/events?as=${handle.xUserId}&limit=200`,
    );
    return events
      .filter((event) => event.senderId === handle.xUserId)
      .toSorted((left, right) => (BigInt(left.id) < BigInt(right.id) ? -1 : 1));
  };

  const stateOf = async (messageId: string) => (await findMessage(db, messageId))?.state ?? 'missing';
  if (options.start ?? true) await outbound.senders.start();
  return {
    base,
    db,
    outbound,
    deps,
    xUrl: x.url,
    control,
    makeHandle,
    makeThread,
    say: async (thread, text, more = {}) => {
      const author = { kind: 'agent', id: newId() } as const;
      const { message } = await outbound.queueMessage(db, {
        conversationId: thread.conversationId,
        author,
        text,
        ...more,
      });
      return message.id;
    },
    stateOf,
    reaches: async (messageId, state, timeoutMs = 10_000) => {
      await until(async () => (await stateOf(messageId)) === state, {
        timeoutMs,
        what: `the message is ${state}`,
      });
    },
    eventsAtX,
    sentAtX: async (thread) => (await eventsAtX(thread)).map((event) => event.text ?? ''),
    close: async () => {
      await outbound.senders.stop();
      await x.close();
      await base.close();
      await rm(blobsDir, { recursive: true, force: true });
    },
  };
}

async function makeWorkStream(db: WorkspaceDb): Promise<string> {
  const [queueId, id] = [newId(), newId()];
  const now = new Date();
  await db.execute(sql`insert into queue (workspace_id, id, name, is_default, created_at)
    values (${db.workspaceId}, ${queueId}, 'Everyone', true, ${now})`);
  await db.execute(sql`insert into work_stream (workspace_id, id, name, is_default, queue_id, created_at)
    values (${db.workspaceId}, ${id}, 'Messages', true, ${queueId}, ${now})`);
  return id;
}
