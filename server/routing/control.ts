import type { EventOf, WorkspaceTx } from '../base/index.ts';
import type { Line } from './change.ts';
import type { RoutingDeps } from './deps.ts';
import type { Setup } from './setup/types.ts';
import type { WorkItem } from './types.ts';

/**
 * Who of programs and the desk has conversations: asked by routing, answered by whoever keeps the switchboard, all in
 * routing's own transaction under the lock of the conversations. Where there is no switchboard it costs no statement.
 */
export interface ControlPort {
  /** Those that a program has, by conversation; the desk has the rest. */
  look(tx: WorkspaceTx, version: string, asked: readonly Asked[]): Promise<ReadonlyMap<string, Program>>;
  /** Customers wrote to programs, or were answered. */
  note(tx: WorkspaceTx, version: string, noted: Noted): Promise<void>;
  /** What was done, by the id of the action. */
  read(
    tx: WorkspaceTx,
    version: string,
    events: readonly EventOf<'control.changed'>[],
  ): Promise<ReadonlyMap<string, ControlStep>>;
  /** A member takes a conversation up: the desk has it from now on. Answers a line for the thread if it had not. */
  take(
    tx: WorkspaceTx,
    version: string,
    conversationId: string,
    memberId: string | null,
  ): Promise<Line | undefined>;
  /** Somebody took what was offered to the desk, or what the desk had is over. */
  follow(tx: WorkspaceTx, version: string, moved: readonly Moved[]): Promise<void>;
}

export interface Asked {
  readonly conversationId: string;
  /** The desk has work in hand there. */
  readonly isInHand: boolean;
  /** A customer has just written. */
  readonly wrote: boolean;
}

export interface Program {
  readonly seatId: string;
  readonly name: string;
}

export interface Noted {
  readonly held: readonly { readonly conversationId: string; readonly seatId: string; readonly at: Date }[];
  /** Conversations in which a program or an agent answered. */
  readonly answered: readonly string[];
}

/** Something that was done at the switchboard. */
export interface ControlStep {
  /** The desk was given it, was offered it, or has it again since nobody else is there. */
  readonly toDesk: 'given' | 'offered' | null;
  /** A member did it: what follows from it was done with it. */
  readonly byMember: boolean;
  readonly line: Line;
  /** What the program says beside it, as context variables. */
  readonly context: Readonly<Record<string, string | number>>;
}

export interface Moved {
  readonly conversationId: string;
  readonly what: 'taken' | 'ended';
  readonly memberId: string | null;
}

interface Done {
  readonly before: WorkItem | undefined;
  readonly item: WorkItem;
}

/** Tells the switchboard what became of items: taken by somebody, or over. */
export async function tellControl(
  { control }: RoutingDeps,
  tx: WorkspaceTx,
  setup: Setup,
  done: readonly Done[],
): Promise<void> {
  if (!control) return;
  const moved = done.flatMap(({ before, item }): Moved[] => {
    const { conversationId } = item;
    if (isOver(item)) {
      return before && isOver(before) ? [] : [{ conversationId, what: 'ended', memberId: null }];
    }
    const isTaken = item.assigneeId !== null && item.assigneeId !== (before?.assigneeId ?? null);
    return isTaken ? [{ conversationId, what: 'taken', memberId: item.assigneeId }] : [];
  });
  if (moved.length > 0) await control.follow(tx, setup.version, moved);
}

/** The talk is over: what the customer writes next is not this item's. */
export function isOver({ state }: Pick<WorkItem, 'state'>): boolean {
  return state === 'closed' || state === 'wrap_up';
}
