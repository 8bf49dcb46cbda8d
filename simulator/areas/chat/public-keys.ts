import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import {
  type XChatPublicKey,
  XChatPublicKeyRequest,
  type XJuiceboxConfig,
} from '../../../contract/x/chat.ts';
import type { XProblem } from '../../../contract/x/problems.ts';
import { forbidden, invalidRequest, notFoundItem, resourceNotFound } from '../../core/errors.ts';
import { fieldsParameter, listParameter, onlyParameters } from '../../core/query.ts';
import { userRoute } from '../../core/route.ts';
import { compareIds } from '../../core/snowflake.ts';
import type { Sim } from '../../sim.ts';
import type { ChatKey } from '../../state/chat.ts';
import { isSigned, readPublicKey } from '../../wire/signatures.ts';
import { bad, readBody } from './read-body.ts';

const read = { oauth2: ['dm.read', 'tweet.read', 'users.read'], oauth1: 'read-write-dm' } as const;
const fields = [
  'identity_public_key_signature',
  'juicebox_config',
  'public_key',
  'public_key_version',
  'signing_public_key',
];
const maxIds = 100;

/** Public keys: https://docs.x.com/x-api/chat/add-public-key */
export function registerPublicKeys(app: FastifyInstance, sim: Sim): void {
  userRoute(app, sim, {
    method: 'POST',
    url: '/2/users/:id/public_keys',
    allow: { oauth2: ['dm.write', 'tweet.read', 'users.read'], oauth1: 'read-write-dm' },
    handle: ({ request, params, user }) => {
      checkId('id', params['id'] ?? '');
      const body = readBody(XChatPublicKeyRequest, request);
      if (params['id'] !== user.id) throw forbidden();
      const key = registerKey(sim, user.id, body);
      return { data: { public_key_version: key.version, juicebox_config: juiceboxConfig(sim, key) } };
    },
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/users/:id/public_keys',
    allow: read,
    handle: ({ params, query, user }) => {
      onlyParameters(query, ['public_key.fields']);
      const id = params['id'] ?? '';
      checkId('id', id);
      const wanted = fieldsParameter(query, 'public_key.fields', fields);
      const found = sim.users.find(id);
      if (!found || found.suspended) throw resourceNotFound('user', 'id', id);
      return { data: sim.chat.keysOf(id).map((key) => present(sim, key, wanted, user.id)) };
    },
  });

  userRoute(app, sim, {
    method: 'GET',
    url: '/2/users/public_keys',
    allow: read,
    handle: ({ query, user, vocabulary }) => {
      onlyParameters(query, ['ids', 'public_key.fields']);
      const ids = listParameter(query, 'ids');
      if (ids.length === 0 || ids.length > maxIds)
        throw invalidRequest(
          { ids: [ids.join(',')] },
          `The number of values in the \`ids\` query parameter list [${ids.length}] is not between 1 and ${maxIds}`,
        );
      for (const id of ids) checkId('ids', id);
      const wanted = fieldsParameter(query, 'public_key.fields', fields);
      const errors: XProblem[] = [];
      const data = ids.flatMap((id) => {
        const found = sim.users.find(id);
        if (!found || found.suspended) errors.push(notFoundItem('user', 'ids', id, vocabulary));
        // The description of a key has no owner; without one an answer about several could not be used.
        return found && !found.suspended
          ? sim.chat.keysOf(id).map((key) => ({ ...present(sim, key, wanted, user.id), user_id: id }))
          : [];
      });
      return { data, ...(errors.length > 0 ? { errors } : {}) };
    },
  });
}

/** Takes a pair of public keys under a new version; throws X's refusal. */
export function registerKey(sim: Sim, userId: string, body: XChatPublicKeyRequest): ChatKey {
  const given = body.public_key;
  const identity = given.public_key;
  const signing = given.signing_public_key;
  for (const [name, key] of [
    ['public_key', identity],
    ['signing_public_key', signing],
  ] as const)
    if (!readPublicKey(key)) throw bad(`$.public_key.${name}: is not a base64-encoded P-256 public key`);
  const binding = given.identity_public_key_signature;
  // The signing key vouches for the identity key, so that nobody can put another in its place.
  if (binding !== undefined && !isSigned(signing, binding, Buffer.from(identity, 'base64')))
    throw bad('$.public_key.identity_public_key_signature: the signature could not be verified');
  const keys = sim.chat.keysOf(userId);
  const same = keys.find((key) => key.publicKey === identity && key.signingPublicKey === signing);
  if (same) return same;
  const latest = keys.at(-1);
  const version = body.generate_version === true ? newVersion(sim, latest) : body.version;
  if (latest && compareIds(version, latest.version) <= 0)
    throw bad(`$.version: [${version}] is not newer than the registered version [${latest.version}]`);
  return sim.chat.keys.put({
    id: `${userId}:${version}`,
    userId,
    version,
    publicKey: identity,
    signingPublicKey: signing,
    identityPublicKeySignature: binding,
    signingPublicKeySignature: given.signing_public_key_signature,
    fingerprint: given.public_key_fingerprint,
    registrationMethod: given.registration_method,
    createdAt: sim.clock.now(),
  });
}

/** Versions are times in milliseconds. */
function newVersion(sim: Sim, latest: ChatKey | undefined): string {
  return String(Math.max(sim.clock.now(), latest ? Number(latest.version) + 1 : 0));
}

function present(
  sim: Sim,
  key: ChatKey,
  wanted: ReadonlySet<string>,
  viewerId: string,
): Partial<XChatPublicKey> {
  const whole: XChatPublicKey = {
    public_key: key.publicKey,
    signing_public_key: key.signingPublicKey,
    public_key_version: key.version,
    ...(key.identityPublicKeySignature === undefined
      ? {}
      : { identity_public_key_signature: key.identityPublicKeySignature }),
    // The way to a user's secret is for that user alone.
    ...(key.userId === viewerId ? { juicebox_config: juiceboxConfig(sim, key) } : {}),
  };
  if (wanted.size === 0) return whole;
  // The entries of a key, fewer of them.
  return Object.fromEntries(
    Object.entries(whole).filter(([name]) => wanted.has(name)),
  ) as Partial<XChatPublicKey>;
}

const realmNames = ['a', 'b', 'c'];

/** Where the realms would be; none answers here, see DIFFERENCES.md. */
function juiceboxConfig(sim: Sim, { userId, version }: ChatKey): XJuiceboxConfig {
  const digest = (text: string) => createHash('sha256').update(`${sim.chat.secret()} ${text}`).digest('hex');
  const realms = realmNames.map((name) => ({
    id: digest(`realm ${name}`).slice(0, 32),
    address: `${sim.url()}/juicebox/${name}`,
    public_key: digest(`realm key ${name}`),
  }));
  return {
    key_store_token_map_json: JSON.stringify({
      realms,
      register_threshold: 3,
      recover_threshold: 2,
      pin_hashing_mode: 'Standard2019',
    }),
    max_guess_count: 20,
    token_map: realms.map(({ id, address }) => ({
      key: id,
      value: { address, token: digest(`token ${id} ${userId} ${version}`) },
    })),
  };
}

function checkId(parameter: string, id: string): void {
  if (!/^[0-9]{1,19}$/.test(id))
    throw invalidRequest(
      { [parameter]: [id] },
      `The \`${parameter}\` query parameter value [${id}] is not valid`,
    );
}
