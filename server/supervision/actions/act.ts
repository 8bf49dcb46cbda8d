import { routingErrors } from '../../../contract/errors/routing.ts';
import { supervisionErrors } from '../../../contract/errors/supervision.ts';
import { AppError, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import {
  addNote,
  addWhisper,
  getConversation,
  lockConversation,
  type Message,
} from '../../conversations/index.ts';
import {
  assignItem,
  closeItem,
  findWorkItem,
  listAgents,
  readSetup,
  type Setup,
  type StoredWorkItem,
} from '../../routing/index.ts';
import { beginMonitor, listNames, needOpen, needReachable, type SideTalk } from '../../teamwork/index.ts';
import type { SupervisionDeps } from '../types.ts';
import { type BoardAction, checkAction } from './matrix.ts';

export type ActDeps = Pick<SupervisionDeps, 'clock' | 'log' | 'routing'>;

/** The live item of a conversation, locked, once the action is allowed. @throws AppError work_item_closed and matrix.ts's */
async function needActionable(
  tx: WorkspaceTx,
  conversationId: string,
  action: BoardAction,
  by: string,
): Promise<{ item: StoredWorkItem; setup: Setup }> {
  await lockConversation(tx, conversationId);
  const item = await findWorkItem(tx, conversationId);
  if (!item || item.state === 'closed') throw new AppError(routingErrors.work_item_closed);
  const setup = await readSetup(tx);
  checkAction(action, item, setup.distribution, by);
  return { item, setup };
}

/**
 * Gives a conversation to an agent or a queue. Beyond capacity and presence only when that is wanted; says by how many
 * units the agent is then over.
 * @throws AppError over_capacity, agent_unavailable, assignee_unknown, queue_unknown
 */
export function assign(
  deps: ActDeps,
  db: WorkspaceDb,
  conversationId: string,
  wanted: { readonly to: { memberId: string } | { queueId: string }; readonly override: boolean },
  by: string,
): Promise<{ workItem: StoredWorkItem; exceededUnits: number }> {
  const { to, override } = wanted;
  return db.transaction(async (tx) => {
    const { item, setup } = await needActionable(tx, conversationId, 'assign', by);
    let exceededUnits = 0;
    if ('memberId' in to) {
      if (!setup.members.has(to.memberId)) throw new AppError(routingErrors.assignee_unknown);
      exceededUnits = await unitsOver(tx, setup, to.memberId, item.units);
      if (!override) {
        await needReachable(tx, to.memberId);
        if (exceededUnits > 0) {
          const name = (await listNames(tx, [to.memberId])).get(to.memberId) ?? '';
          throw new AppError(supervisionErrors.over_capacity, {
            values: { name, units: exceededUnits },
            details: { exceededUnits },
          });
        }
      }
    }
    const assignment = { to, kind: 'assigned', needsAcceptance: false, by } as const;
    return { workItem: await assignItem(deps.routing, tx, conversationId, assignment), exceededUnits };
  });
}

/** By how much an agent would be over their capacity with so much more. */
async function unitsOver(tx: WorkspaceTx, setup: Setup, memberId: string, units: number): Promise<number> {
  const [agent] = await listAgents(tx, [memberId]);
  const capacity = setup.members.get(memberId)?.capacityUnits ?? 0;
  return Math.max(0, (agent?.usedUnits ?? 0) + units - capacity);
}

/** Takes a conversation to another agent, who is asked first where that is set. */
export function transfer(
  deps: ActDeps,
  db: WorkspaceDb,
  conversationId: string,
  wanted: { readonly memberId: string; readonly override: boolean },
  by: string,
): Promise<{ workItem: StoredWorkItem; pending: boolean }> {
  return db.transaction(async (tx) => {
    const { setup } = await needActionable(tx, conversationId, 'transfer', by);
    if (!setup.members.has(wanted.memberId)) throw new AppError(routingErrors.assignee_unknown);
    if (!wanted.override) await needReachable(tx, wanted.memberId);
    const needsAcceptance = setup.distribution.transferNeedsAcceptance;
    const to = { memberId: wanted.memberId };
    const assignment = { to, kind: 'transferred', needsAcceptance, by } as const;
    return {
      workItem: await assignItem(deps.routing, tx, conversationId, assignment),
      pending: needsAcceptance,
    };
  });
}

/** Closes a conversation whatever its state; the thread says who did. */
export function forceClose(
  deps: ActDeps,
  db: WorkspaceDb,
  conversationId: string,
  by: string,
): Promise<StoredWorkItem> {
  return db.transaction(async (tx) => {
    await needActionable(tx, conversationId, 'force_close', by);
    return closeItem(deps.routing, tx, conversationId, { reason: 'force_closed', by });
  });
}

/** Looks on in a conversation. */
export function monitor(
  deps: ActDeps,
  db: WorkspaceDb,
  conversationId: string,
  by: string,
): Promise<SideTalk> {
  return db.transaction(async (tx) => {
    await needActionable(tx, conversationId, 'monitor', by);
    return beginMonitor(deps, tx, conversationId, by);
  });
}

/** A queue that can be given work now. @throws AppError queue_unknown, queue_closed */
export async function needQueue(deps: ActDeps, db: WorkspaceDb, queueId: string): Promise<void> {
  const queue = (await readSetup(db)).queues.get(queueId);
  if (!queue) throw new AppError(routingErrors.queue_unknown);
  await needOpen(db, queue, deps.clock.now());
}

/**
 * Says something to the agent who has the conversation: a note that only they and its author see.
 * @throws AppError conversation_not_found, nobody_to_whisper, own_conversation
 */
export async function whisper(
  { clock, log }: ActDeps,
  db: WorkspaceDb,
  conversationId: string,
  wanted: { readonly text: string; readonly idempotencyKey: string },
  by: string,
): Promise<Message> {
  await getConversation(db, conversationId);
  return db.transaction(async (tx) => {
    const conversation = await lockConversation(tx, conversationId);
    const to = (await findWorkItem(tx, conversationId))?.assigneeId;
    if (!to) throw new AppError(supervisionErrors.nobody_to_whisper);
    if (to === by) throw new AppError(supervisionErrors.own_conversation);
    const note = { ...wanted, content: { whisperTo: to }, authorId: by };
    const added = await addNote(tx, conversation, note, clock.now());
    if (added.created) {
      log.append(tx, added.events);
      log.append(tx, await addWhisper(tx, added.message, to));
    }
    return added.message;
  });
}
