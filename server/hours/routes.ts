import { hoursRoutes, type OperatingHoursInput } from '../../contract/api/hours.ts';
import { baseErrors } from '../../contract/errors/base.ts';
import { hoursErrors } from '../../contract/errors/hours.ts';
import {
  AppError,
  type Caller,
  type Clock,
  type Db,
  type EventLog,
  type HttpServer,
  isUniqueViolation,
  newId,
  route,
  type WorkspaceTx,
  keepDeleted,
} from '../base/index.ts';
import { findProblems } from './check.ts';
import { outlookOf, presentHours } from './present.ts';
import {
  countHours,
  deleteHours,
  findHours,
  type HoursRecord,
  insertHours,
  listHours,
  listUsers,
  updateHours,
} from './store.ts';

/** Writes who did something to the audit log, in the change's transaction. */
export type AuditSetup = (
  tx: WorkspaceTx,
  caller: Caller,
  action: string,
  subject: { readonly kind: string; readonly id: string },
) => Promise<void>;

export interface HoursDeps {
  readonly http: HttpServer;
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Pick<EventLog, 'append'>;
  readonly audit: AuditSetup;
}

const MOST_HOURS = 200;

/** Operating hours: list, make, change, remove. */
export function addHoursRoutes(deps: HoursDeps): void {
  const { http, db, clock } = deps;

  route(http, hoursRoutes.list, async ({ caller }) => {
    const workspace = db.workspace(caller.workspaceId);
    const users = await listUsers(workspace);
    const now = clock.now();
    return {
      hours: (await listHours(workspace)).map((one) => presentHours(one, now, users.get(one.id) ?? [])),
    };
  });

  route(http, hoursRoutes.create, async ({ caller, body }) => {
    const now = clock.now();
    const hours: HoursRecord = { ...checked(body), id: newId<'hours'>(), createdAt: now, updatedAt: now };
    await db.workspace(caller.workspaceId).transaction(async (tx) => {
      if ((await countHours(tx)) >= MOST_HOURS) throw new AppError(hoursErrors.too_many_hours);
      await named(insertHours(tx, hours));
      await note(tx, caller, hours.id, 'created');
    });
    return presentHours(hours, now, []);
  });

  route(http, hoursRoutes.update, async ({ caller, params, body }) => {
    const now = clock.now();
    return db.workspace(caller.workspaceId).transaction(async (tx) => {
      const hours: HoursRecord = { ...(await get(tx, params.id)), ...checked(body), updatedAt: now };
      await named(updateHours(tx, hours));
      await note(tx, caller, hours.id, 'changed');
      return presentHours(hours, now, (await listUsers(tx)).get(hours.id) ?? []);
    });
  });

  route(http, hoursRoutes.remove, async ({ caller, params }) => {
    await db.workspace(caller.workspaceId).transaction(async (tx) => {
      await get(tx, params.id);
      const users = (await listUsers(tx)).get(params.id) ?? [];
      if (users.length > 0) {
        throw new AppError(hoursErrors.hours_in_use, { values: { users: users.slice(0, 5).join(', ') } });
      }
      await keepDeleted(tx, { kind: 'hours', id: params.id, by: caller.id }, clock.now());
      await deleteHours(tx, params.id);
      await note(tx, caller, params.id, 'removed');
    });
  });

  route(http, hoursRoutes.preview, ({ body }) => {
    const problems = findProblems(body);
    return { problems, outlook: problems.length > 0 ? null : outlookOf(body, clock.now()) };
  });

  async function note(
    tx: WorkspaceTx,
    caller: Caller,
    id: string,
    what: 'created' | 'changed' | 'removed',
  ): Promise<void> {
    await deps.audit(tx, caller, `hours.${what}`, { kind: 'hours', id });
    deps.log.append(tx, [{ kind: 'setup.changed', key: id, body: { kind: 'hours', id, what } }]);
  }
}

async function get(tx: WorkspaceTx, id: string): Promise<HoursRecord> {
  const found = await findHours(tx, id);
  if (!found) throw new AppError(baseErrors.not_found, { values: { what: 'operating hours' } });
  return found;
}

/** @throws AppError hours_wrong with a sentence for each problem. */
function checked(body: OperatingHoursInput): OperatingHoursInput {
  const problems = findProblems(body);
  if (problems.length > 0) {
    throw new AppError(hoursErrors.hours_wrong, {
      values: { problems: problems.join(' ') },
      details: { problems },
    });
  }
  const { description, timeZone, periods, holidays, openings } = body;
  return { name: body.name.trim(), description, timeZone, periods, holidays, openings };
}

async function named(write: Promise<void>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (isUniqueViolation(error, 'operating_hours_name')) {
      throw new AppError(hoursErrors.hours_name_taken, { cause: error });
    }
    throw error;
  }
}
