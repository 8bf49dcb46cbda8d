import type { DistributionSettings, QueueSettings, WorkStreamSettings } from '../../contract/api/index.ts';
import {
  type Clock,
  createTimers,
  newId,
  sql,
  type Timers,
  type WorkspaceDb,
} from '../../server/base/index.ts';
import { addXEntries, ensureConversation, ensureCustomer } from '../../server/conversations/index.ts';
import {
  startRouting,
  findWorkItem,
  listAgents,
  listSessionsOf,
  type Listeners,
  type RoutingDeps,
  type Session,
  type StoredWorkItem,
} from '../../server/routing/index.ts';
import { openTestBase, type TestBase, until } from '../harness.ts';

/** The engine on a real database, without X and without HTTP: agents listen, customers write, the clock is turned. */
export interface TeamWorld {
  readonly base: TestBase;
  readonly db: WorkspaceDb;
  readonly deps: RoutingDeps;
  readonly listeners: Listeners;
  readonly queueId: string;
  readonly workStreamId: string;
  readonly handleId: string;
  setStream(settings: Partial<WorkStreamSettings>, mode?: 'push' | 'pick'): Promise<void>;
  setQueue(settings: Partial<QueueSettings>, queueId?: string): Promise<void>;
  setWorkspace(settings: Partial<DistributionSettings>): Promise<void>;
  makeQueue(options: { priority?: number; members?: readonly string[] }): Promise<string>;
  /** A handle of a work stream of its own, whose work goes to this queue. */
  makeHandle(
    queueId: string,
    mode?: 'push' | 'pick',
    settings?: Partial<WorkStreamSettings>,
  ): Promise<string>;
  /** Makes an agent; `here`: who listens. */
  agent(options?: { units?: number; presence?: string; here?: boolean }): Promise<string>;
  come(memberId: string): Promise<() => void>;
  /** Their browser goes; answers when that is known. */
  leave(memberId: string): Promise<void>;
  /** Everybody leaves, so that the next test begins with an empty room; their work is closed. */
  clear(): Promise<void>;
  /** A new customer writes; answers the conversation. */
  customer(handleId?: string): Promise<string>;
  /** The customer writes again. */
  write(conversationId: string): Promise<void>;
  /** As `write`, without waiting for what follows. */
  say(conversationId: string): Promise<void>;
  item(conversationId: string): Promise<StoredWorkItem>;
  /** Waits until it is offered to somebody, and answers the running offer. */
  offered(conversationId: string): Promise<Session>;
  sessions(conversationId: string): Promise<Session[]>;
  state(memberId: string): Promise<Awaited<ReturnType<typeof listAgents>>[number]>;
  close(): Promise<void>;
}

let lastXId = 0n;

export interface TeamWorldOptions {
  /** A clock of the test's own. */
  readonly clock?: Clock;
  /** Called before the log starts, for consumers beside the engine. */
  readonly beside?: (parts: TestBase & { readonly timers: Timers }) => void;
}

