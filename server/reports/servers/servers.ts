import type { DataServer } from '../../../contract/api/index.ts';
import { baseErrors } from '../../../contract/errors/base.ts';
import { dataServerErrors } from '../../../contract/errors/data-servers.ts';
import { reportErrors } from '../../../contract/errors/reports.ts';
import { AppError, asId, newId, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { readDatasetId } from '../dataset-id.ts';
import type { ReportsDeps } from '../deps.ts';
import { addressOf, type DomoClient, type DomoSignIn, signIn } from './domo-client.ts';
import {
  deleteServer,
  findServer,
  listServers,
  listUses,
  lockServers,
  putServer,
  type ServerRow,
  touchServer,
} from './store.ts';

export const MOST_SERVERS = 50;
const SECRET = 'client_secret';
const NAMES_SHOWN = 3;

type Deps = Pick<ReportsDeps, 'clock' | 'secrets' | 'allowPrivateUrls'>;
export type ServerInput = { readonly name: string } & DomoSignIn;

/** Puts a server in that takes the client; a change that leaves the secret out keeps it for the same host and client. */
export async function saveServer(
  deps: Deps,
  db: WorkspaceDb,
  id: string | undefined,
  given: Partial<ServerInput>,
  by: string,
  then: (tx: WorkspaceTx, row: ServerRow) => Promise<void>,
): Promise<ServerRow> {
  const before = id === undefined ? undefined : await getServer(db, id);
  const row: ServerRow = {
    id: before?.id ?? newId(),
    name: (given.name ?? before?.name ?? '').trim(),
    host: (given.host ?? before?.host ?? '').trim(),
    clientId: (given.clientId ?? before?.clientId ?? '').trim(),
    createdAt: before?.createdAt ?? deps.clock.now(),
    lastUsedAt: before?.lastUsedAt ?? null,
  };
  const isOther =
    before && (addressOf(before.host) !== addressOf(row.host) || before.clientId !== row.clientId);
  // A secret must not be sent to whoever a colleague types in.
  if (isOther && given.secret === undefined) throw new AppError(dataServerErrors.data_server_needs_secret);
  const secret = given.secret;
  if (secret !== undefined) await signIn({ ...row, secret }, { allowPrivate: deps.allowPrivateUrls });
  await db.transaction(async (tx) => {
    await lockServers(tx);
    if (!before && (await listServers(tx)).length >= MOST_SERVERS) {
      throw new AppError(dataServerErrors.data_server_limit, { values: { most: MOST_SERVERS } });
    }
    await putServer(tx, row, by);
    if (secret !== undefined) await deps.secrets.put(tx, row.id, SECRET, secret);
    await then(tx, row);
  });
  return row;
}

/** @throws AppError not_found, data_server_in_use */
export async function removeServer(deps: Deps, tx: WorkspaceTx, id: string): Promise<void> {
  await getServer(tx, id);
  const names = (await listUses(tx)).get(id) ?? [];
  if (names.length > 0) {
    const shown = names.slice(0, NAMES_SHOWN).join(', ') + (names.length > NAMES_SHOWN ? ' …' : '');
    throw new AppError(dataServerErrors.data_server_in_use, { values: { names: shown } });
  }
  await deps.secrets.remove(tx, id);
  await deleteServer(tx, id);
}

/** Signed in with what is kept. @throws AppError */
export async function openServer(deps: Deps, db: WorkspaceDb, id: string): Promise<DomoClient> {
  const { host, clientId } = await getServer(db, id);
  const secret = await deps.secrets.find(db, id, SECRET);
  if (secret === undefined) throw new AppError(dataServerErrors.data_server_sign_in, { values: { host } });
  const client = await signIn({ host, clientId, secret }, { allowPrivate: deps.allowPrivateUrls });
  await touchServer(db, id, deps.clock.now());
  return client;
}

/** @throws AppError not_found */
export async function getServer(db: WorkspaceDb, id: string): Promise<ServerRow> {
  const row = await findServer(db, id);
  if (!row) throw new AppError(baseErrors.not_found, { values: { what: 'server' } });
  return row;
}

/** The id of a DataSet of a server, in what was typed or pasted. @throws AppError report_options_wrong */
export function foreignId(text: string): string {
  const id = readDatasetId(text);
  if (id !== undefined) return id;
  const why =
    'Input DataSet ID there: give the id, as aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee, or the address of the DataSet’s page.';
  throw new AppError(reportErrors.report_options_wrong, { values: { why } });
}

export async function presentServers(db: WorkspaceDb): Promise<DataServer[]> {
  const uses = await listUses(db);
  return (await listServers(db)).map((row) => presentServer(row, uses.get(row.id)?.length ?? 0));
}

export const presentServer = (row: ServerRow, reports: number): DataServer => ({
  id: asId<'data_server'>(row.id),
  name: row.name,
  host: row.host,
  clientId: row.clientId,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  reports,
});
