import { routingErrors } from '../../contract/errors/routing.ts';
import { teamworkErrors } from '../../contract/errors/teamwork.ts';
import { AppError, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import { addMentions, addNote, lockConversation } from '../conversations/index.ts';
import {
  assignItem,
  findWorkItem,
  readSetup,
  type StoredWorkItem,
  takeHandoverBack,
} from '../routing/index.ts';
import { needOpen, needReachable } from './targets.ts';
import type { Asker, TeamworkDeps } from './types.ts';

export type Target = { readonly memberId: string } | { readonly queueId: string };

export interface Transfer {
  readonly to: Target;
  readonly note: string;
  /** Although they are away, or not to be disturbed. */
  readonly override: boolean;
}

/**
 * Hands a conversation over, with a note for whoever comes next. To an agent it waits for their yes where the workspace
 * says so.
 * @throws AppError work_item_closed, not_your_conversation, to_yourself, queue_unknown, queue_closed, agent_unavailable,
 * assignee_unknown
 */
export async function transfer(
  deps: Pick<TeamworkDeps, 'clock' | 'log' | 'routing'>,
  db: WorkspaceDb,
  conversationId: string,
  wanted: Transfer,
  by: Asker,
): Promise<{ workItem: StoredWorkItem; pending: boolean }> {
  const { to } = wanted;
  return db.transaction(async (tx) => {
    await lockConversation(tx, conversationId);
    const item = await findWorkItem(tx, conversationId);
    if (!item || item.state === 'closed') throw new AppError(routingErrors.work_item_closed);
    if (!by.supervises && item.assigneeId !== null && item.assigneeId !== by.memberId) {
      throw new AppError(teamworkErrors.not_your_conversation);
    }
    const setup = await readSetup(tx);
    if ('queueId' in to) {
      const queue = setup.queues.get(to.queueId);
      if (!queue) throw new AppError(routingErrors.queue_unknown);
      await needOpen(tx, queue, deps.clock.now());
    } else {
      if (to.memberId === item.assigneeId) throw new AppError(teamworkErrors.to_yourself);
      if (!setup.members.has(to.memberId)) throw new AppError(routingErrors.assignee_unknown);
      if (!wanted.override) await needReachable(tx, to.memberId);
    }
    await leaveNote(deps, tx, conversationId, wanted, by);
    const needsAcceptance = 'memberId' in to && setup.distribution.transferNeedsAcceptance;
    const assignment = { to, kind: 'transferred', needsAcceptance, by: by.memberId } as const;
    const workItem = await assignItem(deps.routing, tx, conversationId, assignment);
    return { workItem, pending: needsAcceptance };
  });
}

/**
 * Takes a handover back before it is answered.
 * @throws AppError work_item_closed, not_your_conversation
 */
export function takeBack(
  deps: Pick<TeamworkDeps, 'routing'>,
  db: WorkspaceDb,
  conversationId: string,
  by: Asker,
): Promise<StoredWorkItem> {
  return db.transaction(async (tx) => {
    await lockConversation(tx, conversationId);
    const item = await findWorkItem(tx, conversationId);
    if (item?.assigneeId !== by.memberId && !by.supervises)
      throw new AppError(teamworkErrors.not_your_conversation);
    return takeHandoverBack(deps.routing, tx, conversationId, by.memberId);
  });
}

async function leaveNote(
  { clock, log }: Pick<TeamworkDeps, 'clock' | 'log'>,
  tx: WorkspaceTx,
  conversationId: string,
  { to, note }: Transfer,
  by: Asker,
): Promise<void> {
  const text = note.trim();
  if (text === '') return;
  const conversation = await lockConversation(tx, conversationId);
  const added = await addNote(tx, conversation, { text, authorId: by.memberId }, clock.now());
  log.append(tx, added.events);
  if (!('memberId' in to)) return;
  const mention = { kind: 'member', id: to.memberId, start: 0, end: 1 } as const;
  log.append(tx, await addMentions(tx, added.message, [mention]));
}
