import type { FastifyRequest } from 'fastify';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import type { Scope } from '../../../contract/sunshine/operation.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { readBasic, sameSecret, type WorkspaceId } from '../../base/index.ts';
import type { Actor } from '../../people/index.ts';
import type { Keys, KnownKey } from '../keys/keys.ts';
import { SunshineError } from './problem.ts';

/** The program that calls. */
export interface Program {
  readonly workspaceId: WorkspaceId;
  readonly keyId: string;
  readonly keyName: string;
  readonly scope: Scope;
  /** Of an integration's key. */
  readonly integrationId: string | null;
}

/** The program as the audit log names it. */
export function actorOf({ keyId }: Pick<Program, 'keyId'>): Actor {
  return { kind: 'api_key', id: bareId(keyId) };
}

/** Our own id in a key's id. */
export function bareId(keyId: string): string {
  return keyId.replace(/^[a-z]+_/, '');
}

const KEY_ID = /^(app|int|act)_[0-9a-f]{24}$/;

/**
 * Who calls: by Basic with a key's id and secret, or by a token that is signed with the secret (HS256) and names the key
 * in its header. @throws SunshineError 401; it does not say what was wrong.
 */
export async function authenticate(keys: Keys, request: FastifyRequest): Promise<Program> {
  const header = request.headers.authorization ?? '';
  const basic = readBasic(header);
  const bearer = /^Bearer +(\S+) *$/i.exec(header)?.[1];
  const known = basic === undefined ? await byToken(keys, bearer) : await byBasic(keys, basic);
  if (!known) throw new SunshineError(sunshineErrors.unauthorized);
  const { workspaceId, key } = known;
  return {
    workspaceId,
    keyId: key.id,
    keyName: key.displayName,
    scope: key.scope,
    integrationId: key.integrationId,
  };
}

async function byBasic(
  keys: Keys,
  { id, secret }: { readonly id: string; readonly secret: string },
): Promise<KnownKey | undefined> {
  const known = await find(keys, id);
  return known && sameSecret(known.secret, secret) ? known : undefined;
}

async function byToken(keys: Keys, token: string | undefined): Promise<KnownKey | undefined> {
  if (token === undefined || token.length > 8_000) return undefined;
  const known = await find(keys, keyIdIn(token));
  if (!known) return undefined;
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(known.secret), {
      algorithms: ['HS256'],
      // Clocks of programs differ, and clients of old send neither an end nor a beginning.
      clockTolerance: 60,
    });
    // A key signs for what it is itself; tokens of end users are for another API.
    return payload['scope'] === known.key.scope ? known : undefined;
  } catch {
    return undefined;
  }
}

/** The key that a token names; nothing for what is no token. */
function keyIdIn(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    return undefined;
  }
}

async function find(keys: Keys, id: string | undefined): Promise<KnownKey | undefined> {
  return id !== undefined && KEY_ID.test(id) ? keys.recognise(id) : undefined;
}
