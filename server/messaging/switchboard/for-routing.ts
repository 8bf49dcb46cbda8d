import type { AppEvent } from '../../../contract/events/index.ts';
import type { Clock, EventLog, WorkspaceTx } from '../../base/index.ts';
import type { ControlPort, ControlStep } from '../../routing/index.ts';
import type { MetadataValues } from '../users/user.ts';
import { type Board, type Boards, holderOf, programOf } from './board.ts';
import { act, type Doer } from './control.ts';
import { noteAnswered, noteHeld } from './held-store.ts';
import {
  type Control,
  type ControlAction,
  type ControlKind,
  type ControlReason,
  type Deafness,
  listActions,
  listControl,
} from './store.ts';

export interface ControlDeps {
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly boards: Boards;
}

/** Most characters of a context variable. */
const MOST_VALUE = 4_000;

/** The switchboard as routing asks it. */
export function createControlPort(deps: ControlDeps): ControlPort {
  const { clock, log, boards } = deps;
  return {
    look: async (tx, version, asked) => {
      const found = new Map<string, { seatId: string; name: string }>();
      const board = await boards.read(tx, version);
      if (!board) return found;
      const ids = asked.map((one) => one.conversationId);
      const kept = await listControl(tx, ids);
      for (const { conversationId, isInHand, wrote } of asked) {
        const control = kept.get(conversationId);
        const program = programOf(control, board);
        if (!program) continue;
        // What the desk had in hand before there was a switchboard stays with it.
        const isDesks = isInHand && control === undefined;
        const deaf = board.board.deskWhenDeaf ? board.deaf.get(program.id) : undefined;
        if (wrote && (isDesks || deaf)) await toDesk(deps, tx, board, conversationId, deaf);
        else if (!isDesks) found.set(conversationId, { seatId: program.id, name: program.name });
      }
      return found;
    },
    note: async (tx, version, { held, answered }) => {
      if (held.length > 0) await noteHeld(tx, held, clock.now());
      if (answered.length > 0 && (await boards.read(tx, version))) await noteAnswered(tx, answered);
    },
    read: async (tx, version, events) => {
      const board = await boards.read(tx, version);
      const places = events.map(({ body }) => ({ conversationId: body.conversationId, id: body.actionId }));
      const actions = board ? await listActions(tx, places) : [];
      const steps = new Map<string, ControlStep>();
      for (const action of actions) if (board) steps.set(action.id, stepOf(action, board));
      return steps;
    },
    take: async (tx, version, conversationId, memberId) => {
      const board = await boards.read(tx, version);
      if (!board) return undefined;
      const control = (await listControl(tx, [conversationId])).get(conversationId);
      const holder = holderOf(control, board);
      if (holder.id === board.desk.id) return undefined;
      await doFor(tx, conversationId, {
        ...(control?.pendingId === board.desk.id
          ? { kind: 'acceptControl' }
          : { kind: 'passControl', word: board.desk.id }),
        by: { desk: true, memberId },
      });
      return { what: 'taken_over', facts: { from: holder.name } };
    },
    follow: async (tx, version, moved) => {
      const board = await boards.read(tx, version);
      if (!board) return;
      const kept = await listControl(
        tx,
        moved.map((one) => one.conversationId),
      );
      for (const { conversationId, what, memberId } of moved) {
        const control = kept.get(conversationId);
        const by = { desk: true, memberId } as const;
        if (what === 'taken' && control?.pendingId === board.desk.id) {
          await doFor(tx, conversationId, { kind: 'acceptControl', by });
        }
        if (what === 'ended' && control?.activeId === board.desk.id) {
          await doFor(tx, conversationId, { kind: 'releaseControl', by, reason: 'ticketClosed' });
        }
      }
    },
  };

  async function doFor(
    tx: WorkspaceTx,
    conversationId: string,
    wanted: {
      readonly kind: ControlKind;
      readonly word?: string;
      readonly by: Doer;
      readonly reason?: ControlReason;
    },
  ): Promise<void> {
    const { events } = await act(tx, { conversationId, metadata: {}, ...wanted }, clock.now());
    log.append(tx, events);
  }
}

/** The desk takes it, since the program cannot. */
export async function toDesk(
  { clock, log }: Pick<ControlDeps, 'clock' | 'log'>,
  tx: WorkspaceTx,
  { desk }: Board,
  conversationId: string,
  deaf: Deafness | undefined,
): Promise<void> {
  const { events } = await act(
    tx,
    {
      kind: 'passControl',
      conversationId,
      word: desk.id,
      metadata: {},
      by: { desk: true, memberId: null },
      ...(deaf ? { reason: deaf } : {}),
    },
    clock.now(),
  );
  log.append(tx, events);
}

/** Nobody has these any more who had them; whoever has them now is to look after their customers. */
export function lost(conversationIds: readonly string[]): AppEvent[] {
  return conversationIds.map((conversationId) => ({
    kind: 'control.changed',
    key: conversationId,
    body: { conversationId, actionId: '', what: 'lost', activeId: null, pendingId: null },
  }));
}

/** What an action comes to for the desk. Pure. */
export function stepOf(action: ControlAction, board: Board): ControlStep {
  const from = board.seats.find((one) => one.id === action.fromId)?.name ?? null;
  const control: Control = action;
  const isDesks = holderOf(control, board).id === board.desk.id;
  const isOffered = action.kind === 'offerControl' && action.pendingId === board.desk.id;
  const reason = action.reason === 'ticketClosed' ? null : action.reason;
  // What the desk lets go itself is over: there is nothing to be taken up.
  const isLetGo = action.kind === 'releaseControl' && action.byDesk;
  return {
    toDesk: isOffered ? 'offered' : isDesks && !isLetGo && action.kind !== 'offerControl' ? 'given' : null,
    byMember: action.byDesk && action.memberId !== null,
    line: {
      what: isOffered ? 'control_offered' : reason === null ? 'handed_over' : 'program_unreachable',
      facts: { from, ...(reason === null ? {} : { reason }) },
    },
    context: contextOf(action.metadata),
  };
}

/** What a program says beside a handover, as context variables: text and numbers. Pure. */
export function contextOf(metadata: MetadataValues): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(metadata).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : String(value).slice(0, MOST_VALUE).toWellFormed(),
    ]),
  );
}
