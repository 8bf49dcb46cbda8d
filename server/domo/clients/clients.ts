import { randomBytes } from 'node:crypto';
import { decodeJwt, jwtVerify, SignJWT } from 'jose';
import type { DataScope } from '../../../contract/api/index.ts';
import { dataClientErrors } from '../../../contract/errors/domo.ts';
import {
  AppError,
  type Clock,
  type Db,
  newId,
  type Secrets,
  type WorkspaceId,
  type WorkspaceTx,
  sameSecret,
} from '../../base/index.ts';
import {
  type ClientRow,
  deleteClient,
  findClientAnywhere,
  insertClient,
  listClients,
  lockClients,
  touchClient,
} from './store.ts';

export const MOST_CLIENTS = 100;
/** What Domo says, and less than an hour of its clients' clocks. */
export const TOKEN_SECONDS = 3_599;
const SECRET = 'client_secret';
const TOUCH_EVERY_MS = 60_000;

export interface ClientsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly secrets: Secrets;
}

/** Whoever calls the Domo API. */
export interface DataCaller {
  readonly clientId: string;
  readonly workspaceId: WorkspaceId;
  /** Who made it: it sees what they see. */
  readonly ownerId: string | null;
  readonly scopes: readonly DataScope[];
}

/** Clients of the Domo API: made, recognised, given tokens. */
export function createClients({ db, clock, secrets }: ClientsDeps) {
  const secretOf = async ({ id, workspaceId }: { id: string; workspaceId: WorkspaceId }) =>
    secrets.find(db.workspace(workspaceId), id, SECRET);

  return {
    list: listClients,

    /** @throws AppError data_client_limit */
    create: async (
      tx: WorkspaceTx,
      wanted: { name: string; scopes: readonly DataScope[]; createdBy: string | null },
    ): Promise<{ client: ClientRow; secret: string }> => {
      await lockClients(tx);
      if ((await listClients(tx)).length >= MOST_CLIENTS) {
        throw new AppError(dataClientErrors.data_client_limit, { values: { most: MOST_CLIENTS } });
      }
      const client: ClientRow = {
        id: newId(),
        name: wanted.name.trim(),
        scopes: [...new Set(wanted.scopes)],
        createdBy: wanted.createdBy,
        createdAt: clock.now(),
        lastUsedAt: null,
      };
      const secret = randomBytes(32).toString('hex');
      await insertClient(tx, client);
      await secrets.put(tx, client.id, SECRET, secret);
      return { client, secret };
    },

    /** @returns false when there is none */
    remove: async (tx: WorkspaceTx, id: string): Promise<boolean> => {
      await secrets.remove(tx, id);
      return (await deleteClient(tx, id)) > 0;
    },

    /** The client of an id and secret; nothing says which of the two was wrong. */
    recognise: async (id: string, secret: string): Promise<DataCaller | undefined> => {
      const client = await findClientAnywhere(db, id);
      const known = client && (await secretOf(client));
      if (!client || known === undefined || !sameSecret(known, secret)) return undefined;
      const now = clock.now();
      if (!client.lastUsedAt || now.getTime() - client.lastUsedAt.getTime() > TOUCH_EVERY_MS) {
        await touchClient(db.workspace(client.workspaceId), id, now);
      }
      return {
        clientId: id,
        workspaceId: client.workspaceId,
        ownerId: client.createdBy,
        scopes: client.scopes,
      };
    },

    /** A token for some of the client's scopes, signed with its secret: it ends with the client. */
    issue: async (
      { clientId, workspaceId }: DataCaller,
      scopes: readonly DataScope[],
      jti: string,
    ): Promise<string> => {
      const secret = await secretOf({ id: clientId, workspaceId });
      if (secret === undefined) throw new Error('the client has no secret');
      const nowSeconds = Math.floor(clock.now().getTime() / 1_000);
      return new SignJWT({ client_id: clientId, scope: [...scopes], jti })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuedAt(nowSeconds)
        .setExpirationTime(nowSeconds + TOKEN_SECONDS)
        .sign(new TextEncoder().encode(secret));
    },

    /** Who holds a token, or why it is none: `expired`, with its time, or `unknown`. */
    read: async (token: string): Promise<DataCaller | { readonly expired: Date } | undefined> => {
      if (token.length > 4_000) return undefined;
      try {
        const id = decodeJwt(token)['client_id'];
        const client = typeof id === 'string' ? await findClientAnywhere(db, id) : undefined;
        const secret = client && (await secretOf(client));
        if (!client || secret === undefined) return undefined;
        const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
          algorithms: ['HS256'],
          // Its end is looked at below, so that it can be told.
          currentDate: new Date(0),
        });
        const { exp, scope } = payload;
        if (exp === undefined || !Array.isArray(scope)) return undefined;
        const end = new Date(exp * 1_000);
        if (end <= clock.now()) return { expired: end };
        const scopes = client.scopes.filter((one) => scope.includes(one));
        return {
          clientId: client.id,
          workspaceId: client.workspaceId,
          ownerId: client.createdBy,
          scopes,
        };
      } catch {
        // Not a token, or not one of ours: both are told alike.
        return undefined;
      }
    },
  };
}

export type Clients = ReturnType<typeof createClients>;
