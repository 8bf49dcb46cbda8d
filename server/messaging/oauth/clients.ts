import { baseErrors } from '../../../contract/errors/base.ts';
import { messagingErrors } from '../../../contract/errors/messaging.ts';
import {
  AppError,
  type Clock,
  isId,
  newId,
  type WorkspaceDb,
  type WorkspaceTx,
  hashSecret,
  newSecret,
} from '../../base/index.ts';
import { type Actor, noteSetup } from '../../people/index.ts';
import { type CustomDeps, removeCustom } from '../integrations/custom.ts';
import { findCustom } from '../integrations/store.ts';
import { lockKind } from '../keys/store.ts';
import { checkRedirects } from './redirects.ts';
import {
  deleteClient,
  findClient,
  insertClient,
  listClients,
  type OAuthClient,
  setSecret,
  updateClient,
} from './store.ts';

/** The kind of the thing in the audit log and in `setup.changed`. */
export const CLIENT = 'program_client';
const MOST_CLIENTS = 100;

export interface ClientsDeps extends CustomDeps {
  readonly clock: Clock;
  readonly noting: Parameters<typeof noteSetup>[0];
}

interface Given {
  readonly name: string;
  readonly redirectUris: readonly string[];
}

/** Programs of other houses: made, changed, shut out, taken away. */
export function createClients(deps: ClientsDeps) {
  const { clock, noting } = deps;

  /** @throws AppError not_found */
  async function get(db: WorkspaceDb, id: string): Promise<OAuthClient> {
    const found = isId(id) ? await findClient(db, id) : undefined;
    if (!found) throw new AppError(baseErrors.not_found, { values: { what: 'program' } });
    return found;
  }

  /** @throws AppError oauth_redirect_form, oauth_client_limit */
  async function create(db: WorkspaceDb, given: Given, by: Actor) {
    const redirectUris = checkRedirects(given.redirectUris);
    const secret = newSecret();
    const client = { id: newId(), name: given.name.trim(), redirectUris, createdAt: clock.now() };
    return db.transaction(async (tx) => {
      await lockKind(tx, 'oauth clients');
      if ((await listClients(tx)).length >= MOST_CLIENTS) {
        throw new AppError(messagingErrors.oauth_client_limit, { values: { most: MOST_CLIENTS } });
      }
      await insertClient(tx, client, hashSecret(secret));
      await noteSetup(noting, tx, by, CLIENT, client.id, 'created');
      return { client: await get(tx, client.id), secret };
    });
  }

  /** @throws AppError not_found, oauth_redirect_form */
  async function update(db: WorkspaceDb, id: string, given: Given, by: Actor): Promise<OAuthClient> {
    const redirectUris = checkRedirects(given.redirectUris);
    return db.transaction(async (tx) => {
      await get(tx, id);
      await updateClient(tx, id, { name: given.name.trim(), redirectUris }, clock.now());
      await noteSetup(noting, tx, by, CLIENT, id, 'changed');
      return get(tx, id);
    });
  }

  /** The old secret ends with the commit. @throws AppError not_found */
  async function rotate(db: WorkspaceDb, id: string, by: Actor): Promise<string> {
    const secret = newSecret();
    await db.transaction(async (tx) => {
      await get(tx, id);
      await setSecret(tx, id, hashSecret(secret), clock.now());
      await noteSetup(noting, tx, by, CLIENT, id, 'changed');
    });
    return secret;
  }

  /** Its integration goes, with token and webhooks; it may ask to be let in again. @throws AppError not_found */
  async function shutOut(db: WorkspaceDb, id: string, by: Actor): Promise<void> {
    const { integrationId } = await get(db, id);
    if (integrationId === null || !(await findCustom(db, integrationId))) return;
    await removeCustom(deps, db, integrationId, by, (tx) => noteOut(tx, id, integrationId, by));
  }

  /** @throws AppError not_found */
  async function remove(db: WorkspaceDb, id: string, by: Actor): Promise<void> {
    await shutOut(db, id, by);
    await db.transaction(async (tx) => {
      // Before it goes: the log keeps its name.
      await noteSetup(noting, tx, by, CLIENT, id, 'removed');
      await deleteClient(tx, id);
    });
  }

  async function noteOut(tx: WorkspaceTx, id: string, integrationId: string, by: Actor): Promise<void> {
    await noteSetup(noting, tx, by, CLIENT, id, 'changed');
    await noteSetup(noting, tx, by, 'program_integration', integrationId, 'removed');
  }

  return { list: listClients, get, create, update, rotate, shutOut, remove };
}

export type Clients = ReturnType<typeof createClients>;
