import type { WorkspaceDb } from '../../base/index.ts';
import type { WebhookEndpoint } from '../../webhooks/index.ts';
import { listCustom } from '../integrations/store.ts';
import { listAllKeys } from '../keys/store.ts';
import {
  type Control,
  type Deafness,
  DESK_TYPE,
  findSwitchboard,
  listSeats,
  type Seat,
  type Switchboard,
} from './store.ts';

/** A switchboard that is on and connects the desk with programs. */
export interface Board {
  readonly board: Switchboard;
  readonly seats: readonly Seat[];
  readonly desk: Seat;
  /** Why a seat's program cannot have conversations: it hears no messages, or has no key to answer with. */
  readonly deaf: ReadonlyMap<string, Deafness>;
}

type ListEndpoints = (db: WorkspaceDb) => Promise<readonly WebhookEndpoint[]>;

const HEARS = new Set(['*', 'conversation:message', 'message', 'message:appUser']);

/** The switchboard as routing goes by it, from memory while the version of the set-up stands. */
export function createBoards(listEndpoints: ListEndpoints) {
  const kept = new Map<string, { readonly version: string; readonly board: Board | null }>();
  return {
    /** Null: messages are the desk's, as if there were no switchboard. */
    read: async (db: WorkspaceDb, version: string): Promise<Board | null> => {
      const known = kept.get(db.workspaceId);
      if (known?.version === version) return known.board;
      const board = await readBoard(db, listEndpoints);
      kept.set(db.workspaceId, { version, board });
      return board;
    },
  };
}
export type Boards = ReturnType<typeof createBoards>;

export async function readBoard(db: WorkspaceDb, listEndpoints: ListEndpoints): Promise<Board | null> {
  const board = await findSwitchboard(db);
  if (!board?.enabled) return null;
  const seats = await listSeats(db);
  const desk = seats.find((one) => one.integrationType === DESK_TYPE);
  // Whoever has no seat hears everything: so does the desk.
  if (!desk) return null;
  const custom = new Set((await listCustom(db)).map((one) => one.id));
  const endpoints = await listEndpoints(db);
  const keys = await listAllKeys(db);
  const isForAll = keys.some((key) => key.scope !== 'integration');
  const deaf = new Map<string, Deafness>();
  for (const seat of seats) {
    if (seat.id === desk.id) continue;
    const canAnswer = isForAll || keys.some((key) => key.integrationId === seat.integrationId);
    const why = custom.has(seat.integrationId)
      ? (hearing(seat.integrationId, endpoints) ?? (canAnswer ? undefined : 'no_key'))
      : 'gone';
    if (why) deaf.set(seat.id, why);
  }
  return { board, seats, desk, deaf };
}

/** Why an integration hears nothing; a bot without a webhook of its own may use one of the whole app. Pure. */
export function hearing(
  integrationId: string,
  endpoints: readonly Pick<WebhookEndpoint, 'integrationId' | 'triggers' | 'state'>[],
): Deafness | undefined {
  const own = endpoints.filter((one) => one.integrationId === integrationId);
  const used = own.length > 0 ? own : endpoints.filter((one) => one.integrationId === null);
  const listening = used.filter((one) => one.triggers.some((trigger) => HEARS.has(trigger)));
  if (listening.length === 0) return 'not_listening';
  return listening.some((one) => one.state === 'active') ? undefined : 'paused';
}

/** Whose seat has a conversation: nobody's is the default's, and so is one that is not there any more. Pure. */
export function holderOf(control: Control | undefined, { board, seats, desk }: Board): Seat {
  const named = seats.find((one) => one.id === control?.activeId);
  return named ?? seats.find((one) => one.id === board.defaultId) ?? desk;
}

/** The program that has a conversation; nothing where the desk has it, or is asked to take it. Pure. */
export function programOf(control: Control | undefined, board: Board): Seat | undefined {
  const holder = holderOf(control, board);
  return holder.id === board.desk.id || control?.pendingId === board.desk.id ? undefined : holder;
}
