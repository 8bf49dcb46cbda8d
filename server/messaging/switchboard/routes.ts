import {
  controlOperations,
  MOST_SWITCHBOARD_INTEGRATIONS,
  switchboardIntegrationOperations,
  switchboardOperations,
  type SunshineSwitchboard,
  type SunshineSwitchboardIntegration,
} from '../../../contract/sunshine/switchboards.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { isId, newId, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { getKnown } from '../conversations/conversations.ts';
import type { Program } from '../http/authenticate.ts';
import { badRequest, SunshineError } from '../http/problem.ts';
import type { Serve } from '../http/serve.ts';
import { findCustom } from '../integrations/store.ts';
import { lockKind } from '../keys/store.ts';
import type { MessagingParts } from '../parts.ts';
import { derivedId } from '../users/present.ts';
import { checkMetadata } from '../users/users.ts';
import { withoutNull } from '../users/user.ts';
import { act } from './control.ts';
import { lost } from './for-routing.ts';
import { clearHeld, clearHeldByDefault } from './held-store.ts';
import {
  type ControlKind,
  DESK_TYPE,
  deleteSeat,
  deleteSwitchboard,
  findSwitchboard,
  insertSwitchboard,
  listSeats,
  saveSeat,
  type Seat,
  type Switchboard,
  updateSwitchboard,
} from './store.ts';

const KIND = 'switchboard';

/** Who of several programs and the desk has a conversation. */
export function addSwitchboardOperations(serve: Serve, { clock, log }: MessagingParts): void {
  serve(switchboardOperations.create, async ({ db }) => {
    const id = newId();
    if (!(await db.transaction((tx) => insertSwitchboard(tx, id, clock.now())))) {
      throw badRequest('Only one switchboard can be created per app');
    }
    return { switchboard: show({ id, enabled: false, defaultId: null, deskWhenDeaf: true }) };
  });

  serve(switchboardOperations.list, async ({ db }) => {
    const board = await findSwitchboard(db);
    return { switchboards: board ? [show(board)] : [] };
  });

  serve(switchboardOperations.update, async ({ db, params, body }) =>
    db.transaction(async (tx) => {
      await lockKind(tx, KIND);
      const before = await boardOf(tx, params);
      const board = {
        ...before,
        enabled: body.enabled ?? before.enabled,
        defaultId: body.defaultSwitchboardIntegrationId ?? before.defaultId,
      };
      const seats = await listSeats(tx);
      if (board.defaultId !== null && !seats.some((one) => one.id === board.defaultId)) {
        throw new SunshineError(sunshineErrors.switchboard_integration_not_found);
      }
      if (board.enabled && board.defaultId === null) {
        throw badRequest('Enabled switchboard must have an associated default switchboardIntegration');
      }
      await updateSwitchboard(tx, board);
      if (before.enabled && !board.enabled) log.append(tx, lost(await clearHeld(tx)));
      else if (before.defaultId !== board.defaultId) log.append(tx, lost(await clearHeldByDefault(tx)));
      return { switchboard: show(board) };
    }),
  );

  serve(switchboardOperations.remove, async ({ db, params }) => {
    await db.transaction(async (tx) => {
      await boardOf(tx, params);
      // Who waits for a program is looked after by the desk.
      log.append(tx, lost(await clearHeld(tx)));
      await deleteSwitchboard(tx);
    });
    return {};
  });

  serve(switchboardIntegrationOperations.create, async ({ db, params, body }) =>
    db.transaction(async (tx) => {
      await lockKind(tx, KIND);
      await boardOf(tx, params);
      const seats = await listSeats(tx);
      if (seats.length >= MOST_SWITCHBOARD_INTEGRATIONS) {
        throw new SunshineError({
          status: 400,
          code: 'too_many_switchboard_integrations',
          title: `Switchboard has reached the max number of switchboard integrations (${MOST_SWITCHBOARD_INTEGRATIONS})`,
        });
      }
      const seat: Seat = {
        id: newId(),
        name: body.name,
        ...(await linkOf(tx, body)),
        deliverStandby: body.deliverStandbyEvents ?? true,
        nextId: body.nextSwitchboardIntegrationId ?? null,
        historyCount: body.messageHistoryCount ?? null,
      };
      check(seat, seats);
      await saveSeat(tx, seat, clock.now());
      return { switchboardIntegration: showSeat(seat) };
    }),
  );

  serve(switchboardIntegrationOperations.list, async ({ db, params }) => {
    await boardOf(db, params);
    return { switchboardIntegrations: (await listSeats(db)).map(showSeat) };
  });

  serve(switchboardIntegrationOperations.update, async ({ db, params, body }) =>
    db.transaction(async (tx) => {
      await lockKind(tx, KIND);
      const { seat: before, seats } = await seatOfPath(tx, params);
      const links = body.integrationId !== undefined || body.integrationType !== undefined;
      const seat: Seat = {
        ...before,
        name: body.name ?? before.name,
        ...(links ? await linkOf(tx, body) : {}),
        deliverStandby: body.deliverStandbyEvents ?? before.deliverStandby,
        nextId:
          body.nextSwitchboardIntegrationId === undefined ? before.nextId : body.nextSwitchboardIntegrationId,
        historyCount: body.messageHistoryCount === undefined ? before.historyCount : body.messageHistoryCount,
      };
      check(
        seat,
        seats.filter((one) => one.id !== seat.id),
      );
      await saveSeat(tx, seat, clock.now());
      return { switchboardIntegration: showSeat(seat) };
    }),
  );

  serve(switchboardIntegrationOperations.remove, async ({ db, params }) => {
    await db.transaction(async (tx) => {
      await lockKind(tx, KIND);
      const { board, seat, seats } = await seatOfPath(tx, params);
      if (board.defaultId === seat.id) {
        throw badRequest('The default switchboard integration cannot be deleted');
      }
      if (seats.some((one) => one.nextId === seat.id)) {
        throw badRequest('A switchboard integration that is the next of another cannot be deleted');
      }
      log.append(tx, lost(await clearHeld(tx, seat.id)));
      await deleteSeat(tx, seat.id);
    });
    return {};
  });

  const control = async (
    kind: ControlKind,
    given: {
      readonly db: WorkspaceDb;
      readonly params: Readonly<Record<string, string>>;
      readonly program: Program;
      readonly word?: string;
      readonly metadata: Readonly<Record<string, string | number | boolean | null>> | null | undefined;
    },
  ) => {
    checkMetadata(given.metadata, 'Control');
    const known = await getKnown(given.db, given.params['conversationId'] ?? '');
    await given.db.transaction(async (tx) => {
      const { events } = await act(
        tx,
        {
          kind,
          conversationId: known.id,
          ...(given.word === undefined ? {} : { word: given.word }),
          metadata: withoutNull(given.metadata ?? {}),
          by: given.program,
        },
        clock.now(),
      );
      log.append(tx, events);
    });
    return {};
  };
  serve(controlOperations.pass, (call) =>
    control('passControl', {
      ...call,
      word: call.body.switchboardIntegration,
      metadata: call.body.metadata,
    }),
  );
  serve(controlOperations.offer, (call) =>
    control('offerControl', {
      ...call,
      word: call.body.switchboardIntegration,
      metadata: call.body.metadata,
    }),
  );
  serve(controlOperations.accept, (call) =>
    control('acceptControl', { ...call, metadata: call.body?.metadata }),
  );
  serve(controlOperations.release, (call) =>
    control('releaseControl', { ...call, metadata: call.body?.metadata }),
  );
}

