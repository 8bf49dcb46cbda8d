import { type ProgramSwitchboard, programSwitchboardRoutes } from '../../../contract/api/index.ts';
import { messagingErrors } from '../../../contract/errors/messaging.ts';
import {
  AppError,
  type Db,
  type EventLog,
  type HttpServer,
  route,
  type WorkspaceDb,
} from '../../base/index.ts';
import { actorOf, type Audit, noteSetup } from '../../people/index.ts';
import type { Webhooks } from '../../webhooks/index.ts';
import { deafnessOf } from './board.ts';
import { countHeld } from './held-store.ts';
import { listStopped } from './stopped-store.ts';
import { DESK_TYPE, findSwitchboard, listSeats, updateSwitchboard } from './store.ts';

export interface OwnSwitchboardDeps {
  readonly http: HttpServer;
  readonly db: Db;
  readonly log: EventLog;
  readonly audit: Audit;
  readonly webhooks: Pick<Webhooks, 'endpoints'>;
}

const MOST_STOPPED = 50;

/** The switchboard as administrators see it in the browser. */
export function addProgramSwitchboardRoutes(deps: OwnSwitchboardDeps): void {
  const { http, db, log } = deps;
  const noting = { audit: deps.audit, emit: log.append.bind(log) };

  route(http, programSwitchboardRoutes.get, ({ caller }) => read(deps, db.workspace(caller.workspaceId)));

  route(http, programSwitchboardRoutes.update, async ({ caller, body }) => {
    const workspace = db.workspace(caller.workspaceId);
    await workspace.transaction(async (tx) => {
      const board = await findSwitchboard(tx);
      if (!board) throw new AppError(messagingErrors.switchboard_off);
      await updateSwitchboard(tx, { ...board, deskWhenDeaf: body.deskWhenDeaf });
      await noteSetup(noting, tx, actorOf(caller), 'switchboard', board.id, 'changed');
    });
    return read(deps, workspace);
  });
}

async function read({ webhooks }: OwnSwitchboardDeps, db: WorkspaceDb) {
  return {
    switchboard: await readOwn(webhooks, db),
    stopped: await listStopped(db, MOST_STOPPED),
  };
}

async function readOwn(
  webhooks: OwnSwitchboardDeps['webhooks'],
  db: WorkspaceDb,
): Promise<ProgramSwitchboard | null> {
  const board = await findSwitchboard(db);
  if (!board) return null;
  const seats = await listSeats(db);
  const deaf = await deafnessOf(db, seats, (of) => webhooks.endpoints.list(of));
  const counts = await countHeld(db);
  return {
    enabled: board.enabled,
    deskWhenDeaf: board.deskWhenDeaf,
    seats: seats.map(({ id, name, integrationType }) => ({
      id,
      name,
      trouble: deaf.get(id) ?? null,
      isDesk: integrationType === DESK_TYPE,
      isFirst: id === board.defaultId,
      conversations: counts.get(id) ?? 0,
    })),
  };
}
