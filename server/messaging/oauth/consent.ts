import { SignJWT } from 'jose';
import { messagingErrors } from '../../../contract/errors/messaging.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import {
  AppError,
  type Db,
  isId,
  newId,
  type WorkspaceDb,
  type WorkspaceTx,
  hashSecret,
  isSecret,
  newSecret,
} from '../../base/index.ts';
import { type Actor, type Audit, noteSetup } from '../../people/index.ts';
import { badRequest, SunshineError } from '../http/problem.ts';
import { findCustom, insertCustom } from '../integrations/store.ts';
import type { Keys, KeyWithSecret } from '../keys/keys.ts';
import { CLIENT, type ClientsDeps } from './clients.ts';
import { redirectFor, withAnswer } from './redirects.ts';
import { findClient, findDoor, insertCode, lockClient, lockCode, markCode, setAccess } from './store.ts';

const CODE_LASTS_MS = 10 * 60_000;

export interface ConsentDeps extends ClientsDeps {
  readonly db: Db;
  readonly keys: Keys;
  readonly audit: Audit;
}

/** The key whose token is given, and the one that ends. */
interface Outcome {
  readonly key?: KeyWithSecret;
  readonly gone?: string;
}

/** What a program asks for, as its administrator's browser carries it. */
export interface Asked {
  readonly clientId: string;
  readonly responseType: string;
  readonly redirectUri?: string;
  readonly state?: string;
}

/** The road from an administrator's yes to a token. */
export function createConsent({ db, clock, keys, audit, noting }: ConsentDeps) {
  /**
   * A request that may be answered. Nothing is sent to an address that was not registered, not even a refusal.
   * @throws AppError oauth_client_unknown, oauth_redirect_unknown, oauth_response_type
   */
  async function check(workspace: WorkspaceDb, asked: Asked) {
    const client = isId(asked.clientId) ? await findClient(workspace, asked.clientId) : undefined;
    if (!client) throw new AppError(messagingErrors.oauth_client_unknown);
    const redirectUri = redirectFor(client.redirectUris, asked.redirectUri);
    if (redirectUri === undefined) throw new AppError(messagingErrors.oauth_redirect_unknown);
    if (asked.responseType !== 'code') throw new AppError(messagingErrors.oauth_response_type);
    const { integrationId } = client;
    const isIn = integrationId !== null && (await findCustom(workspace, integrationId)) !== undefined;
    return { client, redirectUri, isIn };
  }

  /** Where the browser is led: with a code, or with the refusal. @throws as `check` */
  async function answer(
    workspace: WorkspaceDb,
    asked: Asked,
    allow: boolean,
    by: Actor & { readonly id: string },
  ): Promise<string> {
    const { client, redirectUri } = await check(workspace, asked);
    const { state } = asked;
    if (!allow) return withAnswer(redirectUri, { error: 'access_denied', state });
    const code = newSecret();
    const now = clock.now();
    const expiresAt = new Date(now.getTime() + CODE_LASTS_MS);
    await workspace.transaction(async (tx) => {
      const consent = { clientId: client.id, memberId: by.id, redirectUri, expiresAt };
      await insertCode(tx, hashSecret(code), consent, now);
      await audit(tx, {
        actor: by,
        action: 'program_client.allowed',
        subjectKind: CLIENT,
        subjectId: client.id,
      });
    });
    return withAnswer(redirectUri, { code, state });
  }

  /**
   * The token for a code. The client that comes twice with one code loses the token that it was given: one of the two
   * had stolen it. @throws SunshineError 400, 401
   */
  async function exchange(given: {
    readonly code: string;
    readonly grantType: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly redirectUri?: string;
  }): Promise<string> {
    const door = isId(given.clientId) ? await findDoor(db, given.clientId) : undefined;
    if (!door || !isSecret(given.clientSecret, door.secretHash)) {
      throw new SunshineError(sunshineErrors.unauthorized);
    }
    if (given.grantType !== 'authorization_code') throw badRequest('grant_type must be authorization_code');
    const workspace = db.workspace(door.workspaceId);
    const hash = hashSecret(given.code);
    const outcome = await workspace.transaction(async (tx): Promise<Outcome> => {
      const client = await lockClient(tx, given.clientId);
      const consent = await lockCode(tx, hash);
      const isOwn = client !== undefined && consent?.clientId === client.id;
      if (!isOwn || consent.expiresAt <= clock.now()) return {};
      if (given.redirectUri !== undefined && given.redirectUri !== consent.redirectUri) return {};
      if (consent.keyId !== null) return { gone: consent.keyId };
      const by: Actor = { kind: 'member', id: consent.memberId };
      const integrationId = await actAs(tx, client.integrationId, client.name, by);
      const key = await keys.create(tx, {
        scope: 'integration',
        integrationId,
        displayName: client.name,
        createdBy: consent.memberId,
      });
      await markCode(tx, hash, key.id);
      await setAccess(tx, client.id, { integrationId, keyId: key.id, at: clock.now() });
      await noteSetup(noting, tx, by, CLIENT, client.id, 'changed');
      return { key, ...(client.keyId === null ? {} : { gone: client.keyId }) };
    });
    // One token at a time: the former ends with the new one.
    if (outcome.gone !== undefined) await keys.remove(workspace, outcome.gone);
    if (!outcome.key) throw badRequest('The code is unknown, used, or has run out');
    return new SignJWT({ scope: 'integration' })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: outcome.key.id })
      .setIssuedAt()
      .sign(new TextEncoder().encode(outcome.key.secret));
  }

  /** The integration that the client is: the one that it was, while that is there. */
  async function actAs(
    tx: WorkspaceTx,
    before: string | null,
    displayName: string,
    by: Actor,
  ): Promise<string> {
    if (before !== null && (await findCustom(tx, before))) return before;
    const integration = { id: newId(), displayName, createdAt: clock.now() };
    await insertCustom(tx, integration);
    await noteSetup(noting, tx, by, 'program_integration', integration.id, 'created');
    return integration.id;
  }

  return { check, answer, exchange };
}

export type Consent = ReturnType<typeof createConsent>;
