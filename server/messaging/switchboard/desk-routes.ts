import { type ConversationControl, controlRoutes, type SeatedProgram } from '../../../contract/api/index.ts';
import { type Caller, type Db, type HttpServer, route, type WorkspaceDb } from '../../base/index.ts';
import { getConversation } from '../../conversations/index.ts';
import { memberIdOf } from '../../people/index.ts';
import { findWorkItem, presentWorkItem, readSetup } from '../../routing/index.ts';
import { type Board, programOf } from './board.ts';
import { type DeskActDeps, handBack, takeOver } from './desk-acts.ts';
import { stepOf } from './for-routing.ts';
import { findHeld } from './held-store.ts';
import { findStopped } from './stopped-store.ts';
import { listActionsOf, listControl, type Seat } from './store.ts';

/** Who has a conversation, and what somebody at the desk does about it. */
export function addControlRoutes(deps: DeskActDeps & { readonly http: HttpServer; readonly db: Db }): void {
  const { http, db } = deps;
  const workspaceOf = (caller: Caller) => db.workspace(caller.workspaceId);

  route(http, controlRoutes.get, async ({ params, caller }) => {
    const workspace = workspaceOf(caller);
    await getConversation(workspace, params.id);
    return readControlOf(deps, workspace, params.id);
  });

  route(http, controlRoutes.takeOver, async ({ params, caller }) => {
    const by = { memberId: memberIdOf(caller), supervises: caller.permissions.has('board.assign') };
    return { workItem: presentWorkItem(await takeOver(deps, workspaceOf(caller), params.id, by)) };
  });

  route(http, controlRoutes.handBack, async ({ params, body, caller }) => {
    const wanted = { programId: body.programId, memberId: caller.memberId };
    const item = await handBack(deps, workspaceOf(caller), params.id, wanted);
    return { workItem: item ? presentWorkItem(item) : null };
  });
}

const MOST_ACTIONS = 20;

async function readControlOf(
  { boards }: DeskActDeps,
  db: WorkspaceDb,
  id: string,
): Promise<ConversationControl> {
  const stopped = (await findStopped(db, id)) ?? null;
  const board = await boards.read(db, (await readSetup(db)).version);
  if (!board) {
    return { program: null, offered: false, waitingSince: null, handedOver: null, programs: [], stopped };
  }
  const control = (await listControl(db, [id])).get(id);
  const item = await findWorkItem(db, id);
  // What the desk has in hand is its own, until somebody says otherwise.
  const isDesks = control === undefined && item !== undefined && item.state !== 'closed';
  const program = isDesks ? undefined : programOf(control, board);
  const waiting = program ? await findHeld(db, id) : undefined;
  const seats = board.seats.filter((one) => one.id !== board.desk.id);
  const defaultFirst = seats.toSorted(
    (a, b) => Number(b.id === board.board.defaultId) - Number(a.id === board.board.defaultId),
  );
  return {
    program: program ? show(program, board) : null,
    offered: control?.pendingId === board.desk.id,
    waitingSince: waiting?.waitingSince?.toISOString() ?? null,
    handedOver: program ? null : await findHandover(db, id, board),
    programs: defaultFirst.map((seat) => show(seat, board)),
    stopped,
  };
}

function show({ id, name }: Seat, { deaf }: Board): SeatedProgram {
  return { id, name, trouble: deaf.get(id) ?? null };
}

/** How a program gave the desk what it has: the newest that was done since the desk let go. */
async function findHandover(
  db: WorkspaceDb,
  id: string,
  board: Board,
): Promise<ConversationControl['handedOver']> {
  for (const action of await listActionsOf(db, id, MOST_ACTIONS)) {
    const step = stepOf(action, board);
    if (!action.byDesk && step.toDesk !== null) {
      const from = step.line.facts['from'] ?? null;
      return { from, at: action.at.toISOString(), metadata: action.metadata };
    }
    if (action.kind !== 'acceptControl') return null;
  }
  return null;
}