export async function openTeamWorld(options: TeamWorldOptions = {}): Promise<TeamWorld> {
  const base = await openTestBase(options.clock);
  const { clock, log, logger, db: whole, workspace: db } = base;
  const timers: Timers = createTimers({ db: whole, clock, logger, alone: true });
  const members = new Set<string>();
  const deps = {
    clock,
    log,
    logger,
    isAgent: (_db: WorkspaceDb, id: string) => Promise.resolve(members.has(id)),
  };
  const routing = startRouting({ ...deps, db: whole, timers, alone: true });
  const { listeners } = routing;
  options.beside?.({ ...base, timers });
  await log.start();
  timers.start();
  await listeners.start();

  const leaving = new Map<string, () => void>();
  const conversations: string[] = [];
  const run = (query: Parameters<WorkspaceDb['execute']>[0]) => db.execute(query);
  const now = () => clock.now();

  const makeQueue: TeamWorld['makeQueue'] = async ({ priority = 100, members: named }) => {
    const id = newId();
    await run(sql`insert into queue (workspace_id, id, name, priority, open_to_all, created_at)
      values (${db.workspaceId}, ${id}, ${`Queue ${id}`}, ${priority}, ${named === undefined}, ${now()})`);
    for (const memberId of named ?? []) {
      await run(sql`insert into queue_member (workspace_id, queue_id, member_id, joined_at)
        values (${db.workspaceId}, ${id}, ${memberId}, ${now()})`);
    }
    return id;
  };
  const makeStream = async (
    queueId: string,
    mode: 'push' | 'pick',
    settings: Partial<WorkStreamSettings>,
  ) => {
    const id = newId();
    await run(sql`insert into work_stream (workspace_id, id, name, queue_id, mode, settings, created_at)
      values (${db.workspaceId}, ${id}, 'Messages', ${queueId}, ${mode}, ${JSON.stringify(settings)}, ${now()})`);
    return id;
  };
  const addHandle = async (workStreamId: string) => {
    const id = newId();
    await run(sql`insert into handle (workspace_id, id, account_id, name, work_stream_id, created_at)
      values (${db.workspaceId}, ${id}, ${newId()}, 'Shop', ${workStreamId}, ${now()})`);
    return id;
  };
  const queueId = await makeQueue({});
  const workStreamId = await makeStream(queueId, 'push', {});
  const handleId = await addHandle(workStreamId);

  const message = async (conversationId: string | null, handle: string) => {
    const byClock = BigInt(now().getTime() - 1_288_834_974_657) << 22n;
    lastXId = byClock > lastXId ? byClock : lastXId + 1n;
    const xEventId = lastXId.toString();
    return db.transaction(async (tx) => {
      const [known] =
        conversationId === null
          ? []
          : await tx.rows(sql<{ customer_id: string; handle_id: string; account_id: string }>`
              select customer_id, handle_id, account_id from conversation where id = ${conversationId}`);
      const customerId =
        known?.customer_id ??
        (await ensureCustomer(tx, { xUserId: xEventId, username: `u${xEventId}`, name: 'Ann' }, now()))
          .customer.id;
      const thread = {
        handleId: known?.handle_id ?? handle,
        accountId: known?.account_id ?? handle,
        customerId,
      };
      const conversation = await ensureConversation(tx, thread, now());
      const entry = {
        conversationId: conversation.id,
        xEventId,
        kind: 'message',
        direction: 'in',
        text: 'Hello',
        content: {},
        at: now(),
        firstContact: known === undefined,
        late: false,
      } as const;
      const { events } = await addXEntries(tx, new Map([[conversation.id, conversation]]), [entry], now());
      log.append(tx, events);
      return conversation.id;
    });
  };
  const item = async (conversationId: string) => {
    const found = await findWorkItem(db, conversationId);
    if (!found) throw new Error('no work item yet');
    return found;
  };
  const state: TeamWorld['state'] = async (memberId) => {
    const [agent] = await listAgents(db, [memberId]);
    if (!agent) throw new Error('the agent was never here');
    return agent;
  };
  const come: TeamWorld['come'] = async (memberId) => {
    const stop = listeners.listen(db.workspaceId, memberId);
    leaving.set(memberId, stop);
    await until(async () => (await state(memberId)).connected);
    return stop;
  };

  return {
    base,
    db,
    deps: routing.deps,
    listeners,
    queueId,
    workStreamId,
    handleId,
    setStream: async (settings, mode = 'push') => {
      await run(sql`update work_stream set settings = ${JSON.stringify(settings)}, mode = ${mode}
        where id = ${workStreamId}`);
    },
    setQueue: async (settings, id = queueId) => {
      await run(sql`update queue set settings = ${JSON.stringify(settings)} where id = ${id}`);
    },
    setWorkspace: async (settings) => {
      await run(sql`update workspace set settings = ${JSON.stringify({ distribution: settings })}
        where id = ${db.workspaceId}`);
    },
    makeQueue,
    makeHandle: async (id, mode = 'push', settings = {}) => addHandle(await makeStream(id, mode, settings)),
    agent: async ({ units, presence, here = true } = {}) => {
      const id = newId();
      members.add(id);
      await run(sql`insert into member (workspace_id, id, person_id, name, email, role, created_at)
        values (${db.workspaceId}, ${id}, ${id}, 'Agent', ${id}, 'agent', ${now()})`);
      await run(sql`insert into agent_settings (workspace_id, member_id, capacity_units, default_presence_id)
        values (${db.workspaceId}, ${id}, ${units ?? 100}, ${presence ?? null})`);
      if (here) await come(id);
      return id;
    },
    come,
    leave: async (memberId) => {
      leaving.get(memberId)?.();
      leaving.delete(memberId);
      await until(async () => !(await state(memberId)).connected);
    },
    clear: async () => {
      for (const stop of leaving.values()) stop();
      leaving.clear();
      await until(async () => (await db.rows(sql`select 1 from agent_state where connected`)).length === 0);
      await run(sql`delete from hold`);
      await run(sql`update session set ended_at = ${now()}, state = 'ended', end_reason = 'auto_close'
        where ended_at is null`);
      await run(sql`update work_item set state = 'closed', offered_to = null where state <> 'closed'`);
      await run(sql`update member set active = false`);
      await run(sql`update agent_state set used_units = 0, holds = 0, sessions = 0, left_at = null`);
    },
    customer: async (handle = handleId) => {
      const id = await message(null, handle);
      conversations.push(id);
      await until(() => findWorkItem(db, id));
      return id;
    },
    say: async (conversationId) => void (await message(conversationId, '')),
    write: async (conversationId) => {
      const before = (await item(conversationId)).lastPosition;
      await message(conversationId, '');
      await until(async () => (await item(conversationId)).lastPosition !== before);
    },
    item,
    offered: (conversationId) =>
      until(async () => {
        const { offeredTo } = await item(conversationId);
        if (offeredTo === null) return undefined;
        const all = await listSessionsOf(db, conversationId);
        return all.find((one) => one.state === 'offered' && one.agentId === offeredTo);
      }),
    sessions: (conversationId) => listSessionsOf(db, conversationId),
    state,
    close: async () => {
      await listeners.stop();
      await routing.stop();
      await timers.stop();
      await base.close();
    },
  };
}
