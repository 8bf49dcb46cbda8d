import {
  MOST_SAVED_QUERIES,
  type SavedQuery,
  savedQueryRoutes,
  type SavedQuerySummary,
} from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { setupErrors } from '../../../contract/errors/setup.ts';
import {
  AppError,
  type Clock,
  type Db,
  type EventLog,
  type HttpServer,
  isUniqueViolation,
  keepDeleted,
  newId,
  route,
} from '../../base/index.ts';
import { actorOf, type Audit, lockKind, noteSetup } from '../../people/index.ts';
import {
  countSavedQueries,
  deleteSavedQuery,
  findSavedQuery,
  insertSavedQuery,
  listSavedQueries,
  lockSavedQuery,
  type SavedQueryRow,
  type SavedQueryShort,
  updateSavedQuery,
} from './store.ts';

const KIND = 'saved_query';
const WHAT = 'saved query';

/** Statements that are kept by name: whoever sees data runs them, whoever manages it changes them. */
export function addSavedQueryRoutes(deps: {
  readonly http: HttpServer;
  readonly db: Db;
  readonly clock: Clock;
  readonly log: EventLog;
  readonly audit: Audit;
}): void {
  const { http, db, clock } = deps;
  const noting = {
    audit: deps.audit,
    emit: (...[tx, events]: Parameters<EventLog['append']>) => deps.log.append(tx, events),
  };

  route(http, savedQueryRoutes.list, async ({ caller, query }) => {
    const { q, offset = 0, limit = 50 } = query;
    const filter = { like: q, offset, limit: limit + 1 };
    const rows = await listSavedQueries(db.workspace(caller.workspaceId), filter);
    return { queries: rows.slice(0, limit).map(presentShort), more: rows.length > limit };
  });

  route(http, savedQueryRoutes.get, async ({ caller, params }) =>
    present(needed(await findSavedQuery(db.workspace(caller.workspaceId), params.id))),
  );

  route(http, savedQueryRoutes.create, ({ caller, body }) =>
    named(body.name, () =>
      db.workspace(caller.workspaceId).transaction(async (tx) => {
        await lockKind(tx, KIND);
        if ((await countSavedQueries(tx)) >= MOST_SAVED_QUERIES) {
          throw new AppError(setupErrors.setup_limit, {
            values: { what: WHAT, most: String(MOST_SAVED_QUERIES) },
          });
        }
        const by = actorOf(caller);
        const at = clock.now();
        const row: SavedQueryRow = {
          ...body,
          id: newId(),
          name: body.name.trim(),
          description: body.description.trim(),
          version: 1,
          createdBy: by.id,
          createdAt: at,
          updatedBy: by.id,
          updatedAt: at,
        };
        await insertSavedQuery(tx, row);
        await noteSetup(noting, tx, by, KIND, row.id, 'created');
        return present(row);
      }),
    ),
  );

  route(http, savedQueryRoutes.change, ({ caller, params, body }) =>
    named(body.name ?? '', () =>
      db.workspace(caller.workspaceId).transaction(async (tx) => {
        const before = needed(await lockSavedQuery(tx, params.id));
        if (before.version !== body.version) {
          throw new AppError(setupErrors.setup_changed_meanwhile, { values: { what: WHAT } });
        }
        const by = actorOf(caller);
        const row: SavedQueryRow = {
          ...before,
          name: body.name?.trim() ?? before.name,
          description: body.description?.trim() ?? before.description,
          sql: body.sql ?? before.sql,
          view: body.view ?? before.view,
          version: before.version + 1,
          updatedBy: by.id,
          updatedAt: clock.now(),
        };
        await updateSavedQuery(tx, row);
        await noteSetup(noting, tx, by, KIND, row.id, 'changed');
        return present(row);
      }),
    ),
  );

  route(http, savedQueryRoutes.remove, ({ caller, params }) =>
    db.workspace(caller.workspaceId).transaction(async (tx) => {
      const { id } = needed(await lockSavedQuery(tx, params.id));
      const by = actorOf(caller);
      await keepDeleted(tx, { kind: KIND, id, by: by.id }, clock.now());
      await deleteSavedQuery(tx, id);
      await noteSetup(noting, tx, by, KIND, id, 'removed');
    }),
  );
}

function needed(row: SavedQueryRow | undefined): SavedQueryRow {
  if (!row) throw new AppError(baseErrors.not_found, { values: { what: WHAT } });
  return row;
}

/** The database keeps names apart; whoever took one that is taken is told so at the field. */
async function named<T>(name: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError(setupErrors.setup_name_taken, {
      values: { what: WHAT, name: name.trim() },
      details: { field: 'name' },
      cause: error,
    });
  }
}

function presentShort(row: SavedQueryShort): SavedQuerySummary {
  const { id, name, description, version, createdBy, updatedBy } = row;
  return {
    id,
    name,
    description,
    version,
    createdBy,
    createdAt: row.createdAt.toISOString(),
    updatedBy,
    updatedAt: row.updatedAt.toISOString(),
  };
}

const present = (row: SavedQueryRow): SavedQuery => ({ ...presentShort(row), sql: row.sql, view: row.view });
