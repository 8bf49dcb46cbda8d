import { baseErrors } from '../../../contract/errors/base.ts';
import { messagingErrors } from '../../../contract/errors/messaging.ts';
import { AppError, type Clock, type EventLog, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { addSystemLine, lockConversation } from '../../conversations/index.ts';
import {
  closeItem,
  endItem,
  findWorkItem,
  pickItem,
  readSetup,
  reopenItem,
  type RoutingDeps,
  type StoredWorkItem,
} from '../../routing/index.ts';
import type { Board, Boards } from './board.ts';
import { act } from './control.ts';

export interface DeskActDeps {
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly boards: Boards;
  readonly routing: RoutingDeps;
}

/**
 * A member takes a conversation from the program that has it.
 * @throws AppError conversation_not_found, and what picking refuses.
 */
export function takeOver(
  { routing }: DeskActDeps,
  db: WorkspaceDb,
  conversationId: string,
  by: { readonly memberId: string; readonly supervises: boolean },
): Promise<StoredWorkItem> {
  return db.transaction(async (tx) => {
    await lockConversation(tx, conversationId);
    const item = await findWorkItem(tx, conversationId);
    if (item && item.state !== 'closed' && item.state !== 'wrap_up') {
      await routing.control?.take(tx, (await readSetup(tx)).version, conversationId, by.memberId);
      // What is offered to the desk is for whoever comes first.
      const picker = { ...by, supervises: by.supervises || item.assigneeId === null };
      return pickItem(routing, tx, conversationId, picker);
    }
    if (item?.state === 'wrap_up') {
      await closeItem(routing, tx, conversationId, { reason: 'closed_by_system', by: by.memberId });
    }
    return reopenItem(routing, tx, conversationId, by.memberId);
  });
}

/**
 * Gives a conversation to a program: an agent's talk goes into wrap-up, what nobody has is closed.
 * @throws AppError conversation_not_found, switchboard_off, not_found, program_unreachable.
 */
export function handBack(
  { routing, clock, log, boards }: DeskActDeps,
  db: WorkspaceDb,
  conversationId: string,
  { programId, memberId }: { readonly programId: string; readonly memberId: string | null },
): Promise<StoredWorkItem | undefined> {
  return db.transaction(async (tx) => {
    await lockConversation(tx, conversationId);
    const board = await needBoard(boards, tx);
    const seat = board.seats.find((one) => one.id === programId && one.id !== board.desk.id);
    if (!seat) throw new AppError(baseErrors.not_found, { values: { what: 'program' } });
    if (board.board.deskWhenDeaf && board.deaf.has(seat.id)) {
      throw new AppError(messagingErrors.program_unreachable, { values: { name: seat.name } });
    }
    const { events } = await act(
      tx,
      { kind: 'passControl', conversationId, word: seat.id, metadata: {}, by: { desk: true, memberId } },
      clock.now(),
    );
    const item = await findWorkItem(tx, conversationId);
    const isLive = item !== undefined && item.state !== 'closed' && item.state !== 'wrap_up';
    const isTalk = isLive && item.state === 'active' && item.assigneeId !== null;
    if (isTalk) await endItem(routing, tx, conversationId, memberId);
    else if (isLive) {
      await closeItem(routing, tx, conversationId, { reason: 'closed_by_system', by: memberId });
    }
    const line = { what: 'handed_back', facts: { to: seat.name }, by: memberId };
    const conversation = await lockConversation(tx, conversationId);
    log.append(tx, (await addSystemLine(tx, conversation, line, clock.now())).events);
    log.append(tx, events);
    return findWorkItem(tx, conversationId);
  });
}

async function needBoard(boards: Boards, tx: WorkspaceTx): Promise<Board> {
  const board = await boards.read(tx, (await readSetup(tx)).version);
  if (!board) throw new AppError(messagingErrors.switchboard_off);
  return board;
}
