import type { AppEvent } from '../../../contract/events/index.ts';
import { newId, type WorkspaceTx } from '../../base/index.ts';
import { badRequest, forbidden } from '../http/problem.ts';
import type { Program } from '../http/authenticate.ts';
import type { MetadataValues } from '../users/user.ts';
import {
  type Control,
  type ControlAction,
  type ControlKind,
  type ControlReason,
  DESK_TYPE,
  findSwitchboard,
  insertAction,
  listSeats,
  lockControl,
  type Seat,
  setControl,
  type Switchboard,
} from './store.ts';

/**
 * The seat that a word means: an id, a name, a type, or `next` after whoever has the conversation.
 * @throws SunshineError 400 when it means none, or more than one. Pure.
 */
export function seatOf(word: string, seats: readonly Seat[], activeId: string | null): Seat {
  if (word === 'next') {
    const next = seats.find((one) => one.id === seats.find(({ id }) => id === activeId)?.nextId);
    if (!next) throw badRequest('There is no next switchboard integration');
    return next;
  }
  const byId = seats.find((one) => one.id === word);
  const byName = seats.find((one) => one.name === word);
  const byType = seats.filter((one) => one.integrationType === word);
  if (byId ?? byName) return (byId ?? byName) as Seat;
  if (byType.length > 1) throw badRequest(`More than one switchboard integration is of type ${word}`);
  const [only] = byType;
  if (!only) throw badRequest(`There is no switchboard integration ${word}`);
  return only;
}

/** Who has it and whom it is offered to, after an action. @throws SunshineError 400, 403. Pure. */
export function after(
  action: { readonly kind: ControlKind; readonly target?: Seat },
  now: Control,
  by: { readonly integrationId: string | null; readonly seats: readonly Seat[] },
): Control {
  const ownerOf = (id: string | null) => by.seats.find((one) => one.id === id)?.integrationId;
  switch (action.kind) {
    case 'passControl':
      return { activeId: action.target?.id ?? null, pendingId: null };
    case 'offerControl':
      if (action.target?.id === now.activeId) {
        throw badRequest('Control cannot be offered to the switchboard integration that has it');
      }
      return { ...now, pendingId: action.target?.id ?? null };
    case 'acceptControl':
      if (now.pendingId === null) throw badRequest('No control was offered in this conversation');
      if (by.integrationId !== null && ownerOf(now.pendingId) !== by.integrationId) throw forbidden();
      return { activeId: now.pendingId, pendingId: null };
    case 'releaseControl':
      if (by.integrationId !== null && ownerOf(now.activeId) !== by.integrationId) throw forbidden();
      return { activeId: null, pendingId: null };
  }
}

/** Who does it: a program by its key, or the desk. */
export type Doer =
  | Pick<Program, 'keyId' | 'integrationId'>
  | { readonly desk: true; readonly memberId: string | null };

/** Does it, in this transaction, and says so. @throws SunshineError 400, 403 */
export async function act(
  tx: WorkspaceTx,
  wanted: {
    readonly kind: ControlKind;
    readonly conversationId: string;
    readonly word?: string;
    readonly metadata: MetadataValues;
    readonly by: Doer;
    readonly reason?: ControlReason;
  },
  now: Date,
): Promise<{ readonly action: ControlAction; readonly events: readonly AppEvent[] }> {
  const { kind, conversationId, word, metadata, by } = wanted;
  const [board, seats] = [await findSwitchboard(tx), await listSeats(tx)];
  if (!board?.enabled) throw badRequest('The switchboard of this app is not enabled');
  const held = heldBy(await lockControl(tx, conversationId, now), board);
  const target = word === undefined ? undefined : seatOf(word, seats, held.activeId);
  const integrationId = 'desk' in by ? null : by.integrationId;
  const next = after({ kind, ...(target ? { target } : {}) }, held, { integrationId, seats });
  await setControl(tx, conversationId, next, programWith(next, board, seats), now);
  const action: ControlAction = {
    id: newId(),
    conversationId,
    kind,
    metadata,
    ...next,
    fromId: held.activeId,
    byDesk: 'desk' in by,
    memberId: 'desk' in by ? by.memberId : null,
    reason: wanted.reason ?? null,
  };
  await insertAction(tx, action, 'desk' in by ? null : by.keyId, now);
  const { id: actionId, activeId, pendingId } = action;
  const event: AppEvent = {
    kind: 'control.changed',
    key: conversationId,
    body: { conversationId, actionId, what: kind, activeId, pendingId },
  };
  return { action, events: [event] };
}

/** The program to which customers of this conversation speak; null: the desk, or nobody sits for it. */
function programWith(control: Control, board: Switchboard, seats: readonly Seat[]): string | null {
  const desk = seats.find((one) => one.integrationType === DESK_TYPE);
  const holder = heldBy(control, board).activeId;
  if (!desk || control.pendingId === desk.id || holder === desk.id) return null;
  return holder;
}

/** Who has a conversation that nobody took: the default. */
export function heldBy(control: Control | undefined, board: Switchboard): Control {
  return { activeId: control?.activeId ?? board.defaultId, pendingId: control?.pendingId ?? null };
}