/** What a seat is linked to. @throws SunshineError 400 unless exactly one is named; 404 when it is not there. */
async function linkOf(
  tx: WorkspaceTx,
  body: { readonly integrationId?: string; readonly integrationType?: string },
): Promise<Pick<Seat, 'integrationId' | 'integrationType'>> {
  const { integrationId, integrationType } = body;
  if ((integrationId === undefined) === (integrationType === undefined)) {
    throw badRequest('One of integrationId or integrationType must be provided');
  }
  const desk = derivedId('desk', tx.workspaceId);
  if (integrationType === DESK_TYPE || integrationId === desk) {
    return { integrationId: desk, integrationType: DESK_TYPE };
  }
  const custom =
    integrationId !== undefined && isId(integrationId) ? await findCustom(tx, integrationId) : undefined;
  if (!custom) throw new SunshineError(sunshineErrors.integration_not_found);
  return { integrationId: custom.id, integrationType: 'custom' };
}

function check(seat: Seat, others: readonly Seat[]): void {
  if (others.some((one) => one.name === seat.name)) {
    throw badRequest(`A switchboard integration named ${seat.name} exists already`);
  }
  if (seat.nextId !== null && !others.some((one) => one.id === seat.nextId)) {
    throw new SunshineError(sunshineErrors.switchboard_integration_not_found);
  }
}

async function boardOf(db: WorkspaceDb, params: Readonly<Record<string, string>>): Promise<Switchboard> {
  const board = await findSwitchboard(db);
  if (!board || board.id !== params['switchboardId']) {
    throw new SunshineError(sunshineErrors.switchboard_not_found);
  }
  return board;
}

async function seatOfPath(db: WorkspaceDb, params: Readonly<Record<string, string>>) {
  const board = await boardOf(db, params);
  const seats = await listSeats(db);
  const seat = seats.find((one) => one.id === params['switchboardIntegrationId']);
  if (!seat) throw new SunshineError(sunshineErrors.switchboard_integration_not_found);
  return { board, seat, seats };
}

function show({ id, enabled, defaultId }: Switchboard): SunshineSwitchboard {
  return { id, enabled, ...(defaultId === null ? {} : { defaultSwitchboardIntegrationId: defaultId }) };
}

function showSeat(seat: Seat): SunshineSwitchboardIntegration {
  return {
    id: seat.id,
    name: seat.name,
    integrationId: seat.integrationId,
    integrationType: seat.integrationType,
    deliverStandbyEvents: seat.deliverStandby,
    ...(seat.nextId === null ? {} : { nextSwitchboardIntegrationId: seat.nextId }),
    ...(seat.historyCount === null ? {} : { messageHistoryCount: seat.historyCount }),
  };
}
